// Source maps of stripped files: which place of the original a place of the served file comes from.
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

/** @param {string} text digits of one number that is not negative @returns {number} */
const decoded = (text) =>
  [...text].reduceRight((sum, digit) => sum * MORE + (DIGITS.indexOf(digit) % MORE), 0) / 2;

/** Move the segments of a line to the left. @param {string} group @param {number} columns */
const moved = (group, columns) =>
  group.replace(/^[g-z0-9+/]*[A-Za-f]/, (first) => encoded(Math.max(0, decoded(first) - columns)));

/**
 * Take the indentation out of a script.
 * @param {string} text @param {string} mappings
 * @param {Set<number>} held the lines, counted from 0, that are left as they are
 */
export function unindented(text, mappings, held) {
  const groups = mappings.split(";");
  const lines = text.split("\n").map((line, at) => {
    const bare = held.has(at) ? line : line.trimStart();
    groups[at] = moved(groups[at] ?? "", line.length - bare.length);
    return bare;
  });
  return { code: lines.join("\n"), mappings: groups.join(";") };
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
