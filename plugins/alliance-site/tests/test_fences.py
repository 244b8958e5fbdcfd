from __future__ import annotations

from alliance_site import fences


def ids(markdown: str) -> list[list[str]]:
    return [[name for _, name in fence.ids] for fence in fences.find(markdown)]


def test_a_fence_holds_one_id_a_line_and_blank_lines() -> None:
    assert ids("a\n```claims\nC01\n\n C02 \n```\nb") == [["C01", "C02"]]


def test_a_fence_of_tildes_counts_too() -> None:
    assert ids("~~~ claims\nC01\n~~~") == [["C01"]]


def test_another_language_does_not_count() -> None:
    assert ids("```yaml\nC01\n```\n```claimsx\nC01\n```") == []


def test_a_fence_inside_a_longer_one_is_an_example() -> None:
    assert ids("````\n```claims\nC01\n```\n````\n```claims\nC02\n```") == [["C02"]]


def test_a_fence_inside_one_of_tildes_is_an_example() -> None:
    assert ids("~~~markdown\n```claims\nC01\n```\n~~~") == []


def test_marks_inside_a_line_open_nothing() -> None:
    assert ids("```claims``` is how a fence begins\n\n```claims\nC01\n```") == [["C01"]]


def test_a_foreign_fence_that_is_not_closed_hides_nothing() -> None:
    assert ids("````yaml\na\n\n```claims\nC01\n```") == [["C01"]]


def test_lines_are_counted_from_one() -> None:
    fence = fences.find("a\n```claims\nC01\nC02\n```\n")[0]
    assert (fence.first, fence.last, fence.ids) == (2, 5, ((3, "C01"), (4, "C02")))


def test_a_sound_fence_has_no_problems() -> None:
    assert list(fences.find("```claims\nC01\n```")[0].problems()) == []


def test_what_is_outside_of_all_fences_is_the_text_without_them() -> None:
    assert fences.outside("a\n```claims\nC01\n```\nb\n~~~\nc\n~~~\n") == "a\nb\n"


def test_a_fence_that_is_not_closed_stays_in_the_text() -> None:
    assert fences.outside("a\n```claims\nC01\n") == "a\n```claims\nC01\n"
