from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from made_up_course import ISSUER, NOW

from selfassess.browser import answer_request
from selfassess.reporting.issuing.accepted import Accepted, Issued, read_accepted, write_accepted
from selfassess.reporting.issuing.decided import Accommodation, Decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.reporting.issuing.desk import Desk

    Make = Callable[..., dict[str, Any]]
    Look = Callable[..., Desk]

EVALUATION = {
    "selfassess": "evaluation",
    "format": 1,
    "course": "made-up",
    "version": "2.0",
    "month": "2026-11",
    "answers": {"hear": "4"},
}


def ask(known_text: str, files: dict[str, Any], **changed: Any) -> dict[str, Any]:
    """Ask as the page does, and return the reply."""
    request = {
        "do": "issue",
        "known": known_text,
        "files": [{"name": name, "text": json.dumps(data)} for name, data in files.items()],
        "released": {},
        "issuer": json.dumps(ISSUER),
        "decisions": [],
        "accommodations": [],
        "now": NOW,
        "today": NOW[:10],
        "language": "en",
        "level": 2,
    }
    told: dict[str, Any] = json.loads(answer_request(json.dumps(request | changed)))
    assert "failure" not in told, told["failure"]
    return told


def test_a_released_test_is_wanted_until_it_has_come(
    known_text: str, completion: Make, released: dict[str, str]
) -> None:
    files = {"a.json": completion()}

    first, second = ask(known_text, files), ask(known_text, files, released=released)

    assert first["wants"] == list(released)
    assert second["wants"] == []
    assert "1 file checked" in second["html"]
    assert set(second["saved"]) == {
        "register.csv",
        "ce-broker.csv",
        "accepted.json",
        "items-made-up-test-1.0.csv",
    }


def test_a_released_test_can_come_from_an_archive(
    known_text: str, completion: Make, released: dict[str, str]
) -> None:
    (archive,) = released.values()
    files = {"1.0.json": json.loads(archive), "a.json": completion()}

    nowhere = dict.fromkeys(released, "")
    ours = [{"file": "a.json", "accept": True, "reason": "The archive is ours."}]

    # A learner could have made that file as well: it takes a decision.
    assert "HL-2026-0007" not in ask(known_text, files, released=nowhere)["html"]
    told = ask(known_text, files, released=nowhere, decisions=ours)
    assert "HL-2026-0007" in told["html"]
    assert told["wants"] == []


def test_a_key_that_came_with_a_file_does_not_take_the_place_of_the_site_s(
    look: Look, completion: Make, released: dict[str, str]
) -> None:
    (site,) = released.values()
    forged = json.loads(site)
    for item in forged["items"]:
        for option in item["options"]:
            option["value"] = int(option["id"] == "bad")

    desk = look({"test.json": forged, "a.json": completion(wrong=4)})

    assert [one.accepted for one in desk.verdicts] == [False]


def test_certificates_print_only_the_approvals_that_hold(look: Look, completion: Make) -> None:
    nurse, pharmacist = completion(), completion("Bo", seed="q7")
    pharmacist["identity"]["profession"] = "Pharmacist"

    held, not_held = look({"a.json": nurse, "b.json": pharmacist}).certificates

    assert [held.hours(one) for one in held.approvals] == [1.5]
    assert not_held.approvals == ()


def test_a_field_that_nobody_asked_for_is_printed_nowhere(look: Look, completion: Make) -> None:
    edited = completion()["identity"] | {"credit": "40 contact hours"}
    desk = look(
        {"ann.json": completion(identity=edited)},
        decisions=[Decision("ann.json", accept=True, reason="Spoke to Ann.")],
    )

    assert [one.identity for one in desk.issued] == [{"name": "Ann Ample", "profession": "Nurse"}]
    assert "40 contact hours" not in "".join(desk.saved.values())


def test_certificates_bear_the_sponsor_s_own_day(look: Look, completion: Make) -> None:
    desk = look({"ann.json": completion()}, now="2027-01-01T02:00Z", today="2026-12-31")

    assert [(one.issued, one.serial) for one in desk.issued] == [("2026-12-31", "HL-2026-0007")]


@pytest.mark.parametrize(
    ("issuer", "sentence"),
    [
        (
            {"approvals": [ISSUER["approvals"][0] | {"hours": {"made-upp": 1}}]},
            'there is no such course; "approvals.0.hours" names "made-upp"; '
            'did you mean "made-up"?',
        ),
        (
            {"courses": {"other": {}}},
            'there is no such course; "courses" names "other"; known are: made-up',
        ),
    ],
)
def test_an_issuer_speaks_of_courses_that_the_site_has(
    look: Look, completion: Make, issuer: dict[str, Any], sentence: str
) -> None:
    desk = look({"ann.json": completion()}, ISSUER | issuer)

    assert desk.wrong == (sentence,)
    assert desk.issued == ()


def test_a_certificate_says_what_it_is_and_escapes_what_learners_typed(
    known_text: str, completion: Make, released: dict[str, str]
) -> None:
    data = completion("Ann <b>Ample</b>")

    html = ask(known_text, {"a.json": data}, released=released)["html"]

    certificate = html[html.index('class="sa-certificate"') :]
    assert "<b>Ample" not in html
    assert "Ann &lt;b&gt;Ample" in certificate
    for said in (
        "Approved by A Board.",
        "contact hours: 1.5",
        "A. Signer, Director",
        "No. HL-2026-",
    ):
        assert said in certificate
    assert "Issued on 2026-11-29" in certificate
    assert "Profession: Nurse" in certificate


def test_without_an_issuer_files_are_only_checked(
    known_text: str, completion: Make, released: dict[str, str]
) -> None:
    told = ask(known_text, {"a.json": completion()}, released=released, issuer="")

    assert "1 accepted" in told["html"]
    assert "sa-certificate__name" not in told["html"]
    assert "register.csv" not in told["saved"]


def test_what_is_wrong_with_the_issuer_is_told_and_nothing_issued(
    known_text: str, completion: Make, released: dict[str, str]
) -> None:
    told = ask(known_text, {"a.json": completion()}, released=released, issuer="{}")

    assert "This issuer.json can not be used, so that nothing is issued." in told["html"]
    assert "accepted.json" not in told["saved"]


def test_the_accepted_list_goes_on_with_its_numbers(look: Look, completion: Make) -> None:
    first = look({"a.json": completion()}).saved["accepted.json"]
    second = look({"list.json": first, "b.json": completion("Bo", seed="q7")}).saved[
        "accepted.json"
    ]

    assert [one.serial for one in read_accepted(second).accepted] == [
        "HL-2026-0007",
        "HL-2026-0008",
    ]
    assert read_accepted(second).next == 9


def test_a_decision_is_shown_with_a_way_back(
    known_text: str, completion: Make, released: dict[str, str]
) -> None:
    decisions = [{"file": "a.json", "accept": False, "reason": "Not ours"}]

    html = ask(known_text, {"a.json": completion()}, released=released, decisions=decisions)["html"]

    assert re.search(r"<b>Refused by hand</b>: Not ours", html)
    assert 'data-action="undo" value="a.json"' in html


def test_who_is_accepted_without_a_file_is_recorded_as_an_accommodation(look: Look) -> None:
    who = {"name": "Cy\u202e", "profession": "Nurse"}
    given = [Accommodation("made-up", "2026-11-21", who, "By phone")]
    given += [
        Accommodation("unknown", "2026-11-21", who, ""),
        Accommodation("made-up", "x", who, ""),
        Accommodation("made-up", "2026-11-21", {"name": "\u200b"}, ""),
    ]

    (issued,) = look({}, accommodations=given).issued

    assert (issued.by, issued.reason, issued.file) == ("accommodation", "By phone", "")
    assert issued.identity["name"] == "Cy"


def test_evaluations_and_broken_other_files_are_told_apart(look: Look, completion: Make) -> None:
    desk = look(
        {
            **{f"e{at}.json": EVALUATION for at in range(5)},
            "bad.json": EVALUATION | {"month": "May"},
            "list.json": {"selfassess": "accepted", "format": 1, "accepted": [{}]},
            "test.json": {"items": 3, "id": "made-up-test", "version": "1.0"},
        }
    )

    assert [one.file for one in desk.verdicts] == ["bad.json", "list.json", "test.json"]
    assert [(one.answers, one.mean) for one in desk.reports[0].questions][:1] == [(5, 4.0)]


def test_a_refused_file_can_not_be_accepted_by_a_decision_about_another(
    look: Look, completion: Make
) -> None:
    decisions = [Decision("other.json", accept=True, reason="x")]

    (verdict,) = look({"a.json": completion(wrong=4)}, decisions=decisions).verdicts

    assert not verdict.accepted


def test_who_gave_no_name_gets_no_certificate_whatever_is_decided_by_hand(
    known_text: str, completion: Make, released: dict[str, str]
) -> None:
    files = {
        "ann.json": completion(identity={"name": "Ann Ample"}),
        "nobody.json": completion(seed="q7", identity={}),
    }
    decisions = [{"file": name, "accept": True, "reason": "Seen"} for name in files]
    by_phone = {"course": "made-up", "finished": "2026-11-21", "reason": "By phone"}

    html = ask(
        known_text,
        files,
        released=released,
        decisions=decisions,
        accommodations=[by_phone | {"identity": {"name": name}} for name in ("Cy", " ")],
    )["html"]

    assert re.findall(r"<strong>(.*?)</strong> *<small>", html) == ["without a name", "Ann Ample"]
    assert re.findall(r'__name">(.*?)<', html) == ["Ann Ample", "Cy"]
    assert (
        "It tells no name that a certificate could be made out to. "
        "Ask the learner for a file with one."
    ) in html
    assert (
        "No certificate is issued: it needs a name, a course and a day. "
        "Take the decision back and fill them in."
    ) in html


def test_one_certificate_is_no_range_and_each_verdict_has_a_word_and_a_sign(
    known_text: str, completion: Make, released: dict[str, str]
) -> None:
    files = {"a.json": completion(), "b.json": completion("Bo", seed="q7", wrong=4)}

    html = ask(known_text, files, released=released)["html"]

    assert "<p>Certificate HL-2026-0007. Keep accepted.json" in html
    said = re.findall(r'__verdict"><span[^>]*>(.)</span> (\w+)<', html)
    assert said == [("✕", "Refused"), ("✓", "Accepted")]


def test_a_list_of_a_thousand_certificates_is_read(look: Look, completion: Make) -> None:
    who = {"name": "Ann Ample", "profession": "Nurse", "licence": "RN 123456", "state": "FL"}
    issued = [
        Issued(
            serial=f"HL-2026-{number}",
            number=number,
            course="made-up",
            version="2.0",
            title="Made-up course",
            identity=who | {"name": f"Ann {number}"},
            finished="2026-11-20",
            issued="2026-11-29",
            file="a" * 64,
            answers="b" * 64,
        )
        for number in range(1, 1001)
    ]
    before = write_accepted(Accepted(accepted=tuple(issued)))

    saved = look({"list.json": before, "a.json": completion()}).saved["accepted.json"]

    assert read_accepted(saved).accepted[-1].serial == "HL-2026-1001"


def test_an_older_list_beside_the_newer_one_adds_nothing(look: Look, completion: Make) -> None:
    older = look({"a.json": completion()}).saved["accepted.json"]
    newer = look({"list.json": older, "b.json": completion("Bo", seed="q7")}).saved["accepted.json"]

    last = look({"1.json": newer, "2.json": older, "c.json": completion("Cy", seed="q9")})

    assert [one.number for one in read_accepted(last.saved["accepted.json"]).accepted] == [7, 8, 9]


def test_nothing_is_issued_beside_a_list_that_can_not_be_read(
    known_text: str, look: Look, completion: Make, released: dict[str, str]
) -> None:
    whole = look({"a.json": completion()}).saved["accepted.json"]
    damaged = json.loads(whole) | {"accepted": [{}]}
    files = {"list.json": damaged, "b.json": completion("Bo", seed="q7")}

    told = ask(known_text, files, released=released)

    assert (
        "The list of certificates in “list.json” can not be read, so that nothing is issued: "
        "numbers could be given twice. Choose the list as it was saved."
    ) in told["html"]
    assert set(told["saved"]) == {"refused.csv", "items-made-up-test-1.0.csv"}


def test_a_list_that_breaks_off_is_known_by_its_beginning(look: Look, completion: Make) -> None:
    whole = look({"a.json": completion()}).saved["accepted.json"]

    desk = look({"list.json": whole[:-40], "b.json": completion("Bo", seed="q7")})

    assert desk.sorted.lost == ["list.json"]
    assert not desk.issued


def test_an_approval_counts_for_a_profession_with_a_blank_too_many(
    look: Look, completion: Make
) -> None:
    approval = ISSUER["approvals"][0] | {"professions": [" Registered  nurse "]}
    who = {"name": "Ann Ample", "profession": "Registered Nurse"}

    (certificate,) = look(
        {"a.json": completion(identity=who)}, ISSUER | {"approvals": [approval]}
    ).certificates

    assert [one.body for one in certificate.approvals] == ["A Board"]


def test_what_can_not_be_read_is_told_in_the_language_of_the_page(look: Look) -> None:
    desk = look(
        {"bad.json": EVALUATION | {"month": "May"}, "1.0.json": {"items": 3}}, language="es"
    )

    assert [one.against[0].sentence(desk.texts) for one in desk.verdicts] == [
        'En este archivo «month» no puede ser correcto; se encontró "May" donde corresponde una '
        "fecha como 2026-11; guárdelo de nuevo desde el curso.",
        "Esto parece ser un curso o las preguntas de un examen, y no se puede leer; "
        "elija el archivo tal como se publicó.",
    ]


def test_what_was_known_before_stands_beside_the_test_for_five_learners_together(
    known_text: str, look: Look, completion: Make, released: dict[str, str]
) -> None:
    files = {
        f"{at}.json": completion(f"Learner {at}", seed=f"s{at}", before={"hear": "1/2", "x": "9/1"})
        for at in range(5)
    }
    (report,) = look(files).reports

    assert [(one.objective, one.learners, one.before, one.after) for one in report.gains] == [
        ("Hear a story.", 5, 0.5, 1.0)
    ]
    html = ask(known_text, files, released=released)["html"]
    cells = re.findall(r"<td>([^<]*)</td>", html.partition("Knowledge before and after")[2])
    assert cells[:3] == ["5", "50 %", "100 %"]
