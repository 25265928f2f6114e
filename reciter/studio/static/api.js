// Talks to the studio's own server, and says what went wrong.

const csrf = document.querySelector('meta[name="csrf"]').content;

export async function get(path) {
  return answer(await fetch(path, { headers: { Accept: "application/json" } }));
}

export async function post(path, body) {
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRF-Token": csrf };
  return answer(await fetch(path, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function send(path, file) {
  const headers = { Accept: "application/json", "Content-Type": "application/octet-stream", "X-CSRF-Token": csrf };
  return answer(await fetch(path, { method: "POST", headers, body: file }));
}

async function answer(response) {
  if (response.ok) return response.json();
  const text = await response.text();
  let problem = text;
  try { problem = JSON.parse(text).problem; } catch { /* a plain text says it itself */ }
  throw Object.assign(new Error(problem || `The studio answers ${response.status}.`), { status: response.status });
}

let timer;

export function toast(text, kind = "") {
  const place = document.getElementById("toast");
  place.textContent = text;
  place.className = `shown ${kind}`;
  clearTimeout(timer);
  timer = setTimeout(() => { place.className = ""; }, kind === "problem" ? 7000 : 2500);
}

// Runs a piece of work and shows its problem, if it has one.
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message, "problem");
    return null;
  }
}

// An element: make("p", {class: "by"}, "text", child)
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export function clock(seconds) {
  const all = Math.max(0, Math.round(seconds));
  const hours = Math.floor(all / 3600), minutes = Math.floor(all / 60) % 60, rest = String(all % 60).padStart(2, "0");
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

export function minutes(seconds) {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

// Watches a run until it is over; `show` gets each state.
export async function watchRun(run, show) {
  show(run);
  while (!run.is_over) {
    await new Promise((done) => setTimeout(done, 1500));
    try { run = await get(`/runs/${run.id}.json`); } catch (error) { show({ ...run, message: error.message }); continue; }
    show(run);
  }
  return run;
}

export const STATES = {
  SCHEDULED: "waits for a worker", PENDING: "is about to start", RUNNING: "is at work", COMPLETED: "has ended well",
  FAILED: "has failed", CRASHED: "has crashed", CANCELLED: "was cancelled", CANCELLING: "is being cancelled", PAUSED: "is paused",
};
