// A chapter: the sentence that sounds is lit, a click plays from there, the panel shows what was heard and decided.

import { attempt, clock, get, make, toast } from "./api.js";
import { diffOf, editOf, findingsOf, historyOf, isTyping, openEdit, REASONS, Reviewer } from "./item.js";

const main = document.getElementById("main"), base = main.dataset.base, chapter = `${base}/chapters/${main.dataset.chapter}`;
const text = document.getElementById("text"), player = document.getElementById("player"), panel = document.getElementById("panel");
const wave = document.getElementById("wave"), time = document.getElementById("time"), playButton = document.getElementById("play");
const reviewer = new Reviewer(base), canPlay = !playButton.disabled;
let timing = { ids: [], starts: [], ends: [] }, order = new Map(), peaks = [], lit = null, chosen = null, item = null, asked = 0, coming = Promise.resolve();

// The sentence that sounds at a time: the last one that has begun.
function soundingAt(seconds) {
  let low = 0, high = timing.starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timing.starts[middle] <= seconds + 0.02) low = middle + 1; else high = middle;
  }
  return low ? timing.ids[low - 1] : null;
}

function follow() {
  const id = soundingAt(player.currentTime);
  if (id !== lit) {
    document.getElementById(lit)?.classList.remove("sounding");
    lit = id;
    const element = id && document.getElementById(id);
    if (element) {
      element.classList.add("sounding");
      if (!player.paused) keepInView(element);
    }
  }
  time.textContent = `${clock(player.currentTime)} / ${clock(player.duration || 0)}`;
  wave.setAttribute("aria-valuenow", Math.round(player.currentTime));
  wave.setAttribute("aria-valuetext", clock(player.currentTime));
  drawWave();
  if (!player.paused) requestAnimationFrame(follow);
}

function keepInView(element) {
  const box = element.getBoundingClientRect();
  if (box.top < 80 || box.bottom > innerHeight - 160) element.scrollIntoView({ block: "center", behavior: "smooth" });
}

function drawWave() {
  const scale = devicePixelRatio || 1, width = wave.clientWidth, height = wave.clientHeight;
  if (wave.width !== Math.round(width * scale)) { wave.width = Math.round(width * scale); wave.height = Math.round(height * scale); }
  const pen = wave.getContext("2d"), style = getComputedStyle(wave), length = player.duration || 1;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.clearRect(0, 0, width, height);
  const played = (player.currentTime / length) * width, step = 3;
  for (let x = 0; x < width; x += step) {
    const from = Math.floor((x / width) * peaks.length), to = Math.max(from + 1, Math.floor(((x + step) / width) * peaks.length));
    const peak = Math.max(2, ...peaks.slice(from, to)) / 100;
    pen.fillStyle = x <= played ? style.getPropertyValue("--accent") : style.getPropertyValue("--wave");
    pen.fillRect(x, (height * (1 - peak)) / 2, step - 1, height * peak);
  }
  pen.fillStyle = style.getPropertyValue("--warn");
  for (const seconds of marks) pen.fillRect((seconds / length) * width - 1, 0, 3, 6);
}

let marks = [];

function findMarks() {
  marks = [...text.querySelectorAll(".warning, .error, .flagged, .edited")].map((one) => timing.starts[order.get(one.id)]).filter((seconds) => seconds !== undefined);
}

function seek(seconds) {
  player.currentTime = Math.max(0, Math.min(seconds, player.duration || 0));
  follow();
}

function toggle() {
  if (!canPlay) return toast("This chapter is not finished yet.", "problem");
  if (player.paused) player.play().catch(() => toast("The finished file cannot be played.", "problem")); else player.pause();
  return undefined;
}

function playFrom(id) {
  const seconds = timing.starts[order.get(id)];
  if (!canPlay || seconds === undefined) return;
  player.currentTime = Math.max(0, seconds - 0.05);
  if (player.paused) toggle();
}

async function choose(id, { sound = false } = {}) {
  document.getElementById(chosen)?.classList.remove("chosen");
  chosen = id;
  const element = document.getElementById(id);
  element.classList.add("chosen");
  keepInView(element);
  history.replaceState(null, "", `#${id}`);
  if (sound) playFrom(id);
  const mine = ++asked;
  item = null;
  coming = attempt(() => get(`${base}/sentences/${id}.json`)).then((found) => { if (found && mine === asked) showItem(found); });
  await coming;
}

function showItem(found) {
  item = found;
  const action = (label, key, work) => make("button", { class: "button", onclick: work }, make("kbd", {}, key), ` ${label}`);
  const flags = make("select", { "aria-label": "Flag with a reason", onchange: (event) => event.target.value && flag(event.target.value) },
    make("option", { value: "" }, "Flag …"), ...Object.entries(REASONS).map(([key, reason]) => make("option", { value: reason }, `${key} ${reason}`)));
  panel.replaceChildren(
    make("p", { class: "about" }, make("b", {}, item.id), " ", make("span", { class: `chip ${item.state}` }, item.state === "open" ? "not heard" : item.state), item.risk >= 0.1 ? make("span", { class: "chip risk" }, `risk ${Math.round(item.risk * 100)} %`) : ""),
    make("div", { lang: text.lang }, diffOf(item), item.heard ? make("p", { class: "heard" }, make("span", { class: "by", lang: "en" }, "heard: "), item.heard) : ""),
    item.is_checked ? "" : make("p", { class: "by" }, "Not checked yet."), editOf(item) || "", item.findings.length ? findingsOf(item) : "",
    make("p", { class: "actions" }, item.has_take ? action("Take", "t", playTake) : make("span", { class: "chip error" }, "its recording is missing"), action("Accept", "a", accept), flags, action("Edit", "e", edit)),
    item.history.length ? historyOf(item) : "");
  panel.classList.add("open");
  recolour(item);
}

function recolour(found) {
  const element = document.getElementById(found.id);
  element?.classList.remove("accepted", "flagged", "edited");
  if (found.state !== "open") element?.classList.add(found.state);
  findMarks();
  drawWave();
}

const single = new Audio();
function playTake() {
  player.pause();
  single.src = `${base}/takes/${item.take}.flac`;
  single.play().catch(() => toast("This recording cannot be played.", "problem"));
}

// A key that is quicker than the panel waits for it, and counts for the sentence that was chosen when it was pressed.
async function decided(work, said) {
  const id = chosen;
  await coming;
  const done = item && item.id === id && (await work());
  if (done) { showItem(done); toast(said); }
}
const accept = () => decided(() => reviewer.decide(item, { kind: "accept" }), "Accepted.");
const flag = (reason) => decided(() => reviewer.decide(item, { kind: "flag", reason }), `Flagged: ${reason}.`);
const edit = () => decided(() => openEdit(item, reviewer), "Edit saved.");

async function undo() {
  const back = await reviewer.undo();
  if (back && back.written) { if (back.id === chosen) showItem(back); else recolour(back); }
}

function move(by) {
  const all = [...text.querySelectorAll("span[id]")], index = all.findIndex((one) => one.id === (chosen || lit));
  const next = all[Math.max(0, Math.min(all.length - 1, index + by))];
  if (next) choose(next.id);
}

function nextFinding() {
  const all = [...text.querySelectorAll("span[id]")], from = all.findIndex((one) => one.id === chosen);
  const found = [...all.slice(from + 1), ...all.slice(0, from + 1)].find((one) => one.matches(".warning, .error, .info"));
  if (found) choose(found.id, { sound: true }); else toast("No sentence here has findings.");
}

const KEYS = { " ": () => (chosen && player.paused ? playFrom(chosen) : toggle()), j: () => move(1), ArrowDown: () => move(1), k: () => move(-1), ArrowUp: () => move(-1), n: nextFinding, a: accept, e: edit, u: undo, t: () => item && playTake() };

document.addEventListener("keydown", (event) => {
  if (isTyping(event)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.target === wave && (key === "ArrowRight" || key === "ArrowLeft")) { event.preventDefault(); seek(player.currentTime + (key === "ArrowRight" ? 5 : -5)); return; }
  if (chosen && REASONS[key]) { event.preventDefault(); flag(REASONS[key]); return; }
  if (key === " " && event.target.closest("button, a")) return;
  if (KEYS[key]) { event.preventDefault(); KEYS[key](); }
});
text.addEventListener("click", (event) => {
  const span = event.target.closest("span[id]");
  if (span && !getSelection().toString()) choose(span.id, { sound: true });
});
wave.addEventListener("click", (event) => seek((event.offsetX / wave.clientWidth) * (player.duration || 0)));
playButton.addEventListener("click", toggle);
document.getElementById("next-finding")?.addEventListener("click", nextFinding);
player.addEventListener("play", () => { playButton.textContent = "❚❚"; playButton.setAttribute("aria-label", "Pause"); single.pause(); follow(); });
player.addEventListener("pause", () => { playButton.textContent = "▶"; playButton.setAttribute("aria-label", "Play"); });
player.addEventListener("seeked", follow);
player.addEventListener("loadedmetadata", follow);
addEventListener("resize", drawWave);

if (canPlay) {
  attempt(async () => {
    timing = await get(`${chapter}/timing.json`);
    order = new Map(timing.ids.map((id, index) => [id, index]));
    findMarks();
    peaks = (await get(`${chapter}/peaks.json`)).peaks;
    drawWave();
  });
}
const wanted = decodeURIComponent(location.hash.slice(1));
if (wanted && text.querySelector(`#${CSS.escape(wanted)}`)) choose(wanted);
