/**
 * What the modules of the browser part say to each other.
 *
 * engine.mjs runs in the page and owns the one worker of the document; worker.mjs runs Python.
 * The worker starts with the first `warm` or `ask`, and again with the next one after a failure.
 */

import type { Kept, Plan, Replies, Requests } from "./requests";

export type { Arrangement, Plan } from "./requests";

/** Item id to the value of its chosen radio button. */
export type Answers = Record<string, string>;

/**
 * How far the engine is, in bytes; `total` is infinite until the manifest has come. In the phase
 * "starting" every byte is there and Python itself starts, which takes seconds on a slow phone.
 */
export interface Progress {
  loaded: number;
  total: number;
  phase: "loading" | "starting";
}

export type Watch = (progress: Progress) => void;

/** What `warm` and `ask` reject with. The message is for the console, not for the reader. */
export interface EngineError extends Error {
  /**
   * "no-progress": no byte and no message for `Settings.patience`. "request": Python failed on
   * this request alone, and the next one is answered. "unfetched": what it is asked about did not
   * come, or came damaged. "failed": all else.
   */
  code: "no-progress" | "request" | "failed" | "unfetched";
  /** Of "request": the name of the site's own template that failed; "" if none did. */
  template?: string;
}

export interface Settings {
  /** The absolute address of the runtime's manifest. */
  manifest: string;
  /** Milliseconds of silence after which the worker is given up; read when it starts. */
  patience: number;
  /** Where our scripts are, which a worker of a blob does not know. */
  beside: string;
  /** When it last failed: what did may lie damaged in the browser's cache. */
  failed?: number;
  /** Whether Python runs with its whole wasm, because a function was missing in the cut one. */
  whole?: boolean;
}

/** Starts Python, and resolves when it can answer. */
export type Warm = (watch?: Watch) => Promise<unknown>;

/** Gives a request to `selfassess.browser` as soon as Python can answer. */
export type Ask = <Name extends keyof Requests>(
  request: { do: Name } & Requests[Name],
  watch?: Watch,
) => Promise<Replies[Name]>;

/** What a worker says; which it is, the names tell. */
export type FromWorker =
  | Progress
  /** The answer to a message; without `json` it was to start Python only. */
  | { id: number; json?: string }
  /** A function that was cut out of the wasm is needed; nothing else comes. */
  | { missing: true }
  | { id: number; message: string };

/** The first message starts Python; one without `json` does nothing else. */
export type ToWorker = Settings & { id: number; json?: string };

/** One file of the runtime; it lies beside its manifest. */
export interface RuntimeFile {
  name: string;
  sha256: string;
  bytes: number;
  /** The hash of what is inside a .gz file, because some hosts unpack those on the way. */
  unpacked?: string;
}

/** Its own name carries the start of its own hash: `manifest.<hash>.json`. */
export interface Manifest {
  pyodide: string;
  python: string;
  /** Pyodide's list of packages, which is empty: nothing is ever installed. */
  lock: object;
  files: Record<"loader" | "glue" | "wasm" | "python", RuntimeFile>;
  /** What takes the place of files that are cut, once something is missing in them. */
  whole?: { wasm: RuntimeFile };
}

/** Unfinished answers. `name` is "instrument/area"; `tab` is the token of the tab that made it. */
export interface Draft {
  key: string;
  name: string;
  tab: string;
  version: string;
  answers: Answers;
  /** The names whose answers can not be filled in, because something else is asked there since. */
  gone?: string[];
  /** Whether its report was shown: the next time it is shown again. */
  finished?: boolean;
  /** What the reader means to do. */
  plan?: Plan;
  /** Milliseconds since 1970. */
  updated: number;
}

/** What lies in the database, of whatever version or kind. */
export interface Stored extends Partial<Record<StoredText, unknown>> {
  key: string;
  answers?: unknown;
  updated?: unknown;
  /** What was stored and could not be read. */
  aside?: Stored;
}

export type StoredText = "name" | "tab" | "version" | "instrument" | "date";

/**
 * A finished review that the reader asked to keep. Raw answers: scores are worked out anew. The
 * date is the local day.
 */
export interface KeptReview extends Kept {
  instrument: string;
  only: string;
  plan?: Plan;
}

/** A kept review and where it lies. */
export interface Held {
  key: IDBValidKey;
  review: KeptReview;
}

/** What store.mjs finds when a form opens: this tab's draft, and another tab's newest. */
export interface Found {
  own?: Draft;
  /** Where the own draft is. */
  where?: Where;
  other?: Draft;
  /** Whether anything is kept on this device. */
  kept?: boolean;
  /** What can not be read. */
  aside?: Stored[];
}

/** Where a draft is once it is safe there. */
export type Where = "saved" | "memory" | "unsaved";

/** Which draft. */
export interface Place {
  /** "instrument/area". */
  name: string;
  version: string;
  /** JSON: by version whose drafts can be filled in, the names that can not. */
  refillable: string;
  /** "no" if nothing of it may be written on the device. */
  stored?: "no";
}

/** Makes out of the database of one version that of the next. */
export type Step = (database: IDBDatabase, transaction: IDBTransaction) => void;

export interface Report {
  answers: Answers;
  html: string;
  /** Whether the page has been told that it is there. */
  announced: boolean;
  /** The kept review that it is of, or that the reader made of it with Keep. */
  kept?: Held;
  /** Where its answers are; nowhere if it is of kept reviews. */
  where?: Where;
  /** Which of its parts the reader opened, by their place. */
  opened?: number[];
  /** How far down the page was when a link of it was followed, in pixels. */
  top?: number;
  /** What the reader means to do. */
  plan?: Plan;
}

/** Reports of this visit by edition. After a reload they are made anew. */
export type Reports = Map<string, Report>;
