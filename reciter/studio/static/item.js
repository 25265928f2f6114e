// One sentence for review: how it looks, and what can be decided about it. Shared by the queue and the chapter.

import { attempt, make, post, toast } from "./api.js";

export const REASONS = {
  1: "misread", 2: "missing", 3: "repeated", 4: "added", 5: "noise", 6: "pace", 7: "mood", 8: "voice", 9: "pause",
  p: "pronunciation", 0: "other",
};

// The written text with what was heard instead.
export function diffOf(item) {
  const line = make("p", { class: "written" });
  for (const [kind, text, heard] of item.pieces) {
    if (kind === "same") line.append(text);
    else {
      if (text) line.append(make("del", { title: "written" }, text));
      if (heard) line.append(make("ins", { title: "heard" }, heard));
    }
  }
  return line;
}

export function findingsOf(item) {
  return make("ul", { class: "findings" }, ...item.findings.map((one) =>
    make("li", { lang: "en" }, make("span", { class: `chip ${one.severity}` }, one.code), ` ${one.message}`)));
}

export function historyOf(item) {
  return make("ul", { class: "history", lang: "en" }, ...item.history.map((row) => make(
    "li", { class: row.is_standing ? "" : "gone" },
    make("b", {}, row.kind), row.reason ? ` ${row.reason}` : "", row.note ? `: ${row.note}` : "",
    make("span", { class: "by" }, ` ${row.reviewer}, ${row.at.slice(0, 16).replace("T", " ")}${row.is_now ? "" : ", on an earlier take"}`),
  )));
}

// What stands in an edit, for people.
export function editOf(item) {
  if (!item.edit) return null;
  const said = Object.entries(item.edit).map(([name, value]) =>
    `${name.replace("_s", "").replaceAll("_", " ")} ${name === "readings" ? value.map(([word, , how]) => `${word} → ${how}`).join(", ") : name === "take" ? "chosen" : value}`);
  return make("p", { class: "edit-note", lang: "en" }, make("span", { class: "chip edited" }, "edit"), ` ${said.join(" · ")}`);
}

// Decides, and gives the item as it is then; a problem is shown, and null given.
export class Reviewer {
  constructor(base) {
    this.base = base;
    this.given = [];
  }

  async decide(item, decision) {
    const body = { sentence: item.id, take: item.take, seen: item.seen, ...decision };
    const done = await attempt(() => post(`${this.base}/verdicts`, body));
    if (done) this.given.push({ verdict: done.id, sentence: item.id });
    return done && done.item;
  }

  async undo() {
    const last = this.given.pop();
    if (!last) {
      toast("There is nothing to undo here.");
      return null;
    }
    const done = await attempt(() => post(`${this.base}/verdicts/${last.verdict}/withdraw`, {}));
    if (done) toast("Taken back.");
    return done && (done.item || { id: last.sentence });
  }
}

// The dialog for edits: resolves to the new item, or null when nothing was saved.
export function openEdit(item, reviewer) {
  const dialog = document.getElementById("edit"), form = dialog.querySelector("form"), fields = form.elements;
  const problem = document.getElementById("edit-problem"), edit = item.edit || {};
  document.getElementById("edit-id").textContent = item.id;
  document.getElementById("edit-written").textContent = item.written;
  form.reset();
  problem.hidden = true;
  for (const name of ["respelling", "speed", "pause_after_s", "seed", "language", "mood"]) fields[name].value = edit[name] ?? "";
  fields.skip.checked = Boolean(edit.skip);
  fields.readings.value = (edit.readings || []).map(([word, alphabet, how]) => `${word} = ${alphabet === "ipa" ? `/${how}/` : `[${alphabet}:${how}]`}`).join("\n");
  dialog.showModal();
  fields.respelling.focus();
  return new Promise((resolve) => {
    const stop = (value) => { form.onsubmit = dialog.onclose = null; dialog.close(); resolve(value); };
    dialog.onclose = () => stop(null);
    form.onsubmit = async (event) => {
      event.preventDefault();
      const choice = event.submitter?.value;
      if (choice === "cancel") return stop(null);
      const clear = choice === "clear";
      const body = { kind: "edit", edit: clear ? {} : wishOf(fields, edit), readings: clear ? "" : fields.readings.value, note: fields.note.value };
      try {
        const done = await post(`${reviewer.base}/verdicts`, { sentence: item.id, take: item.take, seen: item.seen, ...body });
        reviewer.given.push({ verdict: done.id, sentence: item.id });
        stop(done.item);
      } catch (error) {
        problem.textContent = error.message;
        problem.hidden = false;
      }
      return undefined;
    };
  });
}

function wishOf(fields, before) {
  const wish = before.take ? { take: before.take } : {};
  for (const name of ["respelling", "language", "mood"]) if (fields[name].value.trim()) wish[name] = fields[name].value.trim();
  for (const name of ["speed", "pause_after_s", "seed"]) if (fields[name].value !== "") wish[name] = Number(fields[name].value);
  if (fields.skip.checked) wish.skip = true;
  return wish;
}

// Keys that belong to a field or a dialog are none of ours.
export function isTyping(event) {
  const inField = event.target.closest("input, textarea, select, dialog[open]");
  return event.ctrlKey || event.metaKey || event.altKey || Boolean(inField);
}
