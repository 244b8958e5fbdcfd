// Python's side: fetch, check, start, then answer.

/** @import * as T from "./types" */
/** @typedef {{ pyimport: (name: string) => { answer_request: typeof answer } }} Pyodide */

/** Milliseconds between two reports, as long as bytes come. */
const REPORTED = 100;
/** Milliseconds between two signs of life while wasm is compiled, which says nothing by itself. */
const BEAT = 500;
/** It may take a minute, not more: a beat that never ended would hide that it hangs. */
const BEATS = 120;

/** @type {() => Promise<typeof import("./digest.mjs")>} */
let hashing;
let loaded = 0;
let total = Infinity;
let reported = 0;
/** @type {Promise<(json: string) => string>} `selfassess.browser.answer_request` */
let answer;

// The first message starts Python, whether it asks something or not.
self.onmessage = async ({ data: { id, json, manifest, whole, beside, failed } }) => {
  // A worker of a blob lies beside nothing.
  hashing = () => import(`${new URL("./digest.mjs", beside)}?${failed}`);
  try {
    const ask = await (answer ??= boot(manifest, whole));
    postMessage({ id, json: json && ask(json) });
  } catch (error) {
    postMessage({ id, message: `${error}` });
  }
};

/**
 * Count bytes that came and say so, at most ten times a second.
 * @param {number} bytes with 0 it is a sign of life
 */
function reportProgress(bytes) {
  loaded += bytes;
  const phase = loaded < total ? "loading" : "starting";
  if (Date.now() < reported + REPORTED && (!bytes || phase === "loading")) return;
  reported = Date.now();
  postMessage({ loaded: Math.min(loaded, total), total, phase });
}

/**
 * Fetch the runtime of a manifest and start it.
 * @param {string} manifest its address
 * @param {boolean} [wholly] whether with the whole wasm, because a function was missing
 * @returns {typeof answer}
 */
async function boot(manifest, wholly) {
  // Its name carries the start of its own hash.
  const text = await read(manifest, manifest.split(".").at(-2));
  /** @type {T.Manifest} */
  const { files, lock, whole } = await new Response(text).json();
  Object.assign(files, wholly && whole);
  total = Object.values(files).reduce((sum, { bytes }) => sum + bytes, loaded);
  /** @param {T.RuntimeFile} file */
  const get = ({ name, sha256, unpacked }) => read(new URL(name, manifest).href, sha256, unpacked);
  // Modules are fetched to be checked and counted: importing finds them in the cache.
  /** @param {T.RuntimeFile} file */
  const load = async (file) => {
    await get(file);
    const { href } = new URL(file.name, manifest);
    // What the cache holds may have the right bytes and the wrong type.
    return import(href).catch(() => import(`${href}?${Date.now()}`));
  };
  let beats = BEATS;
  const beat = setInterval(() => loaded < total || (beats-- > 0 && reportProgress(0)), BEAT);
  const [wasm, python, { loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    get(files.wasm).then(unpack).then(WebAssembly.compile), get(files.python).then(unpack), load(files.loader), load(files.glue),
  ]);
  // Pyodide asks for two files, and both are here. Nothing else is ever fetched.
  self.fetch = async () => new Response(python);
  const pyodide = await started(wasm, loadPyodide, {
    indexURL: new URL(".", manifest).href,
    stdLibURL: manifest,
    lockFileContents: lock,
    createPyodideModule,
    /** @param {{ read: (...given: unknown[]) => number }} FS */
    fsInit: async (FS) => {
      // From here on Python holds the thread; it reads its modules one by one.
      clearInterval(beat);
      const { read } = FS;
      FS.read = (...given) => (reportProgress(0), read(...given));
    },
  });
  return pyodide.pyimport("selfassess.browser").answer_request;
}

/**
 * Start Pyodide with wasm that is compiled already.
 * @param {WebAssembly.Module} wasm
 * @param {(options: object) => Promise<Pyodide>} loadPyodide
 * @param {object} options
 * @returns {Promise<Pyodide>}
 */
const started = (wasm, loadPyodide, options) => new Promise((resolve, reject) => {
  // Without `reject`, `loadPyodide` would wait for ever.
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const instance = WebAssembly.instantiate(wasm, imports);
    instance.catch(reject);
    return { module: wasm, instance: await instance };
  };
  loadPyodide(options).then(resolve, reject);
});

/** @param {ArrayBuffer} bytes packed or not */
function unpack(bytes) {
  const { body } = new Response(bytes);
  // Some hosts unpack .gz files on the way. What is packed begins with these bits.
  const packed = body && new Uint8Array(bytes)[0] === 31;
  return packed ? new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer() : bytes;
}

/**
 * Fetch a file whose SHA-256 starts with `hash` or `other`, and try twice, the second time past
 * the browser's cache, where a damaged copy would stay. Throws a sentence that begins with the
 * address.
 * @param {string} url @param {string} [hash] @param {string} [other] @param {RequestCache} [cache]
 * @returns {Promise<ArrayBuffer>}
 */
async function read(url, hash, other = hash, cache) {
  let got = 0;
  const counter = new TransformStream({
    transform(chunk, out) {
      got += chunk.length;
      reportProgress(chunk.length);
      out.enqueue(chunk);
    },
  });
  try {
    const { ok, status, body } = await fetch(url, { cache });
    if (!ok || !body) throw `status ${status}`;
    const bytes = await new Response(body.pipeThrough(counter)).arrayBuffer();
    // Browsers hash on https and localhost only.
    const subtle = crypto.subtle ?? await hashing();
    const found = hex(await subtle.digest("SHA-256", bytes));
    if (![hash, other].some((wanted) => found.startsWith(/** @type {string} */ (wanted)))) throw "damaged";
    return bytes;
  } catch (error) {
    reportProgress(-got);
    if (cache) throw `${url}: ${error}`;
    return read(url, hash, other, "reload");
  }
}

/** @param {ArrayBuffer} bytes */
const hex = (bytes) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
