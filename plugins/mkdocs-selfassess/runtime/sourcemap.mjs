// Source maps of stripped styles: which place of the original a place of the served file comes from.
//
// The mappings are groups for the lines of the served file, divided by ";". A group holds
// segments of numbers in base 64, each number relative to the one before; only the column
// begins anew with every line (ECMA-426).

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The bit that says that another digit follows; the other five are the value. */
const MORE = 32;

/** @param {number} value @returns {string} */
function encoded(value) {
  // The sign is the lowest bit.
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = "";
  do {
    const digit = rest % MORE;
    rest = Math.floor(rest / MORE);
    text += DIGITS[rest ? digit + MORE : digit];
  } while (rest);
  return text;
}

/** Take indentation and empty lines out of a style. A line that ends in "\" goes on in a string. @param {string} text */
export function byLine(text) {
  let code = "";
  let mappings = "";
  let last = 0;
  let within = false;
  for (const [at, line] of text.split("\n").entries()) {
    const bare = within ? line : line.trim();
    within = line.endsWith("\\");
    if (!bare) continue;
    code += `${bare}\n`;
    mappings += `A${encoded(0)}${encoded(at - last)}${encoded(0)};`;
    last = at;
  }
  return { code, mappings };
}
