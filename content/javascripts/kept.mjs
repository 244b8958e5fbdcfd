// <kept-review>: tells on the first page what this reader kept, and leads back to it. It reads which
// check, when, of what version, and when a plan is looked at again: keys of the database of the
// checks, and no answer.

/** Where the checks keep it, named by the root of the site. */
const name = () => `selfassess:${new URL("../", import.meta.url).pathname}`;

const shared = () => {
  try { return sessionStorage.getItem("selfassess-shared") === "yes"; } catch { return true; }
};

/** @returns {Promise<IDBDatabase>} rejects where there is none, and makes none */
const open = () => new Promise((resolve, reject) => {
  const request = indexedDB.open(name());
  request.onupgradeneeded = () => request.transaction?.abort();
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/**
 * @typedef {{ check: string, date: string, look?: string }} Kept
 * @param {IDBObjectStore} store @param {string} index @returns {Promise<[IDBValidKey, IDBValidKey][]>} key of the index and of the review
 */
const keys = (store, index) => new Promise((resolve, reject) => {
  /** @type {[IDBValidKey, IDBValidKey][]} */
  const found = [];
  const request = store.index(index).openKeyCursor();
  request.onsuccess = () => {
    const { result } = request;
    if (!result) return resolve(found);
    found.push([result.key, result.primaryKey]);
    result.continue();
  };
  request.onerror = () => reject(request.error);
});

/** @returns {Promise<Kept[]>} oldest first */
async function kept() {
  const database = await open();
  try {
    const store = database.transaction("kept").objectStore("kept");
    const [finished, looks] = await Promise.all([keys(store, "finished"), keys(store, "look")]);
    const look = new Map(looks.map(([day, key]) => [key, `${day}`]));
    return finished
      .map(([of, key]) => {
        const [instrument, only, date] = /** @type {string[]} */ (of);
        return { check: only ? `${instrument}/${only}` : instrument, date, look: look.get(key) };
      })
      .sort((one, other) => one.date.localeCompare(other.date));
  } finally {
    database.close();
  }
}

/** @param {string} day an ISO date @returns {string} it in words, on one line */
const inWords = (day) => new Date(day).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" }).replaceAll(" ", "\u00a0");

/** The reader's own day: an evening in Los Angeles is not yet the next day. */
const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

class KeptReview extends HTMLElement {
  get #strip() { return /** @type {HTMLElement} */ (this.closest(".kept")); }

  async connectedCallback() {
    if (shared()) return;
    const all = await kept().catch(() => []);
    const known = all.filter(({ check }) => this.#link(check));
    const last = known.at(-1);
    if (last && this.isConnected) this.#tell(last, known.filter(({ check }) => check === last.check).length);
  }

  /** @param {string} check @returns {HTMLAnchorElement | null} */
  #link(check) { return this.#strip.querySelector(`a[data-check="${CSS.escape(check)}"]`); }

  /** @param {Kept} last @param {number} times how often its questions were kept */
  #tell({ check, date, look }, times) {
    const link = /** @type {HTMLAnchorElement} */ (this.#link(check));
    const texts = { title: link.textContent, date: inWords(date), look: look ? inWords(look) : "" };
    for (const [part, text] of Object.entries(texts)) {
      for (const place of this.#strip.querySelectorAll(`[data-${part}]`)) place.textContent = text;
    }
    const due = !!look && look <= today();
    const has = { look: !!look && !due, due, compare: times > 1, plan: look !== undefined };
    for (const [part, there] of Object.entries(has)) this.#strip.querySelector(`[data-if="${part}"]`)?.toggleAttribute("hidden", !there);
    const url = link.href.split("#")[0];
    for (const go of this.#strip.querySelectorAll("a[data-go]")) go.setAttribute("href", `${url}#kept-${go.getAttribute("data-go")}`);
    this.#strip.hidden = false;
  }
}

if (!customElements.get("kept-review")) customElements.define("kept-review", KeptReview);
