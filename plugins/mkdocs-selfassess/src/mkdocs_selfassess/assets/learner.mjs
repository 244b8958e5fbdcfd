// <course-learner>: what one learner has read and tried. Everything was rendered at build.

import { all, digest, first, message, within } from "./parts.mjs";
import { load, written } from "./session.mjs";
import { find, shared } from "./store.mjs";

/** @import { Learner, Looked, Outline, Row } from "./course" */

const { inWords, today } = /** @type {typeof import("./days.mjs")} */ (await load("./days.mjs"));
const { attemptsAt, change, choose, counted, forget, leave, look, moment } = /** @type {typeof import("./progress.mjs")} */ (await load("./progress.mjs"));

/** @type {() => Promise<typeof import("./completing.mjs")>} */
const completing = () => load("./completing.mjs");

/** @type {Map<string, Promise<Outline>>} by address */
const outlines = new Map();
/** @type {Promise<unknown> | undefined} */
let styled;

/** @param {string} url @returns {Promise<Outline>} */
async function fetched(url) {
  const found = await fetch(url, { integrity: url.split("#")[1], signal: AbortSignal.timeout(2e4) });
  if (!found.ok) throw found.status;
  return found.json();
}

/** The styles come with the script: who has none sees a plain list. @returns {Promise<unknown>} */
const style = () => styled ??= new Promise((done) => {
  const link = document.createElement("link");
  const href = new URL("learner.css", import.meta.url).href;
  Object.assign(link, { rel: "stylesheet", integrity: digest("learner.css"), href, onload: done, onerror: done });
  document.head.append(link);
});

/** @implements {Learner} */
class CourseLearner extends HTMLElement {
  #ending = new AbortController();
  /** Ticks may be faster than what is stored: only after the last one is it shown again. */
  #ticks = 0;
  /** Whether this learner said to be none of those who are offered. */
  #other = false;
  /** @type {Row[]} */
  #offered = [];
  passed = false;
  /** @type {Row | undefined} */
  row;
  /** Fetched before anything else is done. */
  outline = /** @type {Outline} */ (/** @type {unknown} */ (undefined));

  connectedCallback() {
    if (!this.named("mine")) return;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    this.addEventListener("click", (event) => { if (!within(event, "input, label")) this.#press(event); }, { signal });
    this.addEventListener("change", (event) => this.#press(event), { signal });
    for (const name of ["started", "scored", "cleared"]) {
      document.addEventListener(`selfassess:${name}`, (event) => this.#hear(name, event), { signal });
    }
    this.#start().catch((error) => this.fail(error));
  }

  disconnectedCallback() { this.#ending.abort(); }

  async #start() {
    const { href } = new URL(this.dataset.course ?? "", document.baseURI);
    if (!outlines.has(href)) outlines.set(href, fetched(href));
    const outline = /** @type {Promise<Outline>} */ (outlines.get(href));
    outline.catch(() => outlines.delete(href));
    [this.outline] = await Promise.all([outline, style()]);
    await written();
    await this.refresh();
    this.show("late", false);
    const later = this.named("later");
    if (later && location.hash === "#later") {
      later.toggleAttribute("open", true);
      later.scrollIntoView();
    }
  }

  /** @param {string} name @returns {HTMLElement | null} */
  named(name) { return first(this, `[data-part="${name}"]`); }
  /** @param {string} part */
  show(part, visible = true) { this.named(part)?.toggleAttribute("hidden", !visible); }

  /** @param {string} part @param {string} [name] @param {object} [values] */
  say(part, name, values) {
    const text = name ? message(this, name, values) : "";
    const said = this.named(part);
    if (said && said.textContent !== text) said.textContent = text;
    return text;
  }

  /** @param {unknown} error */
  fail(error) {
    console.error(error);
    this.say(this.named("status") ? "status" : "saved", "failed");
  }

  /** Show what is stored now. @param {string} [said] a message about where it is */
  async refresh(said) {
    const ticks = this.#ticks;
    /** @type {Looked} */
    const found = await look(this.outline);
    if (ticks !== this.#ticks) return;
    this.row = found.own;
    this.#offered = found.others;
    const asks = !found.own && !this.#other && found.others.length > 0;
    this.show("others", asks);
    this.show("mine", !asks);
    this.#paint();
    if (asks) this.#offer();
    this.say("saved", found.aside ? "aside" : said ?? "");
    const test = counted(found.own, this.outline);
    const { attempts } = test;
    // Who cleared everything, or is somebody else, has not passed.
    if (!attempts.length) for (const part of ["standing", "done", "evaluation", "open"]) this.show(part, false);
    this.passed &&= attempts.length > 0;
    for (const part of all(this, "[data-part^=saved-]")) part.textContent = "";
    if (!attempts.length) this.removeAttribute("data-explained");
    if (!attempts.length && this.#triedBefore()) this.say("status", "version");
    if (attempts.length && this.named("standing")) await (await completing()).stand(this, test);
  }

  /** Whether there are attempts at another version of the test alone. */
  #triedBefore() {
    const { progress, earlier = [] } = this.row ?? {};
    return [...earlier, progress?.test].some((test) => test?.attempts.length);
  }

  #paint() {
    // A page of the course says nothing of it to those who have not begun it in this tab.
    if (this.dataset.place === "module") this.hidden = !this.row;
    const marks = new Map(this.row?.progress.modules.map((mark) => [mark.page, mark.hash]));
    for (const module of all(this, "[data-module]")) {
      const hash = marks.get(module.dataset.module ?? "");
      const box = /** @type {HTMLInputElement | null} */ (first(module, "[data-action=read]"));
      if (box) box.checked = hash === module.dataset.hash;
      first(module, "[data-changed]")?.toggleAttribute("hidden", hash === undefined || hash === module.dataset.hash);
    }
    const { modules, expires } = this.outline;
    const isRead = (/** @type {Outline["modules"][0]} */ { page, hash }) => marks.get(page) === hash;
    // The page may have been built while the course was open.
    this.show("over", !!expires && today() > expires);
    const done = modules.filter(isRead).length;
    this.say("count", "count", { done, all: modules.length });
    this.#tick(new Map(modules.map((one) => [new URL(`${this.dataset.base}${one.url}`, document.baseURI).href.split("#")[0], isRead(one)])));
    Object.assign(this.named("progress") ?? {}, { value: done });
    const keep = /** @type {HTMLInputElement | null} */ (first(this, "[data-action=keep]"));
    if (keep) keep.checked = !!this.row?.kept;
    this.show("keep", !shared());
  }

  /** What was read has a tick in the site's navigation. @param {Map<string, boolean>} read by address */
  #tick(read) {
    const said = this.say("", "read");
    for (const link of /** @type {HTMLAnchorElement[]} */ (all(document, "nav a"))) {
      if (read.get(link.href)) link.dataset.saRead = said;
      // What is not of this course may be of another one on this page.
      else if (read.has(link.href)) delete link.dataset.saRead;
    }
  }

  #offer() {
    this.named("rows")?.replaceChildren(...this.#offered.map((row) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "sa-button" });
      Object.assign(button.dataset, { action: "mine", key: row.key });
      button.textContent = message(this, "row", { day: inWords(this, row.progress.started) });
      const line = document.createElement("li");
      line.append(button);
      return line;
    }));
  }

  /** @param {Event} event */
  #press(event) {
    const pressed = within(event, "[data-action]");
    const action = pressed?.dataset.action;
    if (!pressed || !action) return;
    Promise.resolve(this.#act(action, pressed)).catch((error) => this.fail(error));
  }

  /** @param {string} action @param {HTMLElement} pressed @returns {unknown} */
  #act(action, pressed) {
    if (action === "read") return this.#read(/** @type {HTMLInputElement} */ (pressed));
    if (action === "keep") return this.#keep(/** @type {HTMLInputElement} */ (pressed).checked);
    if (action === "mine") return this.#choose(pressed.dataset.key);
    if (action === "other") return this.#leave();
    return completing().then((it) => it.actions[action]?.(this, pressed));
  }

  /** @param {HTMLInputElement} box */
  async #read(box) {
    const { module: page = "", hash = "" } = /** @type {HTMLElement} */ (box.closest("[data-module]")).dataset;
    const { checked } = box;
    const tick = ++this.#ticks;
    const where = await change(this.outline, ({ progress }) => {
      progress.modules = progress.modules.filter((mark) => mark.page !== page);
      if (checked) progress.modules.push({ page, hash, read: today() });
    });
    if (tick === this.#ticks) await this.refresh(where);
  }

  /** @param {boolean} kept */
  async #keep(kept) {
    const where = await change(this.outline, (row) => { row.kept = kept; });
    // Asks the browser not to clear it when space is short; it may say no, or ask the learner.
    if (kept) navigator.storage?.persist?.().catch(() => {});
    await this.refresh(where);
  }

  /** @param {string} [key] */
  async #choose(key) {
    const row = this.#offered.find((one) => one.key === key);
    if (row) choose(row);
    await this.refresh();
    first(this, "[data-module] a, [data-action=read]")?.focus();
  }

  async #leave() {
    const { row } = this;
    if (row && !row.kept && !confirm(this.say("", "confirm-other"))) return;
    await leave(this.outline.id, row);
    // Who leaves makes room for a choice; who is none of those has made it.
    this.#other = !row;
    this.passed = false;
    for (const form of /** @type {HTMLFormElement[]} */ (all(this, "form"))) form.reset();
    for (const part of ["shown-record", "shown-file"]) this.show(part, false);
    this.removeAttribute("data-printing");
    this.say("status");
    await this.refresh();
    (this.named("others")?.hidden ? first(this, "[data-module] a, [data-action=read]") : this.named("others-title"))?.focus();
  }

  /** Events carry nothing: what was answered lies in the store. @param {string} name @param {Event} event */
  async #hear(name, { target }) {
    if (name === "cleared") {
      forget();
      return this.refresh();
    }
    const { test, pre_test: before } = this.outline ?? {};
    const form = /** @type {HTMLElement} */ (target).dataset;
    if (this.dataset.place === "before" && name === "scored" && form.instrument === before?.instrument) {
      return (await completing()).before(this, await this.#answers(form));
    }
    if (!test || this.dataset.place !== "test" || form.instrument !== test.instrument) return;
    await (name === "started" ? this.#begin(form) : this.#end(form));
  }

  /** @param {DOMStringMap} form */
  async #answers({ instrument, only = "", version = "", refillable = "{}", stored }) {
    await written();
    const place = { name: `${instrument}/${only}`, version, refillable, stored: stored === "no" ? /** @type {const} */ ("no") : undefined };
    const { _seed: seed = "", ...answers } = (await find(place)).own?.answers ?? {};
    return { seed, answers };
  }

  /** @param {DOMStringMap} form */
  async #begin(form) {
    const begun = moment();
    const { answers } = await this.#answers(form);
    // Who comes back in the middle began before.
    const anew = Object.keys(answers).length <= 1;
    await change(this.outline, (row) => { row.begun = anew || !row.begun ? begun : row.begun; });
  }

  /** @param {DOMStringMap} form */
  async #end(form) {
    const ended = moment();
    const given = await this.#answers(form);
    const { attempts: allowed } = this.outline;
    if (this.passed || !Object.keys(given.answers).length) return;
    let again = false;
    const where = await change(this.outline, (row) => {
      const attempts = attemptsAt(row, this.outline, form.version ?? "");
      // Who has seen the result and changes an answer has not tried again.
      again = !!given.seed && attempts.some(({ seed }) => seed === given.seed);
      if (again || (allowed && attempts.length >= allowed)) return;
      attempts.push({ ...given, begun: row.begun ?? ended, ended });
      delete row.begun;
    });
    await this.refresh(where);
    if (again) this.say("status", "handed-in");
  }
}

if (!customElements.get("course-learner")) customElements.define("course-learner", CourseLearner);
