// <self-assessment>: gathers answers, asks Python, shows what it says. Everything
// was rendered at build; it fills in, hides and shows, and has no sentence of its own.

import { cover, look, since, touch, watch } from "./cover.mjs";
import { ask, configure, warm } from "./engine.mjs";
import { all, fields, first, within } from "./parts.mjs";
import { newest, reports, write, written } from "./session.mjs";
import { find, save, shared } from "./store.mjs";

/** @import { Announced, Assessment, Data, Field, Parts } from "./assessment" */
/** @import { Kept, Refusal } from "./requests" */
/** @import * as T from "./types" */

/** What is needed once somebody answers. */
const later = () => import("./actions.mjs");
/** @param {string} name */
const beside = (name) => new URL(name, import.meta.url).href;

/** @implements {Assessment} */
class SelfAssessment extends HTMLElement {
  #ending = new AbortController();
  #definitionText = "";
  #begun = false;
  #filled = Promise.resolve();
  /** @type {(() => Promise<void>) | undefined} */
  arrange;

  connectedCallback() {
    // Something else than our form stands here: a page that Python could not make, an old cache.
    if (!this.named("form")) return;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    configure(beside(this.data.runtime));
    this.#listen(signal);
    watch(this, signal);
    for (const part of ["controls", "device", "shared"]) this.show(part);
    if (this.#newest.data.state === "scoring") this.data.state = "scoring";
    newest.set(this.edition, this);
    this.#warmInView();
    this.#filled = this.#refill().catch(console.error);
  }

  disconnectedCallback() { this.#ending.abort(); }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("input", ({ target }) => this.change(/** @type {Field} */ (target)), { signal });
    // A text is told of when it is left: as many events as letters would say how long it is.
    this.addEventListener("change", (event) => { if (within(event, "form")) this.answered(); }, { signal });
    this.addEventListener("submit", (event) => { event.preventDefault(); this.#finish(false); }, { signal });
    // Assistive technology moves the focus and presses no key that the page is told of.
    for (const sign of ["pointerdown", "keydown", "focusin"]) {
      this.addEventListener(sign, () => this.#touch(), { signal });
    }
  }

  get data() { return /** @type {Data} */ (/** @type {unknown} */ (this.dataset)); }
  get place() {
    const { instrument, only, refillable, site, version } = this.data;
    return { site, version, refillable, name: `${instrument}/${only}` };
  }
  /** Answers are the same in every language, what is shown is not. */
  get edition() { return `${this.place.name}/${this.lang}`; }
  /** @returns {Assessment} */
  get #newest() { return newest.get(this.edition) ?? this; }
  get report() { return reports.get(this.edition); }

  /** @template {keyof Parts} Name @param {Name} name */
  named(name) { return /** @type {Parts[Name]} */ (this.querySelector(`[data-part="${name}"]`)); }
  /** @param {string} part */
  show(part, visible = true, kind = "part") {
    const found = first(this, `[data-${kind}="${part}"]`);
    if (found) found.hidden = !visible;
  }
  /** @param {string} action @param {boolean} [visible] */
  showAction(action, visible) { this.show(action, visible, "action"); }

  /** @param {string} name @param {object} [values] */
  message(name, values = {}) {
    /** @type {HTMLTemplateElement | null} */
    const template = this.querySelector(`template[data-message="${name}"]`);
    const text = template?.content.textContent ?? "";
    return text.replace(/\{(\w+)\}/g, (_, key) => /** @type {Record<string, string>} */ (values)[key]);
  }

  /** @param {string} part @param {string} [name] @param {object} [values] */
  say(part, name, values) {
    const text = name ? this.message(name, values) : "";
    const said = first(this, `[data-part="${part}"]`);
    // A screen reader may say again what is written again.
    if (said && said.textContent !== text) said.textContent = text;
  }

  /** Events carry nothing: see "Events" in the manual. @param {Announced} name */
  announce(name) { this.dispatchEvent(new Event(`selfassess:${name}`, { bubbles: true })); }

  /** @returns {T.Answers} */
  gather(without = "[data-unset]") {
    const form = this.named("form");
    /** @type {T.Answers} */
    const answers = {};
    for (const [name, value] of new FormData(form)) {
      if (value) answers[name] = name in answers ? `${answers[name]} ${value}` : `${value}`;
    }
    for (const field of fields(form).filter((field) => field.matches(without))) delete answers[field.name];
    return answers;
  }
  get done() { return Object.keys(this.gather("[data-unset], [type=hidden]")).length; }

  /** @param {T.Answers} answers */
  fill(answers) {
    for (const field of fields(this.named("form"))) {
      const given = answers[field.name] ?? "";
      if ("checked" in field && /radio|checkbox/.test(field.type)) field.checked = given.split(" ").includes(field.value);
      else if (field.name) field.value = given;
      // A slider always has a value.
      if (field.type === "range") {
        field.toggleAttribute("data-unset", !given);
        field.ariaValueText = given ? null : field.dataset.none ?? null;
      }
    }
    this.#begun &&= this.done > 0;
    this.count();
  }

  count() {
    const answers = this.gather();
    const items = all(this.named("form"), "[data-names]:not([hidden])");
    const open = items.filter((item) => {
      const whole = item.dataset.names?.split(" ").every((name) => name in answers);
      return item.toggleAttribute("data-open", !whole);
    });
    const value = items.length - open.length;
    Object.assign(this.named("progress"), { max: items.length, value });
    this.say("count", "count", { done: value, all: items.length });
    this.arrange?.();
  }

  async #refill() {
    /** @type {HTMLInputElement | null} */
    const box = this.querySelector("[data-action=shared]");
    if (box) box.checked = shared();
    if (this.data.arranged) await import("./arrange.mjs").then((it) => it.watch(this), console.error);
    // Answers may be faster than this script, and than what is stored.
    const early = this.gather();
    const eager = this.done;
    if (this.report) {
      this.paint(this.report);
      this.fill(this.report.answers);
      return look(this);
    }
    await written();
    const { own, where, other, kept } = await find(this.place);
    this.showAction("profile", !!kept);
    if (own?.gone?.[0]) (await later()).revise(this, own);
    this.fill({ ...own?.answers, ...this.gather(), ...early });
    this.say("saved", own && where);
    if (eager) this.save();
    if (!own && other) (await later()).offer(this, other);
    since(own?.updated);
    look(this);
  }

  /** What is stored is read and merged before anything is written in its place. */
  async save() {
    await this.#filled;
    const answers = this.gather();
    const where = await write(() => save(this.place, answers));
    this.#newest.say("saved", where);
    return where;
  }

  #touch() {
    if (this.data.covered) return;
    touch(this);
    // Ahead of the first press, because the connection may go.
    later().catch(() => {});
    this.warm();
  }

  #warmInView() {
    if (/** @type {{ connection?: { saveData: boolean } }} */ (navigator).connection?.saveData) return;
    const watcher = new IntersectionObserver(([{ isIntersecting }]) => {
      if (!isIntersecting) return;
      watcher.disconnect();
      // Safari has none.
      (window.requestIdleCallback ?? setTimeout)(() => this.warm());
    });
    watcher.observe(this);
  }

  /** Start Python ahead, which takes seconds; nothing is said of a failure until a report is asked for. */
  warm() {
    if (this.data.state !== "idle") return;
    this.data.state = "loading";
    this.count();
    this.#definition("force-cache").then((definition) => ask({ do: "prepare", definition })).catch(() => {});
    warm().then(() => "ready", () => "idle").then((state) => {
      if (this.data.state === "loading") this.data.state = /** @type {Data["state"]} */ (state);
    });
  }

  /** Its address holds a hash of it, so any copy will do, but after a failure. @param {RequestCache} cache */
  async #definition(cache) {
    if (cache === "force-cache" && this.#definitionText) return this.#definitionText;
    const found = await fetch(beside(this.data.definition), { cache });
    if (!found.ok) throw found.status;
    return this.#definitionText = await found.text();
  }

  /** @param {boolean} anyway */
  async #finish(anyway) {
    try {
      if (!(await later()).showErrors(this.named("form"), { anyway })) this.ask();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {Kept[]} [kept] for a profile */
  async ask(kept) {
    if (this.data.state === "scoring") return;
    const cache = this.data.state === "failed" ? "reload" : "force-cache";
    this.data.state = "scoring";
    this.say("status", "scoring");
    const answers = this.gather("[data-unset], :invalid");
    try {
      const reply = await this.#request(answers, kept, cache);
      // Unless the reader cleared everything meanwhile.
      if (this.#newest.data.state !== "scoring") return;
      if ("error" in reply) return await this.#refuse(reply);
      const report = { answers, html: reply.html, announced: !!kept };
      reports.set(this.edition, report);
      this.#newest.paint(report);
      this.#newest.enter();
      if (!kept) await (await later()).drop(this);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {T.Answers} answers @param {Kept[] | undefined} kept @param {RequestCache} cache */
  async #request(answers, kept, cache) {
    const { base, level, only } = this.data;
    const about = { definition: await this.#definition(cache), base, level: Number(level) };
    /** @type {T.Watch} */
    const watch = ({ loaded, total, phase }) => {
      // In steps of ten, so that a screen reader is not told every percent.
      this.#newest.say("status", phase, { percent: Math.floor((10 * loaded) / (total || 1)) * 10 });
    };
    if (kept) return ask({ do: "profile", kept, ...about }, watch);
    return ask({ do: "report", answers, only: only || null, ...about }, watch);
  }

  /** Show which answers can not be used. @param {Refusal} refusal */
  async #refuse({ error, items }) {
    const { showErrors } = await later();
    if (!showErrors(this.#newest.named("form"), { anyway: true, refused: items })) throw new Error(error);
    this.#newest.data.state = "ready";
    this.#newest.say("status");
  }

  /** Say what failed; the form stays, and the next press tries again. @param {unknown} error */
  #fail(error) {
    console.error(error);
    const { code = "failed", template } = /** @type {Partial<T.EngineError>} */ (error);
    const request = template ? "template-failed" : "not-made";
    this.#newest.data.state = "failed";
    this.#newest.say("status", { "no-progress": "slow", request, failed: "failed" }[code], { template });
  }

  /** @param {T.Report} report whose HTML Python made from templates that escape what readers and authors wrote */
  paint(report) {
    this.named("report").innerHTML = report.html;
    for (const part of ["status", "saved"]) this.say(part);
    for (const part of ["head", "form", "found"]) this.show(part, false);
    this.show("report");
    this.showAction("keep", !shared());
    this.data.state = "done";
    // Who is on another page now is told on the way back.
    if (report.announced || !this.isConnected) return;
    report.announced = true;
    this.announce("scored");
  }

  /** @param {Field} field */
  async change(field) {
    if (field.dataset.action === "shared") {
      (await later()).share(this, /** @type {HTMLInputElement} */ (field).checked);
    } else if (field.form) {
      field.removeAttribute("data-unset");
      field.ariaValueText = null;
      this.count();
      this.save();
    }
  }

  answered() {
    if (!this.#begun) this.announce("started");
    this.#begun = true;
    this.announce("answered");
  }

  /** @param {Event} event */
  async #press(event) {
    const pressed = within(event, "[data-action]");
    const action = pressed?.dataset.action;
    if (action === "uncover") cover(this, false);
    else if (action === "anyway") this.#finish(true);
    else if (action) (await later()).actions[action]?.(this, pressed);
  }

  enter() {
    const seen = fields(this.named("form")).filter((field) => field.name && field.offsetWidth);
    const chosen = seen.find((field) => "checked" in field && field.checked);
    (this.report ? this.named("report-title") : chosen ?? seen[0])?.focus();
  }
}

if (!customElements.get("self-assessment")) customElements.define("self-assessment", SelfAssessment);
