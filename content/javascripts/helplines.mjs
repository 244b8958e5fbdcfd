// <own-country>: moves the helplines of the reader's country to the top of their list. Which country
// that is, the languages of the browser tell; nothing is asked, sent or kept.

/** @param {string} tag */
const regionOf = (tag) => {
  try { return new Intl.Locale(tag).region; } catch { return undefined; }
};

class OwnCountry extends HTMLElement {
  connectedCallback() {
    const list = this.closest(".helplines");
    for (const region of navigator.languages.map(regionOf)) {
      const own = region && list?.querySelector(`[data-regions~="${region}"]`);
      if (own) {
        list?.prepend(own);
        return;
      }
    }
  }
}

if (!customElements.get("own-country")) customElements.define("own-country", OwnCountry);
