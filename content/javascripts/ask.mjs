// <ask-now>: hands what is typed on the first page to the site's search. Without it the links below
// the field lead on by themselves.

class AskNow extends HTMLElement {
  connectedCallback() {
    const form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    form.onsubmit = (event) => {
      event.preventDefault();
      this.#ask(/** @type {HTMLInputElement} */ (form.querySelector("input")).value);
    };
    this.hidden = !this.#search;
  }

  get #search() { return /** @type {HTMLInputElement | null} */ (document.querySelector(".md-search__input")); }

  /** @param {string} text */
  #ask(text) {
    const toggle = /** @type {HTMLInputElement | null} */ (document.getElementById("__search"));
    const search = this.#search;
    if (!search) return;
    if (!toggle?.checked) toggle?.click();
    search.value = text;
    search.focus();
    // The theme looks at its field when a key is let go.
    search.dispatchEvent(new Event("keyup"));
  }
}

customElements.define("ask-now", AskNow);
