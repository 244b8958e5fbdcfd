// Steps: shows a long form one part at a time; loaded by forms that have a list of parts.

import { all, first, within } from "./parts.mjs";

/** @import { Assessment } from "./assessment" */

// Where the browser can, its search finds what stands in the parts that are not shown.
const AWAY = "onbeforematch" in document.documentElement ? "until-found" : "";

/** @param {Assessment} self whose `stepped` is called after every change from then on */
export function watch(self) {
  const nav = /** @type {HTMLElement} */ (first(self, "[data-part=steps]"));
  const list = /** @type {HTMLDetailsElement} */ (first(nav, "details"));
  const parts = all(self, ".sa-section");
  const steps = all(nav, "[data-step]");
  let at = 0;

  const show = (/** @type {number} */ step) => {
    at = step;
    for (const [place, part] of parts.entries()) {
      if (place === at) part.removeAttribute("hidden");
      else part.setAttribute("hidden", AWAY);
      steps[place].ariaCurrent = place === at ? "step" : null;
    }
    self.say("step", "step", { part: at + 1, all: parts.length });
    for (const button of all(nav, "[data-by]")) button.hidden = !parts[at + Number(button.dataset.by)];
  };
  const count = () => {
    for (const [place, part] of parts.entries()) {
      const whole = all(part, "[data-names]").length;
      const done = whole - all(part, "[data-open]").length;
      steps[place].toggleAttribute("data-done", done === whole);
      const said = /** @type {HTMLElement} */ (first(steps[place], "small"));
      said.textContent = self.message("count", { done, all: whole });
    }
  };
  /** Lead the reader to the beginning of a part. @param {number} step */
  const go = (step) => {
    show(step);
    list.open = false;
    const heading = /** @type {HTMLElement} */ (first(parts[at], ".sa-section__title"));
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  };

  self.reveal = (item) => show(parts.findIndex((part) => part.contains(item)));
  self.stepped = (filled) => {
    count();
    if (filled) show(resumed(parts));
  };
  nav.onclick = (event) => {
    const { step, by } = within(event, "button")?.dataset ?? {};
    if (step ?? by) go(by ? at + Number(by) : Number(step));
  };
  list.onkeydown = ({ key }) => {
    if (key !== "Escape" || !list.open) return;
    list.open = false;
    first(list, "summary")?.focus();
  };
  self.addEventListener("beforematch", ({ target }) => self.reveal?.(/** @type {HTMLElement} */ (target)));
  nav.hidden = false;
  self.stepped(true);
}

/** Where the reader goes on: in the part of the focus, or else in that of the last answer or after it. @param {HTMLElement[]} parts */
function resumed(parts) {
  const focus = parts.findIndex((part) => part.contains(document.activeElement));
  if (focus >= 0) return focus;
  const last = parts.map((part) => !!first(part, "[data-names]:not([data-open])")).lastIndexOf(true);
  const whole = last >= 0 && !first(parts[last], "[data-open]");
  return Math.min(parts.length - 1, Math.max(0, last) + (whole ? 1 : 0));
}
