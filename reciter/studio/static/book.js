// A book: play a chapter, have the flagged sentences spoken again, take in somebody's notes, see a render go on.

import { attempt, get, make, post, send, STATES, toast, watchRun } from "./api.js";

const main = document.getElementById("main"), base = main.dataset.base, player = document.getElementById("player");
const run = document.getElementById("run"), rerender = document.getElementById("rerender");
const mark = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2);
let count = 0;

for (const button of document.querySelectorAll(".play")) {
  button.addEventListener("click", () => {
    const isThis = player.dataset.of === button.dataset.src && !player.paused;
    if (isThis) return player.pause();
    if (player.dataset.of !== button.dataset.src) { player.src = button.dataset.src; player.dataset.of = button.dataset.src; }
    player.play().catch(() => toast("This file cannot be played.", "problem"));
    return undefined;
  });
}
for (const name of ["play", "pause", "ended"]) {
  player.addEventListener(name, () => {
    for (const button of document.querySelectorAll(".play")) button.textContent = button.dataset.src === player.dataset.of && !player.paused ? "❚❚" : "▶";
  });
}

rerender.addEventListener("click", () => attempt(async () => {
  rerender.disabled = true;
  try {
    const started = await post(`${base}/rerender`, { mark: `${mark}-${count}` });
    const last = await watchRun(started, (now) => {
      run.hidden = false;
      run.textContent = `${now.name || "The run"} ${STATES[now.state] || now.state.toLowerCase()}${now.message ? `: ${now.message}` : ""}`;
      run.className = `run ${now.is_over ? (now.is_good ? "good" : "bad") : "on"}`;
    });
    count += 1;
    if (last.is_good) location.assign(`${base}/review`); else rerender.disabled = false;
  } catch (error) {
    rerender.disabled = false;
    throw error;
  }
}));

document.getElementById("pickups").addEventListener("change", (event) => attempt(async () => {
  const file = event.target.files[0];
  if (!file) return;
  event.target.value = "";
  const done = await send(`${base}/pickups?name=${encodeURIComponent(file.name)}`, file);
  const problems = document.getElementById("problems");
  problems.hidden = !done.problems.length;
  problems.replaceChildren(...done.problems.map((one) => make("li", {}, `line ${one.line}: ${one.what}`)));
  toast(`${done.taken} taken, ${done.known} known before, ${done.problems.length} not taken.`);
  if (done.taken && !done.problems.length) location.reload();
}));

// A render that is at work is followed; one that has ended shows its chapters.
async function look(wasRendering) {
  const now = await get(`${base}/progress.json`);
  document.getElementById("progress").value = now.percent;
  if (wasRendering && !now.is_rendering) return location.reload();
  const standing = document.getElementById("standing");
  standing.replaceChildren(now.is_rendering ? make("b", { class: "live" }, "rendering") : "", `${now.is_rendering ? " · " : ""}${now.spoken} of ${now.sentences} sentences spoken · ${now.mastered} of ${now.chapters} chapters finished`);
  setTimeout(() => look(now.is_rendering).catch(() => {}), now.is_rendering ? 2000 : 15000);
  return undefined;
}
look(false).catch(() => {});
