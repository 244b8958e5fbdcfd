"""Whatever a file holds that comes from outside, it is used or refused in sentences, and soon.

Each reader is given files that are whole but for some accidents. It may raise what it says that it
raises, with a sentence in it, and nothing else; it must neither stall nor recurse too deep. What
was found so is kept below, word for word. `make fuzz` goes on for minutes.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from accidents import WILD, distorted, mutilated
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from made_up_course import BANK, ISSUER, NOW, TERMS, answers, completed

from selfassess.authoring.cases import CASES
from selfassess.authoring.course.courses import COURSE
from selfassess.authoring.course.provider import PROVIDER
from selfassess.authoring.data.answersheet import Customs, read_answersheet
from selfassess.authoring.documents import read, read_text
from selfassess.authoring.instruments import INSTRUMENT, read_instrument
from selfassess.authoring.read.strict_yaml import parse
from selfassess.authoring.read.translation import read_translation, texts_of
from selfassess.authoring.releases.released import read_release, released_text
from selfassess.authoring.scenario.scenarios import SCENARIO
from selfassess.browser import answer_request
from selfassess.catalog import catalog
from selfassess.problems import Invalid
from selfassess.reporting.completion import Completion, Evaluation, Progress, read_as, write
from selfassess.reporting.issuing.accepted import read_accepted, write_accepted
from selfassess.reporting.issuing.issuer import read_issuer, serial
from selfassess.reporting.issuing.terms import Known
from selfassess.reporting.takeaway import InvalidFile, read_file, rehearse

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
STARTER = files("selfassess.authoring.course") / "starter"
FUZZ = settings(
    max_examples=max(5, settings().max_examples // 10),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
SEED = st.integers(0, 2**64 - 1)
"""Of chance that stays the same: the accidents of a failure can be repeated, not made fewer."""
ENGLISH = catalog("en")


@dataclass(frozen=True)
class Reader:
    """One way in."""

    use: Callable[[bytes, Path], object]
    """Reads the bytes of a file and uses what they say; may write it into a folder of its own."""
    whole: bytes
    """A file that is right."""
    refusals: tuple[type[Exception], ...] = (Invalid,)
    json: bool = False


def document(kind: Any) -> Callable[[bytes, Path], object]:
    def use(raw: bytes, folder: Path) -> object:
        (folder / kind.file).write_bytes(raw)
        return read(folder / kind.file, kind)

    return use


def translation(raw: bytes, folder: Path) -> object:
    (folder / "es.yml").write_bytes(raw)
    return read_translation(demo(), INSTRUMENT, folder / "es.yml")


def release(raw: bytes, folder: Path) -> object:
    (folder / "1.0.json").write_bytes(raw)
    return read_release(folder, "1.0", INSTRUMENT)


def sheet(raw: bytes, folder: Path) -> object:
    (folder / "answers.csv").write_bytes(raw)
    items = frozenset(demo().answered) - {"h1", "h2", "v1"}
    return list(read_answersheet(demo(), folder / "answers.csv", Customs(without=items)).rows())


def kept(raw: bytes, _: Path) -> object:
    return rehearse(read_file(text_of(raw), ENGLISH), (), ENGLISH)


def of_course(kind: Any) -> Callable[[bytes, Path], object]:
    return lambda raw, _: write(read_as(kind, text_of(raw), ENGLISH))


def issuer(raw: bytes, _: Path) -> object:
    found = read_issuer(text_of(raw))
    return serial(found, found.next, "made-up", NOW)


def accepted(raw: bytes, _: Path) -> object:
    found = read_accepted(text_of(raw))
    return write_accepted(found), found.next, [one.percent for one in found.accepted]


def desk(raw: bytes, _: Path) -> Any:
    """Give everything that comes to a sponsor at once, get what can be saved, and no traceback."""
    given = json.loads(text_of(raw))
    names = [(f"{at}.json", text) for at, text in enumerate(given["files"])]
    request = {
        "do": "issue",
        "known": json.dumps(asdict(Known("0.1.0", (TERMS,)))),
        "files": [{"name": name, "text": text} for name, text in names],
        "released": {"released/made-up-test/en/1.0.json": released_bank()},
        "issuer": given["issuer"],
        "decisions": [{"file": "0.json", "accept": True, "reason": "Seen."}],
        "accommodations": [],
        "now": NOW,
        "today": NOW[:10],
        "language": "en",
        "level": 2,
    }
    reply = json.loads(answer_request(json.dumps(request)))
    assert "html" in reply, reply
    return reply["saved"]


def spanish() -> bytes:
    """Return a translation in which every text stands as it was."""
    texts = yaml.safe_dump(texts_of(demo()), allow_unicode=True, sort_keys=False)
    return f'version: "1.0"\n{texts}'.encode()


def text_of(raw: bytes) -> str:
    """Return a file as a browser reads it: what is no UTF-8 becomes a mark."""
    return raw.decode("utf-8", errors="replace")


@cache
def demo() -> Any:
    return read_instrument(HERE / "demo/instrument.yml")


@cache
def released_bank() -> str:
    return released_text(bank(), INSTRUMENT)


@cache
def bank() -> Any:
    return read_text(BANK, INSTRUMENT)[0]


def completion() -> dict[str, Any]:
    attempt = {"seed": "k3f9", "answers": answers(bank(), "k3f9")}
    attempt |= {"begun": "2026-11-20T10:00Z", "ended": "2026-11-20T10:14Z"}
    return completed(attempt)


EVALUATION = {"selfassess": "evaluation", "format": 1, "course": "made-up", "version": "2.0"}
EVALUATION |= {"month": "2026-11", "answers": {"hear": "4", "use": "Listen."}}
ISSUED = {
    "serial": "HL-2026-0006",
    "number": 6,
    "course": "made-up",
    "version": "2.0",
    "title": "Made-up course",
    "identity": {"name": "Ann"},
    "finished": "2026-11-20",
    "issued": "2026-11-21",
    "right": 4,
    "asked": 4,
    "attempts": 1,
}
LIST = {"selfassess": "accepted", "format": 1, "issuer": "House", "accepted": [ISSUED]}
REVIEW: dict[str, Any] = {"instrument": "demo", "version": "1.0", "only": "", "date": "2026-11-20"}
REVIEW |= {"answers": {"h1": "1"}, "plan": None}
PROGRESS = {
    **{name: completion()[name] for name in ("format", "course", "version", "started", "test")},
    "selfassess": "progress",
    "modules": [{"page": "one.md", "hash": "abc", "read": "2026-11-19"}],
}
TEA = b"""id: tea
version: "1.0"
title: Tea
who: A host
setting: A kitchen
opening: A guest has come in.
steps:
  - id: door
    text: The guest stays at the door.
    options:
      - {label: Come in., to: drunk, because: It is raining.}
      - {label: Wait., to: gone, because: Nobody likes to wait.}
ends:
  - {id: drunk, text: Tea., carries_on: You wash up., pages: [{page: tea.md, about: Tea}]}
  - {id: gone, text: Gone., carries_on: Write., pages: [{page: tea.md, about: Tea}]}
"""


def packed(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=True).encode()


def at_the_desk() -> dict[str, Any]:
    files = [json.dumps(each) for each in (completion(), EVALUATION, LIST)]
    return {"files": [*files, released_bank()], "issuer": json.dumps(ISSUER)}


READERS = {
    "instrument": Reader(document(INSTRUMENT), (HERE / "kinds/instrument.yml").read_bytes()),
    "examples": Reader(document(CASES), (HERE / "demo/cases.yml").read_bytes()),
    "course": Reader(document(COURSE), (STARTER / "course.yml").read_bytes()),
    "provider": Reader(document(PROVIDER), (STARTER / "provider.yml").read_bytes()),
    "scenario": Reader(document(SCENARIO), TEA),
    "translation": Reader(translation, spanish()),
    "released": Reader(release, released_bank().encode(), json=True),
    "answers": Reader(sheet, b"respondent,h1,h2\nann,1,2\nbob,4,\n"),
    "kept": Reader(
        kept,
        packed({"schema": "selfassess-kept/2", "reviews": [REVIEW]}),
        (InvalidFile,),
        json=True,
    ),
    "completion": Reader(of_course(Completion), packed(completion()), json=True),
    "evaluation": Reader(of_course(Evaluation), packed(EVALUATION), json=True),
    "progress": Reader(of_course(Progress), packed(PROGRESS), json=True),
    "issuer": Reader(issuer, packed(ISSUER), json=True),
    "accepted": Reader(accepted, packed(LIST), json=True),
}


def used(reader: Reader, raw: bytes, folder: Path) -> None:
    """Read a file; what is refused is refused in a sentence, and with a place if it has lines."""
    said = "used"
    try:
        reader.use(raw, folder)
    except reader.refusals as refusal:
        said = str(refusal).strip()
    assert said
    assert "Traceback" not in said


def seconds(reader: Reader, raw: bytes, folder: Path) -> float:
    """Return how long the processor worked on a file."""
    begun = time.process_time()
    used(reader, raw, folder)
    return time.process_time() - begun


@cache
def patience(name: str, folder: Path) -> float:
    """Return the most seconds of the processor that a file may take: some hundred whole ones."""
    reader = READERS[name]
    return 2 + 200 * min(seconds(reader, reader.whole, folder) for _ in range(3))


def damaged(random: Random, reader: Reader) -> bytes:
    """Return a whole file after some accidents: to its bytes, or to what it says."""
    if random.random() < 0.4:
        return mutilated(random, reader.whole)
    data = json.loads(reader.whole) if reader.json else tree(reader.whole)
    if not isinstance(data, dict):
        return mutilated(random, reader.whole)
    return packed(distorted(random, data, WILD))


@cache
def _parsed(raw: bytes) -> str | None:
    try:
        return json.dumps(parse(raw.decode(), "").data)
    except Invalid:
        return None


def tree(raw: bytes) -> Any:
    """Return what a file of YAML says; JSON is YAML too. None for what is none of both."""
    text = _parsed(raw)
    return json.loads(text) if text else None


@pytest.mark.parametrize("name", READERS)
def test_the_file_that_accidents_happen_to_is_right(name: str, tmp_path: Path) -> None:
    READERS[name].use(READERS[name].whole, tmp_path)


def test_the_files_at_the_desk_that_accidents_happen_to_are_right(tmp_path: Path) -> None:
    saved = ["register.csv", "ce-broker.csv", "accepted.json", "items-made-up-test-1.0.csv"]
    assert list(desk(packed(at_the_desk()), tmp_path)) == saved


KEPT: dict[str, tuple[str, bytes]] = {
    "hours of four hundred digits": (
        "issuer",
        packed(ISSUER).replace(b"1.5", b"-1" + b"0" * 400),
    ),
    "a number of certificates that can not be written": (
        "accepted",
        packed(LIST).replace(b'"number": 6', b'"number": 9' + b"9" * 4_299),
    ),
}
"""What was found, by its accident: the reader and the whole file."""


@pytest.mark.parametrize(("name", "raw"), KEPT.values(), ids=KEPT)
def test_what_was_found_once_is_refused_in_a_sentence(
    name: str, raw: bytes, tmp_path: Path
) -> None:
    with pytest.raises(READERS[name].refusals) as refused:
        READERS[name].use(raw, tmp_path)
    assert str(refused.value).strip()


@pytest.mark.fuzz
@pytest.mark.parametrize("name", READERS)
@FUZZ
@given(seed=SEED)
def test_a_damaged_file_is_used_or_refused_in_a_sentence(
    tmp_path: Path, name: str, seed: int
) -> None:
    raw = damaged(Random(seed), READERS[name])
    note(repr(raw[:20_000]))
    assert seconds(READERS[name], raw, tmp_path) <= patience(name, tmp_path)


@pytest.mark.fuzz
@FUZZ
@given(seed=SEED)
def test_whatever_comes_to_a_sponsor_s_desk_gets_a_verdict(tmp_path: Path, seed: int) -> None:
    random, whole = Random(seed), at_the_desk()
    at = random.randrange(5)
    text = whole["issuer"] if at == 4 else whole["files"][at]
    raw = damaged(random, Reader(desk, text.encode(), json=True))
    note(repr(raw[:20_000]))
    if at == 4:
        whole["issuer"] = text_of(raw)
    else:
        whole["files"][at] = text_of(raw)
    desk(packed(whole), tmp_path)
