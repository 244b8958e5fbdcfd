// The page's side of Python: one worker for the life of the document.

import { digest } from "./parts.mjs";

/** @type {import("./types").Settings} */
export const settings = { manifest: "", patience: 20_000, beside: import.meta.url };

/** @type {ReturnType<typeof start> | undefined} undefined after a failure: the next call starts anew */
let engine;

/** @param {string} manifest */
export function configure(manifest) {
  settings.manifest = manifest;
}

/** @type {import("./types").Warm} */
export async function warm(watch) {
  return (engine ??= start()).ready(watch);
}

/** @type {import("./types").Ask} */
export async function ask(request, watch) {
  const { ready, send } = (engine ??= start());
  await ready(watch);
  const reply = JSON.parse(await send(JSON.stringify(request)));
  if (!("failure" in reply)) return reply;
  throw Object.assign(new Error(reply.failure), { code: "request", template: reply.template });
}

function start() {
  /** @type {Worker | undefined} */
  let worker;
  const script = new URL("worker.mjs", import.meta.url);
  const calls = new Map();
  const watches = new Set();
  /** @type {import("./types").Progress | undefined} */
  let last;
  let id = 0;
  let silent = 0;

  // Ticks, not times: a device that slept for an hour was silent for one tick.
  const clock = setInterval(() => {
    if (calls.size && ++silent > 20) stop("no-progress", "nothing came");
  }, settings.patience / 20);

  /** @param {string} code @param {string} message */
  function stop(code, message) {
    clearInterval(clock);
    worker?.terminate();
    engine = undefined;
    settings.failed = Date.now();
    calls.forEach(([, , reject]) => reject(Object.assign(new Error(message), { code })));
    calls.clear();
  }

  /** @param {number} id @param {string} [json] */
  const post = (id, json) => worker?.postMessage({ id, json, ...settings });

  /** @param {string} [json] none only starts Python @returns {Promise<string>} the JSON of a reply */
  const send = (json) => new Promise((...settle) => {
    silent = 0;
    calls.set(id, [json, ...settle]);
    post(id++, json);
  });

  /** Start a worker and ask it what is open. */
  async function open() {
    const found = await fetch(script, { cache: settings.failed ? "reload" : "default", integrity: digest("worker.mjs") });
    const code = await found.blob();
    // Given up meanwhile.
    if (!calls.size) return;
    // A worker from a network address is bound by the headers that came with it, and static hosts
    // send none; one from a blob: address is bound by the policy of the page, and is what was checked.
    worker = new Worker(URL.createObjectURL(code), { type: "module" });
    // Of a worker that did not load there is no message; where there is one, Python's memory is lost.
    worker.onerror = ({ message }) => stop("failed", message || "the worker did not load");
    worker.onmessage = ({ data }) => {
      silent = 0;
      if (data.message) return stop("failed", data.message);
      if (data.total) return watches.forEach((watch) => watch((last = data)));
      if (data.missing) {
        settings.whole = true;
        worker?.terminate();
        return begin();
      }
      watches.clear();
      last = undefined;
      calls.get(data.id)[1](data.json);
      calls.delete(data.id);
    };
    calls.forEach(([json], id) => post(id, json));
  }

  // What was given up ends late, when another worker may have come.
  const begin = () => open().catch((error) => calls.size && stop("failed", `${script}: ${error}`));

  const started = send();
  begin();
  /** @type {import("./types").Warm} */
  const ready = (watch) => {
    if (watch) {
      watches.add(watch);
      if (last) watch(last);
    }
    return started;
  };
  return { ready, send };
}
