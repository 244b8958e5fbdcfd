// Steps: shows a long form one part at a time; loaded by forms that have a list of parts.

import { all, first, within } from "./parts.mjs";

/** @import { Assessment } from "./assessment" */

/**
 * @typedef {object} Steps a form in parts
 * @property {Assessment} self
 * @property {HTMLElement} nav the bar with the list of parts
 * @property {HTMLDetailsElement} list
 * @property {HTMLElement[]} parts
 * @property {HTMLElement[]} buttons of the list, one a part
 * @property {number} at the part that is shown, from 0
 */

// Where the browser can, its search finds what stands in the parts that are not shown.
const AWAY = "onbeforematch" in document.documentElement ? "until-found" : "";

/** @param {Assessment} self whose `stepped` is called after every change from then on */
export function watch(self) {
  const nav = /** @type {HTMLElement} */ (first(self, "[data-part=steps]"));
  const list = /** @type {HTMLDetailsElement} */ (first(nav, "details"));
  const parts = all(self, ".sa-section");
  /** @type {Steps} */
  const steps = { self, nav, list, parts, buttons: all(nav, "[data-step]"), at: 0 };
  self.reveal = (item) => show(steps, parts.findIndex((part) => part.contains(item)));
  self.stepped = (elsewhere, one) => {
    count(steps, one);
    if (elsewhere) show(steps, resumed(parts));
  };
  listen(steps);
  nav.hidden = false;
  self.stepped(true);
}

/** @param {Steps} steps */
function listen(steps) {
  const { self, nav, list } = steps;
  nav.onclick = (event) => {
    const { step, by } = within(event, "button")?.dataset ?? {};
    if (step ?? by) go(steps, by ? steps.at + Number(by) : Number(step));
  };
  list.onkeydown = ({ key }) => {
    if (key !== "Escape" || !list.open) return;
    list.open = false;
    first(list, "summary")?.focus();
  };
  self.addEventListener("beforematch", ({ target }) => self.reveal?.(/** @type {HTMLElement} */ (target)));
}

/** @param {Steps} steps @param {number} at */
function show(steps, at) {
  const { self, nav, parts, buttons } = steps;
  steps.at = at;
  for (const [place, part] of parts.entries()) {
    if (place === at) part.removeAttribute("hidden");
    else part.setAttribute("hidden", AWAY);
    buttons[place].ariaCurrent = place === at ? "step" : null;
  }
  self.say("step", "step", { part: at + 1, all: parts.length });
  for (const button of all(nav, "[data-by]")) button.hidden = !parts[at + Number(button.dataset.by)];
}

/** @param {Steps} steps @param {HTMLElement | null} [one] the only question that changed */
function count({ self, parts, buttons }, one = null) {
  for (const [place, part] of parts.entries()) {
    if (one && !part.contains(one)) continue;
    const whole = all(part, "[data-names]").length;
    const done = whole - all(part, "[data-open]").length;
    buttons[place].toggleAttribute("data-done", done === whole);
    const said = /** @type {HTMLElement} */ (first(buttons[place], "small"));
    said.textContent = self.message("count", { done, all: whole });
  }
}

/** Lead the reader to the beginning of a part. @param {Steps} steps @param {number} at */
function go(steps, at) {
  show(steps, at);
  steps.list.open = false;
  const heading = /** @type {HTMLElement} */ (first(steps.parts[at], ".sa-section__title"));
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

/** Where the reader goes on: in the part of the focus, or else in that of the last answer or after it. @param {HTMLElement[]} parts */
function resumed(parts) {
  const focus = parts.findIndex((part) => part.contains(document.activeElement));
  if (focus >= 0) return focus;
  const last = parts.map((part) => !!first(part, "[data-names]:not([data-open])")).lastIndexOf(true);
  const whole = last >= 0 && !first(parts[last], "[data-open]");
  return Math.min(parts.length - 1, Math.max(0, last) + (whole ? 1 : 0));
}
