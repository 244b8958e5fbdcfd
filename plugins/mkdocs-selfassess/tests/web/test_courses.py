"""The page of a course, from its files to the finished site."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from new_course import open_course

from selfassess.authoring import INSTRUMENT, read_instrument, release
from selfassess.authoring.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEST = """\
id: birds-test
version: "1.0"
kind: questionnaire
title: Test
introduction: Some questions.
minutes: 1
licence: CC0
source: Written for a test.
limits: It tells little.
objectives:
  - {id: describe, title: Describe, draw: 1}
shuffle: both
domains:
  - {id: right, title: Right answers}
scoring:
  method: count
  counts: {at_least: 1}
  missing: {rule: answered, minimum: 1}
feedback: none
items:
  - id: one
    type: choice
    domain: right
    objective: describe
    stem: What sings?
    options:
      - {id: bird, value: 1, label: A bird}
      - {id: stone, value: 0, label: A stone}
"""
BARE = """\
<html lang="en"><head><title>{{ page.title }}</title></head><body>
<nav>{% for item in nav %}[{{ item.title }}]{% endfor %}</nav>
<article>{{ page.content }}</article></body></html>
"""
COURSE = "# The course\n\n```course\nid: birds\n```\n"
PAGES = {
    "index.md": "# Birds\n\nThey sing at dawn.\n\n## Sources\n\nA book.\n",
    "course.md": COURSE,
    "test.md": "# The test\n\n```assessment\nid: birds-test\n```\n",
}


@pytest.fixture
def birds(folder: Path, browser_files: Path) -> Path:
    """The file of a course whose pages and test are in the site."""
    assert main(["course", "new", "birds"]) == 0
    second = TEST[TEST.index("  - id: one") :].replace("one", "two").replace("sings", "flies")
    instrument = folder / "assessments/birds-test/instrument.yml"
    instrument.write_text(TEST + second, encoding="utf-8")
    # Of the questions that were there.
    instrument.with_name("cases.yml").unlink()
    (folder / "theme/main.html").write_text(BARE, encoding="utf-8")
    return folder / "assessments/courses/birds/course.yml"


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def line_of(file: Path, text: str) -> int:
    """Return the number of the first line with a text."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(at for at, line in enumerate(lines, 1) if text in line)


@pytest.fixture
def opened(birds: Path) -> Path:
    """The same course, open, with all that it needs; its test is not released."""
    open_course(birds)
    return birds


def release_test(course: Path) -> None:
    """Release the test of a course as it is, without its worked examples."""
    file = course.parents[2] / "birds-test/instrument.yml"
    release(read_instrument(file), INSTRUMENT, file.with_name("released"))


def words_of(html: str) -> str:
    """Return what is read on a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def data_of(built: Any, page: str) -> Any:
    """Return what a page tells the script of its course."""
    match = re.search(r'data-course="(?:\.\./|\./)(.+?)#', built.read(page))
    assert match
    return json.loads(built.read(match[1]))


def test_a_draft_says_so_and_tells_all_that_a_learner_has_to_see(
    birds: Path, build: Callable[..., Any]
) -> None:
    built = build(PAGES)
    html = built.read("course/index.html")
    said = words_of(html)
    assert built.warnings == []
    assert "Draft. This course is not open: no credit is given for it" in said
    for part in (
        "What you can do afterwards Describe what the page shows.",
        "Prerequisites None.",
        "Most severe risks The most severe ones.",
        "Commercial support: None.",
        "No sponsor has taken on this course. Nobody gives credit for it.",
        "Birds 5 words, 1 min",
        "To the test 1 question",
        "It is passed with 80 % or more of the answers right.",
        "so that its key can be read by anybody",
        "5 words ÷ 6 000 × 60 (counts) 0.05 You Your own rule, 2026-11-29",
        "Describe what the page shows. Birds 2 1",
        "nobody is named for this; the role “author”".replace("“", "&#34;").replace("”", "&#34;"),
    ):
        assert part in said
    assert '<a href="../#sources">Birds</a>' in html
    assert '<a href="../test/">To the test</a>' in html


def test_what_a_script_is_told_of_a_course_names_its_pages_and_its_test(
    birds: Path, build: Callable[..., Any]
) -> None:
    data = data_of(build(PAGES), "course/index.html")
    assert (data["id"], data["draft"], data["pass_mark"]) == ("birds", True, 80)
    definition = data["test"].pop("definition")
    assert re.fullmatch(
        r"assets/selfassess/birds-test\.en\.\w+\.json#sha256-[\w+/]{43}=", definition
    )
    told = {"instrument": "birds-test", "version": "1.0", "url": "test/", "earlier": {}}
    assert data["test"] == told
    assert data["runtime"] == "assets/selfassess/runtime/manifest.abc.json"
    assert data["rationales"] == "after-passing"
    assert data["identity"] == ["name"]
    first = data["evaluation"]["questions"][0]
    (objective,) = data["objectives"]
    text = f"I can now do this: {objective['text']}"
    assert first == {"id": objective["id"], "text": text, "type": "agreement"}
    (module,) = data["modules"]
    before = module.pop("hash")
    assert module == {
        "page": "index.md",
        "url": "./",
        "title": "Birds",
        "module": "first",
        "part": "The first part",
        "words": 5,
        "check": "",
        "check_url": "",
    }
    changed = {**PAGES, "index.md": "# Birds\n\nThey sing at noon.\n"}
    (module,) = data_of(build(changed), "course/index.html")["modules"]
    assert module["hash"] != before


def test_questions_before_a_course_are_led_to_and_say_what_is_kept(
    birds: Path, build: Callable[..., Any]
) -> None:
    edit(birds, "post_test:", "pre_test: before\npost_test:")
    early = birds.parents[2] / "before/instrument.yml"
    early.parent.mkdir()
    early.write_text(TEST.replace("birds-test", "before"), encoding="utf-8")
    page = {"before.md": "# Before\n\n```assessment\nid: before\n```\n"}

    built = build(PAGES | page)

    told = data_of(built, "course/index.html")["pre_test"]
    assert (told["instrument"], told["url"]) == ("before", "before/#check-before")
    assert 'href="../before/#check-before"' in built.read("course/index.html")
    first = '<li class="sa-course__before"><strong class="sa-course__module"><a href="../before/'
    assert first in built.read("course/index.html")
    html = built.read("before/index.html")
    assert 'data-place="before"' in html
    assert "They can not be passed or failed." in html
    early.write_text(early.read_text("utf-8").replace("describe", "another"), encoding="utf-8")
    assert (
        build(PAGES | page)
        .warnings[-1]
        .endswith(
            'the questions before the course are of none of its objectives; "before" has another; '
            "give its items an `objective` of the course"
        )
    )


SECOND = """\
changes:
  - {version: "1.1", date: "2026-11-29", kind: wording, items: [one], what: Said better.}
  - {version: "1.0", date: "2026-11-01", kind: first, what: The first version.}
"""


def test_a_test_that_was_changed_leads_to_what_it_was_before(
    birds: Path, build: Callable[..., Any]
) -> None:
    release_test(birds)
    bank = birds.parents[2] / "birds-test/instrument.yml"
    edit(bank, 'version: "1.0"', 'version: "1.1"')
    edit(bank, "What sings?", "Which of these sings?")
    bank.write_text(bank.read_text("utf-8") + SECOND, "utf-8")
    release_test(birds)

    built = build(PAGES)

    (address,) = data_of(built, "course/index.html")["test"]["earlier"].values()
    before = json.loads(built.read(address.partition("#")[0]))
    assert before["instrument"]["version"] == "1.0"
    assert before["instrument"]["items"][0]["stem"] == "What sings?"
    said = re.search(r'data-earlier="([^"]*)"', built.read("test/index.html"))
    assert said
    name = address.removeprefix("assets/selfassess/")
    assert json.loads(unescape(said[1])) == {"1.0": f"../{name}"}


def test_a_page_of_a_course_ends_with_what_its_learner_can_tick_and_hides_it_from_others(
    birds: Path, build: Callable[..., Any]
) -> None:
    built = build(PAGES)
    before, _, foot = built.read("index.html").partition("<course-learner ")
    assert "A book." in before
    opening, _, inside = foot.partition(">")
    assert opening.endswith("data-search-exclude hidden")
    assert 'data-place="module"' in opening
    assert "I have read this" in inside
    assert "Next: the test" in inside
    assert "</article>" not in inside.partition("</course-learner>")[0]
    assert data_of(built, "course/index.html")["modules"][0]["words"] == 5
    assert "course-learner" not in build({"other.md": "# Other\n", **PAGES}).read(
        "other/index.html"
    )


def test_the_whole_course_is_one_page_in_large_print_without_sources_and_forms(
    birds: Path, build: Callable[..., Any]
) -> None:
    spoken = "They *sing* at <i>dawn</i> &amp; dusk.\n\n- One\n- Two\n"
    built = build(PAGES | {"index.md": f"# Birds\n\n{spoken}\n## Sources\n\nA book.\n"})

    html = built.read("course/print/index.html")
    said = words_of(html)
    assert built.warnings == []
    assert "Draft: this course is not open, and no credit is given for it." in said
    assert "<p>They <em>sing</em> at dawn &amp; dusk.</p>" in html
    assert "<li>Two</li>" in html
    assert "A book." not in said
    assert "<script" not in html
    assert '<a href="../../course/">To the course</a>' in html
    assert 'href="../course/print/"' in built.read("course/index.html")


def test_a_draft_and_its_test_are_in_no_menu_and_no_site_map(
    birds: Path, build: Callable[..., Any]
) -> None:
    nav = [{"Home": "index.md"}, {"Learn": ["course.md", "test.md"]}]
    built = build(PAGES, nav=nav)
    assert "https://example.org/repo/</loc>" in built.read("sitemap.xml")
    assert "course/" not in built.read("sitemap.xml")
    assert "test/" not in built.read("sitemap.xml")
    for page in ("course/index.html", "test/index.html"):
        assert '<meta name="robots" content="noindex">' in built.read(page)
    assert "noindex" not in built.read("index.html")
    edit(birds, "status: draft", "status: withdrawn")
    assert "course/</loc>" in build(PAGES, nav=nav).read("sitemap.xml")


def test_the_test_of_a_draft_says_so_before_its_form(
    birds: Path, build: Callable[..., Any]
) -> None:
    html = build(PAGES).read("test/index.html")
    before, form = html.split("<self-assessment", 1)
    assert "This course is not open" in before
    assert "<form" in form
    assert '<a href="../course/">Back to the course</a>' in before


def test_a_problem_of_a_course_is_told_by_the_build_with_its_line(
    birds: Path, build: Callable[..., Any]
) -> None:
    edit(birds, "{page: index.md,", "{page: index.md, section: songs,")
    edit(birds, "text: Describe", "text: Understand")
    assert build(PAGES).warnings == [
        "assessments/courses/birds/course.yml:23:26: nobody can observe this verb; "
        '"understand"; choose another, such as describe, explain',
        "assessments/courses/birds/course.yml:30:35: the page has no such section; "
        '"songs" in index.md; known are: birds',
    ]


@pytest.mark.parametrize("name", ["provider.yml", "birds/course.yml"])
def test_a_link_to_nothing_is_told_by_the_name_that_its_author_knows(
    birds: Path, build: Callable[..., Any], name: str
) -> None:
    file = birds.parents[1] / name
    file.unlink()
    file.symlink_to("gone")
    assert build(PAGES).warnings[0] == (
        f'assessments/courses/{name}: this is a link that leads nowhere; it names "gone"; '
        "mend it, or delete it"
    )


def test_a_course_that_does_not_exist_is_told_the_near_one(
    birds: Path, build: Callable[..., Any]
) -> None:
    built = build({**PAGES, "course.md": COURSE.replace("birds", "brids")})
    assert built.warnings == [
        'docs/course.md:4:5: there is no such course; "brids"; did you mean "birds"?'
    ]
    assert "This course can not be shown." in built.read("course/index.html")


def test_a_fence_with_a_letter_too_many_is_told(birds: Path, build: Callable[..., Any]) -> None:
    built = build({**PAGES, "course.md": COURSE.replace("```course", "```courses")})
    assert built.warnings == [
        'docs/course.md:3:1: there is no fence of this name; "courses"; did you mean "course"?'
    ]


def test_a_withdrawn_course_is_a_notice(birds: Path, build: Callable[..., Any]) -> None:
    edit(birds, "status: draft", "status: withdrawn\nwithdrawn: A page was wrong.")
    built = build(PAGES)
    html = built.read("course/index.html")
    assert built.warnings == []
    assert "Withdrawn. A page was wrong." in words_of(html)
    assert "<course-learner" not in html
    assert "What you can do afterwards" not in html


def test_a_pretended_course_is_a_specimen_everywhere(
    birds: Path, build: Callable[..., Any]
) -> None:
    built = build(PAGES, {"pretend": True})
    assert built.warnings == []
    html = built.read("course/index.html")
    assert "SPECIMEN: Starter" not in html
    assert '<p class="sa-course__title">SPECIMEN: Birds</p>' in html
    assert "SPECIMEN: here stands the statement that the body prescribes." in html
    assert "SPECIMEN." in built.read("test/index.html")
    data = data_of(built, "course/index.html")
    assert (data["pretend"], data["draft"]) == (True, False)
    assert data["title"] == "SPECIMEN: Birds"


def test_an_expired_course_says_so_and_is_a_problem(birds: Path, build: Callable[..., Any]) -> None:
    edit(birds, '# expires: ""', 'expires: "2026-01-31"')
    built = build(PAGES, {"pretend": True})
    assert built.warnings == [
        'assessments/courses/birds/course.yml:48:10: the course has expired; "2026-01-31"; '
        "review it, or withdraw it"
    ]
    said = words_of(built.read("course/index.html"))
    assert "The last day on which this course could be completed was 2026-01-31." in said


def test_the_page_of_a_course_brings_its_styles_and_the_script_if_there_is_one(
    birds: Path, build: Callable[..., Any], browser_files: Path
) -> None:
    assert "course.js" not in build(PAGES).read("course/index.html")
    served = browser_files / "served"
    manifest = json.loads((served / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"] += ["course.css", "course.js"]
    (served / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    for name in ("course.css", "course.js"):
        (served / name).write_text("", encoding="utf-8")
    html = build(PAGES).read("course/index.html")
    assert re.search(r'<link rel="stylesheet" href="\.\./assets/selfassess/\w+/course\.css">', html)
    assert re.search(
        r'<script type="module" src="\.\./assets/selfassess/\w+/course\.js" integrity="sha256-[^"]+">',
        html,
    )


def test_a_check_between_the_modules_leads_back_to_its_course_and_is_hidden_with_the_draft(
    birds: Path, build: Callable[..., Any]
) -> None:
    edit(birds, "    title: The first part\n", "    title: The first part\n    check: rest\n")
    pages = {**PAGES, "checks.md": "# Checks\n\n```assessment\nid: rest\n```\n"}
    built = build(pages)
    assert built.warnings == []
    before = built.read("checks/index.html").split("<self-assessment", 1)[0]
    assert 'id="check-rest"' in before
    assert "They are for you alone and do not count." in before
    assert "It is passed with" not in before
    assert 'href="../checks/#check-rest"' in built.read("course/index.html")
    assert "noindex" in built.read("checks/index.html")
    named = build(pages, nav=[{"Home": "index.md"}, {"Checks": "checks.md"}])
    assert "noindex" not in named.read("checks/index.html")


def test_a_sponsor_says_a_sentence_in_other_words(birds: Path, build: Callable[..., Any]) -> None:
    provider = birds.parents[1] / "provider.yml"
    edit(provider, "use: lower\n", "use: lower\nsentences:\n  draft: Nothing to see yet.\n")
    said = words_of(build(PAGES).read("course/index.html"))
    assert "Draft. Nothing to see yet." in said
    edit(provider, "  draft: Nothing", "  drafts: Nothing")
    (problem,) = build(PAGES).warnings[:1]
    assert problem == (
        "assessments/courses/provider.yml:27:11: there is no such sentence; "
        '"drafts"; did you mean "draft"?'
    )


def test_a_test_elsewhere_is_led_to(birds: Path, build: Callable[..., Any]) -> None:
    edit(birds, "bank: birds-test", "bank: elsewhere\n  address: https://example.org/test")
    pages = {name: text for name, text in PAGES.items() if name != "test.md"}
    built = build(pages)
    html = built.read("course/index.html")
    assert built.warnings == []
    assert '<a href="https://example.org/test">The test in the sponsor’s own system</a>' in html
    assert "key can be read" not in html
    assert data_of(built, "course/index.html")["test"] == {"address": "https://example.org/test"}


def test_a_build_tells_that_the_test_of_an_open_course_is_not_released(
    opened: Path, build: Callable[..., Any], capsys: pytest.CaptureFixture[str]
) -> None:
    place = f"assessments/courses/birds/course.yml:{line_of(opened, 'bank: birds-test')}:9: "
    said = (
        f"{place}no completion could be scored, for the test is not released; "
        'version "1.0" of "birds-test"; run `selfassess release birds-test`'
    )
    assert build(PAGES).warnings == [said]
    capsys.readouterr()
    assert main(["check", "birds", "--quiet"]) == 1
    assert capsys.readouterr().err == f"{said}\n"
    assert main(["release", "birds"]) == 1
    assert capsys.readouterr().err == f"{said}\n"
    release_test(opened)
    assert main(["release", "birds"]) == 0
    assert build(PAGES).warnings == []


def test_an_open_course_without_a_page_that_shows_its_test_is_a_problem(
    opened: Path, build: Callable[..., Any]
) -> None:
    release_test(opened)
    pages = {name: text for name, text in PAGES.items() if name != "test.md"}
    assert build(pages).warnings == [
        f"assessments/courses/birds/course.yml:{line_of(opened, 'bank: birds-test')}:9: "
        'no page shows the test; "birds-test"; put an `assessment` fence with this id into one, '
        "or give the `address` of the test in your own system"
    ]
    edit(opened, "bank: birds-test", "bank: birds-test\n  address: https://example.org/test")
    assert build(pages).warnings == []


def test_an_open_course_that_no_page_shows_is_a_problem(
    opened: Path, build: Callable[..., Any]
) -> None:
    release_test(opened)
    pages = {name: text for name, text in PAGES.items() if name != "course.md"}
    assert build(pages).warnings == [
        f"assessments/courses/birds/course.yml:{line_of(opened, 'id: birds')}:5: "
        'no page shows the course; "birds"; put a `course` fence with this id into one'
    ]


def test_a_build_tells_of_a_check_that_is_not_there(birds: Path, build: Callable[..., Any]) -> None:
    edit(birds, "    title: The first part\n", "    title: The first part\n    check: rset\n")
    assert build(PAGES).warnings == [
        "assessments/courses/birds/course.yml:29:12: there is no such check; "
        '"rset"; did you mean "rest"?'
    ]


def test_a_page_of_a_course_may_have_any_name(birds: Path, build: Callable[..., Any]) -> None:
    edit(birds, "page: index.md", "page: vögel.md")
    renamed = {"vögel.md": PAGES["index.md"], "index.md": "# Home\n", "schön.md": COURSE}
    built = build({**renamed, "test.md": PAGES["test.md"]})

    assert "I have read this" in built.read("vögel/index.html")
    assert "They sing at dawn." in built.read("schön/print/index.html")


def test_a_page_that_is_not_there_is_ticked_nowhere(birds: Path, build: Callable[..., Any]) -> None:
    edit(birds, "page: index.md", "page: gone.md")

    assert "course-learner" not in build(PAGES).read("index.html")


def test_an_author_s_own_page_is_not_written_over(birds: Path, build: Callable[..., Any]) -> None:
    built = build({**PAGES, "course/print.md": "# Mine\n\nMy own words.\n"})

    assert "My own words." in built.read("course/print/index.html")
    assert built.warnings == [
        f"assessments/courses/birds/course.yml:{line_of(birds, 'id: birds')}:5: a page stands where "
        'the whole course in large print belongs; "course/print/"; give that page another name'
    ]
