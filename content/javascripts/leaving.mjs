// Leaving: cuts a page apart that instant navigation has replaced. The theme goes on watching its
// media queries for every page that was shown, and with one element of a page the browser keeps all.

/** @type {HTMLElement[]} what is replaced with a page */
let parts = [];

/** @param {Element} part */
function cut(part) {
  // Whoever still works in such an element, as for a report, needs what stands in it.
  if (part.localName.includes("-")) return;
  for (const child of part.children) cut(child);
  part.replaceChildren();
}

/** @param {Element} part */
function leave(part) {
  // Of what is in one of them the theme watches only what opens.
  for (const box of part.querySelectorAll("details")) if (!box.querySelector("[name]")) box.remove();
  cut(part);
}

/** @type {{ document$?: { subscribe(act: () => void): void } }} */ (window).document$?.subscribe(() => {
  for (const part of parts) if (!part.isConnected) leave(part);
  parts = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-md-component]"))];
});
