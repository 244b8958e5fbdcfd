// Actions: what a reader can do besides answering. Loaded with the first touch, not before: a
// reader who only reads the page does without.

import { cover } from "./cover.mjs";
import * as device from "./device.mjs";
import { drop, settle } from "./drafts.mjs";
import { reports, written } from "./session.mjs";
import { find } from "./store.mjs";

export { drop, offer, revise } from "./drafts.mjs";
export { showErrors } from "./errors.mjs";

/** @import { Assessment } from "./assessment" */

/** @type {Record<string, (self: Assessment, pressed: HTMLElement) => unknown>} by `data-action` */
export const actions = {
  mark,
  continue: (self) => settle(self, true),
  discard: (self) => settle(self, false),
  keep,
  profile: async (self) => self.ask(await device.kept(self.place.site, self.data.instrument)),
  print: () => window.print(),
  copy: async (self) => self.say("report-status", await device.copy(self)),
  change: reopen,
  again: (self) => confirm(self.message("confirm-again")) && again(self),
  clear: (self) => confirm(self.message("confirm-clear")) && wipe(self),
};

/** Answer a slider with where its thumb is. @param {Assessment} self @param {HTMLElement} pressed */
function mark(self, pressed) {
  /** @type {HTMLInputElement | null | undefined} */
  const slider = pressed.closest(".sa-slider")?.querySelector("[type=range]");
  if (!slider) return;
  // One that was moved is answered already; a press in the middle moves nothing.
  if (slider.matches("[data-unset]")) {
    self.change(slider);
    self.answered();
  }
  slider.focus();
}

/** @param {Assessment} self */
async function keep(self) {
  const kept = await device.keep(self.data, self.report?.answers);
  self.showAction("keep", !kept);
  if (kept) self.showAction("profile");
  self.say("report-status", kept ? "kept" : "not-kept");
  if (kept) self.announce("kept");
}

/** @param {Assessment} self @param {boolean} on whether this is a shared computer */
export async function share(self, on) {
  await device.share(self.place.site, on);
  self.showAction("profile", (await find(self.place)).kept);
  if (!self.report && self.done) self.save();
}

/** @param {Assessment} self */
function reopen(self) {
  reports.delete(self.edition);
  self.named("report").replaceChildren();
  self.show("report", false);
  for (const part of ["head", "form"]) self.show(part);
  self.data.state = "idle";
  self.warm();
  if (self.done) self.save();
  self.enter();
}

/** @param {Assessment} self */
async function again(self) {
  self.named("form").reset();
  self.show("revised", false);
  self.fill({});
  reopen(self);
  await drop(self);
}

/** @param {Assessment} self */
async function wipe(self) {
  self.say("status");
  // What is still being written would come back after the clearing.
  await written();
  const gone = await device.clear(self.place.site);
  reports.clear();
  for (const part of ["found", "errors"]) self.show(part, false);
  cover(self, false);
  await again(self);
  self.showAction("profile", false);
  self.say("saved", gone ? "cleared" : "not-cleared");
  self.named("saved").focus();
  if (gone) self.announce("cleared");
}
