"""What must be seen first, in a browser: whatever a site makes of its templates.

A small site with one instrument of its own, built three times: with our templates, with a form
that can take free text, and with every template made useless or worse.
"""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from site_tests.check import Check, drafts, focused
from site_tests.conftest import desk, watched
from site_tests.faulty_server import FaultyServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Locator, Page

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
MORE
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
WORDS = "  - {id: words, type: text, stem: What would you like to add?}"
THEME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><main>{{ page.content }}</main></body></html>
"""
FORM = """
<form data-part="form" method="dialog"><div data-part="errors" tabindex="-1" hidden>
<button type="button" data-action="anyway">Go on</button></div>
{% for item in instrument.items %}<fieldset data-item="{{ item.id }}"><legend>{{ item.stem }}</legend>
{% for option in instrument.options_of(item) %}
<label><input type="radio" name="{{ item.id }}" value="{{ option.key }}">{{ option.label }}</label>
{% else %}<textarea name="{{ item.id }}" aria-label="{{ item.stem }}"></textarea>{% endfor %}</fieldset>
{% endfor %}
<progress max="{{ instrument.items|length }}" value="0" data-part="progress"></progress>
<button type="submit">See</button><p data-part="status"></p><p data-part="saved"></p></form>
<div data-part="report" hidden></div><div data-part="device" hidden></div>
{% include "messages.html" %}
"""
HOSTILE = """<style>* { display: none !important; opacity: 0 !important }</style>
</div></div></template></p><div hidden><template><!--"""
USELESS = ("messages", "report", "picture", "findings", "area", "replies", "fixed")
FIRST = ["You do not have to be alone with this.", "People to talk to"]
SECOND = ["Every sign was there.", "The helpline of nowhere"]


def build(home: Path, templates: dict[str, str], more: str = "") -> FaultyServer:
    """Return a server of the site, built strictly with some templates of its own."""
    files = {"theme/main.html": THEME, "mkdocs.yml": CONFIG}
    files["docs/index.md"] = "# Strain\n\n```assessment\nid: strain\n```\n\n## People { #people }\n"
    files["assessments/strain/instrument.yml"] = INSTRUMENT.replace("MORE\n", f"{more}\n")
    files |= {f"templates/{name}.html": text for name, text in templates.items()}
    for path, text in files.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_text(text, encoding="utf-8")
    server = FaultyServer(home / "site", prefix="/strain/")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=home,
        env=os.environ | {"SITE_URL": server.url, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return server
