// Pre-listening: a text, a voice, and the sound when the production line has made it.

import { attempt, make, post, STATES, watchRun } from "./api.js";

const form = document.getElementById("say"), run = document.getElementById("run"), list = document.getElementById("said");

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const wish = Object.fromEntries(new FormData(form)), button = form.querySelector("button");
  attempt(async () => {
    button.disabled = true;
    try {
      const started = await post("/say", wish);
      const last = await watchRun(started, (now) => {
        run.hidden = false;
        run.textContent = `${now.name || "The run"} ${STATES[now.state] || now.state.toLowerCase()}${now.message ? `: ${now.message}` : ""}`;
        run.className = `run ${now.is_over ? (now.is_good ? "good" : "bad") : "on"}`;
      });
      if (last.is_good) {
        const sound = make("audio", { controls: true, src: `/said/${started.sound}` });
        list.prepend(make("li", {}, make("p", {}, wish.text), make("p", { class: "by" }, wish.voice), sound));
        sound.play().catch(() => {});
      }
    } finally { button.disabled = false; }
  });
});
