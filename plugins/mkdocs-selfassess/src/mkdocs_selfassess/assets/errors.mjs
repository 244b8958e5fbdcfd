// Errors: why a form can not be scored as it is; loaded before anybody finishes one.

import { all, fields, first, within } from "./parts.mjs";

/** @import { Assessment } from "./assessment" */

/**
 * Show what is wrong, or else what is missing, and put the focus there.
 * @param {Assessment} self
 * @param {{ anyway?: boolean, refused?: string[] }} given whether answers may be missing, and
 *   the items whose answers Python refused
 * @returns {boolean} whether there is anything to show
 */
export function showErrors(self, { anyway = false, refused = [] }) {
  const box = self.named("errors");
  for (const id of refused) say(self, id, id);
  // The element counts the answers before: what is open is known then.
  // As properties, because this is called again with every try.
  self.oninput = (event) => {
    const item = within(event, "[data-item]")?.dataset.item;
    if (item) say(self, item, "");
    if (!box.hidden) show(self, box, box.dataset.why === "missing");
  };
  box.onclick = (event) => follow(self, event);
  self.onreset = () => { for (const field of fields(self)) field.setCustomValidity(""); };
  const shown = show(self, box, !anyway);
  if (shown) box.focus();
  return shown;
}

/** Mark the answers to an item as refused, or with "" no longer. @param {HTMLElement} self @param {string} id @param {string} why */
function say(self, id, why) {
  for (const field of fields(self, `[data-item="${id}"]`)) field.setCustomValidity(why);
}

/** @param {HTMLElement} self @param {HTMLElement} box @param {boolean} missing whether missing answers count */
function show(self, box, missing) {
  const wrong = ids(self, ":invalid");
  const why = wrong.length ? "wrong" : "missing";
  const items = wrong.length || !missing ? wrong : ids(self, "[data-open]");
  for (const line of all(box, "[data-line]")) line.hidden = !items.includes(line.dataset.line);
  for (const part of all(box, "[data-when]")) part.hidden = part.dataset.when !== why;
  box.dataset.why = why;
  box.hidden = !items.length;
  return items.length > 0;
}

/** @param {HTMLElement} self @param {string} state a selector @returns {(string | undefined)[]} */
const ids = (self, state) => all(self, `[data-names]${state}:not([hidden])`).map(({ dataset }) => dataset.item);

/** @param {HTMLElement} self @param {Event} event */
function follow(self, event) {
  const line = within(event, "a")?.closest("[data-line]")?.getAttribute("data-line");
  if (!line) return;
  // As a link it would make themes redraw the page.
  event.preventDefault();
  event.stopPropagation();
  const item = first(self, `[data-item="${line}"]`);
  item?.scrollIntoView();
  item?.focus();
}
