// <script-finder>: finds a script by its words or its group, and copies it. Without it the page
// is a plain list; every word that it shows was rendered at build.

/** @typedef {{ parts: HTMLElement[], group: HTMLElement | null }} Script a heading and all up to the next */

class ScriptFinder extends HTMLElement {
  /** @type {Script[]} */
  #scripts = [];
  #group = "";
  #ending = new AbortController();

  connectedCallback() {
    this.#ending = new AbortController();
    const { signal } = this.#ending;
    this.#scripts = [...this.#gather()];
    for (const script of this.#scripts) this.#offerCopy(script);
    this.addEventListener("input", () => this.#show(), { signal });
    this.addEventListener("click", ({ target }) => this.#press(target), { signal });
    addEventListener("hashchange", () => this.#reveal(), { signal });
    this.hidden = false;
    this.#show();
  }

  disconnectedCallback() { this.#ending.abort(); }

  get #field() { return /** @type {HTMLInputElement} */ (this.querySelector("input")); }
  get #groups() { return [...this.querySelectorAll("button")]; }

  /** @param {string} name @param {Record<string, number>} [values] */
  #text(name, values = {}) {
    const template = /** @type {HTMLTemplateElement | null} */ (this.querySelector(`[data-text="${name}"]`));
    return (template?.content.textContent ?? "").replace(/\{(\w+)\}/g, (_, key) => `${values[key]}`);
  }

  /** @param {string} part @param {string} text */
  #say(part, text) {
    /** @type {HTMLElement} */ (this.querySelector(`[data-part="${part}"]`)).textContent = text;
  }

  *#gather() {
    /** @type {HTMLElement | null} */
    let group = null;
    /** @type {Script | null} */
    let script = null;
    // Markdown asks for a frame around this element; the scripts stand beside the frame.
    const page = this.parentElement?.parentElement;
    for (const node of /** @type {Iterable<HTMLElement>} */ (page?.children ?? [])) {
      if (/^H[23]$/.test(node.tagName) && script) yield script;
      if (node.tagName === "H2") [group, script] = [node, null];
      else if (node.tagName === "H3") script = { parts: [node], group };
      else script?.parts.push(node);
    }
    if (script) yield script;
  }

  /** @param {Script} script */
  #offerCopy({ parts }) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("[data-copy]"));
    const quote = parts.find((node) => node.tagName === "BLOCKQUOTE");
    // A theme may show the same page again.
    if (!quote || quote.nextElementSibling?.matches(".copy")) return;
    const offer = /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
    const button = /** @type {HTMLButtonElement} */ (offer.querySelector("button"));
    button.setAttribute("aria-label", `${button.textContent}: ${title(parts[0])}`);
    button.onclick = () => this.#copy(quote, offer);
    quote.after(offer);
    parts.push(offer);
  }

  /** @param {HTMLElement} quote @param {HTMLElement} offer */
  async #copy(quote, offer) {
    const lines = quote.innerText.split("\n").map((line) => line.trim()).filter(Boolean);
    const done = await navigator.clipboard?.writeText(lines.join("\n")).then(() => true, () => false);
    for (const said of document.querySelectorAll(".copy [role=status]")) said.textContent = "";
    const status = /** @type {HTMLElement} */ (offer.querySelector("[role=status]"));
    status.textContent = this.#text(done ? "copied" : "not-copied");
  }

  /** @param {EventTarget | null} target */
  #press(target) {
    const button = target instanceof Element ? target.closest("button") : null;
    if (!button) return;
    this.#group = button.value;
    this.#show();
  }

  #show() {
    for (const button of this.#groups) button.setAttribute("aria-pressed", String(button.value === this.#group));
    const wanted = this.#field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const shown = this.#scripts.filter((script) => this.#isWanted(script, wanted));
    for (const { parts, group } of this.#scripts) for (const part of [group, ...parts]) if (part) part.hidden = true;
    for (const { parts, group } of shown) for (const part of [group, ...parts]) if (part) part.hidden = false;
    this.#say("count", this.#text(shown.length ? "count" : "none", { shown: shown.length, all: this.#scripts.length }));
  }

  /** @param {Script} script @param {string[]} words */
  #isWanted({ parts, group }, words) {
    if (this.#group && group?.id !== this.#group) return false;
    const text = [group, ...parts].map((part) => part?.textContent).join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  }

  /** A link into the page leads to a script, even to one that is filtered out. */
  #reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.hidden) return;
    this.#field.value = this.#group = "";
    this.#show();
    target.scrollIntoView();
  }
}

/** @param {HTMLElement} heading without the sign that links to it */
const title = (heading) => [...heading.childNodes].filter((node) => !(node instanceof HTMLAnchorElement))
  .map((node) => node.textContent).join("").trim();

customElements.define("script-finder", ScriptFinder);
