// Completing: asks Python what attempts came to, and makes a learner's files; loaded with a need.

import { ask, configure } from "./engine.mjs";
import { all, first, message, put } from "./parts.mjs";
import { load, written } from "./session.mjs";

/** @import { Learner, Outline, Progress } from "./course" */
/** @import { FileRequest } from "./requests" */

const { dayOf, today } = /** @type {typeof import("./days.mjs")} */ (await load("./days.mjs"));
const { change, counted, forget, joinInto } = /** @type {typeof import("./progress.mjs")} */ (await load("./progress.mjs"));

/** @type {() => Promise<typeof import("./device.mjs")>} */
const device = () => load("./device.mjs");
/** The site's root: the folder above assets/selfassess/<hash>/. */
const root = new URL("../../../", import.meta.url);
/** @type {Map<string, string>} by address */
const definitions = new Map();

/** @param {Outline} outline @param {string} version of the test */
const definition = (outline, version) => textAt(outline, outline.test.earlier?.[version] ?? outline.test.definition);

/** @param {Outline} outline @param {string} address of a definition */
async function textAt({ runtime }, address) {
  configure(new URL(runtime, root).href);
  const url = new URL(address, root).href;
  if (!definitions.has(url)) {
    /** @param {RequestCache} cache */
    const get = (cache) => fetch(url, { cache, integrity: url.split("#")[1], signal: AbortSignal.timeout(2e4) });
    // What lies in the browser's cache may be damaged.
    const found = await get("force-cache").catch(() => get("reload"));
    if (!found.ok) throw found.status;
    definitions.set(url, await found.text());
  }
  return /** @type {string} */ (definitions.get(url));
}

/** Show what the attempts have come to. @param {Learner} self @param {Progress["test"]} test */
export async function stand(self, { version, attempts }) {
  const { outline } = self;
  const older = version !== outline.test.version;
  self.say("status", "scoring");
  const reply = await ask({
    do: "standing",
    definition: await definition(outline, version),
    attempts: attempts.slice(0, outline.attempts || undefined),
    pass_percent: outline.pass_mark,
    // Who has not passed begins today's test anew, with all attempts.
    allowed: older ? 0 : outline.attempts,
    rationales: outline.rationales,
    level: 3,
  });
  if ("error" in reply) throw new Error(reply.error);
  self.passed = reply.passed;
  self.toggleAttribute("data-explained", reply.passed || (reply.over && outline.rationales === "after-last"));
  const part = /** @type {HTMLElement} */ (self.named("standing"));
  put(part, reply.html);
  self.show("standing");
  self.say("status", older ? reply.passed ? "earlier-passed" : "version" : "", { version });
  const left = unread(self);
  self.show("done", reply.passed && !left);
  self.show("evaluation", reply.passed);
  self.show("open", reply.passed && left > 0);
  self.say("open", "open", { left });
}

/** Keep how many answers were right before the course; the first time counts. @param {Learner} self @param {{ seed: string, answers: Record<string, string> }} given */
export async function before(self, given) {
  const { outline, row } = self;
  if (row?.progress.before) return self.say("status", "before-once");
  if (row?.progress.modules.length || counted(row, outline).attempts.length) return self.say("status", "before-late");
  const reply = await ask({ do: "knowledge", definition: await textAt(outline, `${outline.pre_test.definition}`), ...given });
  if ("error" in reply) throw new Error(reply.error);
  const where = await change(outline, ({ progress }) => { progress.before ??= reply.counts; });
  await self.refresh(where);
  return self.say("status", "before-kept");
}

/** How many parts are still to be read. @param {Learner} self */
const unread = ({ outline, row }) => outline.modules.filter(({ page, hash }) =>
  !row?.progress.modules.some((mark) => mark.page === page && mark.hash === hash)).length;

/** What was typed, in one line: a file with signs that nobody sees is refused. @param {FormDataEntryValue} value */
const inLine = (value) => `${value}`.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "").replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();

/** @param {Learner} self @param {string} part @returns {Record<string, string>} what was typed, by name */
const typed = (self, part) => Object.fromEntries(
  [...new FormData(/** @type {HTMLFormElement} */ (self.named(part)))].map(([name, value]) => [name, inLine(value)]),
);

/** What was read of the course as it is. @param {Learner} self */
const marksOf = ({ outline, row }) => row?.progress.modules.filter(({ page }) => outline.modules.some((one) => one.page === page)) ?? [];

/** The day on which it was finished; "" if nothing has been done. @param {Learner} self */
const lastDay = (self) => [
  ...marksOf(self).map((mark) => mark.read),
  ...counted(self.row, self.outline).attempts.map(({ ended }) => dayOf(new Date(ended))),
].sort().at(-1) ?? "";

/** @param {Learner} self @param {Record<string, string>} identity */
function completion(self, identity) {
  const { outline, row } = self;
  const progress = row?.progress;
  const read = marksOf(self);
  return JSON.stringify({
    selfassess: "completion",
    format: 1,
    specimen: outline.pretend,
    course: outline.id,
    version: outline.version,
    language: outline.language,
    engine: outline.engine,
    started: progress?.started,
    finished: lastDay(self) || undefined,
    modules: read.map(({ page, read: day }) => ({ page, read: day })),
    test: counted(row, outline),
    evaluation: null,
    identity,
    before: progress?.before,
  });
}

/** @param {Outline} outline @param {FileRequest["kind"]} kind @param {string} text @returns {Promise<{ text: string } | { error: string }>} */
async function file(outline, kind, text) {
  configure(new URL(outline.runtime, root).href);
  return ask({ do: "file", kind, text, language: outline.language });
}

/** @param {Learner} self @param {string} kind @param {string} text */
function save(self, kind, text, ending = "json") {
  const link = document.createElement("a");
  const type = ending === "json" ? "application/json" : "text/calendar";
  const href = URL.createObjectURL(new Blob([text], { type }));
  const name = self.outline.pretend ? `SPECIMEN-${self.outline.id}` : self.outline.id;
  Object.assign(link, { href, download: `${name}-${kind}.${ending}` });
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(href), 6e4);
  self.say(`saved-${kind}`, "is-saved");
}

/** @type {Record<string, (self: Learner, pressed: HTMLElement) => unknown>} by `data-action` */
export const actions = {
  record: showRecord,
  completion: showFile,
  print: () => window.print(),
  "save-completion": (self) => save(self, "completion", self.named("file")?.textContent ?? ""),
  "save-evaluation": (self) => saveAnswers(self, "evaluation"),
  "save-later": (self) => saveAnswers(self, "later"),
  "later-day": saveDay,
  "save-progress": saveProgress,
  open,
  clear,
};

/** @param {Learner} self */
async function showRecord(self) {
  const { outline } = self;
  self.say("status", "scoring");
  const { name = "" } = typed(self, "identity");
  const reply = await ask({
    do: "record",
    definition: await definition(outline, counted(self.row, outline).version),
    completion: completion(self, name ? { name } : {}),
    outline: JSON.stringify(outline),
    level: 3,
  });
  self.say("status");
  if ("error" in reply) return refuse(self, reply.error);
  const part = /** @type {HTMLElement} */ (self.named("record"));
  put(part, reply.html);
  self.show("shown-record");
  // From now on it is what is printed, by the browser's own command too.
  self.toggleAttribute("data-printing", true);
  part.scrollIntoView({ block: "nearest" });
}

/** @param {Learner} self */
async function showFile(self) {
  const all = typed(self, "identity");
  const identity = Object.fromEntries(self.outline.identity.map((name) => [name, all[name] ?? ""]));
  self.show("shown-file", false);
  self.say("saved-completion");
  const { expires } = self.outline;
  if (expires && lastDay(self) > expires) return self.say("status", "over");
  const empty = self.outline.identity.find((name) => !identity[name]);
  if (empty) {
    self.say("status", "identity");
    return first(self, `[data-part=identity] [name="${empty}"]`)?.focus();
  }
  const reply = await file(self.outline, "completion", completion(self, identity));
  if ("error" in reply) return refuse(self, reply.error);
  const part = /** @type {HTMLElement} */ (self.named("file"));
  part.textContent = reply.text;
  self.say("status");
  self.show("shown-file");
  self.named("file-title")?.focus();
}

/** @param {Learner} self @param {string} error a sentence for the learner */
function refuse(self, error) {
  const part = self.named("status");
  if (part) part.textContent = error;
  self.show("mine");
}

/** @param {Learner} self @param {"evaluation" | "later"} name of the form */
async function saveAnswers(self, name) {
  const answers = Object.fromEntries(Object.entries(typed(self, `${name}-form`)).filter(([, text]) => text));
  if (!Object.keys(answers).length) return self.say(`saved-${name}`, "unanswered");
  const { id, version } = self.outline;
  const whole = { selfassess: "evaluation", format: 1, course: id, version, month: today().slice(0, 7), answers };
  const reply = await file(self.outline, "evaluation", JSON.stringify(whole));
  if ("error" in reply) return refuse(self, reply.error);
  save(self, name, reply.text);
  for (const form of /** @type {HTMLFormElement[]} */ (all(self, `[data-part=${name}-form]`))) form.reset();
}

/** Milliseconds until somebody has had time to use it. */
const EIGHT_WEEKS = 56 * 864e5;

/** @param {Learner} self */
async function saveDay(self) {
  configure(new URL(self.outline.runtime, root).href);
  const reply = await ask({
    do: "event", title: self.say("", "later", { title: self.outline.title }),
    day: dayOf(new Date(Date.now() + EIGHT_WEEKS)), url: `${location.href.split("#")[0]}#later`,
    stamp: `${new Date().toISOString().slice(0, 19).replace(/\W/g, "")}Z`,
  });
  if ("error" in reply) return refuse(self, reply.error);
  save(self, "day", reply.text, "ics");
}

/** @param {Learner} self */
async function saveProgress(self) {
  const where = self.row ? undefined : await change(self.outline, () => {});
  if (where) await self.refresh(where);
  const whole = { selfassess: "progress", format: 1, ...self.row?.progress, test: counted(self.row, self.outline) };
  const reply = await file(self.outline, "progress", JSON.stringify(whole));
  if ("error" in reply) return refuse(self, reply.error);
  save(self, "progress", reply.text);
}

/** Go on from a file; who had begun here already had another progress, which stays if it was kept. @param {Learner} self @param {HTMLElement} pressed */
async function open(self, pressed) {
  const field = /** @type {HTMLInputElement} */ (pressed);
  const [chosen] = field.files ?? [];
  field.value = "";
  if (!chosen) return;
  // No file of ours is as large, and one that is could stop the page.
  const text = chosen.size > 2e6 ? " ".repeat(2e6) : await chosen.text();
  const reply = await file(self.outline, "progress", text);
  if ("error" in reply) return refuse(self, reply.error);
  const { selfassess, format, ...progress } = JSON.parse(reply.text);
  if (progress.course !== self.outline.id) {
    self.show("mine");
    return self.say("status", "another");
  }
  const where = await change(self.outline, (row) => { joinInto(row, progress, self.outline); });
  await self.refresh(where);
  if (!self.passed && !self.named("status")?.textContent) self.say("status", "opened");
}

/** @param {Learner} self */
async function clear(self) {
  if (!confirm(message(self, "confirm-clear"))) return;
  await written();
  const gone = await (await device()).clear();
  forget();
  for (const form of /** @type {HTMLFormElement[]} */ (all(self, "form"))) form.reset();
  for (const part of ["shown-record", "shown-file"]) self.show(part, false);
  self.removeAttribute("data-printing");
  await self.refresh();
  self.say("status", gone ? "cleared" : "not-cleared");
  if (gone) self.dispatchEvent(new Event("selfassess:cleared", { bubbles: true }));
}
