// Session: what outlives an element. Themes with instant navigation replace the page within one
// document, also for a link into the same page, so an element may be gone when its answer comes.

/** @import { Assessment } from "./assessment" */
/** @import * as T from "./types" */

/** @type {T.Reports} */
export const reports = new Map();

/** @type {Map<string, Assessment>} by edition, the element that shows what comes from now on */
export const newest = new Map();

/** @type {Promise<unknown>} */
let writing = Promise.resolve();

/** Resolves when all that was to be written so far is. */
export const written = () => writing;

/**
 * Write after all that was to be written before: an older write must never land last.
 * @template Result
 * @param {() => Promise<Result>} step
 * @returns {Promise<Result>}
 */
export function write(step) {
  const done = writing.then(step);
  // One that fails is the caller's, not that of the next.
  writing = done.catch(() => {});
  return done;
}
