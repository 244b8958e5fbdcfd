// Device: what a reader rarely asks for; loaded when it is. Shared computer,
// kept reviews, clearing everything.

import { databaseName, drafts, memory, shared, tab, transact } from "./store.mjs";

/** @import { Assessment, Data } from "./assessment" */
/** @import { Answers, KeptReview, Place } from "./types" */

/**
 * Switch "shared computer"; this tab's drafts move from the device into memory.
 * @param {string} site @param {boolean} on
 */
export async function share(site, on) {
  shared(on);
  if (!on) return;
  for (const draft of await drafts(site).catch(() => [])) {
    if (draft.tab !== tab()) continue;
    await drop({ site, name: draft.name });
    memory.set(draft.name, draft);
  }
}

/**
 * @param {Data} data @param {Answers} [answers]
 * @returns {Promise<boolean>} whether it is safe
 */
export async function keep({ site, instrument, version, only }, answers) {
  // The reader's own day: an evening in Honolulu is not yet the next day in London.
  const now = new Date();
  const date = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  try {
    await transact(site, "kept", (store) => store.add({ instrument, version, only, answers, date }));
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

/** @param {string} site @param {string} instrument what Python asks of each review, oldest first */
export async function kept(site, instrument) {
  /** @type {KeptReview[]} */
  const all = await transact(site, "kept", (store) => store.getAll()).catch(() => []);
  return all
    .filter((review) => review.instrument === instrument)
    .map(({ date, version, answers }) => ({ date, version, answers }));
}

/** @param {string} site @returns {Promise<boolean>} whether nothing is left */
export async function clear(site) {
  memory.clear();
  try {
    let left = 0;
    for (const kind of /** @type {const} */ (["drafts", "kept"])) {
      await transact(site, kind, (store) => store.clear());
      left += await transact(site, kind, (store) => store.count());
    }
    return left === 0;
  } catch {
    // Where nothing can be opened, nothing was ever saved, except by a newer page.
    return drafts(site).then(() => false, ({ name }) => name !== "VersionError" || erase(site));
  }
}

/** @param {string} site @returns {Promise<boolean>} whether its database is gone, whatever its version was */
const erase = (site) => new Promise((resolve) => {
  const request = indexedDB.deleteDatabase(databaseName(site));
  request.onsuccess = () => resolve(true);
  request.onerror = request.onblocked = () => resolve(false);
});

/**
 * Delete this tab's draft, or that of another tab by its key.
 * @param {Pick<Place, "site" | "name">} place @param {string} [key]
 */
export async function drop({ site, name }, key = `${name} ${tab()}`) {
  if (key.endsWith(tab())) memory.delete(name);
  await transact(site, "drafts", (store) => store.delete(key)).catch(() => {});
}
