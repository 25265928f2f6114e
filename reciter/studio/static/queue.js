// The review queue: hear, decide, go on.

import { attempt, get, make, minutes, toast } from "./api.js";
import { diffOf, editOf, findingsOf, historyOf, isTyping, openEdit, REASONS, Reviewer } from "./item.js";

const main = document.getElementById("main"), base = main.dataset.base, show = main.dataset.show;
const place = document.getElementById("item"), player = document.getElementById("player");
const reasons = document.getElementById("reasons"), note = document.getElementById("note");
const reviewer = new Reviewer(base);
const WHY = { "new take": "spoken again", finding: "has findings", sample: "drawn by chance", flagged: "flagged", edited: "edited", accepted: "accepted" };
let queue = [], at = 0, item = null, playlist = [], take = 0, asked = 0;

const button = (name) => document.getElementById(`k-${name}`);
const address = (fingerprint) => `${base}/takes/${fingerprint}.flac`;

async function load() {
  const found = await attempt(() => get(`${base}/queue.json?show=${show}`));
  if (!found) return;
  queue = found.items;
  at = 0;
  count(found);
  await open();
}

function count(found) {
  const certain = found.items.filter((one) => one.why !== "sample").length;
  const parts = show === "due" ? [`${certain ? `${certain} suspected · ` : ""}${minutes(found.seconds_left)} left`, `≤ ${Math.round(found.per_10000).toLocaleString("en")} errors in 10,000 words`] : [`${found.left}`];
  document.getElementById("left").textContent = parts.join(" · ");
}

async function recount() {
  const found = await attempt(() => get(`${base}/queue.json?show=${show}`));
  if (found) count(found);
}

async function open() {
  stop();
  closeReasons();
  const entry = queue[at];
  if (!entry) return finish();
  const mine = ++asked;
  const found = await attempt(() => get(`${base}/sentences/${entry.id}.json`));
  if (mine !== asked) return undefined;
  item = found;
  take = 0;
  if (item) { draw(entry); preload(); }
  return undefined;
}

function finish() {
  item = null;
  place.replaceChildren(make("div", { class: "empty", lang: "en" }, make("h2", {}, "All heard."), make("p", {}, make("a", { class: "button", href: base }, "To the book"))));
}

function draw(entry) {
  const neighbour = (one) => make("p", { class: "neighbour" }, one.written);
  const about = make("p", { class: "about", lang: "en" },
    make("span", { class: "by" }, `${at + 1} of ${queue.length} · `), make("a", { href: `${base}/chapters/${item.chapter}#${item.id}`, id: "open" }, `${item.chapter_title} · ${item.id}`), " ",
    make("span", { class: "chip" }, WHY[entry.why] || entry.why),
    item.risk >= 0.1 ? make("span", { class: "chip risk" }, `risk ${Math.round(item.risk * 100)} %`) : "",
    item.state === "open" ? "" : make("span", { class: `chip ${item.state}` }, item.state),
    item.has_stale_edit ? make("span", { class: "chip warning" }, "edit made on another text") : "",
    item.has_take ? "" : make("span", { class: "chip error" }, "its recording is missing"));
  const heard = item.heard ? (item.pieces.some(([kind]) => kind === "other") ? make("p", { class: "heard" }, make("span", { class: "by", lang: "en" }, "heard: "), item.heard) : make("p", { class: "heard by", lang: "en" }, "heard as written")) : "";
  place.replaceChildren(about, ...item.before.map(neighbour), make("div", { class: "this" }, diffOf(item), heard, editOf(item) || "", item.findings.length ? findingsOf(item) : ""), ...item.after.map(neighbour), takesOf(), item.history.length ? historyOf(item) : "");
  button("ab").hidden = item.takes.length < 2;
  button("undo").disabled = !reviewer.given.length;
}

function takesOf() {
  if (item.takes.length < 2) return "";
  return make("div", { class: "takes", lang: "en" }, ...item.takes.map((one, index) => make("span", { class: index === take ? "take on" : "take" },
    make("button", { class: "button", onclick: () => playTake(index) }, `▶ ${"ABCDEFGH"[index] || index + 1}${one.is_now ? " · now" : ""}`),
    one.is_now ? "" : make("button", { class: "button quiet", onclick: () => choose(one.take) }, "use this one"))));
}

function preload() {
  player.src = address(item.take);
}

function play(list) {
  stop();
  playlist = list;
  step();
}

function step() {
  const next = playlist.shift();
  if (!next) return mark(false);
  player.src = address(next);
  player.play().catch(() => toast("This recording cannot be played.", "problem"));
  mark(true);
  return undefined;
}

function stop() {
  playlist = [];
  player.pause();
  mark(false);
}

function mark(isOn) {
  place.classList.toggle("sounding", isOn);
}

player.addEventListener("ended", step);
player.addEventListener("error", () => { if (!player.paused || playlist.length) toast("This recording is missing or damaged.", "problem"); mark(false); });

function playTake(index) {
  take = index;
  document.querySelectorAll(".take").forEach((one, number) => one.classList.toggle("on", number === take));
  play([item.takes[index].take]);
}

async function choose(fingerprint) {
  const done = await reviewer.decide(item, { kind: "edit", edit: { ...(item.edit || {}), take: fingerprint } });
  if (done) { toast("This take will be used."); go(1); }
}

async function give(decision, said) {
  const done = await reviewer.decide(item, { ...decision, note: note.value });
  if (!done) return refresh();
  toast(said);
  note.value = "";
  recount();
  return go(1);
}

async function refresh() {
  const mine = ++asked, found = await attempt(() => get(`${base}/sentences/${queue[at].id}.json`));
  if (found && mine === asked) { item = found; draw(queue[at]); }
}

function go(by) {
  at = Math.max(0, Math.min(queue.length, at + by));
  if (at === queue.length && queue.length) return load();
  return open();
}

async function undo() {
  const back = await reviewer.undo();
  if (!back) return;
  const index = queue.findIndex((one) => one.id === back.id);
  if (index < 0) queue.splice(at, 0, { id: back.id, why: "sample", risk: 0 });
  else at = index;
  recount();
  await open();
}

function openReasons() {
  reasons.hidden = false;
  button("flag").setAttribute("aria-expanded", "true");
  note.focus();
}

function closeReasons() {
  reasons.hidden = true;
  button("flag").setAttribute("aria-expanded", "false");
}

async function edit() {
  stop();
  const done = await openEdit(item, reviewer);
  if (done) { toast("Edit saved."); recount(); go(1); }
}

const ACTIONS = {
  play: () => (player.paused ? play([item.takes[take]?.take || item.take]) : stop()),
  context: () => play([...item.before.slice(-1), item, ...item.after.slice(0, 1)].map((one) => one.take)),
  accept: () => give({ kind: "accept" }, "Accepted."),
  flag: () => (reasons.hidden ? openReasons() : closeReasons()),
  edit,
  ab: () => playTake((take + 1) % item.takes.length),
  next: () => go(1),
  previous: () => go(-1),
  undo,
  open: () => document.getElementById("open").click(),
};
const KEYS = { " ": "play", c: "context", a: "accept", f: "flag", e: "edit", b: "ab", n: "next", ArrowRight: "next", ArrowLeft: "previous", u: "undo", o: "open" };
const ANYTIME = new Set(["undo", "previous"]);
let isBusy = false;

async function act(work) {
  if (isBusy) return;
  isBusy = true;
  try { await work(); } finally { isBusy = false; }
}

const flag = (reason) => act(() => give({ kind: "flag", reason }, `Flagged: ${reason}.`));

document.addEventListener("keydown", (event) => {
  if (event.target === note && event.key === "Escape") return closeReasons();
  if (event.target === note && event.key === "Enter") {
    event.preventDefault(); // the key must not press the button that it leads to
    return document.querySelector("[data-reason]").focus();
  }
  if (isTyping(event)) return undefined;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key, name = KEYS[key];
  if (event.key === "Escape") return closeReasons();
  if (event.repeat && key !== "ArrowRight" && key !== "ArrowLeft") return event.preventDefault();
  if (item && REASONS[key]) { event.preventDefault(); flag(REASONS[key]); }
  if (name && (item || ANYTIME.has(name))) { event.preventDefault(); act(ACTIONS[name]); }
  return undefined;
});
for (const name of ["play", "context", "accept", "flag", "edit", "ab", "next", "undo"]) {
  button(name).addEventListener("click", (event) => {
    event.currentTarget.blur(); // so that space goes on playing instead of pressing it again
    if (item || ANYTIME.has(name)) act(ACTIONS[name]);
  });
}
for (const one of document.querySelectorAll("[data-reason]")) one.addEventListener("click", () => item && flag(one.dataset.reason));

load();
