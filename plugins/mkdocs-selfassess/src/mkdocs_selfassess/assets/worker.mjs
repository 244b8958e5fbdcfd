// Python's side: fetch, check, start, then answer.

let loaded = 0;
let total = Infinity;
let said = 0;
/** @type {import("./types").AnswerRequest} */
let answer;

self.onmessage = async ({ data: { type, id, manifest, json } }) => {
  try {
    if (type === "ask") return postMessage({ type: "reply", id, json: answer(json) });
    answer = await boot(manifest);
    postMessage({ type: "ready", id });
  } catch (error) {
    postMessage({ type: "error", id, message: `${error}` });
  }
};

/** @type {import("./types").ReportProgress} */
const reportProgress = (bytes) => {
  loaded += bytes;
  const phase = loaded < total ? "loading" : "starting";
  if (Date.now() < said + 100 && (!bytes || phase === "loading")) return;
  said = Date.now();
  postMessage({ type: "progress", loaded: Math.min(loaded, total), total, phase });
};

/** @type {import("./types").Boot} */
const boot = async (manifest) => {
  const text = await read(manifest, manifest.split(".").at(-2));
  /** @type {import("./types").Manifest} */
  const { files, lock } = await new Response(text).json();
  total = Object.values(files).reduce((sum, { bytes }) => sum + bytes, loaded);
  /** @type {import("./types").Get} */
  const get = ({ name, sha256, unpacked }) => read(new URL(name, manifest).href, sha256, unpacked);
  // Modules are fetched to be checked and counted: importing finds them in the cache.
  /** @type {import("./types").Load} */
  const load = async (file) => (await get(file), import(new URL(file.name, manifest).href));
  // Compiling is silent. It may take a minute, not more.
  let beats = 120;
  const beat = setInterval(() => loaded < total || (beats-- > 0 && reportProgress(0)), 500);
  const [wasm, python, { loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    get(files.wasm).then(compile), get(files.python), load(files.loader), load(files.glue),
  ]);
  // Pyodide asks for two files, and both are here. Nothing else is ever fetched.
  self.fetch = async () => new Response(python);
  const pyodide = await new Promise((resolve, reject) => {
    // Without `reject`, `loadPyodide` would wait for ever.
    WebAssembly.instantiateStreaming = async (_, imports) => {
      const instance = WebAssembly.instantiate(wasm, imports);
      instance.catch(reject);
      return { module: wasm, instance: await instance };
    };
    loadPyodide({
      indexURL: new URL(".", manifest).href,
      stdLibURL: manifest,
      lockFileContents: lock,
      createPyodideModule,
      /** @type {import("./types").FsInit} */
      fsInit: async (FS) => {
        // From here on Python holds the thread; it reads its modules one by one.
        clearInterval(beat);
        const { read } = FS;
        FS.read = (...given) => (reportProgress(0), read(...given));
      },
    }).then(resolve, reject);
  });
  return pyodide.pyimport("selfassess.browser").answer_request;
};

/** @type {import("./types").Compile} */
const compile = async (bytes) => {
  const { body } = new Response(bytes);
  // Some hosts unpack .gz files on the way.
  const packed = body && new Uint8Array(bytes)[0];
  const raw = packed ? new Response(body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer() : bytes;
  return WebAssembly.compile(await raw);
};

/** @type {import("./types").Read} */
const read = async (url, hash, other = hash, cache) => {
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
    const found = crypto.subtle && hex(await crypto.subtle.digest("SHA-256", bytes));
    if (found && ![hash, other].some((wanted) => found.startsWith(`${wanted}`))) throw "damaged";
    return bytes;
  } catch (error) {
    reportProgress(-got);
    if (cache) throw `${url}: ${error}`;
    return read(url, hash, other, "reload");
  }
};

/** @type {import("./types").Hex} */
const hex = (bytes) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
