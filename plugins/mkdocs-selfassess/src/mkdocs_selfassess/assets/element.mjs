// <self-assessment>: gathers answers, saves them, fills them in. Everything was rendered
// at build; it fills in, hides and shows, and has no sentence of its own.

import { cover, look, since, touch, watch } from "./cover.mjs";
import { ask, configure, warm } from "./engine.mjs";
import { all, fields, first, message, within } from "./parts.mjs";
import { load, newest, plans, reports, write, written } from "./session.mjs";
import { find, others, save, shared } from "./store.mjs";

/** @import { Announced, Assessment, Data, Field, Parts } from "./assessment" */
/** @import * as T from "./types" */

// What is needed once somebody answers.
/** @type {() => Promise<typeof import("./actions.mjs")>} */
const actions = () => load("./actions.mjs");
/** @type {() => Promise<typeof import("./report.mjs")>} */
const reporting = () => load("./report.mjs");
/** @param {string} name */
const beside = (name) => new URL(name, import.meta.url).href;

/** @implements {Assessment} */
class SelfAssessment extends HTMLElement {
  /** @type {AbortController | undefined} */
  #ending;
  #definitionText = "";
  /** @type {boolean | undefined} */
  #begun;
  filled = Promise.resolve();
  #twin = "";
  /** @type {(() => Promise<void>) | undefined} */
  arrange;
  /** @type {Assessment["stepped"]} */
  stepped;
  /** @type {((item: HTMLElement) => void) | undefined} */
  reveal;

  connectedCallback() {
    // Something else than our form stands here: a page that Python could not make, an old cache.
    if (!this.named("form")) return;
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    configure(beside(this.data.runtime));
    // A list of posts may show one form twice: each has answers of its own.
    const { instrument, only } = this.data;
    const alike = all(document, `[data-instrument="${instrument}"][data-only="${only}"]`);
    this.#twin = `${alike.indexOf(this) || ""}`;
    this.#listen(signal);
    watch(this, signal);
    for (const part of ["controls", "device", "shared"]) this.show(part);
    if (this.newest.data.state === "scoring") this.data.state = "scoring";
    newest.set(this.edition, new WeakRef(this));
    this.#warmInView();
    this.count();
    this.filled = this.#refill();
    this.show("late", false);
  }

  disconnectedCallback() { this.#ending?.abort(); }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    this.addEventListener("click", (event) => this.#press(event), { signal });
    this.addEventListener("input", ({ target }) => this.change(/** @type {Field} */ (target)), { signal });
    // A text is told of when it is left: as many events as letters would say how long it is.
    this.addEventListener("change", (event) => { if (within(event, "form")) this.answered(); }, { signal });
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      this.say("status", "scoring");
      this.#use(reporting, (it) => it.finish(this));
    }, { signal });
    others.addEventListener("message", ({ data }) => this.#use(actions, (it) => it.heard(this, data)), { signal });
    // Assistive technology moves the focus and presses no key that the page is told of.
    for (const sign of ["pointerdown", "pointercancel", "keydown", "focusin"]) {
      this.addEventListener(sign, (event) => this.#touch(event), { signal });
    }
  }

  get data() { return /** @type {Data} */ (/** @type {unknown} */ (this.dataset)); }
  get place() {
    const { instrument, only, refillable, stored, version } = this.data;
    return { version, refillable, stored, name: `${instrument}/${only}${this.#twin}` };
  }
  /** Answers are the same in every language, what is shown is not. */
  get edition() { return `${this.place.name}/${this.lang}`; }
  /** @returns {Assessment} */
  get newest() { return newest.get(this.edition)?.deref() ?? this; }
  get report() { return reports.get(this.edition); }

  /** @template {keyof Parts} Name @param {Name} name */
  named(name) { return /** @type {Parts[Name]} */ (first(this, `[data-part="${name}"]`)); }
  /** @param {string} part */
  show(part, visible = true, kind = "part") {
    // Not by the property: a form may have a field called `hidden`.
    first(this, `[data-${kind}="${part}"]`)?.toggleAttribute("hidden", !visible);
  }
  /** @param {string} action @param {boolean} [visible] */
  showAction(action, visible) { this.show(action, visible, "action"); }

  /** @param {string} name @param {object} [values] */
  message(name, values) { return message(this, name, values); }

  /** @param {string} part @param {string} [name] @param {object} [values] */
  say(part, name, values) {
    const text = name ? this.message(name, values) : "";
    const said = this.named(/** @type {keyof Parts} */ (part));
    // A screen reader may say again what is written again.
    if (said && said.textContent !== text) said.textContent = text;
  }

  /** Events carry nothing: see "Events" in the manual. @param {Announced} name */
  announce(name) { this.dispatchEvent(new Event(`selfassess:${name}`, { bubbles: true })); }

  /** @returns {T.Answers} */
  gather(without = "[data-unset]") {
    /** @type {T.Answers} */
    const answers = Object.create(null);
    for (const [name, value] of new FormData(this.named("form"))) {
      if (value) answers[name] = name in answers ? `${answers[name]} ${value}` : `${value}`;
    }
    for (const { name } of fields(this, `:is(${without})`)) delete answers[name];
    return answers;
  }
  get done() { return Object.keys(this.gather("[data-unset], [type=hidden]")).length; }

  /** @param {T.Answers} answers @param {boolean} [elsewhere] whether the reader may go on in another part */
  fill(answers, elsewhere = true) {
    for (const field of fields(this)) {
      const given = Object.hasOwn(answers, field.name) ? answers[field.name] : "";
      if ("checked" in field && /radio|check/.test(field.type)) field.checked = given.split(" ").includes(field.value);
      else if (field.name) field.value = given;
      // A slider always has a value.
      if (field.type === "range") {
        field.toggleAttribute("data-unset", !given);
        field.ariaValueText = given ? null : field.dataset.none ?? null;
      }
    }
    this.#begun &&= this.done > 0;
    this.count(elsewhere);
  }

  /** @param {boolean} [elsewhere] @param {HTMLElement | null} [one] the only question that changed */
  count(elsewhere = false, one) {
    const answers = this.gather();
    const items = one ? [one] : all(this, "[data-names]:not([hidden])");
    const progress = this.named("progress");
    let { max, value } = one ? progress : { max: items.length, value: items.length };
    for (const item of items) {
      if (one?.matches("[data-open]")) value++;
      const whole = item.dataset.names?.split(" ").every((name) => name in answers);
      if (item.toggleAttribute("data-open", !whole)) value--;
    }
    Object.assign(progress, { max, value });
    this.say("count", "count", { done: value, all: max });
    this.arrange?.();
    this.stepped?.(elsewhere, one);
  }

  async #refill() {
    const box = /** @type {HTMLInputElement | null} */ (first(this, `[data-action="shared"]`));
    if (box) box.checked = shared();
    if (this.data.arranged) await load("./arrange.mjs").then((/** @type {typeof import("./arrange.mjs")} */ it) => it.watch(this), console.error);
    if (this.named("steps")) load("./steps.mjs").then((/** @type {typeof import("./steps.mjs")} */ it) => it.watch(this), console.error);
    // Answers may be faster than this script, and than what is stored.
    const eager = this.done;
    const { report } = this;
    if (report) {
      this.fill(report.answers);
      return this.#use(reporting, (it) => it.paint(this, report)).then(() => look(this));
    }
    await written();
    const { own, where, other, kept, aside } = await find(this.place);
    // Before anything is written in its place.
    if (aside?.[0]) await (await actions()).putAside(aside);
    const gone = own?.gone ?? [];
    this.showAction("profile", !!kept);
    if (kept) load("./returns.mjs").then((/** @type {typeof import("./returns.mjs")} */ it) => it.show(this), console.error);
    this.show("revised", !!gone[0]);
    for (const name of gone) delete own?.answers[name];
    this.fill({ ...own?.answers, ...this.gather() });
    this.say("saved", aside?.[0] ? "aside" : own && where);
    // Nobody heard of what was answered before this script came.
    if (eager) {
      if (!this.#begun) this.answered();
      this.save();
    }
    since(own?.updated);
    look(this);
    if (!own && other) this.#use(actions, (it) => it.offer(this, other));
    if (own?.finished && !eager && !gone[0]) this.#use(reporting, (it) => it.ask(this, { where, made: own.updated, plan: own.plan }));
  }

  /** What is stored is read and merged before anything is written in its place. @param {boolean} [finished] */
  async save(finished) {
    const where = await this.filled.then(() => {
      const answers = this.gather();
      return write(() => save(this.place, answers, finished, this.report?.plan ?? plans.get(this.edition)));
    }, () => /** @type {const} */ ("unsaved"));
    this.newest.say("saved", where);
    return where;
  }

  /** @param {Event & { key?: string, ctrlKey?: boolean, metaKey?: boolean }} event */
  #touch(event) {
    // A letter that is meant for the form is no shortcut of the site's.
    if (event.key?.length === 1 && !event.ctrlKey && !event.metaKey && within(event, "form")) event.stopPropagation();
    if (this.data.covered) return;
    touch(this);
    // Ahead of the first press, because the connection may go.
    const before = this.gather();
    actions().then((it) => it.ahead(event, before)).catch(() => {});
    this.warm();
  }

  #warmInView() {
    // Where nothing is known of the connection, a page that is opened may not cost megabytes.
    const { connection: net } = /** @type {{ connection?: Record<string, unknown> }} */ (navigator);
    if (net?.effectiveType !== "4g" || net.saveData || net.type === "cellular") return;
    const watcher = new IntersectionObserver((seen) => {
      // A busy page hears of several changes at once, the oldest first.
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      watcher.disconnect();
      requestIdleCallback(() => this.warm());
    });
    watcher.observe(this);
  }

  /** Start Python ahead, which takes seconds; nothing is said of a failure until a report is asked for. */
  warm() {
    if (this.data.state !== "idle") return;
    this.data.state = "loading";
    this.arrange?.();
    this.definition().then((definition) => ask({ do: "prepare", definition })).catch(() => {});
    warm().then(() => "ready", () => "idle").then((state) => {
      if (this.data.state === "loading") this.data.state = /** @type {Data["state"]} */ (state);
    });
  }

  /** Its address holds a hash of it, so any copy will do, but after a failure. @param {RequestCache} cache */
  async definition(cache = "force-cache") {
    const address = beside(this.data.definition);
    return this.#definitionText ||= await fetch(address, { cache, integrity: address.split("#")[1], signal: AbortSignal.timeout(2e4) }).then((found) => found.text());
  }

  /**
   * Do what a module can that comes later, or say that it did not come.
   * @template Module @param {() => Promise<Module>} module @param {(it: Module) => unknown} act
   */
  async #use(module, act) {
    try {
      await act(await module());
    } catch (error) {
      console.error(error);
      for (const part of ["status", "report-status"]) this.newest.say(part, "not-fetched");
    }
  }

  /** @param {Field} field */
  change(field) {
    if (!field.form) return;
    field.removeAttribute("data-unset");
    field.ariaValueText = null;
    this.count(false, /** @type {HTMLElement | null} */ (field.closest("[data-names]")));
    this.save();
    if (field.type === "checkbox") this.#use(actions, (it) => it.exclude(this, field));
  }

  answered() {
    if (!this.#begun) this.announce("started");
    this.#begun = true;
    this.announce("answered");
  }

  /** @param {Event} event */
  #press(event) {
    const pressed = within(event, "[data-action]");
    const action = pressed?.dataset.action;
    if (action === "uncover") cover(this, false);
    else if (action) this.#use(actions, (it) => it.actions[action]?.(this, pressed));
  }

  enter() {
    const seen = fields(this).filter((field) => field.name && field.offsetWidth);
    const chosen = seen.find((field) => field.matches(":checked"));
    (this.report ? this.named("report-title") : chosen ?? seen[0])?.focus();
  }
}

if (!customElements.get("self-assessment")) customElements.define("self-assessment", SelfAssessment);
