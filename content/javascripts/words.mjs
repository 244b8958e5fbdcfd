// Words: says other words on screen where readers differ, such as "client" for "patient". Pages stay
// as written without a script; answers and addresses are never touched.

/** What keeps its own words. */
const KEPT = "[translate=no], word-choice, .footnote, blockquote[cite], cite, q, code, pre, textarea, script, style, div[lang]:not([lang|=en])";
const ATTRIBUTES = ["alt", "aria-label", "title", "placeholder"];
// The path, because all projects of one owner share an origin on some hosts.
const KEY = `${new URL("..", import.meta.url).pathname}.words`;

/** @type {WeakMap<Node, [string, string]>} what was written, and what stands there now */
const changed = new WeakMap();
const observer = new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    for (const node of type === "childList" ? addedNodes : [target]) each(node, replace);
  }
});
/** @type {Record<string, string>} by the name of the choice */
let chosen = remembered();
/** @type {Map<string, [string, string]>} by its small letters, a word as written and as said */
let said = new Map();
let pattern = /$^/g;

/** Some browsers refuse to remember anything, and throw. */
function remembered() {
  try { return JSON.parse(localStorage.getItem(KEY) ?? "{}"); } catch { return {}; }
}

/** @param {HTMLFieldSetElement} field */
const answer = (field) => chosen[field.name] ?? field.querySelector("[checked]")?.getAttribute("value");

/** @param {string} text */
const worded = (text) => text.replace(pattern, (found, at) => {
  const [written, other] = said.get(found.toLowerCase()) ?? ["", found];
  // "GP" does not show whether it begins a sentence.
  const capital = found !== written || (found !== found.toLowerCase() && /(^|[.!?]\s+)$/.test(text.slice(0, at)));
  return capital ? other[0].toUpperCase() + other.slice(1) : other;
});

/** @param {Node} node */
function replace(node) {
  const text = node.nodeValue ?? "";
  const now = worded(text);
  if (now === text) return;
  changed.set(node, [text, now]);
  node.nodeValue = now;
}

/** @param {Node} node */
function restore(node) {
  const [text, now] = changed.get(node) ?? [];
  if (text !== undefined && now === node.nodeValue) node.nodeValue = text;
}

/** @param {Node} root @param {(node: Node) => void} change */
function each(root, change) {
  if ((root instanceof Element ? root : root.parentElement)?.closest(KEPT)) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => (
    node instanceof Element && node.matches(KEPT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  ));
  for (let node = /** @type {Node | null} */ (walker.currentNode); node; node = walker.nextNode()) {
    const element = node instanceof Element ? node : null;
    const parts = element ? ATTRIBUTES.map((name) => element.getAttributeNode(name)) : [node];
    for (const part of parts) if (part) change(part);
  }
}

/** As chosen, also what is put into the page from now on. */
function speak() {
  observer.disconnect();
  if (said.size) each(document.body, restore);
  said = new Map();
  for (const field of document.querySelectorAll("fieldset")) {
    if (!field.dataset.words || answer(field) !== "other") continue;
    for (const [word, other] of Object.entries(JSON.parse(field.dataset.words))) said.set(word.toLowerCase(), [word, other]);
  }
  if (!said.size) return;
  // A phrase goes before a word in it.
  const words = [...said.keys()].sort((one, two) => two.length - one.length).join("|");
  pattern = new RegExp(`(?<![\\w-])(?:${words})(?=s?\\b)`, "gi");
  each(document.body, replace);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
}

class WordChoice extends HTMLElement {
  connectedCallback() {
    for (const field of this.querySelectorAll("fieldset")) {
      for (const radio of field.querySelectorAll("input")) radio.checked = radio.value === answer(field);
    }
    this.onchange = ({ target }) => this.#choose(/** @type {HTMLInputElement} */ (target));
    this.hidden = false;
  }

  /** @param {HTMLInputElement} radio */
  #choose(radio) {
    chosen[radio.name] = radio.value;
    try { localStorage.setItem(KEY, JSON.stringify(chosen)); } catch { /* until the tab is reloaded */ }
    speak();
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = radio.dataset.said ?? "";
  }
}

speak();
customElements.define("word-choice", WordChoice);
