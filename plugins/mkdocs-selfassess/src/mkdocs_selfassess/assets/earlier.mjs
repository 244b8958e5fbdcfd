// Earlier: lets who began a test before its questions were changed end it on those that were drawn.
// Loaded by a test that has earlier versions.

import { ask } from "./engine.mjs";
import { all, first, message, put, within } from "./parts.mjs";
import { load, plans, reports, written } from "./session.mjs";
import { find, tab, transact } from "./store.mjs";

/** @import { Assessment } from "./assessment" */
/** @import { Draft } from "./types" */

const { drop } = /** @type {typeof import("./device.mjs")} */ (await load("./device.mjs"));

/** What the learner's part of the course has of this, beside the form. @param {string} name */
const part = (name) => first(document, `course-learner [data-part="${name}"]`);

/** @param {string} name @param {object} [values] */
function tell(name, values) {
  const said = part("earlier-text");
  if (said) said.textContent = name ? message(document, name, values) : "";
  part("earlier")?.toggleAttribute("hidden", !name);
}

/** @param {Assessment} self @returns {Record<string, string>} the addresses of the earlier versions, by version */
const known = ({ dataset }) => JSON.parse(dataset.earlier ?? "{}");

/**
 * Put the form of the version that was begun in the place of today's.
 * @param {Assessment} self @param {() => void} wait says that something is on its way
 * @returns {Promise<boolean>} whether it has gone from the page
 */
export async function turn(self, wait) {
  const { own, other } = await begun(self);
  const draft = own ?? other;
  if (!draft || !(draft.version in known(self))) return false;
  if (own) return wait(), changed(self, own.version);
  // Of another tab nothing is shown before somebody says that it is theirs.
  self.addEventListener("click", async function hear(event) {
    if (within(event, "[data-action]")?.dataset.action !== "continue") return;
    event.stopImmediatePropagation();
    self.removeEventListener("click", hear, true);
    await adopt(self, draft);
    wait();
    await changed(self, draft.version);
  }, true);
  return false;
}

/** What is stored of this test, in whichever version. @param {Assessment} self */
async function begun(self) {
  const before = Object.fromEntries(Object.keys(known(self)).map((version) => [version, []]));
  await written();
  return find({ ...self.place, refillable: JSON.stringify({ ...JSON.parse(self.place.refillable), ...before }) });
}

/** It belongs to this tab from now on. @param {Assessment} self @param {Draft} draft */
const adopt = ({ place: { name } }, draft) => transact("drafts", (store) => {
  store.delete(draft.key);
  store.put({ ...draft, key: `${name} ${tab()}`, tab: tab() });
});

/** @param {Assessment} self @param {string} version @returns {Promise<boolean>} */
async function changed(self, version) {
  const { version: now } = self.data;
  try {
    const form = await made(self, version);
    const today = /** @type {HTMLElement} */ (self.cloneNode(true));
    delete today.dataset.earlier;
    for (const one of [form, today]) one.removeAttribute("data-waiting");
    form.addEventListener("click", (event) => begin(event, /** @type {Assessment} */ (form), today), true);
    self.replaceWith(form);
    tell("earlier-begun", { version, now });
    return true;
  } catch (error) {
    console.error(error);
    await refused(self, version);
    return false;
  }
}

/** @param {Assessment} self @param {string} version @returns {Promise<HTMLElement>} the element with the form of that version */
async function made(self, version) {
  const { level, only } = self.data;
  const address = known(self)[version];
  const url = new URL(address, import.meta.url).href;
  const found = await fetch(url, { integrity: url.split("#")[1], signal: AbortSignal.timeout(2e4) });
  if (!found.ok) throw found.status;
  const reply = await ask({ do: "form", definition: await found.text(), level: Number(level), only: only || null });
  if ("error" in reply) throw new Error(reply.error);
  const form = /** @type {HTMLElement} */ (self.cloneNode());
  // Python made it of templates that escape what authors wrote.
  put(form, reply.html);
  form.prepend(...all(self, ":scope > link").map((link) => link.cloneNode()));
  Object.assign(form.dataset, { version, definition: address, refillable: JSON.stringify({ [version]: [] }), state: "idle" });
  delete form.dataset.earlier;
  if (first(form, "[data-part=arranged]")) form.dataset.arranged = "drawn";
  else delete form.dataset.arranged;
  return form;
}

/** Another attempt is one at today's questions. @param {Event} event @param {Assessment} form @param {HTMLElement} today */
async function begin(event, form, today) {
  if (!/^(again|forget)$/.test(within(event, "[data-action]")?.dataset.action ?? "")) return;
  event.stopImmediatePropagation();
  if (!confirm(form.message("confirm-again"))) return;
  reports.delete(form.edition);
  plans.delete(form.edition);
  await written();
  await drop(form.place.name);
  tell("");
  today.dataset.state = "idle";
  form.replaceWith(today);
}

/**
 * Resolves when the learner wants today's questions; what was answered stays stored until then.
 * @param {Assessment} self @param {string} version
 */
async function refused(self, version) {
  tell("earlier-lost", { version, now: self.data.version });
  const button = part("earlier-today");
  if (!button) return;
  // Nothing is drawn before the learner has chosen.
  self.show("waiting", false);
  part("earlier-ways")?.removeAttribute("hidden");
  await new Promise((done) => button.addEventListener("click", done, { once: true }));
  part("earlier-ways")?.setAttribute("hidden", "");
  tell("");
}
