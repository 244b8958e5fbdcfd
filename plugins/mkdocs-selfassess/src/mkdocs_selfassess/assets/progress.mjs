// Progress: how far the learners of this device are in a course.
//
// A tab knows its own row by a key in sessionStorage. Another tab is offered only what was kept.

import { load, write } from "./session.mjs";
import { DATABASE, remember, shared, transact } from "./store.mjs";

/** @import { Attempt, Looked, Outline, Progress, Row, Where } from "./course" */

const { today } = /** @type {typeof import("./days.mjs")} */ (await load("./days.mjs"));

/** Milliseconds: tomorrow somebody else may sit here. */
const LIFETIME = 12 * 3600_000;

/** @type {Map<string, Row>} by course, what can or may not be stored */
const memory = new Map();
/** @type {WeakSet<Row>} those of which is not known what is stored of the same learner */
const blind = new WeakSet();

/** @param {string} course @param {string} [key] */
const pointer = (course, key) => remember(`selfassess-learner ${course}`, key);

/** The minute in UTC. */
export const moment = () => `${new Date().toISOString().slice(0, 16)}Z`;

/** Never rejects. @param {Outline} outline @returns {Promise<Looked>} */
export const look = (outline) => read(outline).catch((error) => (console.warn(error), { own: memory.get(outline.id), others: [], aside: false }));

/** @param {Outline} outline @returns {Promise<Looked>} */
async function read(outline) {
  const { id } = outline;
  const held = memory.get(id);
  if (held && !blind.has(held)) return { own: held, others: [], aside: false };
  /** @type {unknown[]} */
  const all = await transact("courses", (store) => store.getAll());
  const { mine, others, aside } = sorted(all, id);
  if (aside.length) await putAside(aside);
  const own = mine && held ? joined(mine, held, outline) : mine ?? held;
  if (shared()) return { own: own && await unstored(own), others: [], aside: false };
  return { own, others, aside: aside.length > 0 };
}

/** @param {Row} stored @param {Row} held what was done since it could not be read @param {Outline} outline */
function joined(stored, held, outline) {
  renew(stored, outline);
  joinInto(stored, held.progress, outline);
  stored.begun = held.begun ?? stored.begun;
  stored.kept ||= held.kept;
  return stored;
}

/** @param {unknown[]} all @param {string} course */
function sorted(all, course) {
  const good = all.filter(isRow);
  const aside = all.filter((row) => !isRow(row) && !Object(row).aside);
  const mine = good.find((row) => row.key === pointer(course) && row.course === course);
  const others = good.filter((row) => row.course === course && row.kept && row !== mine);
  const old = good.filter((row) => !row.kept && row.updated < Date.now() - LIFETIME);
  if (old.length) transact("courses", (store) => old.forEach(({ key }) => store.delete(key))).catch(console.warn);
  return { mine: mine && old.includes(mine) ? undefined : mine, others, aside };
}

/** @param {unknown} row @returns {row is Row} */
function isRow(row) {
  const { key, course, updated, progress } = Object(row);
  const { modules, test, started } = Object(progress);
  return [key, course, started, test?.instrument, test?.version].every((text) => typeof text === "string")
    && typeof updated === "number" && [modules, test.attempts].every(areObjects)
    && /** @type {Row["progress"]["modules"]} */ (modules).every((one) => typeof one.page === "string" && typeof one.hash === "string");
}

/** @param {unknown} list */
const areObjects = (list) => Array.isArray(list) && list.every((one) => Object(one) === one);

/** Nothing overwrites it there. @param {unknown[]} rows */
const putAside = (rows) => transact("courses", (store) => {
  for (const row of rows) {
    const { key } = Object(row);
    store.delete(key);
    store.put({ key: `aside ${key}`, aside: row });
  }
});

/** On a shared computer what this tab wrote goes from the device. @param {Row} row */
async function unstored(row) {
  if (row.kept) return row;
  await transact("courses", (store) => store.delete(row.key));
  memory.set(row.course, row);
  return row;
}

/**
 * Change the own progress, or begin it. What is stored is read before anything is written.
 * @param {Outline} outline @param {(row: Row) => void} act @returns {Promise<Where>} never rejects
 */
export const change = (outline, act) => write(() => alone(async () => {
  const found = await read(outline).catch((error) => void console.warn(error));
  const row = found?.own ?? memory.get(outline.id) ?? begun(outline);
  renew(row, outline);
  act(row);
  row.updated = Date.now();
  return put(row, !!found);
}));

/**
 * One tab after the other: none writes over what another has just written.
 * @template Result @param {() => Promise<Result>} step
 */
async function alone(step) {
  /** @type {Promise<Result> | undefined} */
  let done;
  const begin = () => done ??= step();
  // Where storage is blocked there are no locks either.
  await navigator.locks?.request(`${DATABASE} courses`, begin).catch(console.warn);
  return begin();
}

/** @param {Outline} outline @returns {Row} */
const begun = ({ id, version, test: { instrument, version: of } }) => ({
  key: `${id} ${crypto.getRandomValues(new Uint32Array(4)).join("")}`,
  course: id,
  kept: false,
  updated: 0,
  progress: { course: id, version, started: today(), modules: [], test: { instrument, version: of, attempts: [] } },
});

/** A changed course keeps what was read; a changed test is begun anew. @param {Row} row @param {Outline} outline */
function renew(row, outline) {
  const { progress } = row;
  progress.version = outline.version;
  if (isSameTest(progress, outline)) return;
  const { instrument, version } = outline.test;
  const before = [progress.test, ...row.earlier ?? []];
  progress.test = { instrument, version, attempts: [] };
  row.earlier = [];
  for (const test of before) takeIn(row, test, outline);
}

/**
 * Take attempts in, each once: those at this test count, others are kept beside them.
 * @param {Row} row @param {Row["progress"]["test"]} test @param {Outline} outline
 */
function takeIn(row, test, outline) {
  const { attempts } = test;
  const own = isSameTest({ test }, outline) ? row.progress.test
    : row.earlier?.find((one) => one.instrument === test.instrument && one.version === test.version);
  if (own) own.attempts = distinct([...own.attempts, ...attempts]);
  else if (attempts.length) row.earlier = [...row.earlier ?? [], test];
}

/**
 * What was read here or there is read, as it stands now if it was in either. No attempt is lost.
 * @param {Row} row @param {Progress} there @param {Outline} outline
 */
export function joinInto(row, there, outline) {
  const here = row.progress;
  const now = new Map(outline.modules.map(({ page, hash }) => [page, hash]));
  const marks = [...here.modules, ...there.modules].sort((one, other) => +(now.get(one.page) === one.hash) - +(now.get(other.page) === other.hash));
  const modules = [...new Map(marks.map((mark) => [mark.page, mark])).values()];
  row.progress = { ...here, started: here.started < there.started ? here.started : there.started, modules };
  if (!here.before && there.before) row.progress.before = there.before;
  takeIn(row, there.test, outline);
}

/** In order of time; what was handed in again counts as it was at first. @param {Attempt[]} attempts */
function distinct(attempts) {
  const ordered = [...attempts].sort((one, other) => one.ended < other.ended ? -1 : +(one.ended > other.ended));
  const codes = ordered.map(({ seed, ended }) => seed || ended);
  return ordered.filter((_, at) => codes.indexOf(codes[at]) === at);
}

/** @param {Pick<Row["progress"], "test">} progress @param {Outline} outline */
export const isSameTest = ({ test }, outline) =>
  test.instrument === outline.test.instrument && test.version === outline.test.version;

/** @param {Row} row @param {Outline} outline @param {string} version @returns {Attempt[]} the attempts at one version of the test, to be added to */
export function attemptsAt(row, { test: { instrument } }, version) {
  const found = [row.progress.test, ...row.earlier ?? []].find((one) => one.instrument === instrument && one.version === version);
  if (found) return found.attempts;
  const made = { instrument, version, attempts: [] };
  row.earlier = [...row.earlier ?? [], made];
  return made.attempts;
}

/**
 * The version of the test that was tried last, of those that can be scored still: who began before
 * a change has ended on the same questions.
 * @param {Row | undefined} row @param {Outline} outline @returns {Progress["test"]}
 */
export function counted(row, { test: { instrument, version, earlier = {} } }) {
  const tried = row ? [row.progress.test, ...row.earlier ?? []] : [];
  const usable = tried.filter((one) => one.instrument === instrument && one.attempts.length
    && (one.version === version || one.version in earlier));
  const last = (/** @type {Progress["test"]} */ { attempts }) => `${attempts.at(-1)?.ended}`;
  // Of two in one minute today's, which is the first, counts.
  return usable.sort((one, other) => +(last(one) < last(other)) - +(last(one) > last(other)))[0] ?? { instrument, version, attempts: [] };
}

/** @param {Row} row @param {boolean} wasRead @returns {Promise<Where>} */
async function put(row, wasRead) {
  if (wasRead && !shared()) {
    try {
      await transact("courses", (store) => store.put(row));
      memory.delete(row.course);
      pointer(row.course, row.key);
      return row.kept ? "saved" : "tab";
    } catch (error) {
      console.warn(error);
    }
  }
  memory.set(row.course, row);
  if (!wasRead) blind.add(row);
  return shared() ? "memory" : "unsaved";
}

/** Go on with what somebody kept. @param {Row} row */
export const choose = ({ course, key }) => void pointer(course, key);

/** Somebody else sits here now; what was not kept goes. @param {string} course @param {Row} [row] */
export async function leave(course, row) {
  memory.delete(course);
  pointer(course, "");
  if (row && !row.kept) await transact("courses", (store) => store.delete(row.key)).catch(console.warn);
}

/** What a page remembers goes too. */
export const forget = () => memory.clear();
