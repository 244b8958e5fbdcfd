// Packs what every reader fetches as small as gzip allows.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { sha256 } from "./inputs.mjs";

/** More rounds than these take longer and save less than a thousandth. */
const ROUNDS = "5";
const ZOPFLI = fileURLToPath(new URL("zopfli.mjs", import.meta.url));

/**
 * Pack by zopfli, which is WebAssembly and tells no time: equal files give equal bytes everywhere. It takes twenty times
 * as long as gzip, so that what it once made of a file lies in a folder.
 * @param {Uint8Array} file @param {string} folder @returns {Uint8Array}
 */
export function smallest(file, folder) {
  const digest = sha256(file);
  const made = join(folder, `${digest}.${ROUNDS}.gz`);
  try {
    const known = readFileSync(made);
    if (sha256(gunzipSync(known)) === digest) return known;
  } catch {
    // It is not there, or damaged.
  }
  const packed = execFileSync(process.execPath, [ZOPFLI, ROUNDS], { input: file, maxBuffer: file.length });
  mkdirSync(folder, { recursive: true });
  // Another build may be reading.
  writeFileSync(`${made}.${process.pid}`, packed);
  renameSync(`${made}.${process.pid}`, made);
  return packed;
}
