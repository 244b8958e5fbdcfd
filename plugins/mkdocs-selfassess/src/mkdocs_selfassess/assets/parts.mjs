// Parts: finds what stands in a form, as what it is.

/** @import { Field } from "./assessment" */

/** @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
export const all = (root, selector) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))];

/** @param {ParentNode} root @param {string} selector @returns {HTMLElement | null} */
export const first = (root, selector) => root.querySelector(selector);

/** @param {ParentNode} root @param {string} [of] a selector @returns {Field[]} what can be answered in it */
export const fields = (root, of = "") =>
  [.../** @type {NodeListOf<Field>} */ (root.querySelectorAll(`${of} :is(input, select, textarea)`))];

/** @param {ParentNode} root @param {string} id */
export const question = (root, id) => first(root, `[data-item="${id}"]`);

/** @param {Event} event @param {string} selector @returns {HTMLElement | null} what it happened in */
export const within = ({ target }, selector) => target instanceof Element ? target.closest(selector) : null;
