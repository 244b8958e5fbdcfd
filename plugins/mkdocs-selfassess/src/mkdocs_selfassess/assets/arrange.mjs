// Arrange: shows, hides and moves questions as Python says; loaded by forms that change.

import { ask } from "./engine.mjs";

/** @import { SelfAssessment } from "./element.mjs" */
/** @import { Arrangement } from "./types" */

/** The name of the code of a draw among the answers. */
const SEED = "_seed";
/** What the build writes in its place. */
const UNKNOWN = "-";

/** @param {SelfAssessment} self whose `arrange` is called after every change from then on */
export function watch(self) {
  const form = self.named("form");
  const seed = self.named("seed");
  /** @type {string | undefined} the code of the draw that stands in the form */
  let drawn;
  let next = "";
  let cleared = false;
  let showing = false;
  let latest = 0;
  /** @type {Promise<string> | undefined} */
  let definition;

  self.arrange = async () => {
    // Until the form is filled nobody knows whether a draft has a code of its own.
    if (showing || seed?.value === UNKNOWN) return;
    if (seed) seed.disabled = false;
    if (/idle|failed/.test(self.dataset.state ?? "")) return;
    if (seed && !seed.value) {
      seed.value = (!cleared && next) || code();
      cleared = false;
    }
    const answers = self.gather();
    const call = ++latest;
    if (seed && !drawn) wait(self, "drawing");
    try {
      definition ??= read(self);
      const reply = await ask({ do: "arrange", definition: await definition, answers });
      if (call !== latest) return;
      if ("error" in reply) throw new Error(reply.error, { cause: "answers" });
      const fresh = drawn !== answers[SEED];
      drawn = answers[SEED];
      next = reply.retake;
      // What is shown is counted, and what is counted is arranged.
      showing = true;
      show(self, form, reply, fresh);
    } catch (/** @type {any} */ error) {
      fail(error, call);
    } finally {
      showing = false;
    }
  };

  /** @param {any} error @param {number} call */
  function fail(error, call) {
    console.error(error);
    definition = undefined;
    if (!seed || call !== latest) return;
    // With a code that is none every try would end like this one.
    if (error.cause) seed.value = "";
    if (drawn !== seed.value) wait(self, "not-drawn");
  }

  if (!seed) return;
  wait(self, "");
  self.addEventListener("click", ({ target }) => {
    const { action } = /** @type {any} */ (target).closest("[data-action]")?.dataset ?? {};
    // Nothing of what is cleared lives on in the next code.
    if (action === "clear") cleared = true;
    // The draft of another tab brings its own.
    if (action === "continue") seed.value = "";
    if (action === "draw") self.arrange();
  }, true);
}

const code = () => crypto.getRandomValues(new Uint32Array(1))[0].toString(36);

/** @param {SelfAssessment} self */
const read = async ({ dataset: { definition = "" } }) =>
  (await fetch(new URL(definition, import.meta.url), { cache: "force-cache" })).text();

/** @param {SelfAssessment} self @param {string} [why] the message; nothing is waited for without */
function wait(self, why) {
  self.toggleAttribute("data-waiting", why !== undefined);
  self.show("waiting", why !== undefined);
  self.say("waiting-status", why);
}

/** @param {SelfAssessment} self @param {any} form @param {Arrangement} arrangement @param {boolean} fresh whether it is another draw */
function show(self, form, { items, order, options }, fresh) {
  const focus = /** @type {any} */ (document.activeElement);
  const inside = form.contains(focus);
  /** @param {string} id @param {string} [kind] */
  const find = (id, kind = "item") => form.querySelector(`[data-${kind}="${id}"]`);
  const all = [...form.querySelectorAll("[data-item]")];
  const changed = all.filter((item) => item.hidden === items.includes(item.dataset.item));
  for (const item of changed) item.hidden = !item.hidden;
  if (fresh) {
    move(order.map((id) => find(id)));
    move(order.map((id) => find(id, "line")).filter(Boolean));
    for (const [id, keys] of Object.entries(options)) {
      move(keys.map((key) => find(id).querySelector(`[data-option="${key}"]`)));
    }
  }
  for (const part of form.querySelectorAll(".sa-section")) part.hidden = !part.querySelector("[data-item]:not([hidden])");
  for (const said of [...form.querySelectorAll(".sa-section > :is(.sa-instruction, .sa-columns)")].reverse()) headed(said);
  if (self.named("waiting")) wait(self);
  tell(self, fresh ? [] : changed.filter((item) => item.matches("fieldset")));
  self.count();
  if (inside && fresh) self.enter();
  else if (inside && focus.closest("[hidden]")) nearest(all, focus).focus();
}

/** Put nodes, in their new order, where they stand. @param {Element[]} nodes */
function move(nodes) {
  const follows = (/** @type {Node} */ a, /** @type {Node} */ b) => a.compareDocumentPosition(b) & 2 || -1;
  const places = [...nodes].sort(follows).map((node) => {
    const place = new Comment();
    node.replaceWith(place);
    return place;
  });
  places.forEach((place, at) => place.replaceWith(nodes[at]));
}

/** Hide an instruction, or the heads of columns, if no question follows. @param {any} said */
function headed(said) {
  let next = said.nextElementSibling;
  while (next?.hidden) next = next.nextElementSibling;
  said.hidden = !next?.matches("[data-item], .sa-columns");
}

/** Say calmly how many questions came and went. @param {SelfAssessment} self @param {any[]} changed */
function tell(self, changed) {
  const fewer = changed.filter(({ hidden }) => hidden).length;
  const more = changed.length - fewer;
  const said = [more && self.message("more", { more }), fewer && self.message("fewer", { fewer })];
  self.named("arranged").textContent = said.filter(Boolean).join(" ");
}

/** The question before one that went away, or else the first. @param {any[]} all @param {Element} gone */
function nearest(all, gone) {
  const there = all.filter((item) => item.matches("fieldset:not([hidden])"));
  return there.filter((item) => item.compareDocumentPosition(gone) & 4).at(-1) ?? there[0];
}
