// Answers requests with the compiled runtime, as the reader's browser would, but under Node.
//
//   node parity.mjs [MANIFEST] < requests > replies
//
// A line in is the JSON text of one request, a line out is what `answer_request` of `selfassess.browser`
// returns for it. A test compares these lines with what CPython returns for the same text.

import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { bootRuntime } from "../plugins/mkdocs-selfassess/runtime/boot.mjs";

const built = "../plugins/mkdocs-selfassess/src/mkdocs_selfassess/runtime/manifest.json";
const manifest = process.argv[2] ?? fileURLToPath(new URL(built, import.meta.url));
// Node shows the line in which an error began, and Pyodide is one line of a megabyte.
process.on("uncaughtException", (error) => {
  console.error(`${error}`);
  process.exit(1);
});
const { answer_request: answer } = (await bootRuntime(manifest)).pyimport("selfassess.browser");
for await (const request of createInterface({ input: process.stdin })) {
  process.stdout.write(`${answer(request)}\n`);
}
