// Runs the workload in the compiled runtime with a wasm whose functions note that they are called.
//
//   node profile.mjs MANIFEST COUNTED < requests > calls
//
// The first line in is what `templates()` of use.py returns, each other one the JSON text of one request. A line out is the base64 of a bitmap of functions: first of
// those that starting Python called, then of those of `use()`, then of those of each request. COUNTED is where the wasm
// is written, for a browser.

import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { bootRuntime } from "../plugins/mkdocs-selfassess/runtime/boot.mjs";
import { COUNTER, counted } from "../plugins/mkdocs-selfassess/runtime/cut.mjs";

const [manifest, place] = process.argv.slice(2);
const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const wasm = counted(readFileSync(here("../node_modules/pyodide/pyodide.asm.wasm")));
writeFileSync(place, wasm);

/** @type {{ value: number }[]} */
const counters = [];
// The types of Node know nothing of it.
const webAssembly = /** @type {any} */ (globalThis).WebAssembly;
const { instantiate } = webAssembly;
webAssembly.instantiate = async (/** @type {unknown} */ bytes, /** @type {unknown} */ imports) => {
  const made = await instantiate(bytes, imports);
  for (const [name, value] of Object.entries(/** @type {Record<string, any>} */ ((made.instance ?? made).exports))) {
    const [, at] = COUNTER.exec(name) ?? [];
    if (at) counters[+at] = value;
  }
  return made;
};

/** Say what was called since the last time. */
function tell() {
  const words = Int32Array.from(counters, ({ value }) => value);
  for (const counter of counters) counter.value = 0;
  process.stdout.write(`${Buffer.from(words.buffer).toString("base64")}\n`);
}

const booted = await bootRuntime(manifest, wasm);
tell();
booted.runPython(readFileSync(here("../plugins/mkdocs-selfassess/runtime/use.py"), "utf8"));
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const amiss = booted.globals.get("use")((await lines.next()).value);
if (amiss) throw new Error(amiss);
tell();
const { answer_request: answer } = booted.pyimport("selfassess.browser");
for await (const request of lines) {
  answer(request);
  tell();
}
