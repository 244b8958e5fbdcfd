"""What must be seen first, in a browser, whatever a site makes of its templates.

A small site of one instrument, once with our report and once with every template made
useless or worse. Its form is its own, so that these tests are about the report alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import Check, focused
from site_tests.conftest import desk, served, watched, write_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

INSTRUMENT = """
id: strain
version: "1"
kind: questionnaire
title: Signs of strain
introduction: Three signs, made up for a test.
minutes: 1
licence: CC0
source: Made up for a test.
limits: It tells nothing about you.
scales:
  days:
    options:
      - {value: 0, label: Not at all}
      - {value: 1, label: On some days}
      - {value: 2, label: Every day}
scoring: {method: sum, missing: {rule: complete, minimum: 3}}
feedback: none
domains:
  - {id: signs, title: Signs}
items:
  - {id: tired, domain: signs, scale: days, stem: I was tired.}
  - {id: dull, domain: signs, scale: days, stem: Nothing gave me joy.}
  - {id: alone, domain: signs, scale: days, stem: I thought that I can not go on.}
  - {id: words, type: text, stem: What would you like to add?}
alerts:
  - id: alone
    when: {item: alone, at_least: 1}
    text: You do not have to be alone with this.
    resource: {text: People to talk to, link: "index.md#people"}
  - id: every
    when: {score: signs, at_least: 5}
    text: Every sign was there.
    resource: {text: The helpline of nowhere, link: "https://example.org/help"}
"""
CONFIG = """
site_name: Strain
site_url: !ENV SITE_URL
theme: {name: null, custom_dir: theme}
markdown_extensions: [attr_list]
plugins: [{selfassess: {templates: templates}}]
"""
THEME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><main>{{ page.content }}</main></body></html>
"""
PAGE = """# Strain

```assessment
id: strain
```

## People { #people }
"""
FORM = """<form data-part="form" method="dialog">
<div data-part="errors" tabindex="-1" hidden><button type="button" data-action="anyway">On</button></div>
{% for item in instrument.items %}
<fieldset data-item="{{ item.id }}"><legend>{{ item.stem }}</legend>
{% for option in instrument.options_of(item) %}
<label><input type="radio" name="{{ item.id }}" value="{{ option.key }}">{{ option.label }}</label>
{% else %}
<textarea name="{{ item.id }}" aria-label="{{ item.stem }}"></textarea>
{% endfor %}
</fieldset>
{% endfor %}
<progress max="4" value="0" data-part="progress"></progress>
<button type="submit">See</button>
<p data-part="status"></p>
<p data-part="saved"></p>
</form>
<div data-part="report" hidden></div>
<div data-part="device" hidden><button type="button" data-action="profile" hidden>Kept</button></div>
{% include "messages.html" %}
"""
HOSTILE = """<style>* { display: none !important; opacity: 0 !important }</style>
</div></div></template></p><div hidden><template><h2 data-part="report-title">Mine</h2><!--
"""
USELESS = {
    "messages.html": "",
    "report.html": HOSTILE + "{% include 'picture.html' %}",
    "picture.html": "{{ 1 / 0 if report.findings.alerts|length == 2 }}",
    "findings.html": "",
    "area.html": "",
    "item-results.html": "",
}
FIRST = "You do not have to be alone with this."
SECOND = "Every sign was there."


def write_site(home: Path, templates: dict[str, str]) -> None:
    files = {"theme/main.html": THEME, "mkdocs.yml": CONFIG, "docs/index.md": PAGE}
    files["assessments/strain/instrument.yml"] = INSTRUMENT
    files |= {f"templates/{name}": text for name, text in templates.items()}
    write_files(home, files)


def visit(browser: Browser, home: Path, templates: dict[str, str]) -> Iterator[Page]:
    """Yield a page of the finished site, with its assessment in view."""
    write_site(home, {"form.html": FORM} | templates)
    with (
        served(home, "/strain/") as server,
        watched(server, browser.new_context(**desk(server))) as context,
    ):
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        yield context.new_page()


@pytest.fixture(scope="module")
def ours(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the site with our report."""
    yield from visit(browser, tmp_path_factory.mktemp("ours"), {})


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page of the site whose every template is useless or worse."""
    yield from visit(browser, tmp_path_factory.mktemp("hostile"), USELESS)


def report(page: Page, words: str = "", **answers: int) -> Check:
    """Answer some questions, leave out the others, and go on to the report."""
    page.goto("")
    # As another tab: in this one the last check would come back.
    page.evaluate("sessionStorage.clear()")
    page.reload()
    check = Check(page)
    for name, value in answers.items():
        check.answer(name, value)
    if words:
        check.element.locator("textarea").fill(words)
    check.submit()
    if check.button("anyway").is_visible():
        check.button("anyway").click()
    check.expect_state("done")
    return check


def test_an_alert_is_announced_and_has_the_focus_before_the_title(ours: Page) -> None:
    check = report(ours, alone=1)
    alert = check.element.get_by_role("alert")
    expect(alert).to_be_focused()
    first = check.part("report").locator(":scope > *").first
    assert first.get_attribute("role") == "alert"
    assert alert.aria_snapshot() == (
        "- alert:\n"
        '  - heading "Please read this first" [level=2]\n'
        f"  - paragraph: {FIRST}\n"
        "  - paragraph:\n"
        '    - link "People to talk to":\n'
        "      - /url: ./#people"
    )


def test_without_an_alert_the_title_has_the_focus(ours: Page) -> None:
    check = report(ours, alone=0)
    expect(check.element.get_by_role("alert")).to_have_count(0)
    # The report brings its own module along, which puts the focus there.
    expect(check.part("report-title")).to_be_focused()
    assert focused(ours) == "report-title"


def test_incomplete_answers_hide_no_alert(ours: Page) -> None:
    check = report(ours, alone=2)
    expect(check.element.get_by_role("alert")).to_contain_text(FIRST)
    expect(check.part("report").locator(".sa-row__words")).to_contain_text("not enough answers")


def test_what_is_kept_shows_its_alert_again(ours: Page) -> None:
    check = report(ours, alone=1)
    check.keep()
    check.button("profile").click()
    expect(check.part("report").locator(".sa-result__title")).to_have_text("What you kept")
    expect(check.element.get_by_role("alert")).to_contain_text(FIRST)


def test_an_alert_is_printed_first_and_framed_in_black(ours: Page) -> None:
    check = report(ours, tired=2, dull=2, alone=1)
    ours.emulate_media(media="print")
    alert = check.element.get_by_role("alert")
    expect(alert).to_be_visible()
    look = "e => { const s = getComputedStyle(e); return [s.borderTopStyle, s.borderTopColor]; }"
    assert alert.evaluate(look) == ["double", "rgb(0, 0, 0)"]
    box, title = alert.bounding_box(), check.part("report").locator(".sa-result__title")
    below = title.bounding_box()
    assert box
    assert below
    assert box["y"] + box["height"] <= below["y"]
    expect(alert).to_contain_text("https://example.org/help")
    ours.emulate_media(media="screen")


def test_a_resource_elsewhere_opens_beside_the_report_and_is_told_nothing(ours: Page) -> None:
    check = report(ours, tired=2, dull=2, alone=1)
    link = check.element.get_by_role("link", name="The helpline of nowhere")
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_copied_text_begins_with_the_alert_and_holds_what_was_written_only_if_ticked(
    ours: Page,
) -> None:
    check = report(ours, words="Between us.", alone=1)
    check.button("copy").click()
    expect(check.part("report-status")).to_have_text("Copied.")
    copied = ours.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"Please read this first\n{FIRST}\nPeople to talk to\n")
    assert "Between us." not in copied
    check.element.get_by_label("Include what I wrote").check()
    check.button("copy").click()
    ours.wait_for_function("navigator.clipboard.readText().then(t => t.includes('Between us.'))")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answers", "texts"),
    [({"alone": 1}, [FIRST]), ({"tired": 2, "dull": 2, "alone": 1}, [FIRST, SECOND])],
    ids=["templates that hide", "templates that fail"],
)
def test_no_template_of_a_site_hides_an_alert(
    hostile: Page, answers: dict[str, int], texts: list[str]
) -> None:
    check = report(hostile, "", **answers)
    alert = check.element.get_by_role("alert")
    expect(alert).to_be_focused()
    for text in texts:
        expect(alert.get_by_text(text)).to_be_visible()
    expect(alert.get_by_role("link", name="People to talk to")).to_be_visible()
    assert alert.evaluate("e => getComputedStyle(e).opacity") == "1"
