"""Workload: what pages ask of Python, for the tests and for the profile of what Python calls.

The requests are those of the page. Those of an instrument that is on the site are made with its
definition file in the built site.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2.filters import FILTERS
from jinja2.tests import TESTS

from selfassess import dumps
from selfassess.answering.draw import SEED, draw
from selfassess.authoring import answers_of, pythons, read_cases, read_instrument
from selfassess.browser import answer_request
from selfassess.browser.requests import REQUESTS
from site_tests.issuing import TEST, asked, completion, evaluation, progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess import Instrument
    from selfassess.authoring import Case

ROOT = Path(__file__).parent.parent
INSTRUMENTS, FIXTURES = (
    [file.with_name("instrument.yml") for file in sorted((ROOT / folder).glob("**/cases.yml"))]
    for folder in ("assessments", "plugins/selfassess/tests")
)
BROKEN = {
    "a name": "{{ nothing.at.all }}",
    "a number": "{{ 1 / 0 }}",
    "a type": "{{ 'a' + 1 }}",
    "a filter": "{% if 1 %}{{ 1|no_such_filter }}{% endif %}",
    "a file": "{% include 'no-such-file.html' %}",
    "itself": "{% include 'report.html' %}",
}
"""What a template of a site can do wrong without being refused at build."""
CODE = "k3f9"
"""Of a draw."""
TIMES = {"begun": "2026-11-20T10:00Z", "ended": "2026-11-20T10:14Z"}
STAMP = "20261129T060000Z"
FILES = {
    "completion": completion("Bo"),
    "evaluation": evaluation(),
    "progress": progress(),
}
"""What a learner saves, by its kind."""
FLOW = """{% macro m(x, y=1) %}{{ x }}{{ varargs }}{{ kwargs }}{{ caller and caller() }}{% endmacro %}
{% set ns = namespace(n=0) %}{% for x in range(3) recursive %}{% set ns.n = ns.n + x %}{{ loop.cycle("a", "b") }}
{%- else %}none{% endfor %}{% call m(ns.n) %}<b>{% endcall %}{% with a = [1, 2][::-1] %}{{ a ~ 2 ** (ns.n + 67) // 3 % 5 }}{% endwith %}
{% filter upper %}ñandú{{ ns.n }}{% endfilter %}{% block b %}{{ self }}{% endblock %}{{ "%05.2f %s %d"|format(2.5, "é", ns.n) }}
{{ "{:>8} {!r:.3}".format("a", "b") }}{{ "a,b".split(",")|join("; ") }}{{ dict(a=1).items()|list }}"""
"""Most that a template can say, with few constants: what has no variable is worked out at build."""
VALUES = ("'Anna <b>'", "-3", "2.5", "['b', 'a', 'c']", "{'b': 1, 'a': none}", "none", "range(9)")


@dataclass(frozen=True)
class Request:
    """What a page asks of Python, and a name for it."""

    name: str
    text: str
    wrong: bool = False
    """Whether it is meant to be refused."""


def request(definition: str, **changed: Any) -> str:
    """Return the text of a request; what is given comes before what a page usually asks."""
    asked = {"do": "report", "definition": definition, **changed}
    usual: dict[str, Any] = {
        "answers": {},
        "only": None,
        "base": "../../",
        "level": 2,
        "kept": [],
        "day": "",
    }
    names = [field.name for field in fields(REQUESTS[asked["do"]])]
    return json.dumps({name: {**usual, **asked}[name] for name in names}, ensure_ascii=False)


def as_text(instrument: Instrument, case: Case) -> dict[str, str]:
    """Return the answers of a case as radio buttons hold them."""
    chosen = answers_of(instrument, case).chosen
    code = {SEED: case.seed} if case.seed else {}
    return {name: _text(value) for name, value in chosen.items()} | code


def _text(value: str | float | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return " ".join(value)
    return f"{value:.15g}" if isinstance(value, float) else value


def variants(instrument: Instrument, case: Case, definition: str) -> list[Request]:
    """Return a case as it is, and each of its areas alone."""
    answers = as_text(instrument, case)
    made = [Request(case.name, request(definition, answers=answers, only=case.only))]
    for domain in instrument.domains if case.only is None else ():
        some = {
            item.id: answers[item.id]
            for item in instrument.items_of(domain.id)
            if item.id in answers
        }
        text = request(definition, answers=some, only=domain.id, level=3)
        made.append(Request(f"{case.name}, only {domain.id}", text))
    return made


def kept(instrument: Instrument, case: Case, date: str, version: str = "") -> dict[str, Any]:
    answers = as_text(instrument, case)
    return {"date": date, "version": version or instrument.version, "answers": answers}


def profiles(instrument: Instrument, cases: tuple[Case, ...], definition: str) -> list[Request]:
    """Return requests for what a reader kept: nothing, one, many days, another version."""
    days = [kept(instrument, case, f"2026-{n + 1:02}-28") for n, case in enumerate(cases[:9])]
    old = kept(instrument, cases[0], "2025-01-01", version="0.9")
    made = {"nothing": [], "one": days[:1], "many": days[::-1], "another version": [*days[:2], old]}
    areas = [None, *(domain.id for domain in instrument.domains[:1])]
    return [
        Request(
            f"{instrument.id}, kept: {name}, {only or 'all'}",
            request(definition, do="profile", kept=reviews, only=only),
        )
        for name, reviews in made.items()
        for only in areas
    ]


def requests_of(site: Path, file: Path) -> list[Request]:
    """Return every request for one instrument, in each of its languages."""
    instrument, cases = read_instrument(file), read_cases(file.with_name("cases.yml"))
    made = []
    for published in (site / "assets/selfassess").glob(f"{instrument.id}.*.json"):
        definition, language = published.read_text(encoding="utf-8"), published.name.split(".")[1]
        wrong = request(definition, answers={instrument.items[0].id: "99", "no-such-item": "1"})
        found = [each for case in cases for each in variants(instrument, case, definition)]
        found.append(Request(f"{instrument.id}, impossible answers", wrong))
        found += profiles(instrument, cases, definition)
        made += [Request(f"{language}: {each.name}", each.text) for each in found]
    return made


def unpublished(file: Path) -> list[Request]:
    """Return the cases of an instrument that is on no site: its report, and what it asks."""
    instrument = read_instrument(file)
    definition = _alone(instrument)
    made = []
    for case in read_cases(file.with_name("cases.yml")):
        answers, name = as_text(instrument, case), f"{instrument.id}: {case.name}"
        made.append(Request(name, request(definition, answers=answers, only=case.only)))
        asked = request(definition, do="arrange", answers=answers)
        made.append(Request(f"{name}, arranged", asked))
    return made


def _alone(instrument: Instrument, templates: dict[str, str] | None = None) -> str:
    """Return the definition of an instrument that is on no site."""
    text = {"instrument": json.loads(dumps(instrument)), "links": {}, "templates": templates or {}}
    return json.dumps(text)


def issued() -> list[Request]:
    """Return what is asked about files of learners: good and bad ones, drawn and not drawn."""
    bad = [completion("Bo", wrong=4), completion("Cy", specimen=True), "{", completion("Ann")]
    plain = [*bad, *(completion(f"Learner {at}", wrong=at % 3) for at in range(9))]
    drawn = [completion(f"Learner {at}", seed=f"k{at}", wrong=at % 3) for at in range(9)]
    # Averages are shown from five evaluations on.
    first = asked([*plain, *[evaluation()] * 5])
    listed = json.loads(answer_request(first))["saved"]["accepted.json"]
    made = {
        "plain": first,
        "drawn": asked([*bad, *drawn], TEST | {"shuffle": "both"}),
        "a month later": asked([completion("Dee"), listed]),
        "not released": json.dumps(json.loads(asked(plain)) | {"released": {}}),
    }
    return [Request(f"{name}, issued", text) for name, text in made.items()]


def one_of_each(file: Path) -> Iterator[Request]:
    """Yield what pages ask beside reports, once for the first case of an instrument."""
    instrument, case = read_instrument(file), read_cases(file.with_name("cases.yml"))[0]
    definition, answers = _alone(instrument), as_text(instrument, case)
    for each in (
        *_planned(instrument),
        *_taken_away(instrument, answers),
        *_tried(instrument, answers),
    ):
        wrong = each.pop("wrong", False)
        text = request(definition, answers=answers, **each)
        yield Request(f"{instrument.id}, {each['do']}", text, wrong)


def _planned(instrument: Instrument) -> Iterator[dict[str, Any]]:
    made = _plan(instrument)
    yield {"do": "plan", "plan": made, "today": "2026-11-30"}
    for area, wrong in ((made["area"], False), ("no-such-area", True)):
        new = made | {"made": "", "area": area, "item": ""}
        yield {"do": "plan", "plan": new, "today": "2026-11-30", "wrong": wrong}
    where = {"url": "https://a.test/", "stamp": STAMP}
    yield {"do": "calendar", "plan": made, "words": True, **where}
    yield {"do": "event", "title": "Did you?", "day": "2027-01-24", **where}


def _plan(instrument: Instrument) -> dict[str, str]:
    place = {"area": instrument.domains[0].id, "item": instrument.items[0].id}
    words = {"when": "Ña, then; \\n", "will": "I ask."}
    return {**place, **words, "look": "2026-12-24", "made": "2026-11-29"}


def _taken_away(instrument: Instrument, answers: dict[str, str]) -> Iterator[dict[str, Any]]:
    of = {"instrument": instrument.id, "version": instrument.version, "only": ""}
    review = {**of, "plan": _plan(instrument), "answers": answers}
    kept = [{**review, "date": f"2026-11-{day}"} for day in (20, 28)]
    for form in ("json", "csv"):
        yield {"do": "export", "kept": kept, "form": form}
    # One is new, one is here already, and one is another of the same day.
    here = [kept[0], kept[1] | {"answers": {}}]
    later = [*kept, {**review, "plan": None, "date": "2026-11-29"}]
    export = request("", do="export", kept=later, form="json")
    yield {"do": "import", "text": json.loads(answer_request(export))["text"], "kept": here}
    for text in (json.dumps({"schema": "selfassess-kept/1", "reviews": [{}]}), "{}", "<"):
        yield {"do": "import", "text": text, "kept": here, "wrong": True}


def _tried(instrument: Instrument, answers: dict[str, str]) -> Iterator[dict[str, Any]]:
    drawn = CODE if instrument.objectives else ""
    attempt = {"seed": answers.get(SEED, drawn), "answers": answers, **TIMES}
    yield {"do": "prepare"}
    for allowed, rationales in ((1, "after-last"), (3, "after-passing"), (0, "after-passing")):
        rules = {"pass_percent": 75, "allowed": allowed, "rationales": rationales}
        yield {"do": "standing", "attempts": [attempt], **rules}
    for kind, data in FILES.items():
        of_kind = {"do": "file", "kind": kind, "language": "es"}
        yield {**of_kind, "text": json.dumps(data)}
        another = next(text for name, text in FILES.items() if name != kind)
        for wrong in (another, data | {"version": 1}, {}):
            yield {**of_kind, "text": json.dumps(wrong), "wrong": True}


def recorded(site: Path) -> Iterator[Request]:
    """Yield what a learner of each course asks."""
    folder = site / "assets/selfassess"
    for file in sorted(folder.glob("courses/**/*.json")):
        outline = file.read_text(encoding="utf-8")
        course = json.loads(outline)
        # What it is checked with stands behind its name.
        name = course["test"]["definition"].partition("#")[0]
        test = (site / name).read_text(encoding="utf-8")
        yield Request(f"{course['id']}, form", request(test, do="form"))
        right = _right(course["test"]["instrument"])
        known = request(test, do="knowledge", seed=CODE, answers=right)
        yield Request(f"{course['id']}, knowledge", known)
        for answers in ({}, right):
            done = _finished(course, {"seed": CODE, "answers": answers, **TIMES})
            asked = {"do": "record", "completion": json.dumps(done), "outline": outline}
            yield Request(f"{course['id']}, record", request(test, **asked))


def _right(name: str) -> dict[str, str]:
    """Return the best answers to what a code draws from a test of this site."""
    test = read_instrument(ROOT / "assessments" / name / "instrument.yml")
    asked = [test.item[item] for item in draw(test, CODE).items]
    return {one.id: max(test.options_of(one), key=lambda of: of.value).key for one in asked}


def _finished(course: dict[str, Any], attempt: dict[str, Any]) -> dict[str, Any]:
    """Return what a completion file of a course with one attempt at its test holds."""
    taken = {key: course["test"][key] for key in ("instrument", "version")}
    return completion(
        "Bo",
        course=course["id"],
        version=course["version"],
        modules=[{"page": each["page"], "read": "2026-11-19"} for each in course["modules"]],
        test={**taken, "attempts": [attempt]},
    )


def of_templates(file: Path) -> Iterator[Request]:
    """Yield the report of the first case of an instrument with templates of a site."""
    instrument, case = read_instrument(file), read_cases(file.with_name("cases.yml"))[0]
    answers = as_text(instrument, case)
    for name, text in templates():
        definition = _alone(instrument, pythons({"report.html": text}))
        yield Request(f"template with {name}", request(definition, answers=answers))


def templates() -> Iterator[tuple[str, str]]:
    """Yield templates of a site with a name for each: all that Jinja2 offers, and what fails.

    Many filters refuse many values: what fails is called as well.
    """
    yield from BROKEN.items()
    yield "much", FLOW
    for name in sorted(FILTERS):
        for value in VALUES:
            yield f"{name} of {value}", f"{{% set value = {value} %}}{{{{ value|{name} }}}}"
    for name in sorted(name for name in TESTS if name.isidentifier()):
        for value in VALUES:
            text = f"{{% set value = {value} %}}{{{{ value is {name} }}}}"
            yield f"whether {value} is {name}", text


def workload(site: Path) -> list[Request]:
    """Return all that the profile is made of, for a built site."""
    listed = [*INSTRUMENTS, *FIXTURES]
    return [
        *(each for file in INSTRUMENTS for each in requests_of(site, file)),
        *(each for file in listed for each in unpublished(file)),
        *(each for file in listed for each in one_of_each(file)),
        *issued(),
        *recorded(site),
        *of_templates(INSTRUMENTS[0]),
        *(
            Request("no request", text)
            for text in ("", "{", "[]", "{}", '{"do": "nothing"}', '{"do": "report"}')
        ),
    ]
