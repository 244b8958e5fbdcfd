// Builds the runtime: the files that let a reader's browser run the engine.
//
//   node build.mjs [--site-packages FOLDER] [--engine FOLDER] [--profile FILE] [--small] [--out FOLDER]
//
// The folder of site-packages holds Jinja2, MarkupSafe and pyodide-build; the engine is selfassess.
// The wasm is cut to what the profile beside this script names, with the whole one beside it; without a profile that
// fits there is the whole one only, and a line says so. With --small everything is packed
// as small as gzip allows, for readers.
// Equal inputs give equal bytes, and nothing is done while the inputs stay the same.

import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bootRuntime, bootStock } from "./boot.mjs";
import { cut, cutGlue } from "./cut.mjs";
import { hashOf, isCurrent } from "./inputs.mjs";
import { licences, manifests, roles, whole, write } from "./output.mjs";
import { smallest } from "./pack.mjs";
import { keysOf, readProfile } from "./profile.mjs";
import { billOfWheel, versionOf } from "./shipped.mjs";

/** @typedef {import("./inputs.mjs").Folders} Folders */
/** @typedef {{ python: Uint8Array, templates: string, lock: import("./shipped.mjs").Lock, pack: (file: Uint8Array) => Uint8Array }} Compiled `python` is not packed, and `templates` are to prove it */
/** @typedef {{ loader: string, glue: string, wasm: Uint8Array }} Stock Pyodide's own files */

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, "../../..");
const PACKED = join(ROOT, ".cache/packed");

/** A problem that its message explains: it is shown without a stack. */
class Problem extends Error {}

function options() {
  const { values } = parseArgs({
    options: {
      "site-packages": { type: "string", default: sitePackages() },
      engine: { type: "string", default: join(ROOT, "plugins/selfassess/src") },
      profile: { type: "string", default: join(HERE, "profile.json") },
      small: { type: "boolean", default: false },
      out: { type: "string", default: join(HERE, "../src/mkdocs_selfassess/runtime") },
    },
  });
  const { small, ...named } = values;
  const { "site-packages": host, engine, profile, out } = /** @type {Record<string, string>} */ (named);
  const pyodide = join(ROOT, "node_modules/pyodide");
  const folders = { here: HERE, pyodide, host: resolve(host), engine: resolve(engine) };
  return { folders, profile: resolve(profile), out: resolve(out), small: small === true };
}

/** Where the packages of this checkout's virtual environment are. */
function sitePackages() {
  const lib = join(ROOT, ".venv/lib");
  const pythons = existsSync(lib) ? readdirSync(lib) : [];
  const folders = [...pythons.map((python) => join(lib, python)), join(ROOT, ".venv/Lib")];
  const found = folders.map((folder) => join(folder, "site-packages"));
  return found.find((folder) => existsSync(join(folder, "jinja2"))) ?? found[0];
}

/** @param {Folders} folders */
function checkFolders({ host, engine, pyodide }) {
  for (const name of ["jinja2", "markupsafe", "pyodide_build"]) {
    if (!existsSync(join(host, name))) {
      throw new Problem(`${name} is not in ${host}; run make, or name the right folder with --site-packages.`);
    }
  }
  if (!existsSync(join(engine, "selfassess/browser/__init__.py"))) throw new Problem(`selfassess is not in ${engine}; name its folder with --engine.`);
  if (!existsSync(join(pyodide, "pyodide.mjs"))) throw new Problem("Pyodide is not in node_modules; run npm ci --ignore-scripts.");
}

/** Compile everything in stock Pyodide. @param {Folders} folders @returns {Promise<Compiled>} */
async function compile({ here, pyodide, engine, host }) {
  const mounts = { "/runtime": here, "/pyodide": pyodide, "/engine": engine, "/host": host };
  const booted = await bootStock(pyodide, mounts);
  booted.runPython("import sys; sys.path += ['/runtime', '/engine', '/host']");
  // First of all: what the compiler itself imports is not needed by the engine.
  const use = booted.pyimport("use");
  const templates = use.templates();
  const amiss = use.use(templates);
  if (amiss) throw new Problem(`The engine fails in stock Pyodide: ${amiss}`);
  const loaded = use.loaded().toJs();
  const compiler = booted.pyimport("compile");
  const made = compiler.run(loaded);
  if (typeof made === "string") throw new Problem(made);
  const pack = (/** @type {Uint8Array} */ file) => compiler.packed(new Uint8Array(file)).toJs();
  return { python: made.toJs(), templates, pack, lock: { pyodide: booted.version, ...pythonOf(pyodide) } };
}

/** The version of Python and the list of packages, without a package. @param {string} pyodide */
function pythonOf(pyodide) {
  const { info } = JSON.parse(readFileSync(join(pyodide, "pyodide-lock.json"), "utf8"));
  return { python: info.python, lock: { info, packages: {} } };
}

/** @param {string} pyodide @returns {Stock} */
function stockOf(pyodide) {
  const text = (/** @type {string} */ name) => readFileSync(join(pyodide, name), "utf8");
  return { loader: text("pyodide.mjs"), glue: text("pyodide.asm.mjs"), wasm: readFileSync(join(pyodide, "pyodide.asm.wasm")) };
}

/**
 * Boot what was built and use all of it; return whether a cut function was called.
 * @param {string} manifest @param {string} templates compiled @param {Uint8Array} [wasm] in the place of its own
 */
async function lacks(manifest, templates, wasm) {
  let missed = false;
  const { error, warn } = console;
  // A cut function says so, and tells the page of its worker.
  Object.assign(globalThis, { postMessage: () => { missed = true; } });
  console.warn = () => {};
  // Before Python is there a trap is nobody's: the start would never end.
  /** @type {Promise<never>} */
  const trapped = new Promise((_, reject) => process.once("uncaughtException", reject));
  try {
    const booted = await Promise.race([bootRuntime(manifest, wasm), trapped]);
    booted.runPython(readFileSync(join(HERE, "use.py"), "utf8"));
    const amiss = booted.globals.get("use")(templates);
    if (amiss) throw amiss;
  } catch (amiss) {
    if (missed) return true;
    rmSync(manifest);
    throw new Problem(`The engine fails in the finished runtime: ${amiss}`);
  } finally {
    process.removeAllListeners("uncaughtException");
    Object.assign(console, { error, warn });
  }
  return missed;
}

/**
 * Write a runtime, cut to the functions that are kept if any are, and prove it.
 * @param {{ folders: Folders, out: string, inputs: string, small: boolean }} place
 * @param {Compiled} compiled @param {Stock} stock @param {{ kept?: Uint8Array, stale?: string }} profile
 * @returns {Promise<string>} the line that says what was made; "" if a cut function was called
 */
async function make({ folders, out, inputs, small }, { python, templates, pack: quick, lock }, { loader, glue, wasm }, { kept, stale }) {
  const bare = kept ? cutGlue(glue, loader) : glue;
  const sent = kept ? cut(wasm, kept, `${bare}\n${loader}`) : wasm;
  // Only for what is published: who changes the engine does not wait for it.
  const pack = small && kept ? (/** @type {Uint8Array} */ file) => smallest(file, PACKED) : quick;
  const files = roles({ loader, glue: bare, wasm: pack(sent), python: pack(python) });
  const spare = kept && whole(quick(wasm));
  const bom = { name: "bom.cdx.json", bytes: billOfWheel(folders, files, spare, lock) };
  const texts = [...licences(folders, files, spare, lock.pyodide), bom];
  const listed = { licences: texts.map(({ name }) => name), jinja2: versionOf(folders.host, "jinja2"), inputs, small, keys: keysOf(folders.here, wasm, python), stale };
  write(out, [...Object.values(files), ...(spare ? [spare] : []), ...texts, ...manifests(files, spare, lock, listed)]);
  const manifest = join(out, "manifest.json");
  if (await lacks(manifest, templates)) return "";
  if (spare) await lacks(manifest, templates, wasm);
  return sizes(files);
}

async function main() {
  const { folders, profile, out, small } = options();
  checkFolders(folders);
  const inputs = hashOf(folders);
  const shown = relative(process.cwd(), out) || ".";
  if (isCurrent(out, inputs, small)) return console.log(`The runtime in ${shown} is up to date.`);
  const compiled = await compile(folders);
  const stock = stockOf(folders.pyodide);
  const place = { folders, out, inputs, small };
  let found = readProfile(profile, keysOf(HERE, stock.wasm, compiled.python));
  let made = await make(place, compiled, stock, found);
  if (!made) {
    found = { stale: "the engine calls functions here that the profile does not name" };
    made = await make(place, compiled, stock, found);
  }
  console.log(`Built the runtime in ${shown}: ${made}.`);
  if ("stale" in found) console.log(`The wasm is whole, 1.4 MB more for every reader, because ${found.stale}; before a release, run \`make profile\`.`);
}

/** @param {import("./output.mjs").Roles} files */
function sizes(files) {
  const all = Object.values(files).map(({ name, bytes }) => `${name} ${Math.round(bytes.length / 1000)} kB`);
  return all.join(", ");
}

main().catch((error) => {
  console.error(error instanceof Problem ? error.message : error);
  process.exitCode = 1;
});
