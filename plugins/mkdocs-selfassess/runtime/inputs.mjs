// The inputs of the runtime: every file that decides what is in it.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** @typedef {{ here: string, pyodide: string, engine: string, host: string }} Folders */

/** @param {string | Uint8Array} data */
export const sha256 = (data) => createHash("sha256").update(data).digest("hex");

/** The hash of all inputs: their paths and bytes. @param {Folders} folders */
export function hashOf({ here, pyodide, engine, host }) {
  const packages = ["jinja2", "markupsafe", "pyodide_build"].map((name) => join(host, name));
  const hash = createHash("sha256");
  for (const folder of [here, pyodide, join(engine, "selfassess"), ...packages]) {
    for (const path of sources(folder)) {
      hash.update(`${relative(folder, path).replaceAll(sep, "/")} ${sha256(readFileSync(path))}\n`);
    }
  }
  return hash.digest("hex");
}

/** @param {string} folder */
function sources(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !/__pycache__|\.(pyc|so|pyd|map)$/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

/**
 * Whether a folder holds a whole runtime made from inputs with this hash, packed as small as asked.
 * @param {string} out @param {string} hash @param {boolean} small
 */
export function isCurrent(out, hash, small) {
  const path = join(out, "manifest.json");
  if (!existsSync(path)) return false;
  const { inputs, small: packed, manifest, files, whole: spare = {}, licences } = JSON.parse(readFileSync(path, "utf8"));
  const whole = (/** @type {{ name: string, bytes: number }} */ { name, bytes }) =>
    statSync(join(out, name), { throwIfNoEntry: false })?.size === bytes;
  return inputs === hash && (packed || !small) && [...Object.values(files), ...Object.values(spare)].every(whole)
    && [manifest, ...licences].every((name) => existsSync(join(out, name)));
}
