// Device: what a reader rarely asks for; loaded when it is. Shared computer,
// kept reviews, clearing everything.

import { load } from "./session.mjs";
import { DATABASE, drafts, memory, readable, shared, tab, transact } from "./store.mjs";

/** @import { Assessment, Data } from "./assessment" */
/** @import { Review } from "./requests" */
/** @import * as T from "./types" */

const { today } = /** @type {typeof import("./days.mjs")} */ (await load("./days.mjs"));

/** Switch "shared computer"; this tab's drafts move from the device into memory. @param {boolean} on */
export async function share(on) {
  shared(on);
  if (!on) return;
  for (const draft of await drafts().then(({ good }) => good, () => [])) {
    if (draft.tab !== tab()) continue;
    await drop(draft.name);
    memory.set(draft.name, draft);
  }
}

/**
 * Put what can not be read under another key, where nothing overwrites it and where it lives as long
 * as a draft.
 * @param {T.Stored[]} rows
 */
export const putAside = (rows) => transact("drafts", (store) => {
  for (const row of rows) {
    store.delete(row.key);
    store.put({ key: `aside ${row.key}`, aside: row, updated: Date.now() });
  }
});

/** @param {Data} data @param {T.Report} report @returns {Promise<T.Held | undefined>} what is kept once it is safe */
export async function keep({ instrument, version, only }, { answers, plan }) {
  const review = { instrument, version, only, answers, date: today(), ...(plan && { plan }) };
  try {
    const key = await transact("kept", (store) => store.add(review));
    // Asks the browser not to clear it when space is short; it may say no, or ask the reader.
    navigator.storage?.persist?.().catch(() => {});
    return { key, review };
  } catch (error) {
    console.warn(error);
  }
}

/**
 * Write a plan into the review that it belongs to, unless another tab has deleted that meanwhile.
 * @param {T.Held} held @param {T.Plan} [plan]
 */
export async function replan({ key, review }, plan) {
  review.plan = plan;
  if (await transact("kept", (store) => store.count(key))) await transact("kept", (store) => store.put(review, key));
}

/** Take back a Keep. @param {IDBValidKey} key @returns {Promise<boolean>} whether it is gone */
export const unkeep = (key) => transact("kept", (store) => store.delete(key)).then(() => true, () => false);

/**
 * What the reader wrote goes along only if that is ticked; there is a second text with it.
 * @param {Assessment} self @returns {Promise<"copied" | "not-copied">} the message to show
 */
export async function copy(self) {
  const text = self.named(self.named("include")?.checked ? "copy-written" : "copy");
  try {
    await navigator.clipboard.writeText(text?.content.textContent ?? "");
    return "copied";
  } catch {
    return "not-copied";
  }
}

/** All that lies in a store, with the keys. @param {"drafts" | "kept" | "courses"} kind @returns {Promise<{ key: IDBValidKey, row: T.Stored | null }[]>} */
async function rows(kind) {
  /** @type {IDBRequest<IDBValidKey[]> | undefined} */
  let keys;
  /** @type {T.Stored[]} */
  const all = await transact(kind, (store) => (keys = store.getAllKeys(), store.getAll()));
  return all.map((row, at) => ({ row, key: /** @type {IDBRequest<IDBValidKey[]>} */ (keys).result[at] }));
}

/**
 * The kept reviews, oldest first, and how many can not be read. Those stay where they are.
 * @returns {Promise<{ good: T.Held[], bad: number }>}
 */
export async function kept() {
  const all = await rows("kept");
  const good = all.flatMap(({ key, row }) => (isReview(row) ? { key, review: tidy(row) } : []));
  good.sort((one, other) => one.review.date.localeCompare(other.review.date));
  return { good, bad: all.length - good.length };
}

/** @param {T.KeptReview} row @returns {T.KeptReview} */
const tidy = ({ instrument, version, only, date, answers, plan }) => ({
  instrument, version, only: only ?? "", date, answers, plan: whole(plan),
});

/** @param {Review[]} reviews to be added to what is there */
export const addKept = (reviews) => transact("kept", (store) => {
  for (const { plan, ...review } of reviews) store.add(plan ? { ...review, plan } : review);
});

/** @param {T.Stored | null} row @returns {row is T.Stored & T.KeptReview} */
const isReview = (row) => readable(row, "instrument", "date", "version");

const PLAN = /** @type {const} */ (["area", "item", "when", "will", "look", "made", "helped", "hindered"]);
/** @param {T.Plan} [plan] @returns {T.Plan | undefined} it, if it is one; the last two came later than the others */
const whole = (plan) => {
  const made = /** @type {T.Plan} */ ({ helped: "", hindered: "", ...plan });
  return PLAN.every((name) => typeof made[name] === "string") ? made : undefined;
};

const KINDS = /** @type {const} */ (["drafts", "kept", "courses"]);

/** @returns {Promise<() => Promise<unknown>>} what writes back all that is there now, held by this tab alone */
export async function hold() {
  const drafted = [...memory];
  const held = new Map();
  for (const kind of KINDS) held.set(kind, await rows(kind));
  return async () => {
    for (const [name, draft] of drafted) memory.set(name, draft);
    for (const [kind, found] of held) {
      // A store whose rows name their own key takes no other.
      await transact(kind, (store) => { for (const { key, row } of found) store.put(row, ...(store.keyPath ? [] : [key])); });
    }
  };
}

/** A channel hears all that comes to its name, but for what it sends itself. @param {"cleared" | "back"} what happened to everything that was stored */
export function tell(what) {
  const channel = new BroadcastChannel(DATABASE);
  channel.postMessage(what);
  channel.close();
}

/** @returns {Promise<boolean>} whether nothing is left */
export async function clear() {
  memory.clear();
  try {
    let left = 0;
    for (const kind of KINDS) {
      await transact(kind, (store) => store.clear());
      left += await transact(kind, (store) => store.count());
    }
    return left === 0;
  } catch {
    return drafts().then(() => false, () => erase().catch(() => false));
  }
}

/** @returns {Promise<boolean>} whether the database is gone, whatever its version was */
const erase = async () => new Promise((resolve) => {
  const request = indexedDB.deleteDatabase(DATABASE);
  request.onsuccess = () => resolve(true);
  request.onerror = request.onblocked = () => resolve(false);
});

/**
 * Delete this tab's draft, or that of another tab by its key.
 * @param {string} name @param {string} [key] @returns {Promise<boolean>} whether it is gone
 */
export async function drop(name, key = `${name} ${tab()}`) {
  if (key.endsWith(tab())) memory.delete(name);
  return transact("drafts", (store) => store.delete(key)).then(() => true, () => false);
}
