// Packs what every reader fetches as small as gzip allows.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipAsync } from "@gfx/zopfli";
import { sha256 } from "./inputs.mjs";

/** More rounds than these take longer and save less than a thousandth. */
const ROUNDS = 5;

/**
 * Pack by zopfli, which is WebAssembly and tells no time: equal files give equal bytes everywhere. It takes twenty times
 * as long as gzip, so that what it once made of a file lies in a folder.
 * @param {Uint8Array} file @param {string} folder @returns {Promise<Uint8Array>}
 */
export async function smallest(file, folder) {
  const made = join(folder, `${sha256(file)}.${ROUNDS}.gz`);
  try {
    return readFileSync(made);
  } catch {
    const packed = await gzipAsync(file, { numiterations: ROUNDS });
    mkdirSync(folder, { recursive: true });
    // Another build may be reading.
    writeFileSync(`${made}.${process.pid}`, packed);
    renameSync(`${made}.${process.pid}`, made);
    return packed;
  }
}
