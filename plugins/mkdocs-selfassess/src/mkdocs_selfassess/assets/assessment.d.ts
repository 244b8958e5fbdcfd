/**
 * The element as the other modules know it. They take it as an argument and import these types
 * only: a module that imported element.mjs would be in a circle with it.
 */

import type { Answers, Place, Report, Where } from "./types";

/** What can be answered. */
export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What the templates mark with `data-part`, by its name. Not every form has all of the last. */
export interface Parts {
  form: HTMLFormElement;
  progress: HTMLProgressElement;
  report: HTMLElement;
  found: HTMLElement;
  errors: HTMLElement;
  saved: HTMLElement;

  arranged: HTMLElement | null;
  /** The text that "Copy as text" copies, and the same with what the reader wrote. */
  copy: HTMLTemplateElement | null;
  "copy-written": HTMLTemplateElement | null;
  include: HTMLInputElement | null;
  /** Where the card of a plan stands; results of kept reviews have none. */
  plan: HTMLElement | null;
  "plan-title": HTMLElement | null;
  "plan-words": HTMLInputElement | null;
  "report-title": HTMLElement | null;
  /** The code of a draw. */
  seed: HTMLInputElement | null;
  /** What stands in a drawn form until the questions have been drawn. */
  waiting: HTMLElement | null;
  /** The list of the parts of a long form. */
  steps: HTMLElement | null;
}

/** What the build writes into the attributes of the element, and what the element adds. */
export interface Data {
  instrument: string;
  version: string;
  /** JSON: by version whose drafts can be filled in, the names that can not. */
  refillable: string;
  /** The addresses of what Python is told about the instrument, and of the runtime's manifest. */
  definition: string;
  runtime: string;
  /** The address of the site's root, relative to the page. */
  base: string;
  /** The id of the one area that is asked about; "" for all. */
  only: string;
  /** "no" if its answers stay in the tab, whoever's device it is. */
  stored?: "no";
  /** The level of the headings. */
  level: string;
  /** Why the form changes while it is answered; not there if it does not. */
  arranged?: string;
  state: "idle" | "loading" | "ready" | "scoring" | "done" | "failed";
  covered?: "yes" | "";
}

/** What the page may listen to: `selfassess:started` and so on. */
export type Announced = "started" | "answered" | "scored" | "kept" | "cleared";

export interface Assessment extends HTMLElement {
  readonly data: Data;
  /** Instrument, area and language: one report, one newest element. */
  readonly edition: string;
  readonly place: Place;
  readonly report: Report | undefined;
  /** The element that shows what comes from now on: this one may have left the page. */
  readonly newest: Assessment;
  /** How many answers the reader has given. */
  readonly done: number;
  /** Asks Python which questions stand in the form now; forms that do not change have none. */
  arrange?: () => Promise<void>;
  /** Ends when what was stored is in the form, or can not be had. */
  filled: Promise<void>;

  /** Brings a long form's parts up to date; `filled` if the reader may go on in another one, `one` if only that question changed. */
  stepped?: (filled: boolean, one?: HTMLElement | null) => void;
  /** The questions that are asked again, where the others are not. */
  again?: string[];
  /** Shows the part of a question, in forms that show one at a time. */
  reveal?: (item: HTMLElement) => void;

  named<Name extends keyof Parts>(name: Name): Parts[Name];
  show(part: string, visible?: boolean): void;
  showAction(action: string, visible?: boolean): void;
  message(name: string, values?: object): string;
  /** Shows a message in a part, or empties it. */
  say(part: string, message?: string, values?: object): void;
  announce(name: Announced): void;

  /** The answers as text, but those of fields that match `without`. */
  gather(without?: string): Answers;
  fill(answers: Answers, elsewhere?: boolean): void;
  count(elsewhere?: boolean, one?: HTMLElement | null): void;
  change(field: Field): void;
  answered(): void;
  /** Saves the answers, as those of a check that is `finished` or not. */
  save(finished?: boolean): Promise<Where>;

  warm(): void;
  /** What Python is told about the instrument. */
  definition(cache?: RequestCache): Promise<string>;
  /** Puts the focus where the reader goes on: the report, or a field. */
  enter(): void;
}
