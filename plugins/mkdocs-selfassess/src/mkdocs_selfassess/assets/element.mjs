// <self-assessment>: gathers answers, asks Python, shows what it says. Everything
// was rendered at build; it fills in, hides and shows, and has no sentence of its own.

import { ask, configure, warm } from "./engine.mjs";
import { drop, find, save, shared } from "./store.mjs";

/** @import * as T from "./types" */

/** @type {T.Reports} */
const reports = new Map();
/** @type {Map<string, SelfAssessment>} themes redraw the page for a link into itself */
const newest = new Map();
/** When the reader was last here. */
let touched = 0;
/** @type {Promise<unknown>} so that an older write never lands last */
let writing = Promise.resolve();

const device = () => import("./device.mjs");
/** @param {string} name */
const beside = (name) => new URL(name, import.meta.url).href;

class SelfAssessment extends HTMLElement {
  #ending = new AbortController();

  connectedCallback() {
    if (!this.#part("form")) return;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    configure(beside(this.#data.runtime));
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("change", (event) => this.#change(event.target), { signal });
    this.addEventListener("submit", (event) => { event.preventDefault(); this.#finish(false); }, { signal });
    for (const touch of ["pointerdown", "keydown", "focusin"]) {
      this.addEventListener(touch, () => this.#touch(), { signal });
    }
    document.addEventListener("visibilitychange", () => this.#watch(), { signal });
    const timer = setInterval(() => this.#watch(), 20_000);
    signal.onabort = () => clearInterval(timer);
    for (const part of ["controls", "device", "shared"]) this.#show(part);
    if (this.#newest.#data.state === "scoring") this.#data.state = "scoring";
    newest.set(this.#edition, this);
    this.#warmInView();
    this.#refill();
  }

  disconnectedCallback() { this.#ending.abort(); }

  /** @returns {any} */
  get #data() { return this.dataset; }
  get #name() { return `${this.#data.instrument}/${this.#data.only}`; }
  /** Answers are the same in every language, what is shown is not. */
  get #edition() { return `${this.#name}/${this.lang}`; }
  get #place() { return { ...this.#data, name: this.#name }; }
  /** @returns {SelfAssessment} */
  get #newest() { return newest.get(this.#edition) ?? this; }
  get #form() { return this.#part("form"); }
  get #report() { return reports.get(this.#edition); }

  /** @param {string} name @returns {any} */
  #part(name) { return this.querySelector(`[data-part="${name}"]`); }
  /** @param {string} action @returns {any} */
  #button(action) { return this.querySelector(`[data-action="${action}"]`) ?? {}; }
  /** @param {string} part */
  #show(part, visible = true) { (this.#part(part) ?? {}).hidden = !visible; }

  /** @param {string} name @param {Record<string, any>} [values] */
  #message(name, values = {}) {
    /** @type {any} */
    const template = this.querySelector(`template[data-message="${name}"]`);
    return `${template?.content.textContent ?? ""}`.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  /** @param {string} part @param {string} [name] @param {Record<string, any>} [values] */
  #say(part, name, values) {
    const text = name ? this.#message(name, values) : "";
    const found = this.#part(part);
    if (found && found.textContent !== text) found.textContent = text;
  }

  /** @returns {T.Answers} */
  #gather() { return Object.fromEntries(/** @type {any} */ (new FormData(this.#form))); }
  get #done() { return Object.keys(this.#gather()).length; }

  /** @param {T.Answers} answers */
  #fill(answers) {
    for (const radio of this.#form.querySelectorAll("[type=radio]")) radio.checked = answers[radio.name] === radio.value;
    this.#count();
  }

  #count() {
    const answers = this.#gather();
    const progress = this.#part("progress");
    const { max } = progress;
    progress.value = this.#done;
    this.#say("count", "count", { done: this.#done, all: max });
    for (const line of this.#form.querySelectorAll("[data-missing]")) line.hidden = line.dataset.missing in answers;
    return max - this.#done;
  }

  async #refill() {
    this.#button("shared").checked = shared();
    const early = this.#gather();
    if (this.#report) {
      this.#fill(this.#report.answers);
      this.#paint(this.#report.html);
      return this.#watch();
    }
    await writing;
    const { own, where, other, kept } = await find(this.#place);
    this.#button("profile").hidden = !kept;
    this.#fill({ ...own?.answers, ...this.#gather(), ...early });
    this.#say("saved", own && where);
    if (!own && other) {
      this.#part("found").draft = other;
      this.#part("found-time").textContent = new Date(other.updated).toLocaleTimeString(this.lang, { timeStyle: "short" });
      this.#show("found");
    }
    touched ||= own?.updated ?? Date.now();
    this.#watch();
  }

  /** @param {boolean} adopt or delete */
  async #settle(adopt) {
    const { answers, key } = this.#part("found").draft;
    this.#show("found", false);
    if (adopt) this.#fill({ ...answers, ...this.#gather() });
    if (!adopt || (await this.#save()) !== "unsaved") await drop(this.#place, key);
    if (!adopt) this.#say("saved", "cleared");
    this.#enter();
  }

  #save() {
    const answers = this.#gather();
    const saving = writing.then(() => save(this.#place, answers));
    writing = saving.then((where) => this.#newest.#say("saved", where));
    return saving;
  }

  #touch() {
    if (this.#data.covered) return;
    touched = Date.now();
    this.#warm();
  }

  #watch() {
    if (touched + 15 * 60_000 < Date.now() && (this.#report || this.#done)) this.#cover(true);
  }

  /** @param {boolean} on */
  #cover(on) {
    this.#data.covered = on ? "yes" : "";
    this.#show("cover", on);
    this.#show("form", !on && !this.#report);
    this.#show("report", !on && !!this.#report);
    if (on) return;
    touched = Date.now();
    this.#enter();
  }

  #warmInView() {
    if (/** @type {any} */ (navigator).connection?.saveData) return;
    const watcher = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      watcher.disconnect();
      // Safari has none.
      (window.requestIdleCallback ?? setTimeout)(() => this.#warm());
    });
    watcher.observe(this);
  }

  #warm() {
    if (this.#data.state !== "idle") return;
    this.#data.state = "loading";
    // Ahead, because the connection may go.
    device().catch(() => {});
    this.#definition("force-cache").then((definition) => ask({ do: "prepare", definition })).catch(() => {});
    warm().then(() => "ready", () => "idle").then((state) => { if (this.#data.state === "loading") this.#data.state = state; });
  }

  /** @param {RequestCache} cache */
  async #definition(cache) { return (await fetch(beside(this.#data.definition), { cache })).text(); }

  /** @param {boolean} anyway */
  #finish(anyway) {
    const incomplete = this.#count() > 0 && !anyway;
    this.#show("errors", incomplete);
    if (incomplete) this.#part("errors").focus();
    else this.#ask("report");
  }

  /** @param {"report" | "profile"} what */
  async #ask(what) {
    if (this.#data.state === "scoring") return;
    const cache = this.#data.state === "failed" ? "reload" : "force-cache";
    this.#data.state = "scoring";
    this.#say("status", "scoring");
    const answers = this.#gather();
    try {
      const { html, error } = await ask({
        do: what,
        definition: await this.#definition(cache),
        answers,
        only: this.#data.only || null,
        base: this.#data.base,
        level: Number(this.#data.level),
        kept: what === "profile" ? await (await device()).kept(this.#data.site, this.#data.instrument) : [],
      }, ({ loaded, total, phase }) => {
        // In steps of ten, so that a screen reader is not told every percent.
        this.#newest.#say("status", phase, { percent: Math.floor((10 * loaded) / (total || 1)) * 10 });
      });
      if (error) throw new Error(error);
      // Unless the reader cleared everything meanwhile.
      if (this.#newest.#data.state !== "scoring") return;
      reports.set(this.#edition, { answers, html });
      this.#newest.#paint(html);
      this.#newest.#enter();
      if (what === "report") await this.#drop();
    } catch (/** @type {any} */ error) {
      console.error(error);
      this.#newest.#data.state = "failed";
      this.#newest.#say("status", error.code === "no-progress" ? "slow" : "failed");
    }
  }

  /** @param {string} html made by Python from templates that escape what readers and authors wrote */
  #paint(html) {
    this.#part("report").innerHTML = html;
    for (const part of ["status", "saved"]) this.#say(part);
    for (const part of ["head", "form", "found"]) this.#show(part, false);
    this.#show("report");
    this.#button("keep").hidden = shared();
    this.#data.state = "done";
  }

  /** @param {any} input */
  async #change(input) {
    if (input.dataset.action === "shared") {
      await (await device()).share(this.#data.site, input.checked);
      this.#button("profile").hidden = !(await find(this.#place)).kept;
      if (!this.#report && this.#done) this.#save();
    } else if (input.type === "radio") {
      if (!this.#count()) this.#show("errors", false);
      this.#save();
    }
  }

  /** @param {any} event */
  #press(event) {
    /** @param {string} name */
    const pressed = (name) => event.target.closest(`[data-${name}]`)?.dataset[name];
    const missing = pressed("missing");
    /** @type {Record<string, () => unknown>} */
    const actions = {
      anyway: () => this.#finish(true),
      continue: () => this.#settle(true),
      discard: () => this.#settle(false),
      uncover: () => this.#cover(false),
      profile: () => this.#ask("profile"),
      keep: () => this.#keep(),
      print: () => window.print(),
      copy: async () => this.#say("report-status", await (await device()).copy(this.#part("copy"))),
      change: () => this.#reopen(),
      again: () => confirm(this.#message("confirm-again")) && this.#again(),
      clear: () => confirm(this.#message("confirm-clear")) && this.#clear(),
    };
    actions[pressed("action")]?.();
    if (!missing) return;
    // As a link it would make themes redraw the page.
    event.preventDefault();
    event.stopPropagation();
    const item = this.#form.querySelector(`[data-item="${missing}"]`);
    item.scrollIntoView();
    item.focus();
  }

  #drop() { return writing.then(() => drop(this.#place)); }

  #enter() {
    const place = this.#report ? this.#part("report-title") : this.#form.querySelector(":checked");
    (place ?? this.#form.querySelector("input")).focus();
  }

  async #keep() {
    const kept = await (await device()).keep(this.dataset, this.#report?.answers);
    this.#button("keep").hidden = kept;
    this.#button("profile").hidden &&= !kept;
    this.#say("report-status", kept ? "kept" : "not-kept");
  }

  #reopen() {
    reports.delete(this.#edition);
    this.#part("report").replaceChildren();
    this.#show("report", false);
    for (const part of ["head", "form"]) this.#show(part);
    this.#data.state = "idle";
    this.#warm();
    if (this.#done) this.#save();
    this.#enter();
  }

  async #again() {
    this.#form.reset();
    this.#count();
    this.#reopen();
    await this.#drop();
  }

  async #clear() {
    this.#say("status");
    await writing;
    const gone = await (await device()).clear(this.#data.site);
    reports.clear();
    for (const part of ["found", "errors"]) this.#show(part, false);
    this.#cover(false);
    await this.#again();
    this.#button("profile").hidden = true;
    this.#say("saved", gone ? "cleared" : "not-cleared");
    this.#part("saved").focus();
  }
}

if (!customElements.get("self-assessment")) customElements.define("self-assessment", SelfAssessment);
