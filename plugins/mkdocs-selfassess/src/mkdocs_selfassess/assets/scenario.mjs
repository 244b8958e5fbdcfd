// Scenario: goes from step to step in its place, and shows at the end what was said on the way.
//
// Without this each choice is a link to its reason, and styles show what the address names. With it
// the address stays as it is: a theme that follows links itself would load the page anew.
// Nothing is stored.

class Scenario extends HTMLElement {
  /** The reasons that were read on the way, by the step at which each choice was made. @type {Map<string, HTMLElement>} */
  way = new Map();

  connectedCallback() {
    this.addEventListener("click", this);
    this.dataset.live = "";
    const named = this.place(location.hash);
    if (named) this.show(named);
  }

  /** @param {MouseEvent} event */
  handleEvent(event) {
    const link = event.target instanceof Element && event.target.closest("a");
    const place = link && link.pathname === location.pathname && this.place(link.hash);
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.show(place);
    this.scrollIntoView();
    place.focus({ preventScroll: true });
  }

  /** @param {string} hash @returns {HTMLElement | null} */
  place(hash) {
    return hash ? this.querySelector(`#${CSS.escape(hash.slice(1))}`) : null;
  }

  /** @param {HTMLElement} place a reason, the heading of a step, or the beginning */
  show(place) {
    const step = place.closest(".sc-step");
    for (const one of this.querySelectorAll(".sc-step, .sc-why")) {
      one.toggleAttribute("data-here", one === step || one === place);
    }
    this.toggleAttribute("data-begun", !!step);
    this.leave(place.dataset.from ?? place.dataset.step ?? "");
    if (place.dataset.from) this.way.set(place.dataset.from, place);
    this.tell(!!step?.matches(".sc-end"));
  }

  /** Take back what was chosen at a step, and all that came after. @param {string} step */
  leave(step) {
    const steps = [...this.way.keys()];
    for (const gone of steps.includes(step) ? steps.slice(steps.indexOf(step)) : []) this.way.delete(gone);
  }

  /** @param {boolean} over whether the conversation has come to its end */
  tell(over) {
    const trail = this.querySelector("[data-part=trail]");
    const lines = [...this.way.values()].flatMap((why) => [line(why, ".sc-said"), line(why.parentElement, ".sc-patient")]);
    trail?.querySelector("ol")?.replaceChildren(...lines);
    trail?.toggleAttribute("hidden", !over || !lines.length);
  }
}

/** @param {Element | null} place @param {string} part */
function line(place, part) {
  const item = document.createElement("li");
  item.textContent = place?.querySelector(part)?.lastChild?.textContent?.trim() ?? "";
  return item;
}

if (!customElements.get("practice-scenario")) customElements.define("practice-scenario", Scenario);
