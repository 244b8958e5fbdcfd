// Retry: brings a script of ours that failed once more, under another address, and lets no style of
// ours hold up a page. `mkdocs build` writes it into the head of every page, before all that may fail.
//
// What failed stays so under its address for as long as the document lives; and what came with a
// wrong type lies in the browser's caches for minutes, also when the page is loaded again. A host
// reads %61 as a, and to a browser it is another address.

addEventListener("error", async ({ target }) => {
  const failed = /** @type {HTMLScriptElement} */ (target);
  /** The folder is named by a hash; spelled in the other way it does not match, so nothing is tried a third time. */
  const ours = /(\/assets\/selfassess\/)(\w)(?=\w+\/\w+\.js$)/;
  /** @param {string} address */
  const other = (address) => address.replace(ours, (_, folder, first) => `${folder}%${first.charCodeAt().toString(16)}`);
  if (!ours.test(failed.src)) return;
  /** @type {NodeListOf<HTMLLinkElement>} */
  const needed = document.querySelectorAll('link[rel=modulepreload][href*="/assets/selfassess/"]');
  const files = { [failed.src]: failed.integrity };
  // A page with two scripts of ours may name one file twice.
  for (const { href, integrity } of needed) files[href] = integrity;
  try {
    // What is wrong still is not brought into the page, for it would stay so there.
    await Promise.all(Object.entries(files).map(async ([address, integrity]) => {
      const { headers } = await fetch(other(address), { cache: "reload", integrity });
      if (!headers.get("content-type")?.includes("script")) throw address;
    }));
    failed.after(Object.assign(document.createElement("script"), { type: "module", src: other(failed.src), integrity: failed.integrity }));
  } catch (error) {
    console.warn(error);
  }
}, true);

// Browsers show nothing that stands below a style which hangs, and so no form. A copy in the head holds nothing up.
const held = setInterval(() => {
  /** @type {NodeListOf<HTMLLinkElement>} */
  const styles = document.querySelectorAll('body link[rel=stylesheet][href*="/assets/selfassess/"]');
  for (const style of styles) {
    if (style.sheet) continue;
    document.head.append(style.cloneNode());
    style.remove();
  }
}, 10_000);
addEventListener("DOMContentLoaded", () => clearInterval(held));
