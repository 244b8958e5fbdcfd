// Drafts: what becomes of unfinished answers besides saving them and filling them in.

import * as device from "./device.mjs";
import { written } from "./session.mjs";

/** @import { Assessment } from "./assessment" */
/** @import { Draft } from "./types" */

/** @type {WeakMap<Element, Draft>} what is offered, by the part that offers it */
const offered = new WeakMap();

/**
 * Take out of a draft what something else is asked for now, and say so.
 * @param {Assessment} self @param {Draft} draft
 */
export function revise(self, { answers, gone = [] }) {
  for (const name of gone) delete answers[name];
  self.show("revised", gone.length > 0);
}

/**
 * Of another tab only the time is shown: whoever opens this one may be somebody else.
 * @param {Assessment} self @param {Draft} draft
 */
export function offer(self, draft) {
  offered.set(self.named("found"), draft);
  self.named("found-time").textContent = new Date(draft.updated).toLocaleTimeString(self.lang, { timeStyle: "short" });
  self.show("found");
}

/** @param {Assessment} self @param {boolean} adopt or delete what was offered */
export async function settle(self, adopt) {
  const draft = offered.get(self.named("found"));
  self.show("found", false);
  if (!draft) return;
  if (adopt) revise(self, draft);
  if (adopt) self.fill({ ...draft.answers, ...self.gather() });
  if (!adopt || (await self.save()) !== "unsaved") await device.drop(self.place, draft.key);
  if (!adopt) self.say("saved", "cleared");
  self.enter();
}

/** Delete this tab's draft. @param {Assessment} self */
export async function drop(self) {
  await written();
  await device.drop(self.place);
}
