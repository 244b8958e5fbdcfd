// The profile: which functions of Pyodide's wasm the engine calls, as `make profile` saw it.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "./inputs.mjs";

/** @typedef {{ wasm: string, engine: string, use: string }} Keys hashes of what it was made with */
/** @typedef {Keys & { functions: string }} Profile with the base64 of a bitmap of functions */

/**
 * What a profile has to be made with to fit. Another wasm numbers its functions otherwise; another
 * engine or another proof may call others.
 * @param {string} here the folder of these scripts @param {Uint8Array} wasm @param {Uint8Array} python the archive
 * @returns {Keys}
 */
export function keysOf(here, wasm, python) {
  return { wasm: sha256(wasm), engine: sha256(python), use: sha256(readFileSync(join(here, "use.py"))) };
}

/**
 * The functions to keep, or why they are not known.
 * @param {string} path @param {Keys} keys
 * @returns {{ kept: Uint8Array } | { stale: string }}
 */
export function readProfile(path, keys) {
  if (!existsSync(path)) return { stale: "there is no profile" };
  /** @type {Profile} */
  const profile = JSON.parse(readFileSync(path, "utf8"));
  const names = { wasm: "another Pyodide", engine: "another engine", use: "another use.py" };
  const others = Object.entries(names).filter(([key]) => profile[/** @type {keyof Keys} */ (key)] !== keys[/** @type {keyof Keys} */ (key)]);
  if (others.length) return { stale: `the profile was made with ${others.map(([, name]) => name).join(" and ")}` };
  return { kept: Buffer.from(profile.functions, "base64") };
}
