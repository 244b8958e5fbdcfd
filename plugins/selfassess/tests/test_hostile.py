"""Whatever a file or an answer holds, it ends in problems of one line each, never in a traceback."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from accidents import distorted, mutilated
from definitions import Maker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfassess.answering.answers import Answers
from selfassess.authoring.cli import main
from selfassess.authoring.instruments import read_instrument
from selfassess.authoring.read.fields import validate
from selfassess.authoring.read.strict_yaml import Source, load, parse
from selfassess.authoring.rules import broken_rules
from selfassess.browser import answer_request
from selfassess.definition.canonical import plain
from selfassess.definition.instrument import Instrument
from selfassess.problems import Invalid
from selfassess.reporting.report import make_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

HERE = Path(__file__).parent
FILES = [*sorted(HERE.glob("fixtures/*/instrument.yml")), HERE / "demo/instrument.yml"]
RANDOM = st.randoms(use_true_random=False)
MANY = settings(
    max_examples=3 * settings().max_examples,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)

# Definitions


@settings(MANY, max_examples=settings().max_examples)
@given(RANDOM)
def test_a_mutilated_file_gives_problems_or_an_instrument(tmp_path: Path, random: Random) -> None:
    file = tmp_path / "instrument.yml"
    file.write_bytes(mutilated(random, random.choice(FILES).read_bytes()))
    with suppress(Invalid):
        read_instrument(file)


@MANY
@given(RANDOM)
def test_a_distorted_definition_gives_problems_or_scores(random: Random) -> None:
    maker = Maker(random)
    data: Any = maker.make()
    if random.random() < 0.5:
        data = parse(load(random.choice(FILES)), "instrument.yml").data
    try:
        instrument = validate(Source("", distorted(random, data), {(): (1, 1)}), Instrument)
    except Invalid:
        return
    if not broken_rules(instrument):
        make_report(instrument, Answers.of(instrument, {}))


def edited(*pairs: tuple[str, str]) -> Callable[[str], str]:
    def edit(text: str) -> str:
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        return text

    return edit


def added(more: str) -> Callable[[str], str]:
    return lambda text: text + more


NESTED = "{all: [" * 200 + "{item: h1, at_least: 1}" + "]}" * 200
GROWING = "transform: {multiply: 100000000000000}, missing: {rule: complete, minimum: 1}"
CHAIN = "".join(
    f"  - {{id: t{n}, title: x, of: [{f't{n - 1}' if n else 'asking'}], "
    f"scoring: {{method: sum, {GROWING}}}}}\n"
    for n in range(30)
)
# name, what is done to the demonstration, the beginning of the first problem
HOSTILE = [
    (
        "nested brackets",
        added("x: " + "[" * 100_000),
        ":48:23: this is nested too deeply; 21 levels",
    ),
    (
        "a condition in a condition in a condition",
        added(f"remarks:\n  - {{id: r, text: x, when: {NESTED}}}\n"),
        ":49:90: this is nested too deeply; 21 levels",
    ),
    (
        "a number of four hundred digits",
        edited(("value: 4", "value: 4" + "0" * 400)),
        ":20:17: this is no plain number; 40000",
    ),
    ("infinity", edited(("value: 4", "value: 1e999")), ":20:17: this is no plain number; 1e999"),
    ("no number", edited(("value: 4", "value: .nan")), ":20:17: this is no plain number; .nan"),
    (
        "zero twice, once below zero",
        edited(("value: 1, label: S", "value: -0.0, label: S")),
        ":17:17: two options have one value; 0",
    ),
    (
        "an id of a million letters",
        edited(("{id: h1,", "{id: H" + "x" * 1_000_000 + ",")),
        ':35:10: this is no id for the item; "Hxxxx',
    ),
    (
        "an id in other digits",
        edited(("{id: h1,", "{id: h１,")),
        ':35:10: this is no id for the item; "h１"',
    ),
    (
        "an id that turns the line round",
        edited(("{id: h1,", '{id: "h\\u202e1",')),
        ':35:10: this is no id for the item; "h\\u202e1"',
    ),
    (
        "an id of two lines",
        edited(("{id: h1,", '{id: "h\\n1",')),
        ':35:10: this is no id for the item; "h\\n1"',
    ),
    (
        "conditions in a circle",
        edited(
            ("stem: I waited.,", "stem: I waited., show_if: {item: h2, at_least: 1},"),
            ("stem: I spoke over someone.,", "stem: x, show_if: {item: h1, at_least: 1},"),
        ),
        ':35:40: a condition looks at items before its own; "h2" is not before "h1"',
    ),
    (
        "scores that grow beyond all numbers",
        added(f"scores:\n{CHAIN}"),
        ':49:5: a score has at most 15 digits; the score "t0" goes up to 10000000000000000',
    ),
    (
        "a slider of countless steps",
        edited(
            (
                "items:\n",
                "items:\n  - {id: v, stem: x, type: slider, domain: asking, "
                "number: {minimum: 0, maximum: 99999999999999, step: 0.0000001}}\n",
            )
        ),
        ":35:28: `nearest-label` needs a response scale",
    ),
    (
        "a code that would be run",
        edited(("minutes: 2", "minutes: !!python/object/apply:os.system [ls]")),
        ":6:10: a tag is not allowed",
    ),
    (
        "anchors that multiply",
        lambda text: "a: &a [x, x]\nb: &b [*a, *a]\n" + text,
        ':1:4: an anchor is not allowed; "&a"',
    ),
    (
        "two thousand options of one value",
        edited(("    options:\n", "    options:\n" + "      - {value: 0, label: x}\n" * 2_000)),
        ":17:17: two options have one value; 0",
    ),
]


@pytest.mark.parametrize(
    ("edit", "told"), [case[1:] for case in HOSTILE], ids=[c[0] for c in HOSTILE]
)
def test_a_hostile_definition_ends_in_a_sentence(
    tmp_path: Path,
    demo_text: str,
    capsys: pytest.CaptureFixture[str],
    edit: Callable[[str], str],
    told: str,
) -> None:
    file = tmp_path / "hostile.yml"
    file.write_text(edit(demo_text), encoding="utf-8")

    assert main(["check", str(file)]) == 1
    first, *_ = capsys.readouterr().err.splitlines()
    assert first.startswith(f"{file}{told}")
    assert len(first) < 1_200


# Answers


JSON_ANSWERS = [
    ("[" * 100_000, "this can not be read as JSON; it is nested too deeply"),
    (
        '{"h1": ' + "[" * 900 + "]" * 900 + "}",
        'the answer to "h1" has the wrong type; found a list',
    ),
    ('{"h1": NaN}', 'the answer to "h1" is not an option; found nan'),
    ('{"h1": -Infinity}', 'the answer to "h1" is not an option; found -inf'),
    ('{"h1": 1' + "0" * 400 + "}", 'the answer to "h1" is not an option; found 1000'),
    ('{"h1": 1' + "0" * 5_000 + "}", "a number is too long; it has 5,001 digits"),
    ('{"h1": "' + "x" * 1_000_000 + '"}', 'the answer to "h1" is not an option; found "xxx'),
    ('{"' + "x" * 1_000_000 + '": 1}', 'there is no such item; "xxx'),
    ('{"\\ud800": 1}', 'there is no such item; "\\ud800"'),
    ('{"h1": "\\u202e1"}', 'the answer to "h1" is not an option; found "\\u202e1"'),
    ('{"h1": {"a": 1}}', 'the answer to "h1" has the wrong type; found an object'),
]


@pytest.mark.parametrize(("text", "told"), JSON_ANSWERS, ids=range(len(JSON_ANSWERS)))
def test_hostile_answers_in_json_end_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, told: str
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(text, encoding="utf-8")

    assert main(["score", str(HERE / "demo"), str(file)]) == 1
    first, *rest = capsys.readouterr().err.splitlines()
    assert told in first
    assert len(first) < 1_300
    assert rest == []


CSV_ANSWERS = [
    b"h1\n\x001\n",
    b"h1\n" + b"x" * 200_000 + b"\n",
    b'h1\n"1\n',
    b"h1,h1\n1,2\n",
    b"h1\n1,2,3\n",
    b"h1\n\xff\n",
    "h1\n1\n".encode("utf-16-le"),
    "h1\n7\n".encode("utf-16") + b"a",
    b'h1\n"7\n' + b'"7\n' * 300,
    b"sep=",
    b",".join(b"c%d" % n for n in range(10_000)) + b"\n",
    b"",
]


@pytest.mark.parametrize("raw", CSV_ANSWERS, ids=range(len(CSV_ANSWERS)))
def test_hostile_answers_in_csv_end_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], raw: bytes
) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(raw)

    rest = "--without=h2,h3,a1,a2,a3,g1,g2,g3"
    assert main(["score", str(HERE / "demo"), str(file), rest]) in (1, 2)
    told = capsys.readouterr().err
    assert told.startswith(f"{file}:")
    assert all(len(line) < 1_300 for line in told.splitlines())


def test_zero_below_zero_is_zero(demo: Instrument) -> None:
    assert Answers.of(demo, {"h1": -0.0, "h2": "-0"}).chosen == {"h1": "0", "h2": "0"}


@given(st.dictionaries(st.sampled_from(["h1", "h2", "g1", "x"]), st.text(), max_size=4))
def test_any_text_in_the_browser_gives_a_report_or_a_sentence(given: dict[str, str]) -> None:
    instrument = read_instrument(HERE / "demo/instrument.yml")
    definition = {"instrument": plain(instrument), "links": {}, "templates": {}}
    request = {"do": "report", "answers": given, "only": None, "base": "", "level": 2, "day": ""}

    told = json.loads(answer_request(json.dumps(request | {"definition": json.dumps(definition)})))

    assert ("html" in told) != ("error" in told)
