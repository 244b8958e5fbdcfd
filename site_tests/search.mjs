// Asks the theme's own search worker under Node, as the page would ask it in a browser.
//
//   node search.mjs SITE < queries > results
//
// A line in is one query as somebody types it; a line out is JSON: the paths of the pages that are
// found, best first.

import { readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { createContext, runInContext } from "node:vm";

const SETUP = 0;
const QUERY = 2;

const site = process.argv[2];
const workers = `${site}/assets/javascripts/workers/`;
const worker = readdirSync(workers).find((name) => /^search\..*\.js$/.test(name));
/** @type {(event: { data: object }) => Promise<void>} */
let heard = async () => {};
/** @type {{ data: { items: { location: string }[][] } }} */
let said;
/** @type {Record<string, unknown>} */
const scope = {
  console,
  addEventListener(/** @type {string} */ _, /** @type {typeof heard} */ listener) { heard = listener; },
  postMessage(/** @type {typeof said} */ data) { said = data; },
};
scope.self = scope;
runInContext(readFileSync(workers + worker, "utf8"), createContext(scope));

/** @param {number} type @param {unknown} data */
async function ask(type, data) {
  await heard({ data: { type, data } });
  return said.data;
}

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(`${site}/search/${name}.json`, "utf8"));
await ask(SETUP, { ...read("search_index"), docs: read("pages"), options: { suggest: true } });
for await (const query of createInterface({ input: process.stdin })) {
  const { items } = await ask(QUERY, query);
  console.log(JSON.stringify(items.map(([best]) => best.location.split("#")[0])));
}
