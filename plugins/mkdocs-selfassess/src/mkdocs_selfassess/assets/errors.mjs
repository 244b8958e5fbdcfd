// Errors: why a form can not be scored as it is; loaded before anybody finishes one.

import { all, fields, question, within } from "./parts.mjs";

/**
 * Show what is wrong, or else what is missing, and put the focus there.
 * @param {HTMLFormElement} form
 * @param {{ anyway?: boolean, refused?: string[] }} given whether answers may be missing, and
 *   the items whose answers Python refused
 * @returns {boolean} whether there is anything to show
 */
export function showErrors(form, { anyway = false, refused = [] }) {
  const box = /** @type {HTMLElement} */ (form.querySelector("[data-part=errors]"));
  for (const id of refused) say(form, id, id);
  // On the element around the form, which counts the answers before: what is open is known then.
  // As properties, because this is called again with every try.
  /** @type {HTMLElement} */ (form.parentElement).oninput = (event) => {
    const item = within(event, "[data-item]")?.dataset.item;
    if (item) say(form, item, "");
    if (!box.hidden) show(form, box, box.dataset.why === "missing");
  };
  box.onclick = (event) => follow(form, event);
  form.onreset = () => { for (const field of fields(form)) field.setCustomValidity(""); };
  const shown = show(form, box, !anyway);
  if (shown) box.focus();
  return shown;
}

/** Mark the answers to an item as refused, or with "" no longer. @param {HTMLElement} form @param {string} id @param {string} why */
function say(form, id, why) {
  for (const field of fields(form, `[data-item="${id}"]`)) field.setCustomValidity(why);
}

/** @param {HTMLElement} form @param {HTMLElement} box @param {boolean} missing whether missing answers count */
function show(form, box, missing) {
  const wrong = ids(form, ":invalid");
  const why = wrong.length ? "wrong" : "missing";
  const items = wrong.length || !missing ? wrong : ids(form, "[data-open]");
  for (const line of all(box, "[data-line]")) line.hidden = !items.includes(line.dataset.line);
  for (const part of all(box, "[data-when]")) part.hidden = part.dataset.when !== why;
  box.dataset.why = why;
  box.hidden = !items.length;
  return items.length > 0;
}

/** @param {HTMLElement} form @param {string} state a selector @returns {(string | undefined)[]} */
const ids = (form, state) => all(form, `[data-names]${state}:not([hidden])`).map(({ dataset }) => dataset.item);

/** @param {HTMLElement} form @param {Event} event */
function follow(form, event) {
  const line = within(event, "a")?.closest("[data-line]")?.getAttribute("data-line");
  if (!line) return;
  // As a link it would make themes redraw the page.
  event.preventDefault();
  event.stopPropagation();
  const item = question(form, line);
  item?.scrollIntoView();
  item?.focus();
}
