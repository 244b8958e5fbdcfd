// <issue-desk>: hands what a sponsor chose and decided to Python, and shows and prints the answer.
// Nothing is stored and nothing is sent; when the page goes, everything is gone.

import { dayOf } from "./days.mjs";
import { ask, configure } from "./engine.mjs";
import { all, first, put, within } from "./parts.mjs";

/** @import { Accommodation, Decision, IssueRequest } from "./requests" */
/** @import * as T from "./types" */

/** More bytes than any file of a course has, a list of many certificates included; Python says that it is too much. */
const MOST = 24_000_000;

/** @param {string} name */
const beside = (name) => new URL(name, import.meta.url).href;

/** @param {File} file */
const text = (file) => file.slice(0, MOST).text();

/** @param {File} file @returns {Promise<string>} a data: address, which the policy allows */
const address = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(`${reader.result}`);
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

class IssueDesk extends HTMLElement {
  #ending = new AbortController();
  #known = "";
  /** @type {Record<string, string>} */
  #released = {};
  /** @type {Map<string, Decision>} by file */
  #decisions = new Map();
  /** @type {Accommodation[]} */
  #accommodations = [];
  /** @type {Record<string, string>} */
  #saved = {};

  connectedCallback() {
    const form = this.#form;
    if (!form) return;
    configure(beside(this.dataset.runtime ?? ""));
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    this.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.target === form) this.#begin();
      else this.#without(/** @type {HTMLFormElement} */ (event.target));
    }, { signal });
    this.addEventListener("click", (event) => this.#press(event), { signal });
    form.hidden = false;
  }

  disconnectedCallback() { this.#ending.abort(); }

  get #form() { return /** @type {HTMLFormElement | null} */ (this.#part("form")); }

  /** @param {string} name */
  #part(name) { return first(this, `[data-part="${name}"]`); }

  /** @param {string} name @param {object} [values] */
  #say(name, values = {}) {
    const template = /** @type {HTMLTemplateElement | null} */ (first(this, `[data-message="${name}"]`));
    const said = (template?.content.textContent ?? "").replace(/\{(\w+)\}/g, (_, key) => /** @type {Record<string, string>} */ (values)[key]);
    const status = this.#part("status");
    if (status && status.textContent !== said) status.textContent = said;
  }

  /** @param {string} name @returns {File[]} */
  #chosen(name) { return [.../** @type {HTMLInputElement} */ (first(this, `[name="${name}"]`)).files ?? []]; }

  /** Other files are other cases: what was decided by hand was decided of the ones before. */
  #begin() {
    this.#decisions.clear();
    this.#accommodations = [];
    // What could not be fetched may have been the network's fault.
    for (const [name, text] of Object.entries(this.#released)) if (!text) delete this.#released[name];
    return this.#check();
  }

  async #check() {
    this.#say("checking");
    try {
      const reply = await this.#asked();
      this.#saved = reply.saved;
      const found = this.#part("found");
      // Python made it of templates that escape what is in the files.
      if (found) put(found, reply.html);
      this.#say("");
      this.#part("found-title")?.focus();
    } catch (error) {
      console.error(error);
      this.#say(/** @type {T.EngineError} */ (error).code === "no-progress" ? "slow" : "failed");
    }
  }

  /** Ask, fetch the released tests that are needed, and ask again. */
  async #asked() {
    const [issuer] = this.#chosen("issuer");
    const now = new Date();
    this.#known ||= await fetched(beside(this.dataset.known ?? ""));
    /** @type {IssueRequest} */
    const request = {
      do: "issue",
      known: this.#known,
      files: await Promise.all(this.#chosen("files").map(async (file) => ({ name: file.name, text: await text(file) }))),
      released: this.#released,
      issuer: issuer ? await text(issuer) : "",
      decisions: [...this.#decisions.values()],
      accommodations: this.#accommodations,
      now: `${now.toISOString().slice(0, 16)}Z`,
      today: dayOf(now),
      language: this.lang,
      level: Number(this.dataset.level),
    };
    for (;;) {
      const reply = await ask(request, ({ loaded, total, phase }) => {
        this.#say(phase, { percent: Math.floor((10 * loaded) / (total || 1)) * 10 });
      });
      if ("error" in reply) throw new Error(reply.error);
      const missing = reply.wants.filter((name) => !(name in this.#released));
      if (!missing.length) return reply;
      const hashes = JSON.parse(this.#known).released;
      // What the site has not is told by its files; what did not come is not taken for that.
      await Promise.all(missing.map(async (name) => {
        this.#released[name] = name in hashes ? await fetched(`${beside(this.dataset.released ?? "")}/${name}#${hashes[name]}`) : "";
      }));
    }
  }

  /** @param {Event} event */
  #press(event) {
    const pressed = /** @type {HTMLButtonElement | null} */ (within(event, "[data-action]"));
    if (!pressed) return;
    const { value } = pressed;
    const action = pressed.dataset.action ?? "";
    if (action === "accept" || action === "refuse") this.#decide(pressed, action === "accept");
    else if (action === "undo") this.#again(() => this.#decisions.delete(value));
    else if (action === "without") this.#again(() => this.#accommodations.splice(Number(value), 1));
    else if (action === "save") this.#save(value);
    else if (action === "print") this.#print();
    else if (action === "clear") this.#clear();
  }

  /** @param {() => unknown} change */
  #again(change) {
    change();
    this.#check();
  }

  /** @param {HTMLButtonElement} pressed @param {boolean} accept */
  #decide(pressed, accept) {
    const field = /** @type {HTMLInputElement | null} */ (pressed.parentElement?.querySelector("[name=reason]") ?? null);
    const reason = field?.value.trim() ?? "";
    if (!reason) {
      this.#say("no-reason");
      field?.focus();
      return;
    }
    this.#again(() => this.#decisions.set(pressed.value, { file: pressed.value, accept, reason }));
  }

  /** @param {HTMLFormElement} form of somebody who is accepted without a file */
  #without(form) {
    const given = new FormData(form);
    const identity = Object.fromEntries([...given].filter(([name]) => name.startsWith("field-")).map(([name, value]) => [name.slice(6), `${value}`.trim()]));
    const [course, finished, reason] = ["course", "finished", "reason"].map((name) => `${given.get(name)}`.trim());
    this.#again(() => this.#accommodations.push({ course, finished, identity, reason }));
  }

  /** @param {string} name */
  #save(name) {
    const url = URL.createObjectURL(new Blob([this.#saved[name]], { type: "application/octet-stream" }));
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 6e4);
  }

  /** The certificates stand beside the page while they are printed, and nothing else is printed. */
  async #print() {
    const sheets = /** @type {HTMLElement | undefined} */ (this.#part("certificates")?.cloneNode(true));
    if (!sheets) return;
    sheets.hidden = false;
    const [image] = this.#chosen("signature");
    try {
      const src = image ? await address(image) : "";
      const images = /** @type {HTMLImageElement[]} */ (src ? all(sheets, "img") : []);
      await Promise.all(images.map((one) => Object.assign(one, { src, hidden: false }).decode()));
    } catch (error) {
      console.error(error);
      return this.#say("no-image");
    }
    document.body.append(sheets);
    document.documentElement.classList.add("sa-printing");
    addEventListener("afterprint", () => {
      sheets.remove();
      document.documentElement.classList.remove("sa-printing");
    }, { once: true });
    print();
  }

  #clear() {
    this.#form?.reset();
    this.#part("found")?.replaceChildren();
    this.#decisions.clear();
    this.#accommodations = [];
    this.#saved = {};
    this.#say("forgotten");
  }
}

/** @param {string} url */
async function fetched(url) {
  const found = await fetch(url, { integrity: url.split("#")[1], signal: AbortSignal.timeout(2e4) });
  if (!found.ok) throw found.status;
  return found.text();
}

if (!customElements.get("issue-desk")) customElements.define("issue-desk", IssueDesk);
