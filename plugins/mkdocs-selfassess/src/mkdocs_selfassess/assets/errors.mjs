// Errors: why a form can not be scored as it is; loaded before anybody finishes one.

import { all, fields, first, within } from "./parts.mjs";

/** @import { Assessment } from "./assessment" */

/**
 * Show what is wrong, or else what is missing, and put the focus there.
 * @param {Assessment} self
 * @param {{ anyway?: boolean, refused?: string[], readings?: Record<string, string[]> }} given whether
 *   answers may be missing, the items whose answers Python refused, and what they can stand for
 * @returns {boolean} whether there is anything to show
 */
export function showErrors(self, { anyway = false, refused = [], readings = {} }) {
  const box = self.named("errors");
  for (const id of refused) say(self, id, id);
  for (const [id, numbers] of Object.entries(readings)) askWhich(self, id, numbers);
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
  first(self, `[data-line="${id}"] [data-which]`)?.remove();
  for (const field of fields(self, `[data-item="${id}"]`)) field.setCustomValidity(why);
}

/** Let the reader choose which number an answer stands for. @param {Assessment} self @param {string} id @param {string[]} numbers */
function askWhich(self, id, numbers) {
  const [field] = fields(self, `[data-item="${id}"]`);
  const asked = document.createElement("p");
  asked.className = "sa-buttons";
  asked.dataset.which = "";
  asked.append(self.message(numbers[1] ? "readings" : "reading"));
  for (const number of numbers) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "sa-button", textContent: number });
    button.onclick = () => {
      field.value = number;
      for (const sign of ["input", "change"]) field.dispatchEvent(new Event(sign, { bubbles: true }));
      field.focus();
    };
    asked.append(button);
  }
  first(self, `[data-line="${id}"]`)?.append(asked);
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
