// Builds the runtime: the files that let a reader's browser run the engine.
//
//   node build.mjs [--site-packages FOLDER] [--engine FOLDER] [--out FOLDER]
//
// The folder of site-packages holds Jinja2, MarkupSafe and pyodide-build; the engine is selfassess.
// Equal inputs give equal bytes, and nothing is done while the inputs stay the same.

import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bootRuntime, bootStock } from "./boot.mjs";
import { hashOf, isCurrent } from "./inputs.mjs";
import { licences, manifests, roles, write } from "./output.mjs";
import { billOfWheel } from "./shipped.mjs";

/** @typedef {import("./inputs.mjs").Folders} Folders */

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = resolve(HERE, "../../..");

/** A problem that its message explains: it is shown without a stack. */
class Problem extends Error {}

function options() {
  const { values } = parseArgs({
    options: {
      "site-packages": { type: "string", default: sitePackages() },
      engine: { type: "string", default: join(ROOT, "plugins/selfassess/src") },
      out: { type: "string", default: join(HERE, "../src/mkdocs_selfassess/runtime") },
    },
  });
  const { "site-packages": host, engine, out } = /** @type {Record<string, string>} */ (values);
  const pyodide = join(ROOT, "node_modules/pyodide");
  return { folders: { here: HERE, pyodide, host: resolve(host), engine: resolve(engine) }, out: resolve(out) };
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

/** Compile everything in stock Pyodide. @param {Folders} folders */
async function compile({ here, pyodide, engine, host }) {
  const mounts = { "/runtime": here, "/pyodide": pyodide, "/engine": engine, "/host": host };
  const booted = await bootStock(pyodide, mounts);
  booted.runPython("import sys; sys.path += ['/runtime', '/engine', '/host']");
  // First of all: what the compiler itself imports is not needed by the engine.
  const use = booted.pyimport("use");
  const amiss = use.use();
  if (amiss) throw new Problem(`The engine fails in stock Pyodide: ${amiss}`);
  const loaded = use.loaded().toJs();
  const made = booted.pyimport("compile").run(loaded);
  if (typeof made === "string") throw new Problem(made);
  const [python, wasm] = made.toJs();
  return { python, wasm, lock: { pyodide: booted.version, ...pythonOf(pyodide) } };
}

/** The version of Python and the list of packages, without a package. @param {string} pyodide */
function pythonOf(pyodide) {
  const { info } = JSON.parse(readFileSync(join(pyodide, "pyodide-lock.json"), "utf8"));
  return { python: info.python, lock: { info, packages: {} } };
}

/** Boot what was built and use all of it; take the manifest back if that fails. @param {string} manifest */
async function prove(manifest) {
  try {
    const booted = await bootRuntime(manifest);
    booted.runPython(readFileSync(join(HERE, "use.py"), "utf8"));
    const amiss = booted.globals.get("use")();
    if (amiss) throw amiss;
  } catch (amiss) {
    rmSync(manifest);
    throw new Problem(`The engine fails in the finished runtime: ${amiss}`);
  }
}

async function main() {
  const { folders, out } = options();
  checkFolders(folders);
  const inputs = hashOf(folders);
  const place = relative(process.cwd(), out) || ".";
  if (isCurrent(out, inputs)) return console.log(`The runtime in ${place} is up to date.`);
  const { python, wasm, lock } = await compile(folders);
  const files = roles(folders.pyodide, python, wasm);
  const bom = { name: "bom.cdx.json", bytes: billOfWheel(folders, files, lock) };
  const texts = [...licences(folders, files, lock.pyodide), bom];
  const names = texts.map(({ name }) => name);
  write(out, [...Object.values(files), ...texts, ...manifests(files, lock, names, inputs)]);
  await prove(join(out, "manifest.json"));
  return console.log(`Built the runtime in ${place}: ${sizes(files)}.`);
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
