from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.instruments import INSTRUMENT
from selfassess.authoring.releases.comparison import compare
from selfassess.authoring.releases.released import release
from selfassess.definition.changes import Change
from selfassess.problems import InvalidFile

if TYPE_CHECKING:
    from pathlib import Path

    from selfassess.definition.instrument import Instrument

FIRST = Change(version="1.0", date="2026-11-22", kind="first", what="The first.")
TYPO = Change(version="1.1", date="2026-11-23", kind="typo", what="A comma.")


def newer(demo: Instrument) -> Instrument:
    h1, h2, *others = demo.items
    items = (
        dataclasses.replace(h1, stem="I waited, too.", habit="Wait more."),
        dataclasses.replace(h2, reverse=False),
        *others[:-1],
    )
    return dataclasses.replace(demo, version="1.1", changes=(TYPO, FIRST), items=items)


def test_what_changed_is_told_by_what_it_means(demo: Instrument, tmp_path: Path) -> None:
    release(demo, INSTRUMENT, tmp_path)

    found = compare(newer(demo), INSTRUMENT, tmp_path, None, None)

    assert (
        str(found)
        == """\
demo (en), from version 1.0 to 1.1

Texts that readers answer to (typo or wording):
  item "h1": `stem` was "I waited.", is "I waited, too."

What is asked and how it can be answered (wording):
  item "g3" was removed

What answers count for (scoring or wording):
  item "h2": `reverse` was true, is false

Everything else (any kind):
  item "h1": `habit` was "Wait.", is "Wait more."

Declared in `changes`:
  1.1, typo: A comma."""
    )
    assert len(found.undeclared) == 2


def test_a_version_that_is_as_it_was_released_has_no_differences(
    demo: Instrument, tmp_path: Path
) -> None:
    release(demo, INSTRUMENT, tmp_path)

    found = compare(demo, INSTRUMENT, tmp_path, None, None)

    assert str(found) == "demo (en), since version 1.0\n\nNothing is different."
    assert found.undeclared == []


def test_two_released_versions_can_be_compared(demo: Instrument, tmp_path: Path) -> None:
    release(demo, INSTRUMENT, tmp_path)
    second = dataclasses.replace(demo, version="1.1", changes=(TYPO, FIRST))
    release(second, INSTRUMENT, tmp_path)

    found = compare(newer(demo), INSTRUMENT, tmp_path, "1.0", "1.1")

    assert (found.before, found.after) == (demo, second)


def test_the_definition_can_be_named_by_its_version(demo: Instrument, tmp_path: Path) -> None:
    release(demo, INSTRUMENT, tmp_path)

    assert compare(newer(demo), INSTRUMENT, tmp_path, "1.0", "1.1").after == newer(demo)


def test_there_is_nothing_to_compare_before_a_release(demo: Instrument, tmp_path: Path) -> None:
    with pytest.raises(InvalidFile) as caught:
        compare(demo, INSTRUMENT, tmp_path, None, None)

    assert str(caught.value) == (
        f"{tmp_path}: nothing of it is released; there is nothing to compare with; release it first"
    )


def test_the_older_version_stands_first(demo: Instrument, tmp_path: Path) -> None:
    release(demo, INSTRUMENT, tmp_path)
    second = dataclasses.replace(demo, version="1.1", changes=(TYPO, FIRST))
    release(second, INSTRUMENT, tmp_path)

    with pytest.raises(InvalidFile) as caught:
        compare(second, INSTRUMENT, tmp_path, "1.1", "1.0")

    assert str(caught.value) == (
        f"{tmp_path}: these are not an older and a newer version; "
        '"1.1" is not in the `changes` of "1.0"; turn them round'
    )


def test_a_version_that_there_is_not_is_named(demo: Instrument, tmp_path: Path) -> None:
    release(demo, INSTRUMENT, tmp_path)

    with pytest.raises(InvalidFile) as caught:
        compare(demo, INSTRUMENT, tmp_path, "1.0", "1.7")

    assert str(caught.value) == (
        f'{tmp_path / "1.7.json"}: this version is not released; "1.7"; did you mean "1.0"?'
    )
