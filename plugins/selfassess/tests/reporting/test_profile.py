from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from selfassess.authoring.instruments import read_instrument
from selfassess.definition.changes import Change
from selfassess.reporting.profile import Kept, Notice, Profile
from selfassess.reporting.render import Renderer
from selfassess.reporting.report import Report
from selfassess.scoring.scorer import score

if TYPE_CHECKING:
    from selfassess.definition.changes import ChangeKind
    from selfassess.definition.instrument import Instrument


def made(
    demo: Instrument, kind: ChangeKind, *items: str, version: str = "1.1", what: str = "This."
) -> Instrument:
    """Return a newer version that says so."""
    first = Change(version="1.0", date="2026-11-22", kind="first", what="The first.")
    change = Change(version=version, date="2026-11-23", kind=kind, what=what, items=items)
    older = demo.changes or (first,)
    return dataclasses.replace(demo, version=version, changes=(change, *older))


def told(instrument: Instrument, *reviews: Kept) -> list[str]:
    """Return the sentences of the profile's report about other versions."""
    profile = Profile.of(instrument, reviews)
    report = Report.of(instrument, profile.answers, score(instrument, profile.answers))
    html = Renderer().report(report, kept=True, notices=profile.notices)
    notes = html.split('<p class="sa-note">')[1:]
    found = [" ".join(note.partition("</p>")[0].replace("<br>", " ").split()) for note in notes]
    # What is copied says the same.
    copied = html.partition('<template data-part="copy">')[2].partition("</template>")[0]
    assert [note for note in found if note not in " ".join(copied.split())] == []
    return found


def test_the_newest_review_of_each_area_counts(demo: Instrument) -> None:
    profile = Profile.of(
        demo,
        [
            Kept("2026-11-02", "1.0", {"h1": "4"}),
            Kept("2026-10-01", "1.0", {"h1": "0", "h2": "0", "a1": "1"}),
        ],
    )

    assert profile.answers.chosen == {"h1": "4", "a1": "1"}
    assert profile.dates == {"hearing": "2026-11-02", "asking": "2026-10-01"}
    assert profile.notices == {}


def test_of_two_reviews_of_one_day_the_later_kept_counts(demo: Instrument) -> None:
    first, second = (Kept("2026-11-02", "1.0", {"h1": value}) for value in "13")

    assert Profile.of(demo, [first, second]).answers.chosen == {"h1": "3"}


def test_items_without_an_area_count_as_one(demo: Instrument) -> None:
    h1, *others = demo.items
    loose = dataclasses.replace(demo, items=(*others, dataclasses.replace(h1, domain="")))

    profile = Profile.of(loose, [Kept("2026-11-02", "1.0", {"h1": "4"})])

    assert (profile.answers.chosen, profile.dates) == ({"h1": "4"}, {})


def test_a_typo_leaves_answers_as_they_are(demo: Instrument) -> None:
    now = made(demo, "typo")

    assert Profile.of(now, [Kept("2026-11-02", "1.0", {"h1": "4"})]).answers.chosen == {"h1": "4"}
    assert told(now, Kept("2026-11-02", "1.0", {"h1": "4"})) == []


def test_after_a_change_of_scoring_answers_count_by_the_new_rules_and_that_is_said(
    demo: Instrument,
) -> None:
    h1, *others = demo.items
    turned = dataclasses.replace(demo, items=(dataclasses.replace(h1, reverse=True), *others))
    now = made(turned, "scoring", what="Waiting counts the other way round.")
    review = Kept("2026-11-02", "1.0", {"h1": "4", "h2": "4", "h3": "0"})

    assert score(now, Profile.of(now, [review]).answers).domains["hearing"].value == 0
    assert told(now, review) == [
        "The review of 2026-11-02 was made with version 1.0. "
        "Its answers are scored here by the rules of version 1.1. "
        "What changed: Waiting counts the other way round."
    ]


def test_nothing_is_said_of_a_review_that_newer_ones_have_replaced(demo: Instrument) -> None:
    now = made(demo, "scoring")

    assert (
        told(now, Kept("2026-11-02", "1.0", {"h1": "4"}), Kept("2026-11-03", "1.1", {"h1": "3"}))
        == []
    )


def test_after_another_wording_a_review_is_left_out_and_that_is_said(demo: Instrument) -> None:
    now = made(demo, "wording", what="All questions are about the past month.")
    review = Kept("2026-11-02", "1.0", {"h1": "4"})

    assert Profile.of(now, [review]).answers.chosen == {}
    assert told(now, review) == [
        "The review of 2026-11-02 was made with version 1.0. "
        "It is not shown here, because something else is asked now, and stays on this device. "
        "What changed: All questions are about the past month."
    ]


def test_only_areas_with_an_item_that_asks_something_else_are_left_out(demo: Instrument) -> None:
    now = made(demo, "wording", "h2", what="Speaking over someone is any interruption.")
    review = Kept("2026-11-02", "1.0", {"h1": "4", "a1": "3"})

    profile = Profile.of(now, [review])

    assert (profile.answers.chosen, profile.dates) == ({"a1": "3"}, {"asking": "2026-11-02"})
    assert told(now, review) == [
        "The review of 2026-11-02 was made with version 1.0. Its answers about these areas "
        "are not shown here, because something else is asked there now: Hearing. "
        "They stay on this device. What changed: Speaking over someone is any interruption."
    ]


def test_a_review_without_the_areas_that_changed_is_as_good_as_ever(demo: Instrument) -> None:
    now = made(demo, "wording", "h2")

    assert told(now, Kept("2026-11-02", "1.0", {"a1": "3"})) == []


def test_an_answer_to_an_item_that_is_gone_does_no_harm(demo: Instrument) -> None:
    now = made(dataclasses.replace(demo, items=demo.items[1:]), "wording", "hearing")
    review = Kept("2026-11-02", "1.0", {"h1": "4", "h2": "1", "a1": "3"})

    assert Profile.of(now, [review]).answers.chosen == {"a1": "3"}


def test_an_older_review_of_the_same_version_shows_where_a_newer_one_is_left_out(
    demo: Instrument,
) -> None:
    reviews = (Kept("2026-11-02", "1.0", {"h1": "4"}), Kept("2026-11-03", "2.0", {"h1": "3"}))

    assert Profile.of(demo, reviews).dates == {"hearing": "2026-11-02"}
    assert told(demo, *reviews) == [
        "The review of 2026-11-03 was made with version 2.0, which this page does not know. "
        "It is not shown here, and stays on this device."
    ]


def test_both_are_said_of_a_review_that_is_rescored_and_left_out_in_part(demo: Instrument) -> None:
    now = made(made(demo, "wording", "h1", what="One."), "scoring", version="1.2", what="Two.")
    review = Kept("2026-11-02", "1.0", {"h1": "4", "a1": "3"})

    assert list(Profile.of(now, [review]).notices) == [
        Notice("wording", "1.0", ("Hearing",), ("One.",)),
        Notice("scoring", "1.0", (), ("Two.",)),
    ]


def test_reviews_with_one_fate_share_a_sentence(demo: Instrument) -> None:
    now = made(demo, "wording")
    days = ("2026-11-05", "2026-11-02", "2026-11-05")

    assert told(now, *(Kept(day, "1.0", {"h1": "4"}) for day in days)) == [
        "The reviews of 2026-11-02, 2026-11-05 were made with version 1.0. "
        "They are not shown here, because something else is asked now, and stay on this device. "
        "What changed: This."
    ]


def test_a_review_that_does_not_fit_is_left_out_and_that_is_said(demo: Instrument) -> None:
    review = Kept("2026-11-02", "1.0", {"gone": "4"})

    assert Profile.of(demo, [review]).answers.chosen == {}
    assert told(demo, review) == [
        "The review of 2026-11-02 does not fit these questions. "
        "It is not shown here, and stays on this device."
    ]


def test_a_review_of_a_bank_is_scored_by_what_was_drawn_for_it() -> None:
    bank = read_instrument(Path(__file__).parents[1] / "bank" / "instrument.yml")
    answers = {"name-finch": "right", "name-crane": "far"}
    answers |= {"steps-cage.wait": "1", "steps-cage.watch": "2", "steps-cage.call": "3"}
    review = Kept("2026-11-02", "1.0", answers | {"_seed": "k3f9"})

    found = score(bank, Profile.of(bank, [review]).answers).domains["facts"]

    assert (found.status, found.value, found.skipped) == ("scored", 2, 0)
