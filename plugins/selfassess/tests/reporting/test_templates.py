"""Templates as the Python that Jinja2 makes of them."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING

import jinja2
import pytest

from selfassess.reporting.render import Renderer, failed_template
from selfassess.reporting.templates import python, python_of, pythons, source_environment

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument

ALL = """{% extends "hint.html" %}{% from "gaps.html" import a with context %}
{% block b scoped %}{{ super() }}{% endblock %}{% for k, v in x|dictsort if v %}{{ loop.index }}
{% else %}z{% endfor %}{% autoescape false %}{{ a ~ x }}{% endautoescape %}{% set c %}{{ d() }}{% endset %}
{% trans high=x, low=a, step=c %}From {{ low }} to {{ high }} by {{ step }} or {{ on }}{% endtrans %}"""
HASHED = "from selfassess.reporting.templates import python; print(python({!r}, 'a.html'))"


def filled(text: str, language: str = "en", **context: object) -> str:
    return Renderer(pythons({"a.html": text})).part("a.html", language, **context)


def filled_by_jinja(text: str, language: str = "en", **context: object) -> str:
    """Return what Jinja2 gives for a template when it compiles it where it is filled."""
    loader = jinja2.DictLoader({"a.html": text})
    return source_environment(loader, language).get_template("a.html").render(**context)


@pytest.mark.parametrize(
    "text",
    [
        "{% include 'b.html' ignore missing %}{% for x in xs %}{{ loop.index }}{{ x }}{% endfor %}",
        "{% macro m(x) %}{{ x }}{{ varargs }}{{ kwargs }}{{ caller() }}{% endmacro %}{% call m(xs, 1, b=2) %}<i>{% endcall %}",
        "{{ '<b>' }}{{ word }}{{ word|safe }}{{ xs|tojson }}{% autoescape false %}{{ word }}{% endautoescape %}",
        "{% trans %}Two of 100 %%{% endtrans %}{% trans word %}a {{ word }}{% endtrans %}",
        "{% trans n=xs|length %}{{ n }} thing{% pluralize %}{{ n }} things{% endtrans %}{{ _('x') }}",
        "{% trans 'month' %}May{% endtrans %}{% trans 'month' n=2 %}{{ n }} a{% pluralize %}as{% endtrans %}",
        "{% trans trimmed %}  a\n  b {% endtrans %}{{ '2.5'|numeral }}{{ word is defined }}",
        "{{ gettext('%(a)s', a=word) }}{{ ngettext('%(num)s', '%(num)ss', 2) }}{{ pgettext('a', 'b') }}",
        "{% block b %}{% set ns = namespace(n=0) %}{% set ns.n = 1 %}{{ ns.n }}{% endblock %}{{ self.b() }}",
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_what_was_compiled_before_gives_what_jinja_gives(text: str, language: str) -> None:
    context = {"xs": ["a", "<b>"], "word": "<Ann>"}
    assert filled(text, language, **context) == filled_by_jinja(text, language, **context)


def test_one_python_speaks_all_languages() -> None:
    text = "{% trans %}One habit{% endtrans %} {{ '2.5'|numeral }}"
    made = Renderer(pythons({"a.html": text}))
    assert made.part("a.html", "en") == "One habit 2.5"
    assert made.part("a.html", "es") == "Un hábito 2,5"


@pytest.mark.parametrize(("escapes", "word"), [(True, "&lt;Ann&gt;"), (False, "<Ann>")])
def test_a_text_is_said_where_it_is_told_late_whether_words_are_escaped(
    escapes: bool, word: str
) -> None:
    text = "{% autoescape late %}{% trans %}One habit{% endtrans %}<i>{{ word }}{% endautoescape %}"
    assert filled(text, "es", late=escapes, word="<Ann>") == f"Un hábito<i>{word}"


def test_what_a_reader_wrote_is_escaped() -> None:
    assert filled("{{ word }}", word="<script>") == "&lt;script&gt;"


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError, match="'unknown' is undefined"):
        filled("{{ unknown }}")


def test_the_python_is_the_same_whatever_hashes_are() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", HASHED.format(ALL)],
            env={"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in "1234"
    }
    assert told == {python(ALL, "a.html").encode() + b"\n"}


def test_an_error_names_template_and_line() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        filled("<p>\n<p>\n{{ 1 / nothing }}", nothing=0)
    assert failed_template(caught.value) == "a.html"
    told = "".join(traceback.format_exception(caught.value))
    assert 'File "templates of this site/a.html", line 3, in top-level template code' in told


def test_an_error_in_a_macro_of_another_template_names_that_one() -> None:
    own = {
        "a.html": "{% from 'hint.html' import m %}\n\n{{ m(0) }}",
        "hint.html": "\n{% macro m(x) %}\n{{ 1 / x }}{% endmacro %}",
    }
    with pytest.raises(ZeroDivisionError) as caught:
        Renderer(pythons(own)).part("a.html", "en")
    assert failed_template(caught.value) == "hint.html"
    told = "".join(traceback.format_exception(caught.value))
    assert 'File "templates of this site/a.html", line 3, in top-level template code' in told
    assert 'File "templates of this site/hint.html", line 3, in template' in told


def test_a_template_of_ours_that_there_is_not_is_not_found() -> None:
    with pytest.raises(jinja2.TemplateNotFound):
        python_of("no-such.html")


def test_a_site_s_template_may_extend_one_of_ours(demo: Instrument) -> None:
    own = {"limits.html": "{% extends 'hint.html' %}"}
    hint = Renderer().part("hint.html", "en", item=demo.items[0], instrument=demo)
    given = {"item": demo.items[0], "instrument": dataclasses.replace(demo)}
    assert Renderer(pythons(own)).part("limits.html", "en", **given) == hint
