// The shelf: bars of books that are being rendered move on.

import { get, make } from "./api.js";

async function look(card) {
  const now = await get(`/books/${encodeURIComponent(card.dataset.book)}/progress.json`);
  card.querySelector("progress").value = now.percent;
  card.querySelector("[data-live]").replaceChildren(now.is_rendering ? make("b", { class: "live" }, "rendering") : "", `${now.is_rendering ? " · " : ""}${now.mastered} of ${now.chapters} ${now.chapters === 1 ? "chapter" : "chapters"}`);
  if (now.is_rendering) setTimeout(() => look(card).catch(() => {}), 3000);
}

for (const card of document.querySelectorAll("[data-book]")) if (card.querySelector(".live")) look(card).catch(() => {});
