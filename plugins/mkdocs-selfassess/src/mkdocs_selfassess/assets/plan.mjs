// Plan: the card of one habit, in the result; loaded when one is chosen.

import { ask } from "./engine.mjs";
import { all, first, put } from "./parts.mjs";
import { load, write } from "./session.mjs";

/** @import { Assessment } from "./assessment" */
/** @import * as T from "./types" */

const { inWords, today } = /** @type {typeof import("./days.mjs")} */ (await load("./days.mjs"));
const { replan } = /** @type {typeof import("./device.mjs")} */ (await load("./device.mjs"));

/** Milliseconds until a plan is looked at again, as Python offers it too. */
const SIX_WEEKS = 42 * 864e5;

/** Offer a plan for what was chosen. @param {Assessment} self @param {HTMLElement} pressed */
export async function choose(self, pressed) {
  const { report } = self;
  if (!report) return;
  const area = /** @type {HTMLButtonElement} */ (pressed).value;
  const item = pressed.dataset.item ?? "";
  const { plan } = report;
  // Words that were typed for this area come back as they are.
  if (plan?.area !== area || (item && plan.item !== item)) {
    const made = await paint(self, report, { area, item, when: "", will: "", look: "", made: "", helped: "", hindered: "" });
    if (!made) return;
    keep(self, report);
  }
  first(self, "[data-part=plan-title]")?.focus();
}

/** Show the plan of a report again. @param {Assessment} self @param {T.Report} report */
export const show = (self, report) => report.plan && paint(self, report, report.plan);

/** @param {Assessment} self @param {T.Report} report @param {T.Plan} plan @returns {Promise<boolean>} whether it stands there */
async function paint(self, report, plan) {
  const { base, level, only } = self.data;
  const reply = await ask({
    do: "plan", plan, definition: await self.definition(), answers: report.answers, only: only || null,
    base, today: today(), level: Number(level),
  });
  const slot = self.newest.named("plan");
  if (!slot || self.newest.report !== report) return false;
  if ("error" in reply) {
    slot.textContent = reply.error;
    return false;
  }
  beside(self.newest, plan)?.after(slot);
  put(slot, reply.html);
  tellDay(self.newest);
  // The browser says what is wrong with a day, in its own words.
  slot.onchange = ({ target }) => void (target instanceof HTMLInputElement && target.dataset.word === "look" && target.reportValidity());
  slot.oninput = ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (target.dataset.word) keep(self.newest, report), tellDay(self.newest);
    else if (target.closest("[data-part=follow-up]")) advise(slot);
  };
  return true;
}

/** What was chosen. @param {Assessment} self @param {T.Plan} plan */
const beside = (self, { area, item }) => /** @type {HTMLButtonElement[]} */ (all(self, "[data-action=choose]"))
  .find(({ value, dataset }) => value === area && (dataset.item ?? "") === item)?.closest(".sa-suggestion, :not(.sa-suggestion) > .sa-choice");

/** On paper a field would have the day as the browser writes it. @param {Assessment} self */
function tellDay(self) {
  const { look } = written(self);
  const day = first(self, "[data-part=plan-day]");
  if (day) day.textContent = look && inWords(self, look);
}

/** Save what stands in the card where its answers are. @param {Assessment} self @param {T.Report} report */
function keep(self, report) {
  const { kept } = report;
  const plan = report.plan = written(self);
  if (!kept) self.save(true);
  else write(() => replan(kept, plan)).catch(() => self.say("plan-status", "unsaved"));
}

/** @param {Assessment} self @returns {T.Plan} what stands in the card */
function written(self) {
  const card = /** @type {HTMLElement} */ (first(self, ".sa-plan"));
  /** @param {string} name */
  const word = (name) => {
    const field = /** @type {HTMLInputElement | null} */ (first(card, `[data-word="${name}"]`));
    // A day of the year 26 is half typed.
    return field && (name !== "look" || field.validity.valid) ? field.value : "";
  };
  const { area = "", item = "", made = "" } = card.dataset;
  return { area, item, when: word("when"), will: word("will"), look: word("look"), made, helped: word("helped"), hindered: word("hindered") };
}

/** Say what the answers to "How did it go?" speak for: where the moment hardly comes, it is another plan. @param {HTMLElement} slot */
function advise(slot) {
  const [came, did] = ["came", "did"].map((name) => /** @type {HTMLInputElement | null} */ (first(slot, `[name$="-${name}"]:checked`))?.value);
  const advice = came || did;
  for (const said of all(slot, "[data-advice]")) said.toggleAttribute("hidden", came === undefined || said.dataset.advice !== advice);
}

/** Go on with a plan, the same or smaller. @param {Assessment} self @param {string} value */
function goOn(self, value) {
  const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (first(self, `.sa-plan [data-word="${name}"]`));
  const look = field("look");
  look.valueAsNumber = Date.parse(today()) + SIX_WEEKS;
  look.dispatchEvent(new Event("input", { bubbles: true }));
  self.say("plan-status", "looked");
  (value === "smaller" ? field("will") : look).focus();
}

/** Do with a plan what the button says. @param {Assessment} self @param {HTMLElement} pressed */
export async function use(self, pressed) {
  const { value } = /** @type {HTMLButtonElement} */ (pressed);
  self.say("plan-status");
  if (value === "calendar") return calendar(self);
  if (value === "same" || value === "smaller") return goOn(self, value);
  const card = filled(self, value.includes("page") ? "page" : "card");
  if (!value.startsWith("copy")) return print(card);
  const text = all(card, "p").map((line) => line.textContent).join("\n");
  await navigator.clipboard.writeText(text).then(() => "copied", () => "not-copied").then((it) => self.say("plan-status", it));
}

/** @param {Assessment} self @param {string} name of the template @returns {HTMLElement} */
function filled(self, name) {
  const template = /** @type {HTMLTemplateElement} */ (first(self, `.sa-plan [data-part="${name}"]`));
  const card = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  const { when, will, look } = written(self);
  for (const [word, text] of Object.entries({ when, will, look: look && inWords(self, look) })) {
    for (const place of all(card, `[data-word="${word}"]`)) place.textContent = text;
  }
  if (!look) first(card, "[data-look]")?.remove();
  return card;
}

/** Print it alone. @param {HTMLElement} card */
function print(card) {
  const { classList } = document.documentElement;
  document.body.append(card);
  classList.add("sa-alone");
  // Some browsers return from `print` before they have printed.
  addEventListener("afterprint", () => { card.remove(); classList.remove("sa-alone"); }, { once: true });
  window.print();
}

/** Offer the file that puts the day into a calendar. @param {Assessment} self */
async function calendar(self) {
  const reply = await ask({
    do: "calendar", definition: await self.definition(), plan: written(self),
    words: !!self.named("plan-words")?.checked, url: location.href.split("#")[0],
    stamp: `${new Date().toISOString().slice(0, 19).replace(/\W/g, "")}Z`,
  });
  const said = /** @type {HTMLElement} */ (first(self, "[data-part=plan-status]"));
  if ("error" in reply) return void (said.textContent = reply.error);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([reply.text], { type: "text/calendar" }));
  link.download = "plan.ics";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
