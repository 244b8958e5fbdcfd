// Takeaway: what was kept as a file, and back; loaded when it is asked for.

import { ask } from "./engine.mjs";
import { load } from "./session.mjs";

/** @import { Assessment } from "./assessment" */
/** @import * as T from "./types" */

const { addKept, kept } = /** @type {typeof import("./device.mjs")} */ (await load("./device.mjs"));

/** As it is in a file. @param {T.Held} held */
const portable = ({ review }) => ({ ...review, plan: review.plan ?? null });

/** Save all, or the one review that is shown. @param {Assessment} self @param {"json" | "csv"} form @param {HTMLElement} pressed */
export async function save(self, form, pressed) {
  const shown = pressed.hasAttribute("data-alone") && self.report?.kept;
  const { good } = shown ? { good: [shown] } : await kept();
  const reply = await ask({ do: "export", kept: good.map(portable), form });
  if ("error" in reply) throw new Error(reply.error);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([reply.text], { type: form === "json" ? "application/json" : "text/csv" }));
  // The name tells nothing of what is in it.
  link.download = `kept.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
}

/** Ask for a file, say what it would add, and add it once the reader agrees. @param {Assessment} self */
export async function bring(self) {
  const file = await chosen();
  if (!file) return;
  const { good } = await kept();
  const definition = await self.definition();
  const reply = await ask({ do: "import", definition, text: await file.text(), kept: good.map(portable) });
  if ("error" in reply) return tell(self, reply.error);
  if (!reply.new.length) return tell(self, reply.said);
  if (!confirm(`${reply.said}\n\n${self.message("confirm-bring")}`)) return;
  const safe = await addKept(reply.new).then(() => true, () => false);
  if (safe) self.showAction("profile");
  self.say("where", safe ? "brought" : "not-kept");
}

/** Show a sentence of Python's. @param {Assessment} self @param {string} text */
function tell(self, text) {
  const said = self.querySelector('[data-part="where"]');
  if (said) said.textContent = text;
}

/** @returns {Promise<File | undefined>} */
const chosen = () => new Promise((resolve) => {
  const input = document.createElement("input");
  Object.assign(input, { type: "file", accept: ".json,application/json" });
  input.onchange = () => resolve(input.files?.[0]);
  input.oncancel = () => resolve(undefined);
  input.click();
});
