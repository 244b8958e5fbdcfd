// Parts: finds what stands in an assessment, as what it is.
//
// It looks from the element, never from its form: a form answers with a field where a question has
// the name of one of its own properties, such as `reset`.

/** @import { Field } from "./assessment" */

/** @param {ParentNode} root @param {string} selector @returns {HTMLElement[]} */
export const all = (root, selector) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))];

/** @param {ParentNode} root @param {string} selector @returns {HTMLElement | null} */
export const first = (root, selector) => root.querySelector(selector);

/** @param {ParentNode} root @param {string} [of] a selector that they match besides @returns {Field[]} what can be answered in its form */
export const fields = (root, of = "") =>
  [.../** @type {NodeListOf<Field>} */ (root.querySelectorAll(`form :is(input, select, textarea)${of}`))];

/** @param {Event} event @param {string} selector @returns {HTMLElement | null} what it happened in */
export const within = ({ target }, selector) =>
  target instanceof Element ? /** @type {HTMLElement | null} */ (Element.prototype.closest.call(target, selector)) : null;

/** @param {ParentNode} root @param {string} name @param {object} [values] what stands in for {name} */
export const message = (root, name, values = {}) => {
  const template = /** @type {HTMLTemplateElement | null} */ (first(root, `[data-message="${name}"]`));
  return (template?.content.textContent ?? "").replace(/\{(\w+)\}/g, (_, key) => /** @type {Record<string, string>} */ (values)[key]);
};

/** The map of imports at the head of every page, by which browsers hold modules against their hashes. */
const map = first(document, "[type=importmap]");

/** @param {string} name of a file beside this one @returns {string | undefined} its hash, for `integrity`, if the page says one */
export const digest = (name) => map?.textContent?.split(`/${name}":"`)[1]?.slice(0, 51);

/** @param {HTMLElement} part @param {string} html that Python made from templates that escape what readers and authors wrote */
export function put(part, html) { part.innerHTML = html; }
