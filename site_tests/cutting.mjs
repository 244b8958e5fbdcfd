// Cuts Pyodide's wasm by any profile, for tests: the build only cuts by one that fits.
//
//   node cutting.mjs WASM GLUE < profile
//
// In comes the base64 of a bitmap of functions; WASM and GLUE are where the two files are written.

import { readFileSync, writeFileSync } from "node:fs";
import { cut, cutGlue } from "../plugins/mkdocs-selfassess/runtime/cut.mjs";

const [wasm, glue] = process.argv.slice(2);
const stock = (/** @type {string} */ name) => readFileSync(new URL(`../node_modules/pyodide/${name}`, import.meta.url));
const loader = `${stock("pyodide.mjs")}`;
const bare = cutGlue(`${stock("pyodide.asm.mjs")}`, loader);
const kept = Buffer.from(readFileSync(0, "utf8"), "base64");
writeFileSync(wasm, cut(stock("pyodide.asm.wasm"), kept, `${bare}\n${loader}`));
writeFileSync(glue, bare);
