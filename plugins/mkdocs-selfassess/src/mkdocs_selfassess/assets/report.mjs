// Report: asks Python for what the answers come to, and shows it; loaded with the first touch.

import { ask as askPython } from "./engine.mjs";
import { all, digest, first, put } from "./parts.mjs";
import { load, plans, reports } from "./session.mjs";
import { fleeting } from "./store.mjs";

/** @import { Assessment } from "./assessment" */
/** @import { Refusal } from "./requests" */
/** @import * as T from "./types" */

const { dayOf, inWords } = /** @type {typeof import("./days.mjs")} */ (await load("./days.mjs"));

/** @type {() => Promise<typeof import("./errors.mjs")>} */
const errors = () => load("./errors.mjs");

/** @type {Promise<void> | undefined} */
let dressed;

/** Put the styles of a result in place. Without them it is plain, and still one. */
const dress = () => dressed ??= styles().catch(() => styles("reload")).catch((error) => {
  console.warn(error);
  dressed = undefined;
});

/** They belong to the document: a link would leave it with the page. */
async function styles(cache = /** @type {RequestCache} */ ("default")) {
  const found = await fetch(new URL("result.css", import.meta.url), { cache, integrity: digest("result.css"), signal: AbortSignal.timeout(1e4) });
  if (!found.ok) throw found.status;
  const sheet = await new CSSStyleSheet().replace(await found.text());
  document.adoptedStyleSheets.push(sheet);
}

/** Fetch what the next press may need. */
export const ahead = () => Promise.all([errors(), dress()]);

/** What is left out of the answers that Python is asked about. */
const USABLE = "[data-unset], :invalid";
/** @type {WeakSet<Assessment>} those whose button was pressed again while a report was made */
const pressed = new WeakSet();

/** The message about where a result is, by where it is. */
const WHERE = { saved: "result-saved", memory: "result-memory", unsaved: "result-unsaved" };

/** @param {Assessment} self @param {boolean} [anyway] whether answers may be missing */
export async function finish(self, anyway = false) {
  const { showErrors } = await errors();
  let ended;
  if (!anyway && isOpen(self)) {
    // The press may come before what is stored is filled in.
    const cleared = new Promise((then) => { self.addEventListener("reset", () => then("cleared"), { once: true }); });
    ended = await Promise.race([stored(self), cleared]);
    if (ended === "cleared") return self.say("status");
    // Who left meanwhile and came back has another form before them.
    if (self.newest !== self) return finish(self.newest);
    // Which questions are asked is known once Python has said it of the last answer.
    if (isOpen(self)) await self.arrange?.();
  }
  if (!showErrors(self, { anyway })) return ask(self);
  self.say("status");
  // What is filled in later is open no more.
  if (ended === "late") self.filled.then(() => self.dispatchEvent(new Event("input"))).catch(console.error);
}

/** Whether a question that is asked has no answer. @param {Assessment} self */
const isOpen = (self) => !!first(self, "[data-open]:not([hidden])");

/** @type {WeakMap<Assessment, Promise<"late" | void>>} */
const waits = new WeakMap();

/** Wait until what is stored is filled in; a store that hangs is waited for once. @param {Assessment} self */
function stored(self) {
  const wait = waits.get(self) ?? Promise.race([self.filled.catch(() => {}), new Promise((then) => { setTimeout(then, 3e3, "late"); })]);
  waits.set(self, wait);
  return wait;
}

/**
 * Show a report: of the answers, of kept reviews, or again the one that was saved somewhere.
 * @param {Assessment} self
 * @param {{ kept?: T.Held[], alone?: boolean, where?: T.Where, without?: string[], made?: number, plan?: T.Plan }} [given]
 *   `kept` reviews to put together, or one that is shown with its plan, `alone` if no other area is shown with them, `without` the items that were refused and are not asked any more, `made` when it was first shown
 * @returns {Promise<void>}
 */
export async function ask(self, { kept, alone, where, without, made, plan = plans.get(self.edition) } = {}) {
  // A store that answers late has nothing to say to a reader who has a result.
  if (where && self.report) return;
  if (self.data.state === "scoring") return void pressed.add(self);
  pressed.delete(self);
  const cache = self.data.state === "failed" ? "reload" : undefined;
  self.data.state = "scoring";
  self.say("status", "scoring");
  const answers = self.gather(USABLE);
  try {
    const [reply] = await Promise.all([request(self, answers, { kept, alone, cache, made }), dress()]);
    const { newest } = self;
    // Unless the reader cleared everything meanwhile.
    if (newest.data.state !== "scoring") return;
    if (!kept && newest === self && changed(self, answers)) {
      self.data.state = "ready";
      self.say("status");
      // Who went on answering while an old report was made again is left alone.
      return where && !pressed.has(self) ? undefined : await ask(self, { without, plan });
    }
    if ("error" in reply) return await refuse(newest, reply, { kept, alone, where, without, made, plan });
    /** @type {T.Report} */
    const report = { answers, html: reply.html, announced: !!kept || !!where, where, plan };
    if (kept) Object.assign(report, { kept: kept[1] ? undefined : kept[0], plan: kept[1] ? undefined : kept[0].review.plan });
    reports.set(self.edition, report);
    paint(newest, report);
    // What comes back by itself takes nobody away from what they read.
    if (!where || pressed.has(self)) enter(newest);
    if (kept || where) return;
    const saved = await self.save(true);
    if (newest.report === report) tellWhere(newest, report, saved);
  } catch (error) {
    fail(self.newest, error);
  }
}

/** Whether the answers are others by now. @param {Assessment} self @param {T.Answers} answers */
const changed = (self, answers) => JSON.stringify(self.gather(USABLE)) !== JSON.stringify(answers);

/** The result takes the place of the page: the title of that is at the top of the window. @param {Assessment} self */
function enter(self) {
  self.enter();
  const page = self.data.only ? null : self.parentElement && first(self.parentElement, ":scope > h1");
  (page ?? self.named("report-title"))?.scrollIntoView();
}

/**
 * @param {Assessment} self @param {T.Answers} answers
 * @param {{ kept?: T.Held[], alone?: boolean, cache?: RequestCache, made?: number }} given
 */
async function request(self, answers, { kept, alone, cache, made = Date.now() }) {
  const { base, level, only } = self.data;
  const about = { definition: await self.definition(cache).catch(unfetched), base, level: Number(level) };
  const day = inWords(self, dayOf(new Date(made)));
  /** @type {T.Watch} */
  const watch = ({ loaded, total, phase }) => {
    // In steps of ten, so that a screen reader is not told every percent.
    self.newest.say("status", phase, { percent: Math.floor((10 * loaded) / (total || 1)) * 10 });
  };
  if (kept) {
    const read = kept.map(({ review: { date, version, answers: given } }) => ({ date, version, answers: given }));
    return askPython({ do: "profile", kept: read, only: (alone && only) || null, day: "", ...about }, watch);
  }
  return askPython({ do: "report", answers, only: only || null, day, ...about }, watch);
}

/** @param {unknown} error @returns {never} a late one says so by itself */
function unfetched(error) {
  throw error instanceof DOMException ? error : Object.assign(new Error(`the definition: ${error}`), { code: "unfetched" });
}

/** Show which answers can not be used. @param {Assessment} self @param {Refusal} refusal @param {Parameters<typeof ask>[1] & object} given */
async function refuse(self, { error, items, readings }, given) {
  const { showErrors } = await errors();
  const shown = showErrors(self, { anyway: true, refused: items, readings });
  if (!shown && given.without) throw new Error(error);
  self.data.state = "ready";
  self.say("status");
  // What is marked as refused is not gathered the second time.
  if (!shown) await ask(self, { ...given, without: items });
}

/** Say what failed; the form stays, and the next press tries again. @param {Assessment} self @param {unknown} error */
async function fail(self, error) {
  console.error(error);
  const { code: told = "failed", message, template } = /** @type {Partial<T.EngineError & Error>} */ (error);
  // What the worker says of a file begins with the address.
  const code = told === "failed" && /^https?:/.test(`${message}`) ? "unfetched" : told;
  const request = template ? "template-failed" : "not-made";
  const late = error instanceof DOMException;
  // What the browser says of a policy comes after what came of it.
  await new Promise((then) => { setTimeout(then); });
  const barred = (forbidden || /CompileError|Security Policy|TrustedScript/.test(`${message}`)) && /failed|unfetched/.test(code);
  if (barred) console.error(FORBIDDEN, forbidden);
  self.data.state = "failed";
  const said = { "no-progress": "slow", unfetched: "not-fetched", request, failed: "failed" }[code];
  self.say("status", late ? "slow" : barred ? "forbidden" : said, { template });
}

const FORBIDDEN = "A Content-Security-Policy, in a header or in the page, forbids what Python needs here; what a host has to allow is in the manual under “If your server sends a policy of its own”.";
/** The directive that forbade something; "" as long as none did. */
let forbidden = "";
document.addEventListener("securitypolicyviolation", ({ disposition, effectiveDirective, blockedURI }) => {
  // A policy that only reports forbids nothing; what a page asks of others may well be forbidden.
  const ours = disposition === "enforce" && (!/^http/.test(blockedURI) || blockedURI.startsWith(location.origin));
  if (ours && /worker|script|connect/.test(effectiveDirective)) forbidden = effectiveDirective;
});

/** @param {Assessment} self @param {T.Report} report */
export function paint(self, report) {
  put(self.named("report"), report.html);
  for (const time of all(self.named("report"), "time[datetime]")) time.textContent = inWords(self, `${time.getAttribute("datetime")}`, "medium");
  self.say("status");
  for (const part of ["head", "form", "found", "return"]) self.show(part, false);
  self.show("report", !self.data.covered);
  self.showAction("keep", !fleeting(self.place));
  const keep = self.querySelector('[data-action="keep"]');
  if (keep && report.kept) keep.textContent = self.message("undo-keep");
  self.data.state = "done";
  restore(self, report);
  tellWhere(self, report, report.where);
  if (report.plan) load("./plan.mjs").then((/** @type {typeof import("./plan.mjs")} */ it) => it.show(self, report)).catch(console.error);
  // Who is on another page now is told on the way back.
  if (report.announced || !self.isConnected) return;
  report.announced = true;
  self.announce("scored");
}

/**
 * What was open is open again, and the page where it was, for who comes back from a link.
 * @param {Assessment} self @param {T.Report} report
 */
function restore(self, report) {
  const parts = /** @type {HTMLDetailsElement[]} */ (all(self.named("report"), "details"));
  for (const at of report.opened ?? []) parts[at]?.setAttribute("open", "");
  if (report.top !== undefined) scrollTo({ top: report.top, behavior: "instant" });
  for (const part of parts) part.addEventListener("toggle", () => {
    if (!folded.size) report.opened = [...parts.keys()].filter((at) => parts[at].open);
  });
  for (const link of all(self.named("report"), "a")) link.addEventListener("click", () => { report.top = scrollY; });
}

/** Say how long a result stays. @param {Assessment} self @param {T.Report} report @param {T.Where} [where] */
export function tellWhere(self, report, where) {
  report.where = where;
  self.say("saved");
  self.say("where", where && WHERE[where]);
}

/** Print the result without the page that it stands in. @param {Assessment} self @param {boolean} whole whether on more than two sheets */
export function print(self, whole) {
  self.dataset.alone = "";
  self.toggleAttribute("data-whole", whole);
  addEventListener("afterprint", () => { for (const name of ["alone", "whole"]) delete self.dataset[name]; }, { once: true });
  window.print();
}

/** @type {Map<HTMLDetailsElement, { name: string | null, open: boolean }>} as they were before they were printed */
const folded = new Map();

// One of a group that is opened closes the others, so they leave their groups for the time.
addEventListener("beforeprint", () => {
  for (const part of /** @type {HTMLDetailsElement[]} */ (all(document, "self-assessment [data-part=report] details"))) {
    folded.set(part, { name: part.getAttribute("name"), open: part.open });
    part.removeAttribute("name");
    part.open = true;
  }
});
addEventListener("afterprint", () => {
  for (const [part, { open }] of folded) part.open = open;
  for (const [part, { name }] of folded) if (name !== null) part.setAttribute("name", name);
  folded.clear();
});
