// <self-assessment>: gathers answers, asks Python, shows what it says.
//
// The build rendered everything; this module fills in, hides and shows. It has no
// sentence of its own: those that it shows are templates beside the form.

import { ask, configure, warm } from "./engine.mjs";
import { drop, find, save, shared } from "./store.mjs";

/** @import { Answers, Draft } from "./types" */

const IDLE = 15 * 60_000;

/** Reports of this visit: they survive a walk to another page, not a reload. */
/** @type {Map<string, { answers: Answers, html: string }>} */
const reports = new Map();

const device = () => import("./device.mjs");
/** @param {string} name beside this module */
const beside = (name) => new URL(name, import.meta.url).href;

class SelfAssessment extends HTMLElement {
  #touched = Date.now();
  #timer = 0;
  #ending = new AbortController();
  /** Writes go one after the other, so that an older one never lands last. */
  #writing = Promise.resolve();
  /** @type {Draft | undefined} */
  #other;

  connectedCallback() {
    if (!this.#part("form")) return;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    configure(beside(this.#data("runtime")));
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("change", (event) => this.#change(event.target), { signal });
    this.addEventListener("submit", (event) => { event.preventDefault(); this.#finish(false); }, { signal });
    for (const touch of ["pointerdown", "keydown", "focusin"]) {
      this.addEventListener(touch, () => this.#touch(), { signal, passive: true });
    }
    document.addEventListener("visibilitychange", () => this.#watch(), { signal });
    for (const part of ["controls", "device", "shared"]) this.#show(part);
    this.#warmInView();
    this.#refill();
    this.#watch();
  }

  disconnectedCallback() {
    this.#ending.abort();
    clearTimeout(this.#timer);
  }

  /** @param {string} name */
  #data(name) { return this.dataset[name] ?? ""; }
  get #name() { return `${this.#data("instrument")}/${this.#data("only")}`; }
  get #site() { return this.#data("site"); }
  get #form() { return this.#part("form"); }
  get #report() { return reports.get(this.#name); }
  get #state() { return this.#data("state"); }
  set #state(state) { this.dataset.state = state; }

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

  /** @returns {Answers} */
  #gather() { return Object.fromEntries(/** @type {any} */ (new FormData(this.#form))); }

  /** @param {Answers} answers */
  #fill(answers) {
    for (const radio of this.#form.querySelectorAll("[type=radio]")) radio.checked = answers[radio.name] === radio.value;
    this.#count();
  }

  /** @returns {number} how many items have no answer */
  #count() {
    const answers = this.#gather();
    const done = Object.keys(answers).length;
    const progress = this.#part("progress");
    progress.value = done;
    this.#say("count", "count", { done, all: progress.max });
    for (const line of this.#form.querySelectorAll("[data-missing]")) line.hidden = line.dataset.missing in answers;
    return progress.max - done;
  }

  async #refill() {
    this.#button("shared").checked = shared();
    const early = this.#gather();
    if (this.#report) {
      this.#fill(this.#report.answers);
      return this.#paint(this.#report.html);
    }
    const { own, other, kept } = await find(this.#site, this.#name, this.#data("version"));
    this.#button("profile").hidden = !kept;
    this.#fill({ ...own?.answers, ...this.#gather(), ...early });
    if (own) this.#say("saved", shared() ? "memory" : "saved");
    else if (other) this.#offer(other);
  }

  /** @param {Draft} draft of another tab */
  #offer(draft) {
    this.#other = draft;
    this.#part("found-time").textContent = new Date(draft.updated).toLocaleTimeString([], { timeStyle: "short" });
    this.#show("found");
  }

  /** @param {boolean} adopt or delete the draft that another tab left */
  async #settle(adopt) {
    const draft = this.#other;
    if (!draft) return;
    this.#show("found", false);
    if (adopt) {
      this.#fill({ ...draft.answers, ...this.#gather() });
      await this.#save();
    }
    await drop(this.#site, this.#name, draft.key);
    if (!adopt) this.#say("saved", "cleared");
    this.#form.querySelector("input").focus();
  }

  #save() {
    const answers = this.#gather();
    this.#writing = this.#writing.then(async () => {
      this.#say("saved", await save(this.#site, this.#name, this.#data("version"), answers));
    });
    return this.#writing;
  }

  #touch() {
    if (this.#data("covered")) return;
    this.#touched = Date.now();
    this.#warm();
    this.#watch();
  }

  #watch() {
    clearTimeout(this.#timer);
    const left = this.#touched + IDLE - Date.now();
    if (left > 0) this.#timer = window.setTimeout(() => this.#watch(), left);
    else if (this.#report || Object.keys(this.#gather()).length) this.#cover(true);
  }

  /** @param {boolean} on */
  #cover(on) {
    this.dataset.covered = on ? "yes" : "";
    this.#show("cover", on);
    this.#show("form", !on && !this.#report);
    this.#show("report", !on && !!this.#report);
    if (on) return;
    this.#touched = Date.now();
    this.#watch();
  }

  #warmInView() {
    if (/** @type {any} */ (navigator).connection?.saveData) return;
    const watcher = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      watcher.disconnect();
      // Safari has no requestIdleCallback.
      (window.requestIdleCallback ?? setTimeout)(() => this.#warm());
    });
    watcher.observe(this);
    this.#ending.signal.onabort = () => watcher.disconnect();
  }

  #warm() {
    if (this.#state !== "idle") return;
    this.#state = "loading";
    warm().then(() => "ready", () => "idle").then((state) => { if (this.#state === "loading") this.#state = state; });
  }

  /** @param {boolean} anyway although answers are missing */
  #finish(anyway) {
    const incomplete = this.#count() > 0 && !anyway;
    this.#show("errors", incomplete);
    if (incomplete) this.#part("errors").focus();
    else this.#ask("report");
  }

  /** @param {"report" | "profile"} what */
  async #ask(what) {
    if (this.#state === "scoring") return;
    this.#state = "scoring";
    this.#say("status", "scoring");
    const answers = this.#gather();
    try {
      const { html, error } = await ask({
        do: what,
        definition: await (await fetch(beside(this.#data("definition")))).text(),
        answers,
        only: this.#data("only") || null,
        base: this.#data("base"),
        level: Number(this.#data("level")),
        kept: what === "profile" ? await (await device()).kept(this.#site, this.#data("instrument")) : [],
      }, ({ loaded, total, phase }) => {
        // In steps of ten, so that a screen reader is not told every percent.
        this.#say("status", phase, { percent: Math.floor((10 * loaded) / (total || 1)) * 10 });
      });
      if (error) throw new Error(error);
      reports.set(this.#name, { answers, html });
      this.#paint(html);
      this.#part("report-title").focus();
      if (what === "report") await this.#writing.then(() => drop(this.#site, this.#name));
    } catch (/** @type {any} */ error) {
      console.error(error);
      this.#state = "failed";
      this.#say("status", error.code === "no-progress" ? "slow" : "failed");
    }
  }

  /** @param {string} html made by Python from templates that escape what readers and authors wrote */
  #paint(html) {
    this.#part("report").innerHTML = html;
    for (const part of ["status", "saved"]) this.#say(part);
    for (const part of ["head", "form", "found"]) this.#show(part, false);
    this.#show("report");
    this.#button("keep").hidden = shared();
    this.#state = "done";
  }

  /** @param {any} input */
  async #change(input) {
    if (input.dataset.action === "shared") {
      await (await device()).share(this.#site, input.checked);
      if (!this.#report && Object.keys(this.#gather()).length) this.#save();
    } else if (input.type === "radio") {
      if (!this.#count()) this.#show("errors", false);
      this.#save();
    }
  }

  /** @param {any} event */
  #press({ target }) {
    const action = target.closest("[data-action]")?.dataset.action;
    /** @type {Record<string, () => unknown>} */
    const actions = {
      anyway: () => this.#finish(true),
      continue: () => this.#settle(true),
      discard: () => this.#settle(false),
      uncover: () => this.#cover(false),
      profile: () => this.#ask("profile"),
      keep: () => this.#keep(),
      print: () => window.print(),
      copy: () => this.#copy(),
      change: () => this.#reopen(),
      again: () => confirm(this.#message("confirm-again")) && this.#again(),
      clear: () => confirm(this.#message("confirm-clear")) && this.#clear(),
    };
    actions[action]?.();
  }

  async #keep() {
    const [instrument, version, only] = ["instrument", "version", "only"].map((name) => this.#data(name));
    const review = { instrument, version, only, answers: this.#report?.answers ?? {} };
    const kept = await (await device()).keep(this.#site, review);
    this.#button("keep").hidden = kept;
    this.#button("profile").hidden &&= !kept;
    this.#say("report-status", kept ? "kept" : "not-kept");
  }

  async #copy() {
    this.#say("report-status", await (await device()).copy(this.#part("copy")));
  }

  #reopen() {
    reports.delete(this.#name);
    this.#part("report").replaceChildren();
    this.#show("report", false);
    for (const part of ["head", "form"]) this.#show(part);
    this.#state = "ready";
    if (Object.keys(this.#gather()).length) this.#save();
    (this.#form.querySelector(":checked") ?? this.#form.querySelector("input")).focus();
  }

  async #again() {
    this.#form.reset();
    this.#count();
    this.#reopen();
    await this.#writing.then(() => drop(this.#site, this.#name));
  }

  async #clear() {
    this.#say("status");
    await this.#writing;
    const gone = await (await device()).clear(this.#site);
    reports.clear();
    this.#form.reset();
    this.#count();
    for (const part of ["found", "errors"]) this.#show(part, false);
    this.#cover(false);
    this.#reopen();
    this.#button("profile").hidden = true;
    this.#say("saved", gone ? "cleared" : "not-cleared");
    this.#part("saved").focus();
  }
}

if (!customElements.get("self-assessment")) customElements.define("self-assessment", SelfAssessment);
