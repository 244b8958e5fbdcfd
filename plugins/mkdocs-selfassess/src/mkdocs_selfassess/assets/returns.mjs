// Returns: tells who comes back what they kept of these questions; loaded when something is kept.

import { first } from "./parts.mjs";
import { load } from "./session.mjs";
import { shared } from "./store.mjs";

/** @import { Assessment } from "./assessment" */
/** @import * as T from "./types" */

const { inWords, today } = /** @type {typeof import("./days.mjs")} */ (await load("./days.mjs"));
const { kept } = /** @type {typeof import("./device.mjs")} */ (await load("./device.mjs"));

/** @type {() => Promise<typeof import("./report.mjs")>} */
const reporting = () => load("./report.mjs");

/** @param {Assessment} self @returns {Promise<T.Held[]>} what was kept of its questions, oldest first */
async function held({ data: { instrument, only } }) {
  const { good } = await kept();
  return good.filter(({ review }) => review.instrument === instrument && review.only === only);
}

/** Show the strip, and do what the address wishes. @param {Assessment} self */
export async function show(self) {
  const found = await held(self);
  const last = found.at(-1);
  if (!last || self.report || shared()) return;
  const { plan } = last.review;
  tell(self, found);
  const said = first(self, "[data-part=return-plan]");
  if (said) said.textContent = plan ? told(self, plan) : "";
  const has = { see: true, compare: !!found[1], plan: !!plan, new: true };
  for (const [value, there] of Object.entries(has)) button(self, value)?.toggleAttribute("hidden", !there);
  self.show("return");
  const wish = /^#kept-(\w+)$/.exec(location.hash)?.[1];
  if (!wish) return;
  history.replaceState(history.state, "", location.pathname);
  // Of a page with more than the questions, its beginning would be seen while Python starts.
  first(self, "[data-part=return]")?.scrollIntoView();
  button(self, wish)?.click();
}

/** Say when this was finished, or why it can not be shown. @param {Assessment} self @param {T.Held[]} found @param {string | null} [why] */
function tell(self, found, why) {
  const text = first(self, "[data-part=return-text]");
  if (why && text) text.textContent = why;
  else self.say("return-text", "return-kept", { day: whole(inWords(self, found.at(-1)?.review.date ?? "")) });
}

/** @param {string} day @returns {string} the day on one line */
const whole = (day) => day.replaceAll(" ", "\u00a0");

/** @param {Assessment} self @param {string} value */
const button = (self, value) => first(self, `[data-return=${value}]`);

/** @param {Assessment} self @param {T.Plan} plan @returns {string} the plan, and when it is looked at */
function told(self, { when, will, look }) {
  const plan = self.message(when ? "return-when" : "return-will", { when, will });
  const due = look <= today();
  return look ? `${plan} ${self.message(due ? "return-due" : "return-look", { day: whole(inWords(self, look)) })}` : plan;
}

/** Do what a button of the strip says. @param {Assessment} self @param {HTMLElement} pressed */
export async function act(self, pressed) {
  const value = pressed.dataset.return;
  const found = await held(self);
  if (value === "new" || !found[0]) return self.show("return", false), self.enter();
  const { ask } = await reporting();
  // The form, which says this too, may begin below the window.
  self.say("return-text", "starting");
  await ask(self, { kept: value === "compare" ? found : found.slice(-1), alone: true });
  tell(self, found, first(self, "[data-part=status]")?.textContent);
  if (value === "compare") first(self, ".sa-history")?.scrollIntoView();
  if (value !== "plan" || !self.report?.plan) return;
  const { show: paint } = /** @type {typeof import("./plan.mjs")} */ (await load("./plan.mjs"));
  await paint(self, self.report);
  first(self, "[data-part=plan-title]")?.focus();
}
