// Days: the reader's own, and as they are written.

/** The day of a moment where the reader is: an evening in Honolulu is not yet the next day in London. */
export const dayOf = (at = new Date()) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** The reader's own day. */
export const today = () => dayOf();

/** @param {HTMLElement} self in whose language @param {string} day an ISO date @param {"medium" | "long"} [dateStyle] */
export const inWords = ({ lang }, day, dateStyle = "long") =>
  new Date(day).toLocaleDateString(lang === "en" ? "en-GB" : lang || undefined, { dateStyle, timeZone: "UTC" });
