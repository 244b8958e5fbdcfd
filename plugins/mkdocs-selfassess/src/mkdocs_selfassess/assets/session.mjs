// Session: what outlives an element. Themes with instant navigation replace the page within one
// document, also for a link into the same page, so an element may be gone when its answer comes.

import { digest } from "./parts.mjs";

/** @import { Assessment } from "./assessment" */
/** @import * as T from "./types" */

/** @type {T.Reports} */
export const reports = new Map();

/** @type {Map<string, T.Plan>} by edition, while the answers are changed */
export const plans = new Map();

/** @type {Map<string, WeakRef<Assessment>>} by edition, the element that shows what comes from now on: whoever works for it holds it */
export const newest = new Map();

/** @type {Map<string, Promise<unknown> | undefined>} undefined is one that failed */
const modules = new Map();

/**
 * Fetch a module that is not needed before somebody acts. One that failed, or that hangs, stays so
 * under its address for as long as the document lives: the second try goes to another one.
 * @template Module
 * @param {string} name
 * @returns {Promise<Module>} whoever asks says which
 */
export function load(name) {
  const known = /** @type {Promise<Module> | undefined} */ (modules.get(name));
  // In WebKit one that failed for what it needs comes the next time as if it had run.
  const module = known ?? soon(modules.has(name) ? again(name) : import(name)).catch(() => soon(again(name)));
  modules.set(name, module);
  module.catch(() => modules.set(name, undefined));
  return module;
}

/** The map of imports says nothing of another address: what comes from there is checked before. @param {string} name */
async function again(name) {
  const { href } = new URL(`${name}?${Date.now()}`, import.meta.url);
  await fetch(href, { integrity: digest(name.slice(2)) });
  return import(href);
}

/** @template Result @param {Promise<Result>} result @returns {Promise<Result>} rejects after ten seconds */
const soon = (result) => Promise.race([result, /** @type {Promise<never>} */ (new Promise((_, late) => setTimeout(late, 1e4)))]);

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
