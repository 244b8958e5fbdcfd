// Loads: a page with the policy and one without it are never shown in the same document.
//
// With instant navigation a document stays as it was opened, its policy included. A link that names
// a target is left to the browser, which opens a new document.

const home = new URL("../../../", import.meta.url);
const listed = /** @type {HTMLElement} */ (document.querySelector("script[data-bound]")).dataset.bound ?? "";
const bound = new Set(listed.split(" ").map((path) => new URL(path, home).pathname));

/** @param {{ pathname: string }} address */
const isBound = ({ pathname }) => bound.has(pathname.replace(/\/index\.html$/, "/"));

const here = isBound(location);

addEventListener("click", ({ target }) => {
  const link = target instanceof Element ? target.closest("a") : null;
  if (link && !link.target && isBound(link) !== here) link.target = "_self";
}, true);
