from __future__ import annotations

from typing import TYPE_CHECKING

from selfassess.profile import Kept, Profile

if TYPE_CHECKING:
    from selfassess.instrument import Instrument


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


def test_of_two_reviews_of_one_day_the_later_kept_counts(demo: Instrument) -> None:
    first, second = (Kept("2026-11-02", "1.0", {"h1": value}) for value in "13")

    assert Profile.of(demo, [first, second]).answers.chosen == {"h1": "3"}


def test_reviews_of_another_version_are_left_out_and_counted(demo: Instrument) -> None:
    profile = Profile.of(demo, [Kept("2026-11-02", "0.9", {"h1": "4"})])

    assert (profile.answers.chosen, profile.left_out) == ({}, 1)


def test_an_unreadable_review_is_left_out_and_counted(demo: Instrument) -> None:
    profile = Profile.of(demo, [Kept("2026-11-02", "1.0", {"gone": "4"})])

    assert profile.left_out == 1
