// Errors: why a form can not be scored as it is; loaded before anybody finishes one.

/**
 * Show what is wrong, or else what is missing, and put the focus there.
 * @param {any} form
 * @param {{ anyway?: boolean, refused?: string[] }} given whether answers may be missing, and
 *   the items whose answers Python refused
 * @returns {boolean} whether there is anything to show
 */
export function object(form, { anyway = false, refused = [] }) {
  const box = form.querySelector("[data-part=errors]");
  for (const id of refused) for (const field of fields(form, id)) field.setCustomValidity(id);
  // After the element, which has counted by then.
  form.parentNode.oninput = (/** @type {any} */ { target }) => {
    const item = target.closest("[data-item]")?.dataset.item;
    for (const field of item ? fields(form, item) : []) field.setCustomValidity("");
    if (!box.hidden) show(form, box, box.dataset.why === "missing");
  };
  box.onclick = follow;
  form.onreset = () => { for (const field of form.elements) field.setCustomValidity(""); };
  const any = show(form, box, !anyway);
  if (any) box.focus();
  return any;
}

/** @param {any} form @param {any} box @param {boolean} missing whether missing answers count */
function show(form, box, missing) {
  const wrong = ids(form, ":invalid");
  const why = wrong.length ? "wrong" : "missing";
  const items = wrong.length || !missing ? wrong : ids(form, "[data-open]");
  for (const line of box.querySelectorAll("[data-line]")) line.hidden = !items.includes(line.dataset.line);
  for (const part of box.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== why;
  box.dataset.why = why;
  box.hidden = !items.length;
  return items.length > 0;
}

/** @param {any} form @param {string} state @returns {string[]} */
const ids = (form, state) =>
  [...form.querySelectorAll(`[data-names]${state}:not([hidden])`)].map(({ dataset }) => dataset.item);

/** @param {any} form @param {string} id */
const fields = (form, id) => form.querySelectorAll(`[data-item="${id}"] :is(input, select, textarea)`);

/** @param {any} event */
function follow(event) {
  const line = event.target.closest("a")?.closest("[data-line]");
  if (!line) return;
  // As a link it would make themes redraw the page.
  event.preventDefault();
  event.stopPropagation();
  const item = event.target.closest("form").querySelector(`[data-item="${line.dataset.line}"]`);
  item.scrollIntoView();
  item.focus();
}
