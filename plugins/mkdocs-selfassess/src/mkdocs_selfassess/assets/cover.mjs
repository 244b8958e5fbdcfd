// Cover: hides answers that nobody has touched for a while, because the next one at this desk
// may be somebody else. It is a curtain and no lock: whoever lifts it sees the answers.

/** @import { Assessment } from "./assessment" */

/** Milliseconds without a touch. */
const PATIENCE = 15 * 60_000;
/** Timers sleep with the device; the clock is looked at this often when it wakes. */
const EVERY = 20_000;

/** When somebody last touched a form of this document: who works in one is there for all. */
let touched = 0;

/** @param {Assessment} self */
export function touch(self) {
  if (!self.data.covered) touched = Date.now();
}

/** Count from when a draft was last written, unless somebody is here. @param {number} [updated] */
export const since = (updated = Date.now()) => { touched ||= updated; };

/** Cover the answers if it is time. @param {Assessment} self */
export function look(self) {
  if (touched + PATIENCE < Date.now() && (self.report || self.done)) cover(self, true);
}

/** @param {Assessment} self @param {AbortSignal} signal ends it */
export function watch(self, signal) {
  // A tab in the background is not told the time; it is covered before it is seen again.
  document.addEventListener("visibilitychange", () => look(self), { signal });
  const timer = setInterval(look, EVERY, self);
  signal.addEventListener("abort", () => clearInterval(timer));
}

/** @param {Assessment} self @param {boolean} on */
export function cover(self, on) {
  self.data.covered = on ? "yes" : "";
  self.show("cover", on);
  self.show("form", !on && !self.report);
  self.show("report", !on && !!self.report);
  if (on) return;
  touch(self);
  self.enter();
}
