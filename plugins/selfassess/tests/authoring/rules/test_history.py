from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from selfassess.problems import InvalidFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument

FIRST = '{version: "1.0", date: "2026-11-22", kind: first, what: The first.}'
GOOD = '{version: "1.1", date: "2026-11-23", kind: typo, what: A comma.}'


def with_changes(demo_text: str, *entries: str, version: str = "1.1") -> str:
    lines = "".join(f"  - {entry}\n" for entry in entries)
    return demo_text.replace('"1.0"', f'"{version}"') + f"changes:\n{lines}"


def test_a_history_that_begins_with_this_version_is_right(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    assert read(with_changes(demo_text, GOOD, GOOD, FIRST)).changes[2].kind == "first"


def test_a_version_has_to_be_a_name_for_a_file(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    with pytest.raises(InvalidFile) as caught:
        read(demo_text.replace('"1.0"', '"../1.0"'))

    assert str(caught.value) == (
        'instrument.yml:2:10: this is no version; "../1.0"; '
        "write letters and digits, parted by dots or hyphens"
    )


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        (
            (FIRST,),
            'the first entry is not of this version; "1.0", and this is version "1.1"; '
            "write newest first",
        ),
        (
            (GOOD, FIRST, GOOD),
            "nothing comes before a first version; others stand below; put it last\n"
            'entries of one version stand apart; "1.1"; put them together\n'
            'entries stand newest first; "2026-11-23" comes after "2026-11-22"; change the order',
        ),
        (
            (GOOD.replace("2026-11-23", "23.11.2026"), FIRST),
            'this is no day; "23.11.2026"; write it as in "2026-11-22"',
        ),
        (
            (GOOD.replace("2026-11-23", "20261123"), FIRST),
            'this is no day; "20261123"; write it as in "2026-11-22"',
        ),
        ((GOOD.replace("A comma.", '" "'), FIRST), "`what` is empty; nothing was found; write it"),
        (
            (GOOD.replace("comma.", "comma., items: [h1]"), FIRST),
            '`items` belongs to wording; the kind is "typo"; take it away',
        ),
        (
            (GOOD.replace("typo", "wording").replace("comma.", "word., items: [hearin]"), FIRST),
            'there is no such item or domain; "hearin"; did you mean "hearing"?',
        ),
        (
            (GOOD.replace("typo", "spelling"), FIRST),
            'this is not one of the choices; found "spelling"; '
            'write "first", "typo", "wording" or "scoring"',
        ),
    ],
)
def test_what_is_wrong_in_a_history_is_said(
    read: Callable[[str], Instrument], demo_text: str, entries: tuple[str, ...], expected: str
) -> None:
    with pytest.raises(InvalidFile) as caught:
        read(with_changes(demo_text, *entries))

    assert "\n".join(problem.message for problem in caught.value.problems) == expected


def test_an_older_entry_may_name_an_item_that_is_gone(
    read: Callable[[str], Instrument], demo_text: str
) -> None:
    older = GOOD.replace("typo", "wording").replace("comma.", "word., items: [gone]")
    newer = GOOD.replace("1.1", "1.2")

    assert read(with_changes(demo_text, newer, older, version="1.2")).changes[1].items == ("gone",)
