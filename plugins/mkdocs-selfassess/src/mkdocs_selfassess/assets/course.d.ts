/** What the modules of a course say to each other. */

import type { Attempt } from "./requests";

export type { Attempt };

/** What the build writes of a course: `selfassess.reporting.outline` says what each field is. */
export interface Outline {
  id: string;
  version: string;
  title: string;
  draft: boolean;
  pretend: boolean;
  language: string;
  modules: { page: string; url: string; title: string; hash: string }[];
  /** `earlier` has the addresses of the definitions of its earlier versions. */
  test: { instrument: string; version: string; url: string; definition: string; earlier?: Record<string, string> };
  /** The questions before the course; empty if there are none. */
  pre_test: { instrument?: string; definition?: string; url?: string };
  pass_mark: number;
  attempts: number;
  rationales: "after-passing" | "after-last";
  identity: string[];
  /** The last day on which it may be completed; "" for none. */
  expires: string;
  engine: string;
  runtime: string;
}

/** What a file to go on with holds: as `selfassess.reporting.completion` has it. */
export interface Progress {
  course: string;
  version: string;
  started: string;
  modules: { page: string; hash: string; read: string }[];
  test: { instrument: string; version: string; attempts: Attempt[] };
  /** How many questions of each objective were right before the course. */
  before?: Record<string, string>;
}

/** One learner's progress in one course, as it is stored. */
export interface Row {
  key: string;
  course: string;
  /** Whether other tabs of this device may offer it; else it goes with its tab, or after 12 hours. */
  kept: boolean;
  /** Milliseconds since 1970. */
  updated: number;
  /** Attempts at other versions of the test. They count as long as none at today's was made since. */
  earlier?: Progress["test"][];
  /** When the attempt that is not handed in was begun, in UTC. */
  begun?: string;
  progress: Progress;
}

/** What is found of a course on this device. */
export interface Looked {
  own?: Row;
  /** What somebody kept; nothing of it is shown before it was chosen. */
  others: Row[];
  /** Whether something could not be read and was put aside. */
  aside: boolean;
}

export type Where = "saved" | "tab" | "memory" | "unsaved";

/** <course-learner>, as completing.mjs knows it. */
export interface Learner extends HTMLElement {
  readonly outline: Outline;
  readonly row: Row | undefined;
  passed: boolean;
  show(part: string, visible?: boolean): void;
  say(part: string, message?: string, values?: object): string;
  named(name: string): HTMLElement | null;
  refresh(said?: string): Promise<void>;
}
