// Words: says "client" for "patient" on screen, when the reader wants it. The pages are
// written with "patient" and stay so without a script; answers and addresses are never touched.

/** What keeps its own words: sources, quotations, code, what the reader writes, and this control. */
const KEPT = "[translate=no], word-choice, .footnote, blockquote[cite], cite, q, code, pre, textarea, script, style";
const ATTRIBUTES = ["alt", "aria-label", "title", "placeholder"];
// The path, because all projects of one owner share an origin on some hosts.
const KEY = `${new URL("..", import.meta.url).pathname}.words`;

/** @type {WeakMap<Node, string>} what was written where something else is said now */
const written = new WeakMap();
const observer = new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    for (const node of type === "childList" ? addedNodes : [target]) each(node, replace);
  }
});
let choice = remembered();

/** Some browsers refuse to remember anything, and throw. */
function remembered() {
  try { return localStorage.getItem(KEY) ?? ""; } catch { return ""; }
}

function remember() {
  try { localStorage.setItem(KEY, choice); } catch { /* it holds until the tab is reloaded */ }
}

/** @param {string} text */
const worded = (text) => text.replace(/(?<![\w-])patient(?=s?\b)/gi, (found) => (
  found === "patient" ? "client" : found === "PATIENT" ? "CLIENT" : "Client"
));

/** @param {Node} node a text or an attribute */
function replace(node) {
  const text = node.nodeValue ?? "";
  const said = worded(text);
  if (said === text) return;
  written.set(node, text);
  node.nodeValue = said;
}

/** @param {Node} node */
function restore(node) {
  const text = written.get(node);
  if (text !== undefined && worded(text) === node.nodeValue) node.nodeValue = text;
}

/** @param {Node} root @param {(node: Node) => void} change every text and worded attribute under it */
function each(root, change) {
  if ((root instanceof Element ? root : root.parentElement)?.closest(KEPT)) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => (
    node instanceof Element && node.matches(KEPT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT
  ));
  for (let node = /** @type {Node | null} */ (walker.currentNode); node; node = walker.nextNode()) {
    const element = node instanceof Element ? node : null;
    const said = element ? ATTRIBUTES.map((name) => element.getAttributeNode(name)) : [node];
    for (const part of said) if (part) change(part);
  }
}

/** The site speaks as chosen, also what is put into the page from now on. */
function speak() {
  observer.disconnect();
  if (choice !== "client") return each(document.body, restore);
  each(document.body, replace);
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
}

class WordChoice extends HTMLElement {
  connectedCallback() {
    for (const radio of this.querySelectorAll("input")) radio.checked = radio.value === (choice || "patient");
    this.onchange = ({ target }) => this.#choose(/** @type {HTMLInputElement} */ (target).value);
    this.hidden = false;
  }

  /** @param {string} word */
  #choose(word) {
    choice = word;
    remember();
    speak();
    const said = /** @type {HTMLTemplateElement | null} */ (this.querySelector(`template[data-said="${word}"]`));
    /** @type {HTMLElement} */ (this.querySelector("[role=status]")).textContent = said?.content.textContent ?? "";
  }
}

if (choice === "client") speak();
customElements.define("word-choice", WordChoice);
