// What the wheel ships that others made: the components of its bill of materials.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { bill } from "./bom.mjs";

/** @typedef {import("./bom.mjs").Part} Part */
/** @typedef {import("./inputs.mjs").Folders} Folders */
/** @typedef {import("./output.mjs").Roles} Roles */
/** @typedef {{ pyodide: string, python: string, lock: { info: { platform: string } } }} Lock */

/** What Pyodide's build puts into the WebAssembly; LICENSE-PYODIDE.txt says where their versions stand. */
const INSIDE = {
  "HACL*": "MIT",
  SQLite: "blessing",
  Zstandard: "BSD-3-Clause",
  bzip2: "bzip2-1.0.6",
  "compiler-rt": "Apache-2.0 WITH LLVM-exception",
  expat: "MIT",
  libffi: "MIT",
  liblzma: "0BSD",
  libmpdec: "BSD-2-Clause",
  mimalloc: "MIT",
  musl: "MIT",
  zlib: "Zlib",
};

/** The bill of materials of the wheel. @param {Folders} folders @param {Roles} files @param {import("./output.mjs").File | undefined} spare the whole wasm @param {Lock} lock */
export function billOfWheel({ engine, host }, files, spare, { pyodide, python, lock }) {
  const own = /__version__ = "(.+)"/.exec(readFileSync(join(engine, "selfassess/__init__.py"), "utf8"))?.[1];
  const about = { name: "mkdocs-selfassess", version: own, licence: "MIT AND MPL-2.0 AND PSF-2.0 AND BSD-3-Clause" };
  const archive = files.python.name;
  const inside = (/** @type {string} */ name, /** @type {string} */ licence) => {
    const version = versionOf(host, name);
    return { name, version, licence, purl: `pkg:pypi/${name}@${version}`, files: `${archive}: ${name}` };
  };
  return bill(about, [
    { name: "selfassess", version: own, licence: "MIT", files: `${archive}: selfassess` },
    inside("jinja2", "BSD-3-Clause"),
    inside("markupsafe", "BSD-3-Clause"),
    pythonIn(files, python),
    pyodideIn(files, spare, pyodide, lock.info.platform),
    file(files.python, "MIT AND MPL-2.0 AND PSF-2.0 AND BSD-3-Clause"),
  ]);
}

/** @param {Roles} files @param {string} version @returns {Part} */
function pythonIn(files, version) {
  return {
    name: "cpython", version, licence: "PSF-2.0", type: "platform", purl: `pkg:generic/python@${version}`,
    source: "https://www.python.org", files: `${files.wasm.name}, and every other module of ${files.python.name}`,
  };
}

/** @param {Roles} files @param {import("./output.mjs").File | undefined} spare @param {string} version @param {string} platform such as emscripten_5_0_3 @returns {Part} */
function pyodideIn({ loader, glue, wasm, python }, spare, version, platform) {
  const [name, ...numbers] = platform.split("_");
  const parts = Object.entries(INSIDE).map(([part, licence]) => ({ name: part, licence, files: wasm.name }));
  return {
    name: "pyodide", version, licence: "MPL-2.0", type: "platform", purl: `pkg:npm/pyodide@${version}`,
    source: "https://github.com/pyodide/pyodide", files: `${python.name}: pyodide _pyodide`,
    parts: [
      ...[loader, glue, wasm, ...(spare ? [spare] : [])].map((each) => file(each, "MPL-2.0")),
      ...parts,
      { name, version: numbers.join("."), licence: "MIT OR NCSA", files: `${glue.name}, ${wasm.name}` },
    ],
  };
}

/** @param {import("./output.mjs").File} file @param {string} licence @returns {Part} */
function file({ name, bytes }, licence) {
  return { name, type: "file", licence, bytes };
}

/** @param {string} host @param {string} distribution */
export function versionOf(host, distribution) {
  const pattern = new RegExp(`^${distribution}-(.+)\\.dist-info$`, "i");
  const [version] = readdirSync(host).flatMap((name) => pattern.exec(name)?.[1] ?? []);
  if (!version) throw new Error(`${distribution} in ${host} has no version`);
  return version;
}
