"""PageAudit: what axe and a ruler find on every kind of page, in both colour schemes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from site_tests.check import LISTENING, QUICK, REVIEW, VALIDATION, Check, stored
from site_tests.conftest import ROOT
from site_tests.issuing import DESK, choose, completion, evaluation, with_course
from site_tests.learning import COURSE, action, draw_questions, hand_in, part, read_all, unfold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Page

SCHEMES = ("default", "slate")
WIDTHS = (1280, 320)
LOOKS = [(scheme, width) for scheme in SCHEMES for width in WIDTHS]
PAIRED = [("default", 1280), ("slate", 320)]
"""Each scheme and each width once, which takes half as long: colours hang on the one and what
covers what on the other."""
ZOOMED = (640, 320)
"""The widths that a window of 1280 pixels has left at 200 and at 400 percent."""
READ = (1280, 390)
"""A desk and a phone."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
RUN_AXE = """async (tags) => {
  scrollTo(0, 0);
  // The table of contents follows a moment later, and would be caught half scrolled.
  for (let n = 0; n < 60 && document.querySelector(".md-nav__link--passed"); n++) {
    await new Promise(requestAnimationFrame);
  }
  for (const box of document.querySelectorAll(".md-sidebar__scrollwrap")) box.scrollTop = 0;
  const wanted = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations", "incomplete"] };
  const found = await axe.run(document, wanted);
  const lines = (list) => list.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) => {
    const place = document.querySelector(target.at(-1))?.closest(".sa-scroll") ? ".sa-scroll" : target.at(-1);
    const check = any[0] ?? all[0] ?? none[0];
    return `${id}: ${check?.data?.messageKey ?? check?.message}: ${place}`;
  }));
  return [lines(found.violations), [...new Set(lines(found.incomplete))]];
}"""
# axe cannot tell what lies under something sticky, so it is laid beside it.
UNSTICK = ".md-header, .sa-bar { position: static !important; }"
OPEN_DETAILS = """() => {
  for (const details of document.querySelectorAll("details")) {
    details.removeAttribute("name");
    details.open = true;
  }
}"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility()).map(({ tagName }) => Number(tagName[1]))"""
TARGETS = """() => [...document.querySelectorAll(":is(self-assessment, issue-desk, course-learner) :is(a, button, label, summary)")]
  .filter((target) => target.checkVisibility())
  .map((target) => [target, target.getBoundingClientRect()])
  .filter(([, { width, height }]) => width < 24 || height < 24)
  .map(([{ tagName, textContent }, { width, height }]) => `${tagName} ${textContent.trim()}: ${width} x ${height}`)"""
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
CLIPPED = """() => [...document.querySelectorAll(":is(self-assessment, issue-desk, course-learner) *")].filter((element) => {
  const { display } = getComputedStyle(element);
  if (!element.checkVisibility() || display === "inline" || element.closest("svg, .sa-scroll, .sa-steps ol")) return false;
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
  // What is for screen readers only is a pixel wide.
  return clientWidth > 1 && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1);
}).map(({ tagName, className, textContent }) => `${tagName}.${className}: ${textContent.trim().slice(0, 40)}`)"""
LARGE_TEXT = "html { font-size: 250% !important; }"
"""Twice what the theme has; the layout stays that of the window."""
TROUBLE = """() => {
  const told = (e) => `${e.tagName}.${e.className}: ${e.textContent.trim().replace(/\\s+/g, " ").slice(0, 40)}`;
  const seen = (e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const above = (e) => e ? [e, ...above(e.parentElement)] : [];
  const has = (e, name, values) => values.test(getComputedStyle(e)[name]);
  const trouble = [], lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode());) {
    const e = text.parentElement;
    if (!text.data.trim() || !seen(e) || e.closest("svg, .md-nav, .md-header__title")) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    const box = above(e).find((one) => has(one, "overflowX", /hidden|clip|auto|scroll/) || has(one, "position", /fixed/));
    // A page goes on below its window, however high its root is said to be.
    const page = { ...document.documentElement.getBoundingClientRect().toJSON(), top: -Infinity, bottom: Infinity };
    const { left, right, top, bottom } = !box || /^(HTML|BODY)$/.test(box.tagName) ? page : box.getBoundingClientRect();
    // What is for screen readers only is a pixel wide.
    if (right - left < 3) continue;
    const scrolls = box && has(box, "overflowX", /auto|scroll/);
    if (!scrolls && rects.some((r) => r.left < left - 2 || r.right > right + 2 || r.top < top - 6 || r.bottom > bottom + 6)) trouble.push(`cut ${told(e)}`);
    if (!above(e).some((one) => has(one, "position", /fixed|sticky/))) lines.push(...rects.map((rect) => [rect, e, text]));
  }
  lines.sort(([a], [b]) => a.top - b.top);
  for (const [at, [a, one, text]] of lines.entries()) {
    for (const [b, other, also] of lines.slice(at + 1)) {
      if (b.top > a.bottom) break;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // The rooms of two lines of one heading overlap a little, their letters do not.
      if (text !== also && wide > 3 && high > 0.4 * Math.min(a.height, b.height)) trouble.push(`${told(one)} over ${told(other)}`);
    }
  }
  return [...new Set(trouble)];
}"""
"""Text that is cut by its box or by the window, and text over other text."""
SHOW_PARTS = "document.querySelectorAll('.sa-section[hidden]').forEach((part) => part.removeAttribute('hidden'))"
SHOW_FILE = """() => {
  const box = document.querySelector("course-learner [data-part=shown-file]");
  box.hidden = false;
  box.querySelector("pre").textContent = JSON.stringify({ selfassess: "completion", name: "A. Learner" }, null, 2);
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class PageAudit:
    """What was found on one kind of page; axe's findings by colour scheme and width."""

    headings: list[int]
    """The levels of the headings, in their order."""
    violations: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    """What axe is sure about: rule, message, element."""
    incomplete: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    """What axe could not decide."""
    overflow: dict[int, int] = field(default_factory=dict)
    """By width, how many pixels wider than the window the page is."""
    small: dict[int, list[str]] = field(default_factory=dict)
    """By width, what can be pressed in the assessment and is too small."""
    clipped: dict[int, list[str]] = field(default_factory=dict)
    """By width, what of the assessment does not fit its box with wide text spacing."""

    @classmethod
    def of(
        cls, page: Page, kind: str, looks: Sequence[tuple[str, int]] = tuple(PAIRED)
    ) -> PageAudit:
        """Look at a kind of page; the page must not be bound by a policy, for axe is injected."""
        page.set_viewport_size({"width": 1280, "height": 900})
        bring(page, kind)
        page.evaluate(OPEN_DETAILS)
        page.add_style_tag(content=UNSTICK)
        page.evaluate(f"{AXE}; undefined")
        found = cls(page.evaluate(HEADINGS))
        for scheme, width in looks:
            wear(page, scheme)
            page.set_viewport_size({"width": width, "height": 900})
            said: list[Any] = page.evaluate(RUN_AXE, TAGS)
            found.violations[scheme, width], found.incomplete[scheme, width] = said
        found.measure(page)
        return found

    def measure(self, page: Page) -> None:
        self.overflow.update(at_widths(page, ZOOMED, OVERFLOW))
        self.small.update(at_widths(page, WIDTHS, TARGETS))
        page.add_style_tag(content=TEXT_SPACING)
        self.clipped.update(at_widths(page, WIDTHS, CLIPPED))


def enlarged(page: Page, kind: str) -> dict[int, list[str]]:
    """Return what goes wrong on a kind of page with text twice as large, by width."""
    page.set_viewport_size({"width": 1280, "height": 900})
    bring(page, kind)
    page.evaluate(OPEN_DETAILS)
    page.add_style_tag(content=LARGE_TEXT)
    wide = at_widths(page, READ, OVERFLOW)
    found = at_widths(page, READ, TROUBLE)
    lost = {width: [f"{more} pixels too wide"] if more > 0 else [] for width, more in wide.items()}
    return {width: lost[width] + found[width] for width in READ}


def bring(page: Page, kind: str) -> None:
    """Bring a kind of page into its state, and wait until nothing of it is put off any more."""
    KINDS[kind](page)
    page.wait_for_function("!('coming' in document.documentElement.dataset)")


def at_widths(page: Page, widths: tuple[int, ...], script: str) -> dict[int, Any]:
    """Return what a script says at some widths."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(script)
    return found


def wear(page: Page, scheme: str) -> None:
    """Choose a colour scheme, as a reader would."""
    page.set_viewport_size({"width": 1280, "height": 900})
    body = page.locator("body")
    if body.get_attribute("data-md-color-scheme") != scheme:
        page.locator("label[for^=__palette]:visible").click()
    page.locator(f"body[data-md-color-scheme={scheme}]").wait_for()


def at(path: str) -> Callable[[Page], None]:
    def visit(page: Page) -> None:
        page.goto(path)

    return visit


def with_errors(page: Page) -> None:
    page.goto(QUICK)
    # As another tab, which has none of the answers that an audit before this one gave. The course
    # that it began stays its own.
    page.evaluate("sessionStorage.removeItem('selfassess-tab')")
    page.reload()
    check = Check(page)
    check.submit()
    check.part("errors").wait_for()


def whole_form(page: Page) -> None:
    """Show all parts of a long form at once, so that each of them is looked at."""
    page.goto(REVIEW)
    expect(Check(page).part("steps")).to_be_visible()
    page.evaluate(SHOW_PARTS)


def listed(page: Page) -> None:
    page.goto(REVIEW)
    page.locator("[data-part=step]").click()
    expect(page.locator("[data-step]").last).to_be_visible()


def in_a_scenario(page: Page) -> None:
    page.goto("tools/scenarios-keeping/")
    scenario = page.locator("practice-scenario").first
    scenario.get_by_role("link", name="Begin").click()
    scenario.locator(".sc-options a").first.click()
    scenario.locator(".sc-why:focus").wait_for()


def report(path: str) -> Callable[[Page], None]:
    """Return a visit to a report of mixed answers."""

    def visit(page: Page) -> None:
        page.goto(path)
        mixed(Check(page))
        Check(page).submit()
        Check(page).expect_report()

    return visit


def mixed(check: Check) -> None:
    """Give high and low answers, some that did not apply, and no blank ones."""
    check.fill(3)
    for place, item in enumerate(check.element.locator("fieldset").all()[::4]):
        check.open_part_of(item.get_attribute("data-item") or "")
        item.locator("label").nth(-place % 3 - 1).click()


BACK_DATE = """async () => {
  const [{ name }] = await indexedDB.databases();
  const asked = indexedDB.open(name);
  await new Promise((done) => { asked.onsuccess = done; });
  const transaction = asked.result.transaction("kept", "readwrite");
  const old = { made: "2026-10-15", look: "2026-11-26" };
  transaction.objectStore("kept").openCursor().onsuccess = ({ target: { result: cursor } }) => {
    if (!cursor) return;
    cursor.update({ ...cursor.value, date: old.made, plan: { ...cursor.value.plan, ...old } });
    cursor.continue();
  };
  await new Promise((done) => { transaction.oncomplete = done; });
  asked.result.close();
}"""


def back(page: Page) -> None:
    """Come back to a form of which a review with a plan was kept some weeks ago."""
    report(VALIDATION)(page)
    check = Check(page)
    check.button("choose").first.click()
    check.part("plan-title").wait_for()
    check.keep()
    page.evaluate(BACK_DATE)
    page.goto(VALIDATION)
    check.part("return").wait_for()


def followed_up(page: Page) -> None:
    """Come back to a plan, and say how it went."""
    back(page)
    check = Check(page)
    check.element.locator("[data-return=plan]").click()
    card = check.element.locator(".sa-plan")
    card.get_by_label("Often", exact=True).check()
    card.get_by_label("Never", exact=True).check()
    card.locator("[data-advice=smaller]").wait_for()


def over_time(page: Page) -> None:
    """Look at what was kept on two days."""
    back(page)
    back(page)
    Check(page).element.locator("[data-return=compare]").click()
    page.locator(".sa-history").wait_for()


def issued(page: Page) -> None:
    """Visit the issue desk, with some files checked."""
    with_course(page)
    page.goto(DESK)
    learners = [completion(f"Learner {at}", wrong=at % 3) for at in range(7)]
    choose(page, [*learners, *[evaluation()] * 5, "{"])
    page.get_by_role("button", name="Check the files").click()
    page.get_by_role("heading", name="8 files checked").wait_for()


def begun(page: Page) -> None:
    """Begin a course, and look at what can be done with it."""
    page.goto(COURSE)
    # What was read before is ticked as soon as this is said.
    expect(part(page, "count")).to_have_text(re.compile("of 7 parts read"))
    action(page, "read").first.check()
    expect(part(page, "count")).not_to_have_text(re.compile("^0"))
    unfold(page)


def at_the_foot(page: Page) -> None:
    """Begin a course, and look at the foot of its first part."""
    begun(page)
    page.goto(page.locator(".sa-learner__modules a").nth(1).evaluate("link => link.href"))
    expect(page.get_by_label("I have read this")).to_be_checked()


def passed(page: Page) -> None:
    """Read a course and pass its test, if that was not done before."""
    read_all(page)
    # What the course says of it comes only when Python has started.
    if not any(row["progress"]["test"]["attempts"] for row in stored(page)["courses"]):
        draw_questions(page)
        hand_in(page, 1)
        expect(part(page, "standing")).to_contain_text("You have passed")


def finished(page: Page) -> None:
    """Look at all that a learner has of a finished course: record, evaluation, completion file."""
    passed(page)
    page.goto(COURSE)
    part(page, "identity").locator("input").first.fill("A. Learner")
    action(page, "record").click()
    expect(page.locator(".sa-record")).to_contain_text("A. Learner")
    # The course of this site is a draft, and makes no file.
    page.evaluate(SHOW_FILE)


KINDS: dict[str, Callable[[Page], None]] = {
    "home": at(""),
    "practice": at(VALIDATION),
    "area": at("repair/"),
    "choice of checks": at("assess/"),
    "form": whole_form,
    "form in parts": at(REVIEW),
    "form with its list of parts": listed,
    "form with errors": with_errors,
    "report of sixty": report(REVIEW),
    "report of one area": report(LISTENING),
    "report of the quick check": report(QUICK),
    "form of which a review was kept": back,
    "report with a plan that is followed up": followed_up,
    "report over time": over_time,
    "about": at("about/"),
    "offline": at("about/offline/"),
    "decisions": at("about/decisions/"),
    "own site": at("own-site/"),
    "scoring manual": at("own-site/scoring/"),
    "fields": at("own-site/fields/"),
    "issue desk": issued,
    "course that is begun": begun,
    "course at the foot of a part": at_the_foot,
    "course that is finished": finished,
    "setting": at("settings/telehealth/"),
    "helplines": at("safety/helplines/"),
    "picture": at("repair/spot-it/"),
    "scripts": at("tools/scripts/"),
    "scenarios": in_a_scenario,
    "checklist": at("tools/checklist-repair/"),
    "glossary": at("glossary/"),
    "evidence": at("evidence/"),
    "coverage": at("coverage/"),
    "review status": at("about/review-status/"),
    "not found": at("nowhere/"),
}
