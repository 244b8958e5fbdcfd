/**
 * What a page may ask of Python, and what it is told. Written by tools/browser_types.py from the
 * dataclasses of `selfassess.browser`: change those.
 */

/** Asks for the report of a finished form. */
export interface ReportRequest {
  /** The name of the request. */
  do: "report";
  /** What the build wrote for the instrument: JSON text. */
  definition: string;
  /** The answers as text, by name. */
  answers: Record<string, string>;
  /** The id of the one domain that was asked about; null for all. */
  only: string | null;
  /** The address of the site's root, relative to the page. */
  base: string;
  /** The level of the report's heading, 2 to 5. */
  level: number;
  /** The day of the result as the reader's language writes it; "" to leave it out. */
  day: string;
}

/** One review that the reader chose to keep. */
export interface Kept {
  /** The ISO date on which it was finished. */
  date: string;
  /** The version of the instrument that was answered. */
  version: string;
  /** The answers as text, by item id. */
  answers: Record<string, string>;
}

/** Asks for the report of what a reader kept, put together. */
export interface ProfileRequest {
  /** The name of the request. */
  do: "profile";
  /** What the build wrote for the instrument: JSON text. */
  definition: string;
  /** The kept reviews of the instrument, in any order. */
  kept: Kept[];
  /** The address of the site's root, relative to the page. */
  base: string;
  /** The level of the report's heading, 2 to 5. */
  level: number;
  /** The day of the result as the reader's language writes it; "" to leave it out. */
  day: string;
}

/** Asks what is asked now, while a reader answers. */
export interface ArrangeRequest {
  /** The name of the request. */
  do: "arrange";
  /** What the build wrote for the instrument: JSON text. */
  definition: string;
  /** The answers so far as text, by name. */
  answers: Record<string, string>;
}

/** Does ahead what the first report of a definition takes. */
export interface PrepareRequest {
  /** The name of the request. */
  do: "prepare";
  /** What the build wrote for the instrument: JSON text. */
  definition: string;
}

/** What the reader means to do. Days are ISO dates of the reader's own calendar. */
export interface Plan {
  /** The id of the domain. */
  area: string;
  /** The id of the item whose habit it is; "" if it is of none. */
  item: string;
  /** The moment, in the reader's words. */
  when: string;
  /** What the reader will do, in the reader's words. */
  will: string;
  /** The day on which the reader looks again; "" for none. */
  look: string;
  /** The day on which it was made. */
  made: string;
}

/** Asks for the card of a plan. */
export interface PlanRequest {
  /** The name of the request. */
  do: "plan";
  /** What the build wrote for the instrument: JSON text. */
  definition: string;
  /** The answers as text, by name; what is offered depends on them. */
  answers: Record<string, string>;
  /** The id of the one domain that was asked about; null for all. */
  only: string | null;
  /** The plan; one that was never made has no day on which it was. */
  plan: Plan;
  /** The address of the site's root, relative to the page. */
  base: string;
  /** The reader's own day, an ISO date. */
  today: string;
  /** The level of the report's heading, 2 to 5. */
  level: number;
}

/** Asks for the file that puts "Review my plan" into a calendar. */
export interface CalendarRequest {
  /** The name of the request. */
  do: "calendar";
  /** What the build wrote for the instrument: JSON text. */
  definition: string;
  /** The plan. */
  plan: Plan;
  /** Whether the words of the plan go into the calendar too. */
  words: boolean;
  /** The address of the page. */
  url: string;
  /** The moment in UTC, such as 20261129T060000Z. */
  stamp: string;
}

/** One kept review as it leaves the device: raw answers, no scores. */
export interface Review {
  /** The id of the instrument. */
  instrument: string;
  /** The version of the instrument that was answered. */
  version: string;
  /** The id of the one domain that was asked about; "" for all. */
  only: string;
  /** The ISO date on which it was finished. */
  date: string;
  /** The answers as text, by name. */
  answers: Record<string, string>;
  /** The plan that was made with it; null without one. */
  plan: Plan | null;
}

/** Asks for what a reader kept as a file. */
export interface ExportRequest {
  /** The name of the request. */
  do: "export";
  /** The kept reviews, of whatever instruments. */
  kept: Review[];
  /** What the file is; only JSON is read back. */
  form: "json" | "csv";
}

/** Asks what bringing back a file would do; nothing is done. */
export interface ImportRequest {
  /** The name of the request. */
  do: "import";
  /** What the build wrote for the instrument, in whose language is answered: JSON text. */
  definition: string;
  /** What is in the file. */
  text: string;
  /** What is on the device. */
  kept: Review[];
}

/** What the page shows. */
export interface Html {
  /** A report; empty if nothing was to be shown. */
  html: string;
}

/** What is to be saved as a file. */
export interface Text {
  /** All that is in the file. */
  text: string;
}

/** What the browser shows, hides and moves. */
export interface Arrangement {
  /** The ids of the items that are asked, given the answers so far, in their order. */
  items: string[];
  /** The same with the items that are not asked as yet: the order of the form in this attempt. */
  order: string[];
  /** The keys of the options in their order, by item, where it is not that of the form. */
  options: Record<string, string[]>;
  /** The code of the draw of the next attempt; "" if nothing is drawn. */
  retake: string;
}

/** What bringing a file back would do. */
export interface Rehearsal {
  /** The reviews that are not on the device, each once. */
  new: Review[];
  /** That in words, to be asked before anything is written. */
  said: string;
}

/** Why the answers can not be used. */
export interface Refusal {
  /** One sentence for each problem. */
  error: string;
  /** The ids of the items whose answers they are, each once. */
  items: string[];
  /** By item, what a doubtful answer to it can stand for, to choose from. */
  readings: Record<string, string[]>;
}

/** Python failed on this request; the next one is answered as if nothing had been. */
export interface Failure {
  /** The traceback, for the console. */
  failure: string;
  /** The name of the site's own template that failed; "" if none did. */
  template: string;
}

/** Every request by its name. */
export interface Requests {
  report: ReportRequest;
  profile: ProfileRequest;
  arrange: ArrangeRequest;
  prepare: PrepareRequest;
  plan: PlanRequest;
  calendar: CalendarRequest;
  export: ExportRequest;
  import: ImportRequest;
}

/** What each may be answered with. A `Failure` may always come instead: `ask` rejects with it. */
export interface Replies {
  report: Html | Refusal;
  profile: Html | Refusal;
  arrange: Arrangement | Refusal;
  prepare: Html | Refusal;
  plan: Html | Refusal;
  calendar: Text | Refusal;
  export: Text | Refusal;
  import: Rehearsal | Refusal;
}
