// Scenario: shows, at the end of a conversation, what was said on the way. Links and styles do all
// else, also without this. Nothing is stored.

class Scenario extends HTMLElement {
  /** The reasons that were read on the way, by the step at which each choice was made. @type {Map<string, Element>} */
  way = new Map();

  connectedCallback() {
    addEventListener("hashchange", this);
    this.handleEvent();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this);
  }

  handleEvent() {
    const here = /** @type {HTMLElement | null} */ (this.querySelector(":target"));
    const trail = this.querySelector("[data-part=trail]");
    if (!here || !trail) return;
    this.leave(here.dataset.from ?? here.dataset.step ?? "");
    if (here.dataset.from) this.way.set(here.dataset.from, here);
    const lines = [...this.way.values()].flatMap((why) => [line(why, ".sc-said"), line(why.parentElement, ".sc-patient")]);
    trail.querySelector("ol")?.replaceChildren(...lines);
    trail.toggleAttribute("hidden", !here.closest(".sc-end") || !lines.length);
  }

  /** Take back what was chosen at a step, and all that came after. @param {string} step */
  leave(step) {
    const steps = [...this.way.keys()];
    for (const gone of steps.includes(step) ? steps.slice(steps.indexOf(step)) : []) this.way.delete(gone);
  }
}

/** @param {Element | null} place @param {string} part */
function line(place, part) {
  const item = document.createElement("li");
  item.textContent = place?.querySelector(part)?.lastChild?.textContent?.trim() ?? "";
  return item;
}

if (!customElements.get("practice-scenario")) customElements.define("practice-scenario", Scenario);
