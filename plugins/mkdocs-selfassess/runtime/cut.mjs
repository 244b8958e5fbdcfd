// Cuts Pyodide's wasm down to what the engine calls, by a profile of what it called.
//
// A function is known by its number among those that the module defines. A set of functions is a
// bitmap, one bit each, the lowest bit of the first byte being function 0.

import binaryen from "binaryen";

/** @typedef {{ number: number, reference: number }} Defined */

/** What Pyodide's module uses. With all features binaryen writes forms that no browser reads. */
const FEATURES = [
  "MutableGlobals", "BulkMemory", "BulkMemoryOpt", "SignExt", "NontrappingFPToInt", "ExceptionHandling",
  "ReferenceTypes", "Multivalue", "ExtendedConst", "SIMD128", "TailCall", "CallIndirectOverlong",
].reduce((all, name) => all | /** @type {Record<string, number>} */ (/** @type {unknown} */ (binaryen.Features))[name], 0);
/** Where the wasm looks for what a cut function calls before it traps. */
const CUT = "cut";
/**
 * What it calls: it tells the page, which starts another worker. Of the trap itself Pyodide would say more than anybody
 * can use, with functions that may be cut out as well.
 */
const MISSING = `${CUT}:{missing(){
if(globalThis.missed)return;
globalThis.missed=true;
console.warn(new Error("Python starts anew with its whole wasm, because it needs a function that was cut out"));
console.error=()=>{};
postMessage({missing:true});
}},`;
/** Where the glue gathers what the wasm looks up. */
const IMPORTS = "var imports={";
/** What a profile is read from: exported globals of 32 functions each. */
export const COUNTER = /^called(\d+)$/;
/** Exports that Emscripten's runtime and its dynamic linker look up by name. */
const OF_EMSCRIPTEN = /^(__|stack|_?emscripten)/;

/** @param {Uint8Array} wasm */
function read(wasm) {
  return /** @type {any} */ (binaryen).readBinary(wasm, FEATURES);
}

/** The functions that a module defines itself. @param {any} module @returns {Defined[]} */
function defined(module) {
  const all = Array.from({ length: module.getNumFunctions() }, (_, at) => module.getFunctionByIndex(at));
  const own = all.filter((reference) => !binaryen.getFunctionInfo(reference).module);
  return own.map((reference, number) => ({ number, reference }));
}

/** @param {Uint8Array} bitmap @param {number} number */
export const has = (bitmap, number) => (bitmap[number >> 3] >> (number & 7)) & 1;

/** Let each function note that it was called. @param {Uint8Array} wasm @returns {Uint8Array} */
export function counted(wasm) {
  const module = read(wasm);
  const functions = defined(module);
  for (let at = 0; at < functions.length; at += 32) {
    const name = `called${at / 32}`;
    module.addGlobal(name, binaryen.i32, true, module.i32.const(0));
    module.addGlobalExport(name, name);
  }
  for (const { number, reference } of functions) {
    const name = `called${number >> 5}`;
    const bits = module.i32.or(module.global.get(name, binaryen.i32), module.i32.const(1 << (number & 31)));
    const own = new (/** @type {any} */ (binaryen).Function)(reference);
    own.body = module.block(null, [module.global.set(name, bits), own.body], binaryen.getFunctionInfo(reference).results);
  }
  return emitted(module);
}

/**
 * Take out the body of each function that is not in `kept`, and the exports that `glue` does not name.
 * @param {Uint8Array} wasm @param {Uint8Array} kept a bitmap @param {string} glue @returns {Uint8Array}
 */
export function cut(wasm, kept, glue) {
  const module = read(wasm);
  module.addFunctionImport("missing", CUT, "missing", binaryen.none, binaryen.none);
  for (const { number, reference } of defined(module)) {
    if (has(kept, number)) continue;
    const own = new (/** @type {any} */ (binaryen).Function)(reference);
    own.body = module.block(null, [module.call("missing", [], binaryen.none), module.unreachable()]);
  }
  dropExports(module, glue);
  module.runPasses(["remove-unused-module-elements"]);
  return emitted(module);
}

/** @param {any} module @param {string} glue */
function dropExports(module, glue) {
  const linked = new Set(linkedNames(module));
  const named = new Set(Array.from(glue.matchAll(/wasmExports(?:\["|\.)([\w.$]+)/g), ([, name]) => name));
  const exports = Array.from({ length: module.getNumExports() }, (_, at) => binaryen.getExportInfo(module.getExportByIndex(at)));
  const functions = [binaryen.ExternalFunction, binaryen.ExternalGlobal];
  for (const { name, kind } of exports) {
    const needed = linked.has(name) || named.has(name) || OF_EMSCRIPTEN.test(name) || !functions.includes(kind);
    if (!needed) module.removeExport(name);
  }
}

/** The names that the module looks up in itself while it is linked. @param {any} module @returns {string[]} */
function linkedNames(module) {
  const globals = Array.from({ length: module.getNumGlobals() }, (_, at) => binaryen.getGlobalInfo(module.getGlobalByIndex(at)));
  return globals.filter(({ module: from }) => from?.startsWith("GOT.")).map(({ base }) => `${base}`);
}

/** @param {any} module @returns {Uint8Array} */
function emitted(module) {
  const bytes = module.emitBinary();
  module.dispose();
  return bytes;
}

/**
 * Take out of the glue what hands on an export that neither the glue itself nor the loader uses, and put in what is to
 * happen when a cut function is called.
 * @param {string} glue @param {string} loader
 */
export function cutGlue(glue, loader) {
  const uses = new Map();
  for (const [name] of `${glue}\n${loader}`.matchAll(/[\w$]+/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const statement = /([\w$]+)=Module\["\1"\]=wasmExports\["[\w$.]+"\](?:\.value>>>0)?;/g;
  // Its declaration, and this statement itself, which has the name twice.
  const spare = new Set(Array.from(glue.matchAll(statement), ([, name]) => name).filter((name) => uses.get(name) === 3));
  const bare = glue.replace(statement, (whole, name) => (spare.has(name) ? "" : whole));
  if (bare.split(IMPORTS).length !== 2) throw new Error(`This Pyodide has no "${IMPORTS}" in its glue, or more than one.`);
  return bare.replace(IMPORTS, `${IMPORTS}${MISSING}`).replace(/(?<=\bvar )[\w$]+(?:,[\w$]+){99,}/g, (names) => names.split(",").filter((name) => !spare.has(name)).join(","));
}
