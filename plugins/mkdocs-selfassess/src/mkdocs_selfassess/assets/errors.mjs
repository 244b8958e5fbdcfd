// Errors: why a form can not be scored as it is; loaded before anybody finishes one.

import { all, fields, first, within } from "./parts.mjs";

/** @import { Assessment } from "./assessment" */

/** The answer that gives no score. */
const DID_NOT_APPLY = "did-not-apply";

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
  if (shown) {
    box.focus({ preventScroll: true });
    box.scrollIntoView();
  }
  return shown;
}

/** Mark the answers to an item as refused, or with "" no longer. @param {HTMLElement} self @param {string} id @param {string} why */
function say(self, id, why) {
  first(self, `[data-line="${id}"] [data-which]`)?.remove();
  for (const field of fields(self, `:is([data-item="${id}"] *)`)) field.setCustomValidity(why);
}

/** Let the reader choose which number an answer stands for. @param {Assessment} self @param {string} id @param {string[]} numbers */
function askWhich(self, id, numbers) {
  const [field] = fields(self, `:is([data-item="${id}"] *)`);
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

/** @param {Assessment} self @param {HTMLElement} box @param {boolean} missing whether missing answers count */
function show(self, box, missing) {
  const wrong = ids(self, ":invalid");
  const why = wrong.length ? "wrong" : "missing";
  const items = wrong.length || !missing ? wrong : ids(self, "[data-open]");
  for (const line of all(box, "[data-line]")) line.hidden = !items.includes(line.dataset.line ?? "");
  for (const part of all(box, "[data-when]")) part.hidden = part.dataset.when !== why;
  for (const list of /** @type {HTMLDetailsElement[]} */ (all(box, "[data-gaps]"))) fold(list, why === "wrong");
  if (why === "missing") tell(self, box, items.length);
  box.dataset.why = why;
  box.hidden = !items.length;
  self.toggleAttribute("data-marked", items.length > 0);
  return items.length > 0;
}

/** @param {HTMLDetailsElement} list of what is open in one part @param {boolean} open */
function fold(list, open) {
  const lines = all(list, "[data-line]:not([hidden])").length;
  list.hidden = !lines;
  list.open ||= open;
  const said = first(list, "summary small");
  if (said) said.textContent = `${lines}`;
}

/** Say how much is open and how many areas can be scored already. @param {Assessment} self @param {HTMLElement} box @param {number} open */
function tell(self, box, open) {
  const answers = self.gather();
  const closed = all(self, "[data-names]:not([data-open])").map(({ dataset }) => dataset.item ?? "");
  const given = closed.filter((id) => answers[id] !== DID_NOT_APPLY);
  /** @type {[number, string[]][]} */
  const areas = JSON.parse(box.dataset.areas ?? "[]");
  const ready = areas.filter(([least, items]) => items.filter((id) => given.includes(id)).length >= least).length;
  // The build wrote one sentence for each number, because languages have plurals of their own.
  const shown = all(self, "[data-names]:not([hidden])").length;
  const said = [lines(self, "gaps", { all: shown })[open - 1], lines(self, "ready")[ready - 1]];
  const title = first(box, "[data-part=gaps]");
  if (title) title.textContent = said.filter(Boolean).join(" ");
}

/** @param {Assessment} self @param {string} name @param {object} [values] */
const lines = (self, name, values) => self.message(name, values).split("\n");

/** @param {HTMLElement} self @param {string} state a selector @returns {string[]} */
const ids = (self, state) => all(self, `[data-names]${state}:not([hidden])`).map(({ dataset }) => dataset.item ?? "");

/** @param {Assessment} self @param {Event} event */
function follow(self, event) {
  const next = within(event, "[data-next]") && ids(self, "[data-open]")[0];
  const line = next || within(event, "a")?.closest("[data-line]")?.getAttribute("data-line");
  if (!line) return;
  // As a link it would make themes redraw the page.
  event.preventDefault();
  event.stopPropagation();
  const item = first(self, `[data-item="${line}"]`);
  if (item) self.reveal?.(item);
  item?.scrollIntoView();
  item?.focus();
}
