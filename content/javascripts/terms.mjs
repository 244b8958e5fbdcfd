// Terms: lets Escape put away the explanation of a term (WCAG 1.4.13); CSS shows and hides it.

/** @param {EventTarget | null} target */
const termOf = (target) => (target instanceof Element ? target.closest(".term") : null);

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const term of document.querySelectorAll(".term:is(:hover, :focus-within)")) term.classList.add("term--away");
});
for (const leaving of /** @type {const} */ (["pointerout", "focusout"])) {
  document.addEventListener(leaving, ({ target, relatedTarget }) => {
    const term = termOf(target);
    if (term && term !== termOf(relatedTarget)) term.classList.remove("term--away");
  });
}
