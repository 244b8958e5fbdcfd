// Python's side: fetch, check, start, then answer.

/** @type {import("./types").Progress} */
const progress = { loaded: 0, total: 0, phase: "loading" };
let said = 0;
/** @type {import("./types").Reply} */
let reply;

self.onmessage = async ({ data: { type, id, manifest, json } }) => {
  try {
    if (type === "ask") return postMessage({ type: "reply", id, json: reply(json) });
    reply = await boot(manifest);
    postMessage({ type: "ready", id });
  } catch (error) {
    postMessage({ type: "error", id, message: `${error}` });
  }
};

/** @type {import("./types").Tell} */
const tell = (bytes) => {
  progress.loaded += bytes;
  if (Date.now() < said + 100) return;
  said = Date.now();
  const { loaded, total, phase } = progress;
  postMessage({ type: "progress", loaded: Math.min(loaded, total), total, phase });
};

/** @type {import("./types").Boot} */
const boot = async (manifest) => {
  const text = await read(manifest, manifest.split(".").at(-2));
  /** @type {import("./types").Manifest} */
  const { files, lock } = await new Response(text).json();
  const all = [files.wasm, files.python, files.loader, files.glue];
  const urls = all.map(({ name }) => new URL(name, manifest).href);
  progress.total = all.reduce((sum, { bytes }) => sum + bytes, progress.loaded);
  // The modules too, to be checked and counted: importing finds them in the cache.
  const [wasm, python] = await Promise.all(
    all.map(({ sha256, unpacked }, n) => read(urls[n], sha256, unpacked)),
  );
  said = 0;
  progress.phase = "starting";
  tell(0);
  const { loadPyodide } = await import(urls[2]);
  const { default: createPyodideModule } = await import(urls[3]);
  // Both files that Pyodide asks for are here already. Nothing else is ever fetched.
  self.fetch = async (url) => `${url}`.endsWith(".wasm") ? unpack(wasm) : new Response(python);
  const beat = setInterval(tell, 500, 0);
  const pyodide = await Promise.race([refusal(), loadPyodide({
    indexURL: new URL(".", manifest).href,
    stdLibURL: urls[1],
    lockFileContents: lock,
    createPyodideModule,
    /** @type {import("./types").FsInit} */
    fsInit: async (FS) => {
      // From here on Python holds the thread; it reads its modules one by one.
      clearInterval(beat);
      const { read } = FS;
      FS.read = (...given) => (tell(0), read(...given));
    },
  })]);
  return pyodide.pyimport("selfassess.browser").reply;
};

// Rejects if the browser refuses the wasm: `loadPyodide` would wait for ever.
const refusal = () => new Promise((_, reject) => {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = (...given) => {
    const result = instantiateStreaming(...given);
    result.catch(reject);
    return result;
  };
});

/** @type {import("./types").Unpack} */
const unpack = (bytes) => {
  const { body } = new Response(bytes);
  const packed = new Uint8Array(bytes)[0];
  return new Response(packed ? body?.pipeThrough(new DecompressionStream("gzip")) : body, {
    headers: { "content-type": "application/wasm" },
  });
};

/** @type {import("./types").Read} */
const read = async (url, hash, other = hash, cache) => {
  const chunks = [];
  try {
    const { ok, status, body } = await fetch(url, { cache });
    if (!ok || !body) throw `status ${status}`;
    for (let reader = body.getReader(), part; !(part = await reader.read()).done; ) {
      chunks.push(part.value);
      tell(part.value.length);
    }
    const bytes = await new Blob(chunks).arrayBuffer();
    // Browsers hash on https and localhost only.
    const found = crypto.subtle && hex(await crypto.subtle.digest("SHA-256", bytes));
    if (found && ![hash, other].some((wanted) => found.startsWith(`${wanted}`))) throw "damaged";
    return bytes;
  } catch (error) {
    for (const { length } of chunks) tell(-length);
    if (cache) throw `${url}: ${error}`;
    return read(url, hash, other, "reload");
  }
};

/** @type {import("./types").Hex} */
const hex = (bytes) =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
