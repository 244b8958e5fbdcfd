// Strips the scripts and styles: readers are not sent comments, indentation and long local names.
//
//   node strip.mjs [--from FOLDER] [--out FOLDER] [--while COMMAND ...]
//
// Scripts end in .mjs here, as Node and TypeScript know them, and in .js where they are served: that
// ending every server knows. Beside each file lies a source map with the original inside, which only developer tools fetch.
// With --while, what changes is stripped anew as long as the command runs.
// Equal inputs give equal bytes.

import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { minify } from "terser";
import { sha256 } from "./inputs.mjs";
import { byLine } from "./sourcemap.mjs";

/** @typedef {{ code: string, mappings: string }} Stripped */

const PACKAGE = resolve(dirname(fileURLToPath(import.meta.url)), "../src/mkdocs_selfassess");
/** The address of another script, in a text of its own. */
const MODULE = /(["'](?:\.\/)?[\w-]+)\.mjs(["'])/g;
/** How long an editor may take to write all that it saves, in milliseconds. */
const SETTLED = 100;

/** A problem that its message explains: it is shown without a stack. */
class Problem extends Error {}

/** @type {Record<string, (text: string, path: string) => Stripped | Promise<Stripped>>} */
const strippers = { ".mjs": script, ".css": style };

/** @param {string} text @param {string} path @returns {Promise<Stripped>} */
async function script(text, path) {
  try {
    const { code = "", map } = await minify(text.replace(MODULE, "$1.js$2"), {
      // Names of properties stay: tests, sites and messages of errors know them.
      module: true, ecma: 2020, compress: { passes: 2 }, sourceMap: {},
    });
    const { mappings } = JSON.parse(`${map}`);
    return { code: `${code}\n`, mappings };
  } catch (error) {
    const { line, message } = /** @type {Error & { line?: number }} */ (error);
    throw line ? new Problem(`${path}:${line}: ${message}`) : error;
  }
}

/**
 * A comment between two words stays as an empty one: without it they would be one word, and with
 * a space in its place two selectors would be one below the other.
 * @param {string} text @returns {Stripped}
 */
function style(text) {
  const pieces = /("(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|url\(\s*(?!["'])[^)]*\))|(?<=(\S?))\/\*[^]*?\*\/(?=(\S?))/g;
  const bare = text.replace(pieces, (comment, kept, before, after) =>
    kept ?? (before && after ? "/**/" : "") + comment.replace(/[^\n]/g, ""));
  return byLine(bare);
}

/** @param {string} from @param {string} out */
async function strip(from, out) {
  const names = readdirSync(from).filter((name) => extname(name) in strippers).sort();
  /** @type {Record<string, string>} */
  const made = {};
  /** @type {Record<string, string>} */
  const originals = {};
  for (const name of names) {
    const path = join(from, name);
    const text = readFileSync(path, "utf8");
    const { code, mappings } = await strippers[extname(name)](text, relative(process.cwd(), path));
    const served = name.replace(/\.mjs$/, ".js");
    const map = { version: 3, file: served, sources: [`original/${name}`], sourcesContent: [text], names: [], mappings };
    const link = `# sourceMappingURL=${served}.map`;
    made[served] = code + (name.endsWith(".css") ? `/*${link} */\n` : `//${link}\n`);
    made[`${served}.map`] = JSON.stringify(map);
    originals[name] = sha256(text);
  }
  write(out, made, originals);
}

/** The last file says that all are there, and what they were made of. @param {string} out @param {Record<string, string>} made @param {Record<string, string>} originals */
function write(out, made, originals) {
  mkdirSync(out, { recursive: true });
  for (const name of readdirSync(out)) if (!(name in made)) rmSync(join(out, name), { recursive: true });
  for (const [name, text] of Object.entries(made)) writeFileSync(join(out, name), text);
  const manifest = { files: Object.keys(made), originals };
  writeFileSync(join(out, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** @param {string} from @param {string} out */
async function stripAgain(from, out) {
  try {
    await strip(from, out);
  } catch (error) {
    // An author goes on typing; what was made before stays.
    console.error(error instanceof Problem ? error.message : error);
  }
}

/** @param {string} from @param {string} out @param {string[]} command */
function stripWhile(from, out, [program, ...given]) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  watch(from, () => {
    clearTimeout(timer);
    timer = setTimeout(stripAgain, SETTLED, from, out);
  });
  const running = spawn(program, given, { stdio: "inherit" });
  running.on("error", ({ message }) => { throw new Problem(`${program} did not start: ${message}`); });
  running.on("exit", (code) => process.exit(code ?? 1));
  // The terminal tells both; the command has the last word.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => running.kill());
}

/** Like parseArgs, which would take the options of the command for ours. @param {string} name @param {string} otherwise */
function option(name, otherwise) {
  const at = process.argv.indexOf(name);
  return resolve(at < 0 ? otherwise : process.argv[at + 1]);
}

async function main() {
  const from = option("--from", join(PACKAGE, "assets"));
  const out = option("--out", join(PACKAGE, "served"));
  const command = process.argv.slice(2).join("\0").split("--while\0")[1]?.split("\0");
  await strip(from, out);
  if (command) stripWhile(from, out, command);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Problem ? error.message : error);
  process.exitCode = 1;
}
