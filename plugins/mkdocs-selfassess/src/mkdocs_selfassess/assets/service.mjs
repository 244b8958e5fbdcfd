// Service: the worker that lets pages be read again without a network. `mkdocs build` writes it to
// `sw.js` at the root of the site, with the name of the build and the page on offline reading before it.
//
// What a reader used is kept as it was used; the whole site only when asked for. Nothing is kept
// whose content is not what the build listed, so that neither the page of a hotel's network nor a
// half-finished deployment can take the place of a good file.

/** @typedef {{ build: string, size: number, files: Record<string, [digest: string, size: number]>, spare: string[] }} Listing `spare` is kept once it was used, and not copied else */
/** @typedef {{ data: Request, ports: MessagePort[] } & ExtendableEvent} Asked */
/** @typedef {{ do: "state" | "copy" | "drop" } | { do: "used", addresses: string[] }} Request */
/** @typedef {{ waitUntil: (work: Promise<unknown>) => void }} ExtendableEvent */
/** @typedef {{ request: globalThis.Request, respondWith: (answer: Promise<Response>) => void } & ExtendableEvent} FetchEvent */

/** What the build writes before this script. */
const { BUILD, HELP } = /** @type {{ BUILD: string, HELP: string | null }} */ (/** @type {unknown} */ (self));
// The types of a page and those of this worker can not be loaded together.
const worker = /** @type {any} */ (self);
/** The root of the site: other sites may lie beside it on the same origin. */
const ROOT = new URL("./", location.href).href;
const OURS = `selfassess:${new URL(ROOT).pathname}:`;
const USED = `${OURS}used`;
const WHOLE = `${OURS}copy:`;
const COPY = WHOLE + BUILD;
const LIST = `${ROOT}offline.json`;
/** Where the list of this build is kept when the whole site is not. */
const HERE = `${LIST}?${BUILD}`;
/** How long a reader waits for the network where a copy is at hand, in milliseconds. */
const PATIENCE = 3000;
/** How many files are fetched at once. */
const AT_ONCE = 4;
const DIGEST = "x-digest";
/** A name that holds a hash of its content. */
const HASHED = /[./-][0-9a-f]{8,}[./]/;

worker.addEventListener("install", (/** @type {ExtendableEvent} */ event) => event.waitUntil(install()));
worker.addEventListener("activate", (/** @type {ExtendableEvent} */ event) => event.waitUntil(activate()));
worker.addEventListener("message", (/** @type {Asked} */ event) => event.waitUntil(reply(event)));
worker.addEventListener("fetch", (/** @type {FetchEvent} */ event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("range")) return;
  event.respondWith(answer(event));
});

// A new build

/** A whole copy is renewed before this build takes over; where that fails the old one goes on whole. */
async function install() {
  if (await copies(true).then((found) => found.length)) await fill();
  else await renew().catch(() => {});
  await worker.skipWaiting();
}

async function activate() {
  for (const name of await copies()) if (name !== COPY) await caches.delete(name);
  await trim().catch(() => {});
  await worker.clients.claim();
}

/** Names of what was used and is not what this build lists. */
async function stale() {
  const { files } = await listing();
  const used = await caches.open(USED);
  const found = [];
  for (const request of await used.keys()) {
    const name = request.url.slice(ROOT.length);
    const digest = (await used.match(request))?.headers.get(DIGEST);
    if (request.url !== HERE && digest !== files[name]?.[0]) found.push(name);
  }
  return found;
}

/** Fetch what was used as it is now; a page comes only after all that it may be made of. */
async function renew() {
  const kinds = new Set((await stale()).map(kind));
  const { files } = await listing();
  const used = await caches.open(USED);
  const names = Object.keys(files).filter((name) => kinds.has(kind(name)));
  for (const name of names.sort((one, other) => +HASHED.test(other) - +HASHED.test(one))) await take(used, name, files[name][0]);
}

/** What goes under another hash in each build. @param {string} name */
const kind = (name) => name.replace(/([./-])[0-9a-f]{8,}[./].*/, "$1");

/** Forget what this build does not list; what has a hash in its name, once no kept page is older and may ask for it. */
async function trim() {
  const { files } = await listing();
  const used = await caches.open(USED);
  const old = await stale();
  const asked = old.some((name) => files[name]);
  for (const name of old) if (!files[name] && !(asked && HASHED.test(name))) await used.delete(ROOT + name);
}

/** The names of the whole copies, or of the finished ones. */
async function copies(finished = false) {
  const found = [];
  for (const name of await caches.keys()) {
    if (name.startsWith(WHOLE) && (!finished || await caches.match(LIST, { cacheName: name }))) found.push(name);
  }
  return found;
}

/** @type {Promise<Listing> | undefined} */
let known;

/** @returns {Promise<Listing>} the files of this build */
function listing() {
  known ??= list();
  known.catch(() => { known = undefined; });
  return known;
}

/** @returns {Promise<Listing>} */
async function list() {
  const used = await caches.open(USED);
  const kept = await caches.match(LIST, { cacheName: COPY }) ?? await used.match(HERE);
  const response = kept ?? await fetch(LIST, { cache: "no-store" });
  const found = await response.clone().json();
  // The files of a deployment do not arrive all at once.
  if (found.build !== BUILD) throw new Error("changed");
  // Without room for it, it is fetched again.
  if (!kept) await used.put(HERE, response).catch(() => {});
  return found;
}

// Answers

/** @param {FetchEvent} event */
async function answer(event) {
  const { request } = event;
  const address = plain(request.url);
  const saved = await find(address);
  const again = /reload|no-store|no-cache/.test(request.cache);
  if (saved && !again && HASHED.test(address)) return saved;
  // One that is not what its page names the hash of may lie damaged in the browser's own cache.
  const coming = fetch(request).catch((error) => (request.integrity ? fetch(request, { cache: "reload" }) : Promise.reject(error)));
  // Kept beside, as a reader does not wait for it.
  event.waitUntil(coming.then((response) => keep(address, response.clone())).catch(() => {}));
  const response = await Promise.race([coming, ...(saved ? [after(PATIENCE, saved)] : [])]).catch(() => undefined);
  if (response && response.status < 500) return response;
  // Without anything else it is the network's own answer, a failure included.
  return saved ?? await instead(request, address) ?? coming;
}

/** A page that is not here leads to one that says what is. @param {globalThis.Request} request @param {string} address */
async function instead(request, address) {
  if (request.mode !== "navigate") return undefined;
  if (await find(`${address}/`)) return Response.redirect(`${address}/`);
  return HELP !== null && await find(ROOT + HELP) ? Response.redirect(ROOT + HELP) : undefined;
}

/** @param {string} url the address of a file, without what a search or a heading adds */
function plain(url) {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/index\.html$/, "/");
}

/** @param {string} address */
async function find(address) {
  // What was used after the whole site was copied is newer.
  return await caches.match(address, { cacheName: USED })
    ?? (await caches.match(LIST, { cacheName: COPY }) && await caches.match(address, { cacheName: COPY }));
}

/** @template T @param {number} time @param {T} value @returns {Promise<T>} */
const after = (time, value) => new Promise((resolve) => { setTimeout(resolve, time, value); });

/** Keep what a reader used, if it is what the build listed. @param {string} address @param {Response} response */
async function keep(address, response, again = HASHED.test(address)) {
  if (response.status !== 200 || response.redirected) return;
  const { files } = await listing();
  const [digest] = files[address.slice(ROOT.length)] ?? [];
  const whole = digest && await checked(response, digest);
  if (whole) await caches.open(USED).then((cache) => cache.put(address, whole));
  // There, too.
  else if (digest && again) await keep(address, await fetch(address, { cache: "reload" }), false);
}

/** What the type of a file holds, by its ending; as another, browsers do not run it. */
const TYPES = /** @type {Record<string, string>} */ ({ js: "script", css: "css" });

/** @param {Response} response @param {string} digest @returns {Promise<Response | undefined>} the file, if it is the right one */
async function checked(response, digest) {
  const body = await response.arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  const found = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const type = response.headers.get("content-type") ?? "";
  const right = found === digest && type.includes(TYPES[plain(response.url).split(".").pop() ?? ""] ?? "");
  return right ? new Response(body, { headers: { "content-type": type, [DIGEST]: digest } }) : undefined;
}

// The whole site

/** @param {Asked} event */
async function reply({ data, ports: [port] }) {
  if (data.do === "copy") await fill((done, size) => port.postMessage({ done, size })).catch(failed);
  if (data.do === "drop") for (const name of await copies()) await caches.delete(name);
  if (data.do === "used") return use(data.addresses);
  const ready = (await copies(true)).includes(COPY);
  const { size = 0 } = await listing().catch(() => /** @type {Partial<Listing>} */ ({}));
  port.postMessage({ ready, size });

  /** @param {Error} error */
  function failed(error) {
    port.postMessage({ failed: error.name === "QuotaExceededError" ? "full" : error.message === "changed" ? "changed" : "network" });
  }
}

/** What came before this worker did. @param {string[]} addresses */
async function use(addresses) {
  const used = await caches.open(USED);
  for (const address of new Set(addresses.map(plain))) {
    if (!address.startsWith(ROOT) || await used.match(address)) continue;
    await fetch(address, { cache: "force-cache" }).then((response) => keep(address, response)).catch(() => {});
  }
}

/** Fetch the whole site; what is here already is not fetched again. */
async function fill(tell = (/** @type {number} */ _done, /** @type {number} */ _size) => {}) {
  const { files, size, spare } = await listing();
  const cache = await caches.open(COPY);
  const kept = await Promise.all(spare.map((name) => caches.match(ROOT + name)));
  const left = spare.filter((_, at) => !kept[at]);
  const waiting = Object.entries(files).filter(([name]) => !left.includes(name));
  let done = 0;
  const next = async () => {
    for (let entry; (entry = waiting.shift());) {
      const [name, [digest, bytes]] = entry;
      await take(cache, name, digest);
      tell(done += spare.includes(name) ? 0 : bytes, size);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next)).catch(async (error) => {
    waiting.length = 0;
    if (error.name === "QuotaExceededError") await caches.delete(COPY);
    throw error;
  });
  // Last: it says that all are there.
  await cache.put(LIST, Response.json({ build: BUILD, size, files, spare }));
  await caches.delete(USED);
}

/** @param {Cache} cache @param {string} name @param {string} digest */
const take = async (cache, name, digest) => cache.put(ROOT + name, await held(ROOT + name, digest) ?? await fetched(ROOT + name, digest));

/** @param {string} address @param {string} digest @returns {Promise<Response | undefined>} */
async function held(address, digest) {
  for (const cacheName of [COPY, USED, ...await copies()]) {
    const found = await caches.match(address, { cacheName });
    if (found?.headers.get(DIGEST) === digest) return found;
  }
  return undefined;
}

/** @param {string} address @param {string} digest */
async function fetched(address, digest) {
  const response = await fetch(address, { cache: "no-cache", redirect: "error" });
  const file = response.ok && await checked(response, digest);
  if (!file) throw new Error("changed");
  return file;
}
