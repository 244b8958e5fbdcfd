// Offline: asks the browser for the worker that lets pages be read again without a network. Where
// there is no such worker, everything works as without it.

/** @import { Tell } from "./copying.mjs" */

const root = new URL("../../../", import.meta.url);
const container = navigator.serviceWorker;

/** @type {Tell} */
async function tell(message, hear = () => {}) {
  const { active } = await container.ready;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => hear(data);
  active?.postMessage(message, [port2]);
}

class SiteOffline extends HTMLElement {
  connectedCallback() {
    if (container?.controller || registered) import("./copying.mjs").then((it) => it.show(this, tell)).catch(console.error);
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
