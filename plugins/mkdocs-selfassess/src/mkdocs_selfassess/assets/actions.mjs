// Actions: what a reader can do besides answering; loaded once a form is touched.

import * as device from "./device.mjs";
import { reports, writing } from "./element.mjs";
import { find } from "./store.mjs";

export { object } from "./errors.mjs";

/** @import { SelfAssessment } from "./element.mjs" */
/** @import { Draft } from "./types" */

/** @type {Record<string, (self: SelfAssessment, pressed: any) => unknown>} */
export const actions = {
  mark: (self, pressed) => mark(self, pressed.closest(".sa-slider").firstElementChild),
  continue: (self) => settle(self, true),
  discard: (self) => settle(self, false),
  keep: async (self) => {
    const kept = await device.keep(self.dataset, self.report?.answers);
    self.button("keep").hidden = kept;
    self.button("profile").hidden &&= !kept;
    self.say("report-status", kept ? "kept" : "not-kept");
  },
  profile: async (self) => self.ask(await device.kept(self.place.site, self.place.instrument)),
  print: () => window.print(),
  copy: async (self) => self.say("report-status", await device.copy(self.named("copy"))),
  change: reopen,
  again: (self) => confirm(self.message("confirm-again")) && again(self),
  clear: (self) => confirm(self.message("confirm-clear")) && wipe(self),
};

/** @param {SelfAssessment} self @param {any} slider */
function mark(self, slider) {
  self.change(slider);
  slider.focus();
}

/** @param {SelfAssessment} self @param {boolean} on */
export async function share(self, on) {
  await device.share(self.place.site, on);
  self.button("profile").hidden = !(await find(self.place)).kept;
  if (!self.report && self.done) self.save();
}

/**
 * Take out of a draft what something else is asked for now, and say so.
 * @param {SelfAssessment} self @param {Draft} draft
 */
export function revise(self, { answers, gone = [] }) {
  for (const name of gone) delete answers[name];
  self.show("revised", gone.length > 0);
}

/** @param {SelfAssessment} self @param {Draft} draft of another tab */
export function offer(self, draft) {
  self.named("found").draft = draft;
  self.named("found-time").textContent = new Date(draft.updated).toLocaleTimeString(self.lang, { timeStyle: "short" });
  self.show("found");
}

/** @param {SelfAssessment} self @param {boolean} adopt or delete */
async function settle(self, adopt) {
  const { draft } = self.named("found");
  self.show("found", false);
  if (adopt) revise(self, draft);
  if (adopt) self.fill({ ...draft.answers, ...self.gather() });
  if (!adopt || (await self.save()) !== "unsaved") await device.drop(self.place, draft.key);
  if (!adopt) self.say("saved", "cleared");
  self.enter();
}

/** Delete this tab's draft. @param {SelfAssessment} self */
export const drop = (self) => writing.then(() => device.drop(self.place));

/** @param {SelfAssessment} self */
function reopen(self) {
  reports.delete(self.edition);
  self.named("report").replaceChildren();
  self.show("report", false);
  for (const part of ["head", "form"]) self.show(part);
  self.dataset.state = "idle";
  self.warm();
  if (self.done) self.save();
  self.enter();
}

/** @param {SelfAssessment} self */
async function again(self) {
  self.named("form").reset();
  self.show("revised", false);
  self.fill({});
  reopen(self);
  await drop(self);
}

/** @param {SelfAssessment} self */
async function wipe(self) {
  self.say("status");
  await writing;
  const gone = await device.clear(self.place.site);
  reports.clear();
  for (const part of ["found", "errors"]) self.show(part, false);
  self.cover(false);
  await again(self);
  self.button("profile").hidden = true;
  self.say("saved", gone ? "cleared" : "not-cleared");
  self.named("saved").focus();
}
