"""Use: what the runtime is for, done once.

It runs twice. In stock Pyodide it shows which modules of the standard library
are needed; in the finished runtime it proves that they are all there.
"""

from __future__ import annotations

import json
import sys
import traceback

SCALE = {
    "options": [{"value": n, "label": f"Option {n}", "detail": "détail"} for n in range(4)],
    "did_not_apply": "Did not apply",
}
MISSING = {"rule": "prorate", "minimum": 1}
BANDS = [
    {"minimum": 0, "below": 50, "label": "Low", "text": "Text."},
    {"minimum": 50, "label": "High", "text": "Text."},
]
DOMAINS = [
    {"id": "a", "title": "A <b>", "page": "a.md"},
    {
        "id": "b",
        "title": "B",
        "scoring": {"method": "count", "counts": {"at_least": 1}, "missing": MISSING},
    },
    {
        "id": "c",
        "title": "C",
        "scoring": {
            "method": "mean",
            "missing": MISSING,
            "rescale": {"minimum": 0, "maximum": 100},
            "decimals": 1,
        },
        "feedback": "bands",
        "bands": BANDS,
    },
]
ITEMS = [
    {
        "id": f"{domain}-{n}",
        "stem": f"Question {n} – “{domain}”?",
        "domain": domain,
        "scale": "often",
        "reverse": n == 1,
        "teaches": "a.md#one",
        "habit": "One habit.",
        "plan": "If one, then two.",
    }
    for domain in "abc"
    for n in range(3)
]
INSTRUMENT = {
    "id": "example",
    "version": "1.0",
    "kind": "self-review",
    "title": "Example",
    "introduction": "An introduction.",
    "minutes": 1,
    "licence": "CC BY 4.0",
    "source": "Made up.",
    "limits": "It can tell nothing.",
    "scales": {"often": SCALE},
    "domains": DOMAINS,
    "items": ITEMS,
    "scoring": {"method": "mean", "missing": MISSING},
    "shuffle": "items",
}
ANSWERS = {"a-0": "0", "a-1": "3", "a-2": "did-not-apply", "b-0": "1", "c-0": "2", "c-1": "1"}
MUCH = """\
{% macro row(x) %}{{ x.name|title|replace("a", "b") }} {{ "%.1f"|format(x.value|float) }}{% endmacro %}
{%- for group, rows in rows|groupby("name") -%}
{% set at = loop.index0 %}{{ at ~ "\\u00e9\\n" }}{% for x in rows|sort(attribute="value") if x.value is number %}
{{- row(x) }}{{ x|tojson }}{{ {"class": "y"}|xmlattr }}{{ x.name|e|striptags|truncate(9) }}{{ x.value|round }}
{%- endfor %}{% endfor %}{{ rows|map(attribute="value")|select("ge", 1)|join(", ")|urlize }}
"""
TEMPLATES = {
    "much.html": MUCH,
    "broken.html": "{{ 1 / nothing }}",
    "picture.html": "{{ 'a' }}",
}


def templates() -> str:
    """Return templates of a site as the site's build makes them; only stock Pyodide can do this."""
    from selfassess.reporting.templates import pythons

    return json.dumps(pythons(TEMPLATES))


def use(compiled: str) -> str:
    """Fill a template, fail in one, answer every request; return what is amiss, or "".

    `compiled` is what `templates` returned.
    """
    made = json.loads(compiled)
    fill(made)
    fail(made)
    own = {"picture.html": made["picture.html"]}
    return "\n".join(filter(None, (answer(own, **asked) for asked in requests())))


def fill(made: dict[str, str]) -> None:
    """Fill a template that uses what a site owner's template may use."""
    from selfassess import Renderer

    rows = [{"name": "anna", "value": 2}, {"name": "berta", "value": 1.5}]
    Renderer(made).part("much.html", "en", rows=rows)


def fail(made: dict[str, str]) -> None:
    """Print the traceback of an error inside a template, as for the browser's console."""
    from selfassess import Renderer

    try:
        Renderer(made).part("broken.html", "en", nothing=0)
    except ZeroDivisionError:
        traceback.format_exc()


def requests() -> list[dict[str, object]]:
    """Return one request of each sort."""
    kept = [{"date": "2026-11-22", "version": "1.0", "answers": ANSWERS}]
    place = {"base": "../", "level": 2, "day": ""}
    return [
        {"do": "prepare"},
        {"do": "report", "answers": ANSWERS, "only": None, **place},
        {"do": "report", "answers": ANSWERS, "only": "a", **place},
        {"do": "report", "answers": ANSWERS, "only": None, "language": "es", **place},
        {"do": "profile", "kept": kept, "only": None, **place},
        {"do": "profile", "kept": kept, "only": "a", **place},
        {"do": "arrange", "answers": ANSWERS | {"_seed": "k3f9"}},
    ]


def answer(own: dict[str, str], language: str = "en", **asked: object) -> str:
    """Return what is wrong with the answer to a request."""
    from selfassess.browser import answer_request

    definition = {
        "instrument": INSTRUMENT | {"language": language},
        "links": {"a.md#one": "a/#one"},
        "templates": own,
    }
    request = {"definition": json.dumps(definition), **asked}
    told = json.loads(answer_request(json.dumps(request)))
    return f"{asked['do']}: {told}" if "failure" in told or "error" in told else ""


def loaded() -> list[str]:
    """Return the modules that were read from the archive of the standard library."""
    return sorted(
        name
        for name, module in sys.modules.items()
        if type(getattr(module, "__loader__", None)).__name__ == "zipimporter"
    )
