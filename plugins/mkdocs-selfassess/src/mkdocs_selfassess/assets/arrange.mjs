// Arrange: shows, hides and moves questions as Python says; loaded by forms that change.

import { ask } from "./engine.mjs";
import { all, first, within } from "./parts.mjs";
import { load } from "./session.mjs";

/** @import { Assessment } from "./assessment" */
/** @import { Arrangement } from "./types" */

/** The name of the code of a draw among the answers. */
const SEED = "_seed";
/** What the build writes in its place. */
const UNKNOWN = "-";

/**
 * @param {Assessment} self whose `arrange` is called after every change from then on
 * @returns {Promise<void>} never resolves if the form of an earlier version took its place
 */
export async function watch(self) {
  if (self.dataset.earlier && await turned(self)) return new Promise(() => {});
  if (self.dataset.arranged === "earlier") return;
  const seed = self.named("seed");
  /** @type {string | undefined} the code of the draw that stands in the form */
  let drawn;
  let next = "";
  let cleared = false;
  let showing = false;
  // Answers may be faster than Python: only the reply to the last question counts.
  let latest = 0;

  self.arrange = async () => {
    // Until the form is filled nobody knows whether a draft has a code of its own.
    if (showing || seed?.value === UNKNOWN) return;
    if (seed) seed.disabled = false;
    if (/idle|failed/.test(self.data.state)) return;
    if (seed && !seed.value) {
      seed.value = (!cleared && next) || code();
      cleared = false;
    }
    const answers = self.gather();
    const call = ++latest;
    if (seed && !drawn) wait(self, "drawing");
    try {
      const definition = await self.definition();
      const reply = await ask({ do: "arrange", definition, answers });
      if (call !== latest) return;
      if ("error" in reply) throw new Error(reply.error, { cause: "answers" });
      const fresh = drawn !== answers[SEED];
      drawn = answers[SEED];
      next = reply.retake;
      // What is shown is counted, and what is counted is arranged.
      showing = true;
      show(self, reply, fresh);
    } catch (error) {
      fail(error, call);
    } finally {
      showing = false;
    }
  };

  /** @param {unknown} error @param {number} call */
  function fail(error, call) {
    console.error(error);
    if (!seed || call !== latest) return;
    // With a code that is none every try would end like this one.
    if (error instanceof Error && error.cause) seed.value = "";
    if (drawn !== seed.value) wait(self, "not-drawn");
  }

  if (!seed) return;
  wait(self, "");
  // Before the element itself hears of it and acts.
  self.addEventListener("click", (event) => {
    const action = within(event, "[data-action]")?.dataset.action;
    // Nothing of what is cleared lives on in the next code.
    if (action === "clear") cleared = true;
    // The draft of another tab brings its own.
    if (action === "continue") seed.value = "";
    if (action === "draw") self.arrange?.();
  }, true);
}

/** @param {Assessment} self @returns {Promise<boolean>} whether another form stands there now */
const turned = (self) => load("./earlier.mjs")
  .then((/** @type {typeof import("./earlier.mjs")} */ it) => it.turn(self, () => { if (self.named("waiting")) wait(self, "drawing"); }))
  .catch((error) => (console.error(error), false));

/** Ask these questions and no other, or without them all. @param {Assessment} self @param {string[]} [items] */
export function narrow(self, items) {
  self.again = items;
  self.named("steps")?.toggleAttribute("hidden", !!items);
  // Where questions come and go, Python knows which.
  if (self.arrange) return self.count();
  show(self, { items: all(self, "[data-item]").map(({ dataset }) => dataset.item ?? ""), order: [], options: {}, retake: "" }, false);
  self.stepped?.(!items);
}

const code = () => crypto.getRandomValues(new Uint32Array(1))[0].toString(36);

/** @param {Assessment} self @param {string} [why] the message; nothing is waited for without */
function wait(self, why) {
  self.toggleAttribute("data-waiting", why !== undefined);
  self.show("waiting", why !== undefined);
  self.say("waiting-status", why);
}

/** @param {Assessment} self @param {Arrangement} arrangement @param {boolean} fresh whether it is another draw */
function show(self, { items: asked, order, options }, fresh) {
  const focus = document.activeElement;
  const questions = all(self, "[data-item]");
  const items = asked.filter((id) => self.again?.includes(id) ?? true);
  const changed = questions.filter((item) => item.hidden === items.includes(item.dataset.item ?? ""));
  for (const item of changed) item.hidden = !item.hidden;
  if (fresh) reorder(self, order, options);
  for (const part of all(self, ".sa-section")) part.hidden = !first(part, "[data-item]:not([hidden])");
  const heads = all(self, ".sa-section > :is(.sa-instruction, .sa-columns)");
  // The last one first: whether a head is shown depends on the head below it.
  for (const head of heads.reverse()) showIfFollowed(head);
  if (self.named("waiting")) wait(self);
  reportChange(self, fresh ? [] : changed.filter((item) => item.matches("fieldset")));
  self.count();
  if (!focus || !self.contains(focus)) return;
  if (fresh) self.enter();
  else if (focus.closest("[hidden]")) nearest(questions, focus).focus();
}

/** @param {HTMLElement} self @param {string} id */
const question = (self, id) => first(self, `[data-item="${id}"]`);

/** @param {HTMLElement} self @param {string[]} order of the questions @param {Record<string, string[]>} options in their order, by question */
function reorder(self, order, options) {
  move(order.map((id) => question(self, id)));
  move(order.map((id) => first(self, `[data-line="${id}"]`)));
  for (const [id, keys] of Object.entries(options)) {
    move(keys.map((key) => first(self, `[data-item="${id}"] [data-option="${key}"]`)));
  }
}

/** Put nodes, in their new order, where they stand. @param {(Element | null)[]} wanted */
function move(wanted) {
  const nodes = wanted.filter((node) => node !== null);
  const follows = (/** @type {Node} */ a, /** @type {Node} */ b) => a.compareDocumentPosition(b) & 2 || -1;
  const places = [...nodes].sort(follows).map((node) => {
    const place = new Comment();
    node.replaceWith(place);
    return place;
  });
  places.forEach((place, at) => place.replaceWith(nodes[at]));
}

/** Hide an instruction, or the heads of columns, if no question follows. @param {HTMLElement} head */
function showIfFollowed(head) {
  let next = head.nextElementSibling;
  while (next?.hasAttribute("hidden")) next = next.nextElementSibling;
  head.hidden = !next?.matches("[data-item], .sa-columns");
}

/** Say calmly how many questions came and went. @param {Assessment} self @param {HTMLElement[]} changed */
function reportChange(self, changed) {
  const fewer = changed.filter(({ hidden }) => hidden).length;
  const more = changed.length - fewer;
  const said = [more && self.message("more", { more }), fewer && self.message("fewer", { fewer })];
  const part = self.named("arranged");
  if (part) part.textContent = said.filter(Boolean).join(" ");
}

/** The question before one that went away, or else the first. @param {HTMLElement[]} all @param {Element} gone */
function nearest(all, gone) {
  const there = all.filter((item) => item.matches("fieldset:not([hidden])"));
  return there.filter((item) => item.compareDocumentPosition(gone) & 4).at(-1) ?? there[0];
}
