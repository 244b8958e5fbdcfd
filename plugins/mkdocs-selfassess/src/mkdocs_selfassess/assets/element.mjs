// <self-assessment>: gathers answers, asks Python, shows what it says.
//
// The build rendered everything: this module fills in, hides and moves. It has no
// sentence of its own; those that it shows are templates in the form.

import { ask, configure, warm } from "./engine.mjs";
import * as store from "./store.mjs";

/** @typedef {import("./types").Answers} Answers */
/** @typedef {"idle" | "loading" | "ready" | "scoring" | "done" | "failed"} State */

const IDLE = 15 * 60 * 1000;
const TOUCHES = ["pointerdown", "keydown", "focusin", "input"];

/** Reports of this visit by form: they survive a walk to another page, not a reload. */
/** @type {Map<string, { answers: Answers, html: string }>} */
const shown = new Map();
/** @type {Map<string, Promise<string>>} */
const definitions = new Map();

/** @param {string} url */
function definition(url) {
  const known = definitions.get(url) ?? fetch(url).then((response) => {
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return response.text();
  });
  definitions.set(url, known);
  known.catch(() => definitions.delete(url));
  return known;
}

class SelfAssessment extends HTMLElement {
  #answered = 0;
  #touched = Date.now();
  #timer = 0;
  /** @type {AbortController | undefined} */
  #ending;
  /** Writes go one after the other, so that an older one never lands last. */
  #writing = Promise.resolve();

  connectedCallback() {
    if (!this.#find("form")) return;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    configure(new URL(this.#data("runtime"), import.meta.url).href);
    this.addEventListener("click", (event) => this.#click(event), { signal });
    this.addEventListener("change", (event) => this.#change(event), { signal });
    this.#form.addEventListener("submit", (event) => { event.preventDefault(); this.#finish(false); }, { signal });
    for (const touch of TOUCHES) this.addEventListener(touch, () => this.#touch(), { signal, passive: true });
    for (const wake of ["visibilitychange", "pageshow"]) {
      (wake === "pageshow" ? window : document).addEventListener(wake, () => this.#watch(), { signal });
    }
    for (const part of ["controls", "device", "shared"]) this.#show(part);
    this.#warmInView(signal);
    this.#refill();
    this.#watch();
  }

  disconnectedCallback() {
    this.#ending?.abort();
    clearTimeout(this.#timer);
  }

  // --- small things ---------------------------------------------------------

  /** @param {string} name */
  #data(name) { return this.dataset[name] ?? ""; }
  get #name() { return `${this.#data("instrument")}/${this.#data("only")}`; }
  get #site() { return this.#data("site"); }
  get #form() { return /** @type {HTMLFormElement} */ (this.#find("form")); }
  /** @param {State} state */
  set #state(state) { this.dataset.state = state; }

  /** @param {string} part @returns {HTMLElement | null} */
  #find(part) { return this.querySelector(`[data-part="${part}"]`); }

  /** @param {string} part @param {boolean} [visible] */
  #show(part, visible = true) {
    const found = this.#find(part);
    if (found) found.hidden = !visible;
    return found;
  }

  /** @param {string} name @param {Record<string, string | number>} [values] */
  #message(name, values = {}) {
    const template = /** @type {HTMLTemplateElement | null} */ (this.querySelector(`template[data-message="${name}"]`));
    const text = template?.content.textContent ?? "";
    return text.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
  }

  /** @param {string} part @param {string} [name] @param {Record<string, string | number>} [values] */
  #say(part, name, values) {
    const found = this.#find(part);
    const text = name ? this.#message(name, values) : "";
    if (found && found.textContent !== text) found.textContent = text;
  }

  /** @param {string} action */
  #button(action) { return /** @type {HTMLElement | null} */ (this.querySelector(`[data-action="${action}"]`)); }

  // --- answers --------------------------------------------------------------

  /** @returns {Answers} */
  #gather() {
    return Object.fromEntries([...new FormData(this.#form)].map(([name, value]) => [name, String(value)]));
  }

  /** @param {Answers} answers */
  #fill(answers) {
    for (const input of this.#form.querySelectorAll("input[type=radio]")) {
      const radio = /** @type {HTMLInputElement} */ (input);
      radio.checked = answers[radio.name] === radio.value;
    }
    this.#count();
  }

  #count() {
    const answers = this.#gather();
    const items = /** @type {HTMLElement[]} */ ([...this.querySelectorAll("[data-item]")]);
    this.#answered = Object.keys(answers).length;
    const progress = /** @type {HTMLProgressElement} */ (this.#find("progress"));
    progress.value = this.#answered;
    this.#say("count", "count", { done: this.#answered, all: items.length });
    for (const line of this.querySelectorAll("[data-missing]")) {
      const entry = /** @type {HTMLElement} */ (line);
      entry.hidden = (entry.dataset.missing ?? "") in answers;
    }
    return items.length - this.#answered;
  }

  async #refill() {
    this.querySelectorAll("[data-action=shared]").forEach((box) => { /** @type {HTMLInputElement} */ (box).checked = store.shared(); });
    const early = this.#gather();
    const known = shown.get(this.#name);
    if (known) {
      this.#fill(known.answers);
      this.#paint(known.html, false);
      return;
    }
    const { own, other } = await store.find(this.#site, this.#name, this.#data("version"));
    this.#fill({ ...own?.answers, ...early });
    if (own) this.#say("saved", store.shared() ? "memory" : "saved");
    else if (other) this.#offer(other);
    const reviews = await store.kept(this.#site, this.#data("instrument"));
    const button = this.#button("profile");
    if (button) button.hidden = !reviews.length;
  }

  /** @param {{ key: string, answers: Answers, updated: number }} draft another tab's */
  #offer(draft) {
    const time = /** @type {HTMLTimeElement | null} */ (this.#find("found-time"));
    if (time) {
      const date = new Date(draft.updated);
      time.dateTime = date.toISOString();
      time.textContent = date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    }
    this.#show("found");
    this.#found = draft;
  }
  /** @type {{ key: string, answers: Answers } | undefined} */
  #found;

  async #adopt() {
    const draft = this.#found;
    if (!draft) return;
    this.#fill({ ...draft.answers, ...this.#gather() });
    this.#show("found", false);
    await this.#save();
    await store.dropKey(this.#site, draft.key);
    this.#form.querySelector("input")?.focus();
  }

  #save() {
    const answers = this.#gather();
    this.#writing = this.#writing.then(async () => {
      const where = await store.save(this.#site, this.#name, this.#data("version"), answers);
      this.#say("saved", where);
    });
    return this.#writing;
  }

  // --- idle: the cover ------------------------------------------------------

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
    else if (this.#answered || shown.has(this.#name)) this.#cover(true);
  }

  /** @param {boolean} on */
  #cover(on) {
    if (on) this.dataset.covered = "yes";
    else delete this.dataset.covered;
    this.#show("cover", on);
    this.#show("form", !on && !shown.has(this.#name));
    this.#show("report", !on && shown.has(this.#name));
    if (!on) this.#touched = Date.now();
    if (!on) this.#watch();
  }

  // --- Python ---------------------------------------------------------------

  /** @param {AbortSignal} signal */
  #warmInView(signal) {
    const saving = /** @type {any} */ (navigator).connection?.saveData;
    if (saving || !("IntersectionObserver" in window)) return;
    const watcher = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      // Safari has no requestIdleCallback.
      (window.requestIdleCallback ?? setTimeout)(() => this.#warm());
    });
    watcher.observe(this);
    signal.addEventListener("abort", () => watcher.disconnect());
  }

  #warm() {
    if (this.dataset.state !== "idle") return;
    this.#state = "loading";
    warm().then(
      () => { if (this.dataset.state === "loading") this.#state = "ready"; },
      () => { if (this.dataset.state === "loading") this.#state = "idle"; },
    );
  }

  /** @param {{ loaded: number, total: number, phase: string }} progress */
  #progress({ loaded, total, phase }) {
    // In steps, so that a screen reader is not told every percent.
    const percent = Math.floor((10 * loaded) / (total || 1)) * 10;
    this.#say("status", phase === "starting" ? "starting" : "loading", { percent });
  }

  /** @param {"report" | "profile"} what */
  async #ask(what) {
    const site = this.#site;
    const kept = what === "profile" ? await store.kept(site, this.#data("instrument")) : [];
    return ask(
      {
        do: what,
        definition: await definition(new URL(this.#data("definition"), import.meta.url).href),
        answers: this.#gather(),
        only: this.#data("only") || null,
        base: this.#data("base"),
        level: Number(this.#data("level")),
        kept: kept.map(({ date, version, answers }) => ({ date, version, answers })),
      },
      (progress) => this.#progress(progress),
    );
  }

  /** @param {boolean} anyway whether to go on although answers are missing */
  async #finish(anyway) {
    if (this.dataset.state === "scoring") return;
    if (this.#count() > 0 && !anyway) {
      this.#show("errors")?.focus();
      return;
    }
    this.#show("errors", false);
    await this.#report("report");
  }

  /** @param {"report" | "profile"} what */
  async #report(what) {
    this.#state = "scoring";
    this.#say("status", "scoring");
    const answers = this.#gather();
    try {
      const { html, error } = await this.#ask(what);
      if (html === undefined) throw new Error(error);
      shown.set(this.#name, { answers, html });
      this.#paint(html, true);
      if (what === "report") await this.#writing.then(() => store.drop(this.#site, this.#name));
    } catch (error) {
      console.error(error);
      this.#state = "failed";
      this.#say("status", /** @type {any} */ (error).code === "no-progress" ? "slow" : "failed");
    }
  }

  /** @param {string} html made by Python from escaped templates @param {boolean} focus */
  #paint(html, focus) {
    const report = /** @type {HTMLElement} */ (this.#find("report"));
    report.innerHTML = html;
    this.#say("status");
    this.#say("saved");
    this.#show("form", false);
    this.#show("found", false);
    report.hidden = false;
    const keep = this.#button("keep");
    if (keep) keep.hidden = store.shared();
    this.#state = "done";
    if (focus) this.#find("report-title")?.focus();
  }

  // --- what the reader can press ----------------------------------------------

  /** @param {Event} event */
  #change(event) {
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (input.dataset.action === "shared") {
      store.setShared(this.#site, input.checked).then(() => this.#answered && this.#save());
    } else if (input.type === "radio") {
      if (this.#count() === 0) this.#show("errors", false);
      this.#save();
    }
  }

  /** @param {Event} event */
  #click(event) {
    const action = /** @type {HTMLElement} */ (event.target).closest?.("[data-action]");
    const name = /** @type {HTMLElement | null} */ (action)?.dataset.action ?? "";
    /** @type {Record<string, () => unknown>} */
    const actions = {
      submit: () => this.#finish(false),
      anyway: () => this.#finish(true),
      continue: () => this.#adopt(),
      "delete-found": () => this.#deleteFound(),
      uncover: () => this.#cover(false),
      profile: () => this.#report("profile"),
      keep: () => this.#keep(),
      print: () => window.print(),
      copy: () => this.#copy(),
      change: () => this.#reopen(),
      again: () => window.confirm(this.#message("confirm-again")) && this.#again(),
      clear: () => window.confirm(this.#message("confirm-clear")) && this.#clear(),
    };
    actions[name]?.();
  }

  async #deleteFound() {
    if (this.#found) await store.dropKey(this.#site, this.#found.key);
    this.#show("found", false);
    this.#say("saved", "cleared");
  }

  async #keep() {
    const date = new Date();
    const local = new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    const [instrument, version, only] = [this.#data("instrument"), this.#data("version"), this.#data("only")];
    const answers = shown.get(this.#name)?.answers ?? {};
    try {
      await store.keep(this.#site, { instrument, version, only, date: local, answers });
      const [keep, profile] = [this.#button("keep"), this.#button("profile")];
      if (keep) keep.hidden = true;
      if (profile) profile.hidden = false;
      this.#say("report-status", "kept");
    } catch {
      this.#say("report-status", "not-kept");
    }
  }

  async #copy() {
    const text = /** @type {HTMLTemplateElement | null} */ (this.#find("copy"))?.content.textContent ?? "";
    const copied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    this.#say("report-status", copied ? "copied" : "not-copied");
  }

  #reopen() {
    shown.delete(this.#name);
    this.#show("report", false)?.replaceChildren();
    this.#show("form");
    this.#state = "ready";
    if (this.#answered) this.#save();
    /** @type {HTMLElement | null} */ (this.#form.querySelector("input:checked, input"))?.focus();
  }

  async #again() {
    this.#form.reset();
    this.#count();
    this.#reopen();
    this.#say("saved");
    await this.#writing.then(() => store.drop(this.#site, this.#name));
  }

  async #clear() {
    await this.#writing;
    const gone = await store.clear(this.#site);
    shown.clear();
    this.#form.reset();
    this.#count();
    this.#cover(false);
    this.#show("found", false);
    this.#show("errors", false);
    this.#find("report")?.replaceChildren();
    const profile = this.#button("profile");
    if (profile) profile.hidden = true;
    if (this.dataset.state === "done") this.#state = "ready";
    this.#say("saved", gone ? "cleared" : "not-cleared");
    this.#find("saved")?.focus();
  }
}

if (!customElements.get("self-assessment")) customElements.define("self-assessment", SelfAssessment);
