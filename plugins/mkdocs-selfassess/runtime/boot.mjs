// Boots Pyodide under Node: stock, to compile, and the finished runtime, to prove that it works.

import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

/** @typedef {import("../src/mkdocs_selfassess/assets/types").Manifest} Manifest */

/**
 * Boot stock Pyodide with folders of this machine mounted by their names there.
 * @param {string} pyodide the folder of the npm package
 * @param {Record<string, string>} mounts
 * @returns {Promise<any>}
 */
export async function bootStock(pyodide, mounts) {
  const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
  const booted = await loadPyodide({
    args: ["-OO"],
    // One hash seed and one date (1981, for 1980 is too early for a zip file west of London).
    env: { PYTHONNODEBUGRANGES: "1", PYTHONHASHSEED: "0", SOURCE_DATE_EPOCH: "347155200" },
  });
  for (const [name, root] of Object.entries(mounts)) {
    booted.FS.mkdirTree(name);
    booted.FS.mount(booted.FS.filesystems.NODEFS, { root }, name);
  }
  return booted;
}

/**
 * Boot a runtime with the options that worker.mjs uses.
 * @param {string} manifest the path of its manifest, by either name
 * @param {Uint8Array} [wasm] in the place of its own
 * @returns {Promise<any>}
 */
export async function bootRuntime(manifest, wasm) {
  const folder = dirname(manifest);
  /** @type {Manifest} */
  const { files, lock } = JSON.parse(await readFile(manifest, "utf8"));
  const read = (/** @type {{ name: string }} */ { name }) => readFile(join(folder, name));
  const load = (/** @type {{ name: string }} */ { name }) => import(pathToFileURL(join(folder, name)).href);
  const { default: createPyodideModule } = await load(files.glue);
  const { loadPyodide } = await load(files.loader);
  // Under Node, Pyodide reads the wasm from a folder, and fetches what has a scheme.
  const indexURL = await mkdtemp(join(tmpdir(), "runtime-"));
  const archive = gunzipSync(await read(files.python));
  await writeFile(join(indexURL, "pyodide.asm.wasm"), wasm ?? gunzipSync(await read(files.wasm)));
  const { fetch } = globalThis;
  globalThis.fetch = async () => new Response(archive);
  try {
    const stdLibURL = "memory://python.zip";
    return await loadPyodide({ indexURL, stdLibURL, lockFileContents: lock, createPyodideModule });
  } finally {
    globalThis.fetch = fetch;
    await rm(indexURL, { recursive: true });
  }
}
