from __future__ import annotations

from selfassess.authoring.data.alike import FEW, MOST, Alike, Wrong


def told(alike: Alike) -> list[str]:
    return [str(problem) for problem in alike.problems()]


def cell(column: str) -> Wrong:
    return Wrong("x is wrong; found x; write 1", '"x" is no answer', column, "write 1")


def test_a_few_of_a_kind_are_told_one_by_one() -> None:
    alike = Alike("a.csv")
    for line in range(FEW):
        alike.add(line + 2, cell("q"))
    assert told(alike) == [f"a.csv:{line + 2}: x is wrong; found x; write 1" for line in range(FEW)]


def test_many_of_a_kind_are_counted_with_the_first_of_them() -> None:
    alike = Alike("a.csv")
    for line in range(200):
        alike.add(line + 2, cell(f"q{line % 2}"))
    assert told(alike) == [
        'a.csv:2: "x" is no answer: 200 cells in 2 columns (q0, q1; lines 2, 3, 4, …); write 1'
    ]


def test_lines_that_are_wrong_as_a_whole_are_counted_too() -> None:
    alike = Alike("a.csv")
    for line in range(9):
        alike.add(line + 2, Wrong(f"it is cut off; {line} of 12; look", kind="it is cut off"))
    assert told(alike) == ["a.csv:2: it is cut off; 0 of 12; look; so in 9 lines: 2, 3, 4, …"]


def test_problems_stand_in_the_order_of_their_lines() -> None:
    alike = Alike("a.csv")
    for line, kind in ((2, "a"), (3, "b"), (4, "a")):
        alike.add(line, Wrong(kind))
    assert told(alike) == ["a.csv:2: a", "a.csv:3: b", "a.csv:4: a"]


def test_that_there_are_more_kinds_is_said() -> None:
    alike = Alike("a.csv")
    for line in range(MOST + 5):
        alike.add(line + 2, Wrong(f"kind {line}"))
    assert len(told(alike)) == MOST + 1
    assert told(alike)[-1] == (
        "a.csv: there are more problems of other kinds; 5 in the lines 102 to 106; "
        "mend those above first"
    )
