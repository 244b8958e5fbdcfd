// The output: what is published, each file named by its content, and the manifest of it.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { sha256 } from "./inputs.mjs";

/** @typedef {import("./inputs.mjs").Folders} Folders */
/** @typedef {{ name: string, bytes: Uint8Array | string }} File */
/** @typedef {Record<"loader" | "glue" | "wasm" | "python", File>} Roles */

/** @param {string} stem @param {string} ending @param {Uint8Array | string} bytes @returns {File} */
function named(stem, ending, bytes) {
  return { name: `${stem}.${sha256(bytes).slice(0, 16)}.${ending}`, bytes };
}

/** The four files that the worker fetches. @param {Record<keyof Roles, Uint8Array | string>} parts @returns {Roles} */
export function roles({ loader, glue, wasm, python }) {
  return {
    loader: named("pyodide", "js", loader),
    glue: named("pyodide.asm", "js", glue),
    wasm: named("pyodide.asm", "wasm.gz", wasm),
    python: named("python", "zip.gz", python),
  };
}

/** What is fetched once a function was missing. @param {Uint8Array} wasm */
export const whole = (wasm) => named("whole", "wasm.gz", wasm);

/** @param {Folders} folders @param {Roles} files @param {File | undefined} spare @param {string} version of Pyodide @returns {File[]} */
export function licences({ here, host }, files, spare, version) {
  const own = (/** @type {string} */ name) => readFileSync(join(here, "licences", name), "utf8");
  /** @type {Record<string, string>} */
  const words = { version };
  for (const [role, { name }] of Object.entries(files)) words[role] = name;
  const state = spare ? own("cut.txt").replace("{whole}", spare.name) : own("unmodified.txt");
  const notice = own("pyodide.txt").replace("{state}", state.trim()).replace(/\{(\w+)\}/g, (_, word) => words[word]);
  return [
    { name: "LICENSE-PYODIDE.txt", bytes: notice + own("MPL-2.0.txt") },
    { name: "LICENSE-PYTHON.txt", bytes: own("python.txt") },
    { name: "LICENSE-JINJA2.txt", bytes: licenceOf(host, "jinja2") },
    { name: "LICENSE-MARKUPSAFE.txt", bytes: licenceOf(host, "markupsafe") },
  ];
}

/** @param {string} host @param {string} distribution */
function licenceOf(host, distribution) {
  const pattern = new RegExp(`^${distribution}-.*\\.dist-info$`, "i");
  const info = readdirSync(host).find((name) => pattern.test(name));
  if (!info) throw new Error(`${distribution} in ${host} has no licence`);
  return readFileSync(join(host, info, "licenses/LICENSE.txt"), "utf8");
}

/**
 * The manifest twice: under its hash for the worker, under a fixed name for the plugin.
 * @param {Roles} files @param {File | undefined} spare the whole wasm @param {object} lock @param {object} listed for the plugin alone
 * @returns {File[]}
 */
export function manifests(files, spare, lock, listed) {
  const entries = Object.entries(files).map(([role, file]) => [role, entry(file)]);
  const content = { ...lock, files: Object.fromEntries(entries), whole: spare && { wasm: entry(spare) } };
  const worker = named("manifest", "json", JSON.stringify(content));
  const plugin = { manifest: worker.name, ...listed, ...content };
  return [worker, { name: "manifest.json", bytes: `${JSON.stringify(plugin, null, 2)}\n` }];
}

/** @param {File} file */
function entry({ name, bytes }) {
  const listed = { name, sha256: sha256(bytes), bytes: bytes.length };
  return name.endsWith(".gz") ? { ...listed, unpacked: sha256(gunzipSync(bytes)) } : listed;
}

/** Write files into a folder of their own, the last one last: it says that all are there. @param {string} out @param {File[]} files */
export function write(out, files) {
  mkdirSync(out, { recursive: true });
  const names = files.map(({ name }) => name);
  rmSync(join(out, /** @type {string} */ (names.at(-1))), { force: true });
  for (const name of readdirSync(out)) if (!names.includes(name)) rmSync(join(out, name), { recursive: true });
  for (const { name, bytes } of files) writeFileSync(join(out, name), bytes);
}
