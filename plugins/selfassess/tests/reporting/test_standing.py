"""What attempts at the test of a course come to, and what the pages of a course are told."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from made_up_course import BANK, answers, completed

from selfassess.browser import answer_request
from selfassess.definition.canonical import dumps
from selfassess.problems import InvalidAnswers
from selfassess.reporting.completion import Attempt
from selfassess.reporting.outline import Outline
from selfassess.reporting.render import Renderer
from selfassess.reporting.standing import standing

if TYPE_CHECKING:
    from selfassess.definition.instrument import Instrument

REASON = "Because it is good."
TIMES = {"begun": "2026-12-01T10:00Z", "ended": "2026-12-01T10:14Z"}


@pytest.fixture
def bank(read: Any) -> Instrument:
    found: Instrument = read(BANK.replace("label: Good", f"label: Good, feedback: {REASON}"))
    return found


def attempt(bank: Instrument, seed: str, wrong: int) -> Attempt:
    return Attempt(seed, answers(bank, seed, wrong), **TIMES)


def asked(do: str, **fields: Any) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(answer_request(json.dumps({"do": do, **fields})))
    return told


def stood(bank: Instrument, *wrong: int, allowed: int = 2, when: str = "after-passing") -> Any:
    tries = [attempt(bank, f"k3f9.{at}" if at > 1 else "k3f9", n) for at, n in enumerate(wrong, 1)]
    return standing(bank, tries, pass_percent=75, allowed=allowed, rationales=when)


def test_three_of_four_right_pass_at_75_percent_and_two_do_not(bank: Instrument) -> None:
    assert stood(bank, 1).passed == 0
    assert stood(bank, 2).passed is None


def test_no_reason_is_told_before_passing(bank: Instrument) -> None:
    assert stood(bank, 2).explained == ()
    assert stood(bank, 2, 2).explained == ()
    assert len(stood(bank, 2, 0).explained) == 4


def test_reasons_may_also_be_told_after_the_last_attempt(bank: Instrument) -> None:
    assert stood(bank, 2, when="after-last").explained == ()
    told = stood(bank, 2, 2, when="after-last").explained
    assert [one.right for one in told] == [False, False, True, True]
    assert {one.best[0].label for one in told} == {"Good"}


def test_attempts_beyond_the_last_one_do_not_count(bank: Instrument) -> None:
    found = stood(bank, 2, 2, 0)
    assert (found.passed, found.left, len(found.marks)) == (None, 0, 2)
    assert stood(bank, 2, 2, 0, allowed=0).passed == 2


def test_the_attempt_that_passed_is_told_and_not_a_later_one(bank: Instrument) -> None:
    assert stood(bank, 0, 2).counted.percent == 100


def test_an_attempt_with_answers_to_what_was_not_drawn_is_refused(bank: Instrument) -> None:
    wrong = Attempt("k3f9", {"hear9": "good"}, **TIMES)
    with pytest.raises(InvalidAnswers):
        standing(bank, [wrong], pass_percent=75, allowed=0, rationales="after-passing")


def data(**changed: Any) -> dict[str, Any]:
    usual = {
        "id": "made-up",
        "version": "2.0",
        "title": "Made-up <course>",
        "draft": False,
        "pretend": False,
        "language": "en",
        "modules": [
            {"page": "one.md", "url": "one/", "title": "One", "hash": "aa", "words": 5},
            {"page": "two.md", "url": "two/", "title": "Two", "hash": "bb", "words": 5},
        ],
        "test": {"instrument": "made-up-test", "version": "1.0", "url": "test/", "definition": "d"},
        "pass_mark": 75,
        "attempts": 2,
        "rationales": "after-passing",
        "identity": ["name", "profession"],
        "engine": "0.1.0",
        "runtime": "m.json",
        "evaluation": {
            "address": "",
            "questions": [{"id": "clear", "text": "It was clear.", "type": "agreement"}],
        },
        "hours": 1.0,
    }
    return usual | changed


def completion(bank: Instrument, **changed: Any) -> str:
    one = attempt(bank, "k3f9", 0)
    usual = {
        "started": "2026-11-29",
        "finished": "2026-12-01",
        "modules": [{"page": "one.md", "read": "2026-11-29"}],
        "identity": {"name": "A <b>. Learner"},
    }
    return json.dumps(completed(vars(one), **usual | changed))


def definition(bank: Instrument) -> str:
    return json.dumps({"instrument": json.loads(dumps(bank)), "templates": {}, "links": {}})


def said(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_page_is_told_in_words_what_attempts_came_to(bank: Instrument) -> None:
    told = asked(
        "standing",
        definition=definition(bank),
        attempts=[vars(attempt(bank, "k3f9", 2))],
        pass_percent=75,
        allowed=2,
        rationales="after-passing",
        level=3,
    )
    assert (told["passed"], told["over"]) == (False, False)
    assert said(told["html"]) == (
        "Not passed yet 2 of 4 right, which is 50 %. It takes 75 % to pass. You have 1 attempt "
        "left. It asks other questions, as far as there are others. Press “Start again” below "
        "your result."
    )


ORDER = """
  - id: order
    type: ordering
    domain: right
    stem: What comes first?
    feedback: Who has heard can answer.
    options:
      - {id: hear, value: 1, label: Hear}
      - {id: answer, value: 2, label: Answer}
"""


def explained(read: Any, **chosen: str) -> str:
    """Return what is said of a test of one ordering after its only attempt, without the counts."""
    head, drawn = BANK.split("objectives:")[0], BANK.index("domains:")
    test = read(f"{head}{BANK[drawn : BANK.index('items:')]}items:{ORDER}")
    told = asked(
        "standing",
        definition=definition(test),
        attempts=[{"seed": "", "answers": chosen, **TIMES}],
        pass_percent=75,
        allowed=1,
        rationales="after-last",
        level=3,
    )
    return said(told["html"]).partition("reasons ")[2]


def test_the_answer_to_an_ordering_is_told_with_its_reason(read: Any) -> None:
    def of(**places: str) -> str:
        return explained(read, **{f"order.{name}": place for name, place in places.items()})

    reason = "Who has heard can answer."
    assert of(hear="1", answer="2") == f"What comes first? Right: 1. Hear; 2. Answer {reason}"
    assert of(hear="2", answer="1") == f"What comes first? Your answer: 1. Answer; 2. Hear {reason}"
    assert of() == f"What comes first? Your answer: none {reason}"


def record(bank: Instrument, text: str, **changed: Any) -> str:
    told = asked(
        "record",
        definition=definition(bank),
        completion=text,
        outline=json.dumps(data(**changed)),
        level=3,
    )
    return str(told["html"])


def test_a_record_escapes_what_was_typed_and_awards_nothing(bank: Instrument) -> None:
    html = record(bank, completion(bank))
    assert "A &lt;b&gt;. Learner" in html
    assert "Made-up &lt;course&gt;" in html
    assert "passed, with at least 75 % right" in said(html)
    assert "No credit is awarded by this site." in said(html)
    for word in ("approv", "credits", "signature", "hours", "certif"):
        assert word not in said(html).casefold()


def test_a_record_of_a_specimen_and_of_a_draft_says_so(bank: Instrument) -> None:
    assert said(record(bank, completion(bank, specimen=True))).startswith("SPECIMEN Record")
    assert said(record(bank, completion(bank), draft=True)).startswith("DRAFT Record")


def test_a_file_is_given_back_as_it_is_saved_or_refused_with_a_sentence(bank: Instrument) -> None:
    text = completion(bank)
    told = asked("file", kind="completion", text=text, language="en")
    assert json.loads(told["text"]) == json.loads(text)
    told = asked("file", kind="progress", text=text, language="es")
    assert told["error"] == (
        "Este es otro archivo; es un archivo de «completion»; elija uno de «progress»."
    )


def test_a_draft_offers_no_completion_file_and_a_specimen_does() -> None:
    def offered(**changed: Any) -> bool:
        html = Renderer().learner(Outline.of(data(**changed)))
        return 'data-action="completion"' in html

    assert offered()
    assert not offered(draft=True)
    assert offered(draft=True, pretend=True)


def test_the_foot_of_a_module_leads_to_the_next_one_and_then_to_the_test() -> None:
    def foot(page: str) -> str:
        return Renderer().learner(Outline.of(data()), place="module", base="../", page=page)

    assert '<a class="sa-learner__next" href="../two/">Next: Two</a>' in foot("one.md")
    assert '<a class="sa-learner__next" href="../test/">Next: the test</a>' in foot("two.md")


def test_the_foot_of_a_module_leads_back_to_the_course_if_it_has_a_page() -> None:
    def foot(home: str) -> str:
        outline = Outline.of(data())
        return Renderer().learner(outline, place="module", base="../", page="one.md", home=home)

    assert '<a href="../course/">To the course</a>' in foot("../course/")
    assert "To the course" not in foot("")


def test_whom_to_send_the_completion_file_to_stands_beside_the_button() -> None:
    contact = {"purpose": "Files", "name": "The office", "email": "ce@example.org", "days": 3}
    sponsor = {"name": "A <Sponsor>", "address": "1 High Street", "contacts": [contact]}

    html = Renderer().learner(Outline.of(data(sponsor=sponsor)))

    after = html[html.index("Save this file") :]
    assert (
        "Send the saved file to the sponsor, A &lt;Sponsor&gt;. This page sends nothing." in after
    )
    assert '<li>Files: The office, <a href="mailto:ce@example.org">ce@example.org</a></li>' in after
    without = Renderer().learner(Outline.of(data(sponsor=sponsor | {"contacts": []})))
    assert "This page sends nothing. 1 High Street</p>" in without
    assert "Send the saved file" not in Renderer().learner(Outline.of(data()))


def test_a_test_that_is_elsewhere_is_linked_there() -> None:
    html = Renderer().learner(Outline.of(data(test={"address": "https://example.org/test"})))
    assert '<a href="https://example.org/test">Test</a>' in html
