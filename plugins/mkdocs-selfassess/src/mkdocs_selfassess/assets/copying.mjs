// Copying: shows how much of the site is on this device, and has the rest fetched; loaded by the page
// on offline reading.

/** @typedef {{ ready?: boolean, size?: number, done?: number, failed?: string }} Told */
/** @typedef {(message: object, hear?: (told: Told) => void) => Promise<void>} Tell */

/** How long nothing may come before the reader is told; the largest file on a slow line takes less. Milliseconds. */
const PATIENCE = 12e4;

/** @param {HTMLElement} self @param {Tell} tell */
export function show(self, tell) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let late;

  self.addEventListener("click", ({ target }) => {
    const action = target instanceof HTMLButtonElement && target.dataset.action;
    if (!action) return;
    for (const button of self.querySelectorAll("button")) button.disabled = true;
    wait();
    tell({ do: action }, hear);
  });
  tell({ do: "state" }, hear);

  function wait() {
    // A browser may end a worker that takes long.
    late = setTimeout(() => {
      self.dataset.failed = "network";
      tell({ do: "state" }, hear);
    }, PATIENCE);
  }

  /** @param {Told} told */
  function hear({ ready, size = 0, done, failed }) {
    clearTimeout(late);
    if (failed) self.dataset.failed = failed;
    else if (done === undefined) stand(self, !!ready, Math.ceil(size / 1e6));
    else {
      wait();
      say(self, "coming", { percent: Math.floor((100 * done) / size) });
    }
  }
}

/** Say what is here, and offer the rest. @param {HTMLElement} self @param {boolean} ready @param {number} size of the whole site in megabytes */
function stand(self, ready, size) {
  const problem = self.dataset.failed;
  delete self.dataset.failed;
  say(self, ready ? "ready" : problem ?? "partly", { size });
  for (const button of self.querySelectorAll("button")) {
    button.disabled = false;
    button.hidden = (button.dataset.action === "copy") === ready || !size;
    button.textContent = (button.textContent ?? "").replace("{size}", `${size}`);
  }
}

/** @param {HTMLElement} self @param {string} name @param {Record<string, number>} values */
function say(self, name, values) {
  const template = /** @type {HTMLTemplateElement | null} */ (self.querySelector(`[data-message="${name}"]`));
  const status = /** @type {HTMLElement} */ (self.querySelector("[data-part=status]"));
  const text = (template?.content.textContent ?? "").replace(/\{(\w+)\}/g, (_, key) => `${values[key]}`);
  // A screen reader may say again what is written again.
  if (status.textContent !== text) status.textContent = text;
}
