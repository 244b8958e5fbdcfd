// Course: brings the learner's part, which a page with a test does not wait for, and which the pages
// of a course bring only to those who have begun one.

import { load } from "./session.mjs";

function look() {
  let place = ":not([data-place=module])";
  try {
    if (/-learner /.test(`${Object.keys(sessionStorage)}`)) place = "";
  } catch {
    // Storage that is blocked knows of no course.
  }
  if (!document.querySelector(`course-learner${place}`)) return;
  watcher.disconnect();
  load("./learner.mjs").catch(console.error);
}

// With instant navigation this runs once, and the next page comes into the same document.
const watcher = new MutationObserver(look);
watcher.observe(document.body, { childList: true, subtree: true });
look();
