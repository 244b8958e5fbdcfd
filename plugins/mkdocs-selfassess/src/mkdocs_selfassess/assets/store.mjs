// Store: what is kept on this device, and the only module that keeps anything.
//
// Drafts belong to the tab that made them; kept reviews are there because the
// reader asked. Both live in IndexedDB, because localStorage loses the last
// seconds when a browser is killed. On a shared computer all stays in memory.

/** @typedef {import("./types").Answers} Answers */
/** @typedef {{ key: string, name: string, tab: string, version: string, answers: Answers, updated: number }} Draft */
/** @typedef {{ instrument: string, version: string, only: string, date: string, answers: Answers }} Kept */

const TAB = "selfassess-tab";
const SHARED = "selfassess-shared";
const TWELVE_HOURS = 12 * 60 * 60 * 1000;

/** @type {Map<string, Draft>} */
const memory = new Map();
/** @type {Map<string, Promise<IDBDatabase>>} */
const databases = new Map();

/** sessionStorage throws where cookies are blocked; then the page's own memory has to do. */
/** @type {Map<string, string>} */
const tabMemory = new Map();

/** @param {string} name */
function remembered(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return tabMemory.get(name) ?? null;
  }
}

/** @param {string} name @param {string} value */
function remember(name, value) {
  tabMemory.set(name, value);
  try {
    if (value) sessionStorage.setItem(name, value);
    else sessionStorage.removeItem(name);
  } catch {
    // The copy in memory has it.
  }
}

function tab() {
  const known = remembered(TAB) ?? tabMemory.get(TAB);
  if (known) return known;
  const made = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("");
  remember(TAB, made);
  return made;
}

export const shared = () => remembered(SHARED) === "yes";

/** @param {IDBRequest<any> | IDBTransaction} request @returns {Promise<any>} */
function settled(request) {
  return new Promise((resolve, reject) => {
    const done = () => resolve("result" in request ? request.result : undefined);
    if ("result" in request) request.onsuccess = done;
    else request.oncomplete = done;
    request.onerror = () => reject(request.error);
    if ("onabort" in request) request.onabort = () => reject(request.error);
  });
}

/** @param {string} site the path of the site: projects of one owner share an origin */
function open(site) {
  const name = `selfassess:${site}`;
  const known = databases.get(name);
  if (known) return known;
  const opening = new Promise((resolve, reject) => {
    // Some browsers throw here when storage is blocked, some answer with an error.
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: "key" });
      request.result.createObjectStore("kept", { autoIncrement: true });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => databases.delete(name);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
  databases.set(name, opening);
  opening.catch(() => databases.delete(name));
  return /** @type {Promise<IDBDatabase>} */ (opening);
}

/**
 * Run one transaction and wait until it is complete, which is when the data is safe.
 * @param {string} site @param {"drafts" | "kept"} kind
 * @param {(store: IDBObjectStore) => IDBRequest<any> | void} act
 */
async function transact(site, kind, act) {
  const database = await open(site);
  const transaction = database.transaction(kind, "readwrite");
  const complete = settled(transaction);
  const request = act(transaction.objectStore(kind));
  await complete;
  return request?.result;
}

/** @param {string} site @returns {Promise<Draft[]>} */
async function drafts(site) {
  /** @type {Draft[]} */
  const all = await transact(site, "drafts", (store) => store.getAll()).catch(() => []);
  const old = all.filter((draft) => draft.updated < Date.now() - TWELVE_HOURS);
  if (old.length) {
    await transact(site, "drafts", (store) => old.forEach(({ key }) => store.delete(key))).catch(() => {});
  }
  return all.filter((draft) => !old.includes(draft));
}

/**
 * Find this tab's draft, and the newest one that another tab left.
 * @param {string} site @param {string} name @param {string} version
 * @returns {Promise<{ own?: Draft, other?: Draft }>}
 */
export async function find(site, name, version) {
  const held = memory.get(name);
  if (held) return { own: held };
  if (shared()) return {};
  const mine = tab();
  const here = (await drafts(site)).filter((draft) => draft.name === name && draft.version === version);
  const others = here.filter((draft) => draft.tab !== mine).sort((a, b) => b.updated - a.updated);
  return { own: here.find((draft) => draft.tab === mine), other: others[0] };
}

/**
 * Save a draft; resolves with where it is once it is safe there.
 * @param {string} site @param {string} name @param {string} version @param {Answers} answers
 * @returns {Promise<"saved" | "memory" | "unsaved">}
 */
export async function save(site, name, version, answers) {
  const draft = { key: `${name} ${tab()}`, name, tab: tab(), version, answers, updated: Date.now() };
  if (shared()) {
    memory.set(name, draft);
    return "memory";
  }
  try {
    await transact(site, "drafts", (store) => store.put(draft));
    return "saved";
  } catch {
    memory.set(name, draft);
    return "unsaved";
  }
}

/** @param {string} site @param {string} name */
export async function drop(site, name) {
  memory.delete(name);
  await dropKey(site, `${name} ${tab()}`);
}

/** @param {string} site @param {string} key */
export async function dropKey(site, key) {
  await transact(site, "drafts", (store) => store.delete(key)).catch(() => {});
}

/** @param {string} site @param {boolean} on */
export async function setShared(site, on) {
  remember(SHARED, on ? "yes" : "");
  if (!on) return;
  const mine = tab();
  for (const draft of await drafts(site)) {
    if (draft.tab !== mine) continue;
    memory.set(draft.name, draft);
    await dropKey(site, draft.key);
  }
}

/** @param {string} site @param {Kept} review */
export async function keep(site, review) {
  await transact(site, "kept", (store) => store.add(review));
  // Asks the browser not to clear it when space is short; it may say no.
  await navigator.storage?.persist?.().catch(() => false);
}

/** @param {string} site @param {string} instrument @returns {Promise<Kept[]>} */
export async function kept(site, instrument) {
  if (shared()) return [];
  /** @type {Kept[]} */
  const all = await transact(site, "kept", (store) => store.getAll()).catch(() => []);
  return all.filter((review) => review.instrument === instrument);
}

/**
 * Clear everything that this site has saved here; says whether nothing is left.
 * @param {string} site
 */
export async function clear(site) {
  memory.clear();
  remember(TAB, "");
  tabMemory.clear();
  try {
    await transact(site, "drafts", (store) => store.clear());
    await transact(site, "kept", (store) => store.clear());
    const left = [await transact(site, "drafts", (s) => s.count()), await transact(site, "kept", (s) => s.count())];
    return left.every((count) => count === 0);
  } catch {
    // Where nothing can be opened, nothing was ever saved.
    return true;
  }
}
