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
  /** The id of the one domain that all of them are of; null if they are not, or of all. */
  only: string | null;
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

/** Asks for the form of a test that was begun before its questions were changed. */
export interface FormRequest {
  /** The name of the request. */
  do: "form";
  /** What the build wrote for the instrument in that version: JSON text. */
  definition: string;
  /** The id of the one domain that is asked about; null for all. */
  only: string | null;
  /** The level of the headings, 2 to 5. */
  level: number;
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
  /** What helped, in the reader's words, once they looked at it again. */
  helped: string;
  /** What got in the way, in the reader's words. */
  hindered: string;
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

/** Asks for the file that puts a day into a calendar. */
export interface EventRequest {
  /** The name of the request. */
  do: "event";
  /** What the calendar says of the day. */
  title: string;
  /** The day, an ISO date. */
  day: string;
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

/** Somebody who is accepted without a file, because the site was no way for them. */
export interface Accommodation {
  /** The id of the course. */
  course: string;
  /** The ISO day on which the course was completed in another way. */
  finished: string;
  /** Who it is, by the names of the fields. */
  identity: Record<string, string>;
  /** What was done instead. */
  reason: string;
}

/** What somebody decided by hand about a file. */
export interface Decision {
  /** The name of the file. */
  file: string;
  /** Whether it is accepted. */
  accept: boolean;
  /** Why. */
  reason: string;
}

/** One file as it was chosen. */
export interface Given {
  /** Its name. */
  name: string;
  /** What is in it. */
  text: string;
}

/** Asks what a sponsor's files are worth, and for certificates, register and reports. */
export interface IssueRequest {
  /** The name of the request. */
  do: "issue";
  /** What the build wrote of all courses: JSON text. */
  known: string;
  /** The files that were chosen, whatever they are. */
  files: Given[];
  /** The released tests that were fetched, by their addresses; empty if one is not there. */
  released: Record<string, string>;
  /** The issuer.json; empty without one. */
  issuer: string;
  /** What was decided by hand. */
  decisions: Decision[];
  /** Whom the sponsor accepts without a file. */
  accommodations: Accommodation[];
  /** The moment in UTC, such as 2026-12-01T10:00Z. */
  now: string;
  /** The sponsor's own day, an ISO date. */
  today: string;
  /** The BCP 47 tag of the page's language. */
  language: string;
  /** The level of the heading of what is found, 2 to 5. */
  level: number;
}

/** One attempt at the test: raw answers, no score. */
export interface Attempt {
  /** The code of its draw. */
  seed: string;
  /** The answers as text, by item id. */
  answers: Record<string, string>;
  /** The minute of the first answer, in UTC. */
  begun: string;
  /** The minute in which it was handed in, in UTC. */
  ended: string;
}

/** Asks what the attempts at the test of a course have come to. */
export interface StandingRequest {
  /** The name of the request. */
  do: "standing";
  /** What the build wrote for the test: JSON text. */
  definition: string;
  /** The attempts in their order. */
  attempts: Attempt[];
  /** The least whole percent of right answers with which it is passed. */
  pass_percent: number;
  /** How many attempts count; 0 for any number. */
  allowed: number;
  /** When the reasons for the answers are shown. */
  rationales: "after-passing" | "after-last";
  /** The level of the heading, 2 to 5. */
  level: number;
}

/** Asks how many answers to the questions before a course are right, by objective. */
export interface KnowledgeRequest {
  /** The name of the request. */
  do: "knowledge";
  /** What the build wrote for these questions: JSON text. */
  definition: string;
  /** The code of the draw; "" where nothing is drawn. */
  seed: string;
  /** The answers as text, by name. */
  answers: Record<string, string>;
}

/** Asks for the record of self-study, to be printed. */
export interface RecordRequest {
  /** The name of the request. */
  do: "record";
  /** What the build wrote for the test: JSON text. */
  definition: string;
  /** The completion file, or what would be in it: JSON text. */
  completion: string;
  /** What the build wrote of the course: JSON text. */
  outline: string;
  /** The level of the heading, 2 to 5. */
  level: number;
}

/** Asks for a file of a learner as it is saved; also checks one that was opened. */
export interface FileRequest {
  /** The name of the request. */
  do: "file";
  /** What it is. */
  kind: "completion" | "evaluation" | "progress";
  /** What is in it: JSON text. */
  text: string;
  /** The BCP 47 tag of the language in which faults are told. */
  language: string;
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

/** What was found of a sponsor's files. */
export interface Issue {
  /** Verdicts, reports and certificates. */
  html: string;
  /** The addresses of released tests without which it is not whole: fetch them and ask again. */
  wants: string[];
  /** The texts of the files that can be saved, by name. */
  saved: Record<string, string>;
}

/** What the attempts at a test have come to. */
export interface Stand {
  /** That in words, with the reasons for the answers once they may be seen. */
  html: string;
  /** Whether one of them passed. */
  passed: boolean;
  /** Whether no attempt is left. */
  over: boolean;
}

/** What was known before a course. */
export interface Knowledge {
  /** Right answers of those asked, such as "1/2", by objective. */
  counts: Record<string, string>;
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
  form: FormRequest;
  prepare: PrepareRequest;
  plan: PlanRequest;
  calendar: CalendarRequest;
  event: EventRequest;
  export: ExportRequest;
  import: ImportRequest;
  issue: IssueRequest;
  standing: StandingRequest;
  knowledge: KnowledgeRequest;
  record: RecordRequest;
  file: FileRequest;
}

/** What each may be answered with. A `Failure` may always come instead: `ask` rejects with it. */
export interface Replies {
  report: Html | Refusal;
  profile: Html | Refusal;
  arrange: Arrangement | Refusal;
  form: Html | Refusal;
  prepare: Html | Refusal;
  plan: Html | Refusal;
  calendar: Text | Refusal;
  event: Text | Refusal;
  export: Text | Refusal;
  import: Rehearsal | Refusal;
  issue: Issue | Refusal;
  standing: Stand | Refusal;
  knowledge: Knowledge | Refusal;
  record: Html | Refusal;
  file: Text | Refusal;
}
