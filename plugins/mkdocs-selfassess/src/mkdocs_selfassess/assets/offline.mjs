// Offline: asks the browser for the worker that lets pages be read again without a network, and
// shows how much of the site is here. Where there is no such worker, everything works as without it.

/** @typedef {{ ready?: boolean, size?: number, done?: number, failed?: string }} Told */

const root = new URL("../../../", import.meta.url);
const container = navigator.serviceWorker;

/** @param {object} message @param {(told: Told) => void} [hear] */
async function tell(message, hear = () => {}) {
  const { active } = await container.ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => hear(data);
  active?.postMessage(message, [port2]);
}

/** @param {HTMLElement} self @param {string} name @param {Record<string, number>} [values] */
function say(self, name, values = {}) {
  const template = /** @type {HTMLTemplateElement | null} */ (self.querySelector(`[data-message="${name}"]`));
  const status = /** @type {HTMLElement} */ (self.querySelector("[data-part=status]"));
  const text = (template?.content.textContent ?? "").replace(/\{(\w+)\}/g, (_, key) => `${values[key]}`);
  // A screen reader may say again what is written again.
  if (status.textContent !== text) status.textContent = text;
}

class SiteOffline extends HTMLElement {
  connectedCallback() {
    if (!container?.controller && !registered) return;
    this.addEventListener("click", ({ target }) => this.#press(/** @type {HTMLElement} */ (target).dataset?.action));
    tell({ do: "state" }, (told) => this.#show(told));
  }

  /** @param {string} [action] */
  #press(action) {
    if (!action) return;
    for (const button of this.querySelectorAll("button")) button.disabled = true;
    tell({ do: action }, (told) => this.#show(told));
  }

  /** @param {Told} told */
  #show({ ready, size = 0, done, failed }) {
    const number = (/** @type {number} */ bytes) => Math.ceil(bytes / 1e6);
    if (failed) this.dataset.failed = failed;
    else if (done === undefined) {
      const problem = this.dataset.failed;
      delete this.dataset.failed;
      say(this, ready ? "ready" : problem ?? "partly", { size: number(size) });
      for (const button of this.querySelectorAll("button")) {
        button.disabled = false;
        button.hidden = (button.dataset.action === "copy") === !!ready || !size;
        button.textContent = (button.textContent ?? "").replace("{size}", `${number(size)}`);
      }
    } else say(this, "coming", { percent: Math.floor((100 * done) / size) });
  }
}

/** @type {Promise<unknown> | undefined} */
let registered;

async function begin() {
  if (document.readyState !== "complete") await new Promise((loaded) => addEventListener("load", loaded, { once: true }));
  const fresh = !container.controller;
  await container.register(new URL("sw.js", root), { scope: root.pathname, updateViaCache: "none" });
  // What this page is made of came before the worker did.
  const used = performance.getEntriesByType("resource").map(({ name }) => name);
  if (fresh) await tell({ do: "used", addresses: [location.href, ...used] });
}

// Who clears everything leaves no trace of what was read.
addEventListener("selfassess:cleared", () => { caches.delete(`selfassess:${root.pathname}:used`); });
// A page of a private window, or on a server without encryption, has no such worker.
if (container) registered = begin().catch(() => {});
customElements.define("site-offline", SiteOffline);
