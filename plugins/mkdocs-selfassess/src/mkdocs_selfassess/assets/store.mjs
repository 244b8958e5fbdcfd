// Store: the drafts on this device; device.mjs has what is rarely needed.
//
// In IndexedDB: localStorage loses the last seconds when a browser is killed.

/** @import * as T from "./types" */

/** Where the token of this tab is: in sessionStorage, which survives a reload and not the tab. */
const TAB = "selfassess-tab";
/** Milliseconds: tomorrow somebody else may sit here. */
const LIFETIME = 12 * 3600_000;

// A step that was ever served is never changed: it has run on readers' devices.
/** @type {T.Step[]} the way from no database to today's; how many there are is its version */
const steps = [
  (database) => {
    database.createObjectStore("drafts", { keyPath: "key" });
    database.createObjectStore("kept", { autoIncrement: true });
  },
  // What other pages may know of a kept review is in their keys: they read no answers.
  (_, transaction) => {
    const kept = transaction.objectStore("kept");
    kept.createIndex("finished", ["instrument", "only", "date", "version"]);
    kept.createIndex("look", "plan.look");
  },
  (database) => void database.createObjectStore("courses", { keyPath: "key" }),
];

/** @type {Map<string, T.Draft>} what can or may not be stored; it is gone with the tab's document */
export const memory = new Map();
/** @type {Set<string>} the names of drafts of which is known what is stored */
const read = new Set();
/** @type {Promise<IDBDatabase> | undefined} */
let database;
/** @type {Map<string, string>} what is remembered where cookies are blocked: sessionStorage throws there */
const session = new Map();

/** @param {string} name @param {string} [value] to be remembered from now on */
export function remember(name, value) {
  try {
    if (value !== undefined) sessionStorage.setItem(name, value);
    return value ?? sessionStorage.getItem(name);
  } catch {
    if (value !== undefined) session.set(name, value);
    return session.get(name);
  }
}

export const tab = () => remember(TAB) || String(remember(TAB, crypto.getRandomValues(new Uint32Array(4)).join("")));

// A duplicated tab brings the token of the first along, which holds a lock as long as it lives.
// Who does not get the lock within three seconds is the duplicate, and takes a token of its own.
const ownToken = new Promise((done) => {
  const hold = () => (done(0), new Promise(() => {}));
  const leave = () => done(remember(TAB, ""));
  navigator.locks?.request(tab(), { signal: AbortSignal.timeout(3e3) }, hold).catch(leave) ?? done(0);
});

/** @param {boolean} [on] */
export const shared = (on) => remember("selfassess-shared", on === undefined ? on : on ? "yes" : "no") === "yes";

/** Whether nothing is to be written. @param {T.Place} place */
export const fleeting = ({ stored }) => stored === "no" || shared();

/**
 * Projects of one owner share an origin, so it is named by the path of this one: the folder above
 * assets/selfassess/<hash>/, wherever a build believed it to be.
 */
export const DATABASE = `selfassess:${new URL("../../../", import.meta.url).pathname}`;

/** Firefox has no such channel where cookies are blocked, and nothing that can be cleared. @returns {Pick<BroadcastChannel, "addEventListener">} */
function channel() {
  try {
    return new BroadcastChannel(DATABASE);
  } catch {
    return new MessageChannel().port1;
  }
}

/** Where each form hears that everything was cleared, or put back, by whichever form of whichever tab. */
export const others = channel();

/** @returns {Promise<IDBDatabase>} rejects if a newer page was here, or as long as an older one does not let go */
function open() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, steps.length);
    request.onupgradeneeded = ({ oldVersion }) => {
      const transaction = /** @type {IDBTransaction} */ (request.transaction);
      for (const step of steps.slice(oldVersion)) step(request.result, transaction);
    };
    request.onsuccess = () => {
      const { result } = request;
      result.onversionchange = () => { result.close(); forget(); };
      result.onclose = forget;
      // Also for who was told that it is blocked.
      resolve(database = Promise.resolve(result));
    };
    request.onerror = () => { forget(); reject(request.error); };
    // Another request would wait behind this one, without a word.
    request.onblocked = reject;
  });
  return database;
}

const forget = () => { database = undefined; };

/**
 * Resolves when the transaction is complete, which is when the data is safe, with what the request
 * found. That has the type it was stored with: whoever asks says which.
 * @param {"drafts" | "kept" | "courses"} kind
 * @param {(store: IDBObjectStore) => IDBRequest | void} act
 */
export async function transact(kind, act) {
  const transaction = (await open()).transaction(kind, "readwrite");
  return new Promise((resolve, reject) => {
    const request = act(transaction.objectStore(kind));
    // At once, in case the page goes now.
    transaction.commit();
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Those that are not too old; the others go. */
export async function drafts() {
  /** @type {T.Stored[]} */
  const all = await transact("drafts", (store) => store.getAll());
  const old = all.filter((row) => isDated(row) && row.updated < Date.now() - LIFETIME);
  if (old.length) await transact("drafts", (store) => old.forEach(({ key }) => store.delete(key)));
  const fresh = all.filter((row) => !old.includes(row) && !row.aside);
  return { good: fresh.filter(isDraft), bad: fresh.filter((row) => !isDraft(row)) };
}

/** @param {T.Stored | null} row @param {T.StoredText[]} names of what has to be text besides the answers */
export function readable(row, ...names) {
  const answers = row?.answers;
  return names.every((name) => isText(row?.[name])) && Object(answers) === answers
    && !Array.isArray(answers) && Object.values(Object(answers)).every(isText);
}
/** @param {T.Stored} row @returns {row is T.Stored & { updated: number }} */
const isDated = (row) => typeof row.updated === "number";
/** @param {T.Stored} row @returns {row is T.Draft} */
const isDraft = (row) => isDated(row) && readable(row, "name", "tab", "version");
/** @param {unknown} value */
const isText = (value) => typeof value === "string";

/** @param {T.Place} place @returns {Promise<T.Found>} nothing where nothing can be read */
export async function find(place) {
  await ownToken;
  const own = memory.get(place.name);
  if (own || fleeting(place)) return { own, where: fleeting(place) ? "memory" : "unsaved" };
  return stored(place).then((found) => (read.add(place.name), found), () => ({}));
}

/** @param {T.Place} place @returns {Promise<T.Found>} */
async function stored({ name, refillable }) {
  const known = new Map(Object.entries(JSON.parse(refillable)));
  const { good, bad } = await drafts();
  const here = good.filter((draft) => draft.name === name);
  for (const draft of here) draft.gone = known.get(draft.version);
  // Of a version that this page does not know, whatever its answers are.
  const strange = here.filter((draft) => !draft.gone && draft.tab === tab());
  const usable = here.filter((draft) => draft.gone).sort((a, b) => b.updated - a.updated);
  const kept = (await transact("kept", (store) => store.count())) > 0;
  const own = usable.find((draft) => draft.tab === tab());
  return { own, where: "saved", other: usable[0], kept, aside: [...bad, ...strange] };
}

/** Never rejects. @param {T.Place} place @param {T.Answers} answers @param {boolean} [finished] @param {T.Plan} [plan] @returns {Promise<T.Where>} */
export async function save(place, answers, finished, plan) {
  const { name, version } = place;
  const draft = { key: `${name} ${tab()}`, name, tab: tab(), version, answers, finished, plan, updated: Date.now() };
  try {
    if (!fleeting(place)) {
      // What could not be read when the form opened may be more than what is in it.
      if (!read.has(name) && (await stored(place)).own) throw `${name} was never read`;
      read.add(name);
      await transact("drafts", (store) => store.put(draft));
      memory.delete(name);
      return "saved";
    }
  } catch (error) {
    console.warn(error);
  }
  memory.set(name, draft);
  return fleeting(place) ? "memory" : "unsaved";
}
