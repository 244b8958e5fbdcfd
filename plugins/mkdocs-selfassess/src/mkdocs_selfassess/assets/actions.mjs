// Actions: what a reader can do besides answering. Loaded with the first touch, not before: a
// reader who only reads the page does without.

import { cover } from "./cover.mjs";
import { all, fields } from "./parts.mjs";
import { load, plans, reports, written } from "./session.mjs";
import { drafts, find, memory } from "./store.mjs";

/** @import { Assessment, Field } from "./assessment" */
/** @import { Answers, Draft, Held, Report, Stored } from "./types" */

/** @type {() => Promise<typeof import("./device.mjs")>} */
const device = () => load("./device.mjs");
/** @type {() => Promise<typeof import("./plan.mjs")>} */
const planning = () => load("./plan.mjs");
/** @type {() => Promise<typeof import("./returns.mjs")>} */
const returning = () => load("./returns.mjs");
/** @type {() => Promise<typeof import("./takeaway.mjs")>} */
const takeaway = () => load("./takeaway.mjs");
/** @type {() => Promise<typeof import("./report.mjs")>} */
const reporting = () => load("./report.mjs");
/** @type {() => Promise<typeof import("./arrange.mjs")>} */
const arranging = () => load("./arrange.mjs");

/** @type {Answers} what was answered before a finger touched the form */
let before = {};

/**
 * Fetch what the next press may need, and do what this key says.
 * @param {Event & Partial<KeyboardEvent>} event @param {Answers} answers before it
 */
export function ahead(event, answers) {
  if (/^[1-9]$/.test(event.key ?? "")) answer(event);
  if (event.type === "pointerdown") before = answers;
  if (event.type === "pointercancel") scrolled(/** @type {Field} */ (event.target));
  return Promise.all([device(), reporting().then((it) => it.ahead())]);
}

/** A finger that scrolls the page begins on whatever lies there: a slider takes that for an answer. @param {Field} slider */
function scrolled(slider) {
  if (slider.type !== "range") return;
  const self = /** @type {Assessment} */ (slider.closest("self-assessment"));
  self.fill({ ...self.gather(), [slider.name]: before[slider.name] ?? "" }, false);
  self.save();
}

/** @type {WeakMap<Element, Draft>} what is offered, by the part that offers it */
const offered = new WeakMap();

/** @type {Record<string, (self: Assessment, pressed: HTMLElement) => unknown>} by `data-action` */
export const actions = {
  mark,
  empty,
  shared: share,
  continue: (self) => settle(self, true),
  discard: (self) => settle(self, false),
  keep,
  profile,
  anyway,
  print: async (self, pressed) => (await reporting()).print(self, pressed.hasAttribute("data-all")),
  json: async (self, pressed) => (await takeaway()).save(self, "json", pressed),
  csv: async (self, pressed) => (await takeaway()).save(self, "csv", pressed),
  bring: async (self) => (await takeaway()).bring(self),
  copy: async (self) => self.say("report-status", await (await device()).copy(self)),
  choose: async (self, pressed) => (await planning()).choose(self, pressed),
  plan: async (self, pressed) => (await planning()).use(self, pressed),
  return: async (self, pressed) => (await returning()).act(self, pressed),
  change: (self) => reopen(self),
  repeat: (self, pressed) => repeat(self, /** @type {HTMLButtonElement} */ (pressed).value.split(" ")),
  again: (self) => confirm(self.message("confirm-again")) && again(self),
  forget: (self) => confirm(self.message("confirm-again")) && forget(self),
  clear: wipe,
};

/** Answer the question that has the focus by the place of an option. @param {Event & Partial<KeyboardEvent>} event */
function answer({ target, key, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey || !(target instanceof Element) || !target.matches("fieldset, [type=radio]")) return;
  const radios = /** @type {HTMLInputElement[]} */ (all(target.closest("fieldset") ?? target, "[type=radio]"));
  const name = target.getAttribute("name") ?? radios[0]?.name;
  const chosen = radios.filter((radio) => radio.name === name)[Number(key) - 1];
  chosen?.click();
  chosen?.focus();
}

/** Answer a slider with where its thumb is. @param {Assessment} self @param {HTMLElement} pressed */
function mark(self, pressed) {
  /** @type {HTMLInputElement | null | undefined} */
  const slider = pressed.closest(".sa-slider")?.querySelector("[type=range]");
  if (!slider) return;
  // One that was moved is answered already; a press in the middle moves nothing.
  if (slider.matches("[data-unset]")) {
    self.change(slider);
    self.answered();
  }
  slider.focus();
}

/** Take back the answer to a question. @param {Assessment} self @param {HTMLElement} pressed */
function empty(self, pressed) {
  const item = pressed.closest("[data-item]");
  if (!item) return;
  const left = self.gather();
  const taken = fields(self, `:is([data-item="${item.getAttribute("data-item")}"] *)`);
  for (const { name } of taken) delete left[name];
  self.fill(left, false);
  // As after any other change: it is counted, saved and told of.
  for (const sign of ["input", "change"]) item.dispatchEvent(new Event(sign, { bubbles: true }));
  taken[0]?.focus();
}

/** "None of these" and the others take each other's tick. @param {Assessment} self @param {Field} field */
export function exclude(self, field) {
  const alone = "[data-excludes]";
  const ticked = /** @type {HTMLInputElement[]} */ (all(self, `form [name="${field.name}"]:checked`));
  const wrong = ticked.filter((other) => other !== field && (other.matches(alone) || field.matches(alone)));
  // What was unticked itself excludes nothing.
  if (!wrong[0] || !ticked.includes(/** @type {HTMLInputElement} */ (field))) return;
  for (const other of wrong) other.checked = false;
  self.count();
  self.save();
}

/** Go on without the answers that are missing. @param {Assessment} self */
async function anyway(self) {
  self.say("status", "scoring");
  await (await reporting()).finish(self, true);
}

/** @param {Stored[]} rows that can not be read */
export const putAside = async (rows) => (await device()).putAside(rows);

/**
 * Of another tab only the time is shown: whoever opens this one may be somebody else.
 * @param {Assessment} self @param {Draft} draft
 */
export function offer(self, draft) {
  offered.set(self.named("found"), draft);
  const time = new Date(draft.updated).toLocaleTimeString(self.lang, { timeStyle: "short" });
  self.say("found-text", draft.finished ? "found-finished" : "found-unfinished", { time });
  self.show("found");
}

/** @param {Assessment} self @param {boolean} adopt or delete what was offered */
async function settle(self, adopt) {
  const draft = offered.get(self.named("found"));
  self.show("found", false);
  if (!draft) return;
  if (!adopt) return self.say("saved", await deleted(self, draft.key)), self.enter();
  // The other tab may have gone on since, or cleared everything.
  const now = await drafts().then(({ good }) => good.find(({ key }) => key === draft.key), () => draft);
  if (!now) return self.say("saved", "deleted");
  const { answers, finished } = now;
  const { gone = [] } = draft;
  for (const name of gone) delete answers[name];
  self.show("revised", gone.length > 0);
  self.fill({ ...answers, ...self.gather() });
  // What is filled in is open no more.
  if (!self.named("errors").hidden) self.dispatchEvent(new Event("input"));
  // Not one question of it is in this form.
  if (!self.done && !gone.length) return self.say("saved", "aside");
  const whole = finished && !gone.length;
  const where = await self.save(whole);
  if (where !== "unsaved") await deleted(self, draft.key);
  self.enter();
  if (!whole) return;
  await (await reporting()).ask(self, { where, made: now.updated, plan: now.plan });
  if (now.plan) self.save(true);
}

/**
 * Delete this tab's draft, or that of another tab by its key.
 * @param {Assessment} self @param {string} [key] @returns {Promise<string>} the message to show
 */
async function deleted(self, key) {
  await written();
  return await (await device()).drop(self.place.name, key) ? "deleted" : "not-cleared";
}

/** @param {Assessment} self */
async function profile(self) {
  const { good, bad } = await (await device()).kept().catch(() => ({ good: [], bad: 0 }));
  const kept = good.filter(({ review }) => review.instrument === self.data.instrument);
  if (kept.length) await (await reporting()).ask(self, { kept });
  if (bad) self.say(kept.length ? "where" : "saved", "aside");
}

/**
 * Keep the result, or with the second press keep it no longer. The button stays where it is, and
 * the focus on it.
 * @param {Assessment} self @param {HTMLElement} pressed
 */
async function keep(self, pressed) {
  const { report } = self;
  // The second half of a double press is no second wish.
  if (!report || pressed.ariaBusy) return;
  pressed.ariaBusy = "true";
  setTimeout(() => { pressed.ariaBusy = null; }, 700);
  if (report.kept) return unkeep(self, report, report.kept);
  report.kept = await (await device()).keep(self.data, report);
  self.say("report-status", report.kept ? "kept" : "not-kept");
  if (!report.kept) return;
  pressed.textContent = self.message("undo-keep");
  self.showAction("profile");
  self.announce("kept");
  await deleted(self);
  report.where = undefined;
  self.say("where");
}

/** @param {Assessment} self @param {Report} report @param {Held} held */
async function unkeep(self, report, { key }) {
  if (!await (await device()).unkeep(key)) return self.say("report-status", "not-cleared");
  report.kept = undefined;
  const { tellWhere } = await reporting();
  tellWhere(self, report, await self.save(true));
  const button = self.querySelector('[data-action="keep"]');
  if (button) button.textContent = self.message("keep");
  self.say("report-status", "not-kept-any-more");
  self.showAction("profile", (await find(self.place)).kept);
}

/** Whether this is a shared computer. @param {Assessment} self @param {HTMLElement} pressed */
async function share(self, pressed) {
  await (await device()).share(/** @type {HTMLInputElement} */ (pressed).checked);
  self.show("return", false);
  self.showAction("profile", (await find(self.place)).kept);
  if (!self.report && self.done) self.save();
}

/** Ask some questions again; the answers to the others stay. @param {Assessment} self @param {string[]} items */
function repeat(self, items) {
  const left = self.gather();
  for (const { name } of items.flatMap((id) => fields(self, `:is([data-item="${id}"] *)`))) delete left[name];
  self.fill(left, false);
  return reopen(self, items);
}

/** @param {Assessment} self @param {string[]} [items] those that stand in the form; all of them without */
async function reopen(self, items) {
  // The plan of a review that is kept stays with that one.
  if (self.report?.plan && !self.report.kept) plans.set(self.edition, self.report.plan);
  reports.delete(self.edition);
  self.named("report").replaceChildren();
  self.say("where");
  self.show("report", false);
  for (const part of ["head", "form"]) self.show(part);
  self.data.state = "idle";
  if (items || self.again) (await arranging()).narrow(self, items);
  self.warm();
  if (self.done) self.save();
  self.enter();
}

/** @param {Assessment} self @returns {Promise<string>} the message to show */
async function again(self) {
  // By the name of the method, not by that of a question.
  HTMLFormElement.prototype.reset.call(self.named("form"));
  self.show("revised", false);
  self.fill({});
  await reopen(self);
  plans.delete(self.edition);
  return deleted(self);
}

/** Delete what is covered, and nothing that was kept. @param {Assessment} self */
async function forget(self) {
  cover(self, false);
  self.say("saved", await again(self));
  self.named("saved").focus();
}

/** @type {WeakSet<Assessment>} those that another form has emptied */
const emptied = new WeakSet();

/** Another form, here or in another tab, cleared everything or put it back. @param {Assessment} self @param {"cleared" | "back"} what */
export async function heard(self, what) {
  await written();
  if (what === "back") {
    const { own, where } = emptied.delete(self) ? await find(self.place) : {};
    if (!own) return;
    // What was answered since stays.
    self.fill({ ...own.answers, ...self.gather() });
    self.say("saved", where);
  } else if (self.done || self.report) {
    emptied.add(self);
    const focus = /** @type {HTMLElement | null} */ (document.activeElement);
    memory.clear();
    cover(self, false);
    const gone = await again(self);
    self.say("saved", gone === "deleted" ? "cleared" : gone);
    focus?.focus({ preventScroll: true });
  }
}

/** Milliseconds for which a clearing can be undone. */
const UNDO = 10_000;

/** @param {Assessment} self */
async function wipe(self) {
  self.say("status");
  // What is still being written would come back after the clearing.
  await written();
  const it = await device();
  const putBack = await it.hold().catch(() => undefined);
  // What can not be undone is asked before.
  if (!putBack && !confirm(self.message("confirm-clear"))) return;
  const shown = new Map(reports);
  const answers = self.gather();
  const gone = await it.clear();
  reports.clear();
  plans.clear();
  for (const part of ["found", "errors", "return"]) self.show(part, false);
  cover(self, false);
  await again(self);
  self.showAction("profile", false);
  self.say("saved", gone ? "cleared" : "not-cleared");
  self.named("saved").focus();
  if (!gone) return;
  self.announce("cleared");
  it.tell("cleared");
  if (putBack) offerUndo(self, async () => {
    await putBack();
    it.tell("back");
    for (const [edition, report] of shown) reports.set(edition, report);
    // What was answered since stays.
    self.fill({ ...answers, ...self.gather() });
    if (self.report) (await reporting()).paint(self, self.report);
    else self.say("saved", await self.save());
    self.showAction("profile", (await find(self.place)).kept);
    self.say(self.report ? "report-status" : "saved", "put-back");
    self.enter();
  });
}

/** @param {Assessment} self @param {() => Promise<void>} undo what holds the only copy: it goes with the button */
function offerUndo(self, undo) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "sa-button", textContent: self.message("undo-clear") });
  const end = () => {
    if (button.matches(":focus")) self.named("saved").focus();
    button.remove();
    button.onclick = null;
    clearTimeout(timer);
  };
  const timer = setTimeout(end, UNDO);
  button.onclick = () => (end(), undo().catch(() => self.say("saved", "not-put-back")));
  self.named("saved").after(button);
}
