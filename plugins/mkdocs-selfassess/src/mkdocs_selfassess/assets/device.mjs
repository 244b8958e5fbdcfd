// Device: what a reader rarely asks for; loaded when it is. Shared computer,
// kept reviews, clearing everything.

import { DATABASE, drafts, memory, readable, shared, tab, transact } from "./store.mjs";

/** @import { Assessment, Data } from "./assessment" */
/** @import { Answers, KeptReview, Stored } from "./types" */

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
 * @param {Stored[]} rows
 */
export const putAside = (rows) => transact("drafts", (store) => {
  for (const row of rows) {
    store.delete(row.key);
    store.put({ key: `aside ${row.key}`, aside: row, updated: Date.now() });
  }
});

/** @param {Data} data @param {Answers} [answers] @returns {Promise<boolean>} whether it is safe */
export async function keep({ instrument, version, only }, answers) {
  // The reader's own day: an evening in Honolulu is not yet the next day in London.
  const now = new Date();
  const date = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  try {
    await transact("kept", (store) => store.add({ instrument, version, only, answers, date }));
  } catch (error) {
    console.warn(error);
    return false;
  }
  // Asks the browser not to clear it when space is short; it may say no, or ask the reader.
  navigator.storage?.persist?.().catch(() => {});
  return true;
}

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

/**
 * What Python asks of each review of an instrument, oldest first, and how many can not be read.
 * They stay where they are.
 * @param {string} instrument
 */
export async function kept(instrument) {
  /** @type {(Stored | null)[]} */
  const all = await transact("kept", (store) => store.getAll()).catch(() => []);
  const whole = all.filter(isReview);
  const good = whole
    .filter((review) => review.instrument === instrument)
    .map(({ date, version, answers }) => ({ date, version, answers }));
  return { good, bad: all.length - whole.length };
}

/** @param {Stored | null} row @returns {row is Stored & KeptReview} */
const isReview = (row) => readable(row, "instrument", "date", "version");

/** @returns {Promise<boolean>} whether nothing is left */
export async function clear() {
  memory.clear();
  try {
    let left = 0;
    for (const kind of /** @type {const} */ (["drafts", "kept", "courses"])) {
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
