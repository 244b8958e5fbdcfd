// The bill of materials of our own site: what others made of what its pages load, beside the plugin.
//
//   node tools/site_bom.mjs          prints it
//   node tools/site_bom.mjs --write  writes it to content/about/bom.cdx.json

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bill } from "../plugins/mkdocs-selfassess/runtime/bom.mjs";

/** @typedef {import("../plugins/mkdocs-selfassess/runtime/bom.mjs").Part} Part */

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FONTS = "assets/fonts/";

/** The text of a file of the repository. @param {string} name */
const text = (name) => readFileSync(join(ROOT, name), "utf8");

/** The version of a package in the lock. @param {string} name */
function locked(name) {
  const version = new RegExp(`^${name}==(\\S+)`, "m").exec(text("requirements.lock"))?.[1];
  if (!version) throw new Error(`${name} is not in requirements.lock.`);
  return version;
}

/** A typeface with its files. @param {string} name @param {string} stem @returns {Part} */
function typeface(name, stem) {
  const names = readdirSync(join(ROOT, "content", FONTS)).filter((file) => file.startsWith(stem));
  const parts = names.map((file) => ({
    name: file, type: /** @type {const} */ ("file"), licence: "OFL-1.1", bytes: readFileSync(join(ROOT, "content", FONTS, file)),
  }));
  return { name, type: "data", licence: "OFL-1.1", files: `${FONTS}${stem}*`, parts };
}

/** What the theme is made of; its own build says which, not in which version. @returns {Part[]} */
function inTheme() {
  const scripts = "assets/javascripts/bundle.*";
  const languages = "assets/javascripts/lunr/";
  return [
    { name: "clipboard", licence: "MIT", files: scripts },
    { name: "escape-html", licence: "MIT", files: scripts },
    { name: "focus-visible", licence: "W3C-20150513", files: scripts },
    { name: "rxjs", licence: "Apache-2.0", files: scripts },
    { name: "tslib", licence: "0BSD", files: scripts },
    { name: "lunr", licence: "MIT", files: "assets/javascripts/workers/" },
    { name: "lunr-languages", licence: "MPL-1.1", files: `${languages}min/` },
    { name: "TinySegmenter", licence: "BSD-3-Clause", files: `${languages}tinyseg.js` },
    { name: "wordcut", licence: "LGPL-3.0-only", files: `${languages}wordcut.js` },
    { name: "material-design-color", licence: "MIT", files: "assets/stylesheets/" },
    { name: "Material Design Icons", type: "data", licence: "Apache-2.0", files: "in the pages" },
    { name: "Octicons", type: "data", licence: "MIT", files: "in the pages" },
    { name: "Font Awesome Free", type: "data", licence: "CC-BY-4.0", files: "in the pages" },
    { name: "Simple Icons", type: "data", licence: "CC0-1.0", files: "in the pages" },
  ];
}

function bom() {
  const version = /^version = "(.+)"$/m.exec(text("pyproject.toml"))?.[1];
  const theme = locked("mkdocs-material");
  return bill({ name: "therapeutic-alliance", version, type: "application", licence: "MIT AND CC-BY-4.0" }, [
    {
      name: "mkdocs-material", version: theme, type: "framework", licence: "MIT", purl: `pkg:pypi/mkdocs-material@${theme}`,
      files: "assets/javascripts/ assets/stylesheets/ assets/images/", parts: inTheme(),
    },
    { name: "mkdocs-selfassess", version, licence: "MIT", files: "assets/selfassess/", bom: "../assets/selfassess/runtime/bom.cdx.json" },
    typeface("Source Sans 3", "source-sans-3"),
    typeface("Ysabeau Office", "ysabeau-office"),
  ]);
}

if (process.argv.includes("--write")) writeFileSync(join(ROOT, "content/about/bom.cdx.json"), bom());
else process.stdout.write(bom());
