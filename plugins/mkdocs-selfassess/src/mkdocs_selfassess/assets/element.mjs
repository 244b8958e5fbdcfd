// <self-assessment>: gathers answers, asks Python, shows what it says. Everything
// was rendered at build; it fills in, hides and shows, and has no sentence of its own.

import { ask, configure, warm } from "./engine.mjs";
import { find, save, shared } from "./store.mjs";

/** @import * as T from "./types" */
/** @import { Kept } from "./requests" */

/** @type {T.Reports} */
export const reports = new Map();
/** @type {Map<string, SelfAssessment>} themes redraw the page for a link into itself */
const newest = new Map();
let touched = 0;
/** @type {Promise<unknown>} so that an older write never lands last */
export let writing = Promise.resolve();

const later = () => import("./actions.mjs");
/** @param {string} name */
const beside = (name) => new URL(name, import.meta.url).href;

export class SelfAssessment extends HTMLElement {
  #ending = new AbortController();
  #text = "";
  /** @type {any} */
  arrange;

  connectedCallback() {
    if (!this.named("form")) return;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    configure(beside(this.#data.runtime));
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("input", (event) => this.change(event.target), { signal });
    this.addEventListener("submit", (event) => { event.preventDefault(); this.#finish(false); }, { signal });
    for (const touch of ["pointerdown", "keydown", "focusin"]) {
      this.addEventListener(touch, () => this.#touch(), { signal });
    }
    document.addEventListener("visibilitychange", () => this.#watch(), { signal });
    const timer = setInterval(() => this.#watch(), 20_000);
    signal.onabort = () => clearInterval(timer);
    for (const part of ["controls", "device", "shared"]) this.show(part);
    if (this.#newest.#data.state === "scoring") this.#data.state = "scoring";
    newest.set(this.edition, this);
    this.#warmInView();
    this.#refill();
  }

  disconnectedCallback() { this.#ending.abort(); }

  /** @returns {any} */
  get #data() { return this.dataset; }
  get name() { return `${this.#data.instrument}/${this.#data.only}`; }
  /** Answers are the same in every language, what is shown is not. */
  get edition() { return `${this.name}/${this.lang}`; }
  get place() { return { ...this.#data, name: this.name }; }
  /** @returns {SelfAssessment} */
  get #newest() { return newest.get(this.edition) ?? this; }
  get #form() { return this.named("form"); }
  get report() { return reports.get(this.edition); }

  /** @param {string} name @returns {any} */
  named(name) { return this.querySelector(`[data-part="${name}"]`); }
  /** @param {string} action @returns {any} */
  button(action) { return this.querySelector(`[data-action="${action}"]`) ?? {}; }
  /** @param {string} part */
  show(part, visible = true) { (this.named(part) ?? {}).hidden = !visible; }

  /** @param {string} name @param {Record<string, any>} [values] */
  message(name, values = {}) {
    /** @type {any} */
    const template = this.querySelector(`template[data-message="${name}"]`);
    return `${template?.content.textContent ?? ""}`.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  /** @param {string} part @param {string} [name] @param {Record<string, any>} [values] */
  say(part, name, values) {
    const text = name ? this.message(name, values) : "";
    const found = this.named(part) ?? {};
    if (found.textContent !== text) found.textContent = text;
  }

  /** @returns {T.Answers} */
  gather(without = "[data-unset]") {
    /** @type {any} */
    const answers = {};
    for (const [name, value] of /** @type {any} */ (new FormData(this.#form))) {
      if (value) answers[name] = name in answers ? `${answers[name]} ${value}` : value;
    }
    for (const { name } of this.#form.querySelectorAll(without)) delete answers[name];
    return answers;
  }
  get done() { return Object.keys(this.gather("[data-unset], [type=hidden]")).length; }

  /** @param {T.Answers} answers */
  fill(answers) {
    for (const field of this.#form.elements) {
      const given = answers[field.name] ?? "";
      if (/radio|checkbox/.test(field.type)) field.checked = given.split(" ").includes(field.value);
      else if (field.name) field.value = given;
      // A slider always has a value.
      if (field.type === "range") {
        field.toggleAttribute("data-unset", !given);
        field.ariaValueText = given ? null : field.dataset.none;
      }
    }
    this.count();
  }

  count() {
    const answers = this.gather();
    let all = 0;
    let done = 0;
    for (const item of this.#form.querySelectorAll("[data-names]:not([hidden])")) {
      const whole = item.dataset.names.split(" ").every((/** @type {string} */ name) => name in answers);
      item.toggleAttribute("data-open", !whole);
      all++;
      done += +whole;
    }
    Object.assign(this.named("progress"), { max: all, value: done });
    this.say("count", "count", { done, all });
    this.arrange?.();
  }

  async #refill() {
    this.button("shared").checked = shared();
    if (this.#data.arranged) await import("./arrange.mjs").then((it) => it.watch(this), console.error);
    const early = this.gather();
    const eager = this.done;
    if (this.report) {
      this.#paint(this.report.html);
      this.fill(this.report.answers);
      return this.#watch();
    }
    await writing;
    const { own, where, other, kept } = await find(this.place);
    this.button("profile").hidden = !kept;
    if (own?.gone?.[0]) (await later()).revise(this, own);
    this.fill({ ...own?.answers, ...this.gather(), ...early });
    this.say("saved", own && where);
    if (eager) this.save();
    if (!own && other) (await later()).offer(this, other);
    touched ||= own?.updated ?? Date.now();
    this.#watch();
  }

  save() {
    const answers = this.gather();
    const saving = writing.then(() => save(this.place, answers));
    writing = saving.then((where) => this.#newest.say("saved", where));
    return saving;
  }

  #touch() {
    if (this.#data.covered) return;
    touched = Date.now();
    this.warm();
  }

  #watch() {
    if (touched + 15 * 60_000 < Date.now() && (this.report || this.done)) this.cover(true);
  }

  /** @param {boolean} on */
  cover(on) {
    this.#data.covered = on ? "yes" : "";
    this.show("cover", on);
    this.show("form", !on && !this.report);
    this.show("report", !on && !!this.report);
    if (on) return;
    touched = Date.now();
    this.enter();
  }

  #warmInView() {
    if (/** @type {any} */ (navigator).connection?.saveData) return;
    const watcher = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      watcher.disconnect();
      // Safari has none.
      (window.requestIdleCallback ?? setTimeout)(() => this.warm());
    });
    watcher.observe(this);
  }

  warm() {
    if (this.#data.state !== "idle") return;
    this.#data.state = "loading";
    this.count();
    // Ahead, because the connection may go.
    later().catch(() => {});
    this.#definition("force-cache").then((definition) => ask({ do: "prepare", definition })).catch(() => {});
    warm().then(() => "ready", () => "idle").then((state) => { if (this.#data.state === "loading") this.#data.state = state; });
  }

  /** @param {RequestCache} cache */
  async #definition(cache) {
    if (cache === "force-cache" && this.#text) return this.#text;
    const found = await fetch(beside(this.#data.definition), { cache });
    if (!found.ok) throw found.status;
    return this.#text = await found.text();
  }

  /** @param {boolean} anyway */
  async #finish(anyway) {
    try {
      if (!(await later()).object(this.#form, { anyway })) this.ask();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {Kept[]} [kept] for a profile */
  async ask(kept) {
    if (this.#data.state === "scoring") return;
    const cache = this.#data.state === "failed" ? "reload" : "force-cache";
    this.#data.state = "scoring";
    this.say("status", "scoring");
    const answers = this.gather("[data-unset], :invalid");
    try {
      const { base, level, only } = this.#data;
      const shared = { definition: await this.#definition(cache), base, level: Number(level) };
      const reply = await ask(kept ? { do: "profile", kept, ...shared } : { do: "report", answers, only: only || null, ...shared }, ({ loaded, total, phase }) => {
        // In steps of ten, so that a screen reader is not told every percent.
        this.#newest.say("status", phase, { percent: Math.floor((10 * loaded) / (total || 1)) * 10 });
      });
      // Unless the reader cleared everything meanwhile.
      if (this.#newest.#data.state !== "scoring") return;
      if ("error" in reply) {
        if (!(await later()).object(this.#newest.#form, { anyway: true, refused: reply.items })) throw new Error(reply.error);
        this.#newest.#data.state = "ready";
        return this.#newest.say("status");
      }
      reports.set(this.edition, { answers, html: reply.html });
      this.#newest.#paint(reply.html);
      this.#newest.enter();
      if (!kept) await (await later()).drop(this);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {any} error */
  #fail(error) {
    console.error(error);
    this.#newest.#data.state = "failed";
    /** @type {Record<string, string>} */
    const said = { "no-progress": "slow", request: error.template ? "template-failed" : "not-made" };
    this.#newest.say("status", said[error.code] ?? "failed", error);
  }

  /** @param {string} html made by Python from templates that escape what readers and authors wrote */
  #paint(html) {
    this.named("report").innerHTML = html;
    for (const part of ["status", "saved"]) this.say(part);
    for (const part of ["head", "form", "found"]) this.show(part, false);
    this.show("report");
    this.button("keep").hidden = shared();
    this.#data.state = "done";
  }

  /** @param {any} input */
  async change(input) {
    if (input.dataset.action === "shared") {
      (await later()).share(this, input.checked);
    } else if (input.form) {
      input.removeAttribute("data-unset");
      input.ariaValueText = null;
      this.count();
      this.save();
    }
  }

  /** @param {any} event */
  async #press(event) {
    const { action } = event.target.closest("[data-action]")?.dataset ?? {};
    if (action === "uncover") this.cover(false);
    else if (action === "anyway") this.#finish(true);
    else if (action) (await later()).actions[action]?.(this, event.target);
  }

  enter() {
    const fields = [...this.#form.elements].filter((field) => field.name && field.offsetWidth);
    (this.report ? this.named("report-title") : fields.find(({ checked }) => checked) ?? fields[0])?.focus();
  }
}

if (!customElements.get("self-assessment")) customElements.define("self-assessment", SelfAssessment);
