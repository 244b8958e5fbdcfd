from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from selfassess.answering.draw import draw
from selfassess.authoring.data.answers_csv import MOST, read_answersheet, rows
from selfassess.authoring.instruments import read_instrument
from selfassess.problems import InvalidAnswers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfassess.definition.instrument import Instrument


def chosen(instrument: Instrument, text: str) -> dict[str, dict[str, object]]:
    """Return the answers of a sheet by respondent."""
    found = rows(instrument, io.StringIO(text, newline=""), "a.csv")
    return {row.respondent: dict(row.answers.chosen) for row in found}


def amiss(instrument: Instrument, text: str) -> list[str]:
    """Return the problems of a sheet."""
    with pytest.raises(InvalidAnswers) as caught:
        list(rows(instrument, io.StringIO(text, newline=""), "a.csv"))
    return [str(problem) for problem in caught.value.problems]


def test_a_row_names_its_respondent_in_a_column_of_that_name(demo: Instrument) -> None:
    assert chosen(demo, "h1,respondent\n3,anna\n,ben\n") == {"anna": {"h1": "3"}, "ben": {}}


def test_a_row_without_a_name_is_known_by_its_distance_from_the_header(demo: Instrument) -> None:
    assert chosen(demo, "h1\n3\n2\n") == {"1": {"h1": "3"}, "2": {"h1": "2"}}


def test_rows_come_in_the_order_of_the_file(demo: Instrument) -> None:
    text = "respondent,h1\n" + "".join(f"{name},1\n" for name in ("b", "a", "c"))
    assert list(chosen(demo, text)) == ["b", "a", "c"]


def test_a_row_is_given_before_the_next_line_is_read(demo: Instrument) -> None:
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in ("h1\n", "3\n", "2\n"):
            taken.append(line)
            yield line

    found = rows(demo, lines(), "a.csv")
    next(found)
    assert taken == ["h1\n", "3\n"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_cells_are_parted_as_in_the_header(demo: Instrument, delimiter: str) -> None:
    lines = [["respondent", "h1", "h2"], ["anna", "3", "1"]]
    text = "".join(delimiter.join(cells) + "\n" for cells in lines)
    assert chosen(demo, text) == {"anna": {"h1": "3", "h2": "1"}}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(demo: Instrument, tmp_path: Path, end: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"respondent,h1{end}anna,3{end}ben,2", newline="")
    assert [row.respondent for row in read_answersheet(demo, file)] == ["anna", "ben"]


def test_a_byte_order_mark_is_no_part_of_the_first_column(demo: Instrument, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("h1\n3\n", encoding="utf-8-sig")
    assert [row.answers.chosen for row in read_answersheet(demo, file)] == [{"h1": "3"}]


def test_quotes_hold_commas_and_line_breaks_together(demo: Instrument) -> None:
    text = 'respondent,"h1"\n"Ünal, ""A""\nward 3","3"\n'
    assert chosen(demo, text) == {'Ünal, "A"\nward 3': {"h1": "3"}}


def test_rows_without_text_are_passed_over(demo: Instrument) -> None:
    assert list(chosen(demo, "h1,h2\n\n3,1\n , \n,\n2,1\n")) == ["2", "5"]


def test_what_a_short_row_leaves_out_is_not_answered(demo: Instrument) -> None:
    assert chosen(demo, "h1,h2,h3\n3\n") == {"1": {"h1": "3"}}


def test_empty_cells_behind_the_last_column_do_not_matter(demo: Instrument) -> None:
    assert chosen(demo, "h1,,\n3, ,,\n") == {"1": {"h1": "3"}}


def test_a_column_holds_the_code_of_each_respondent_s_draw() -> None:
    bank = read_instrument(Path(__file__).parents[2] / "bank" / "instrument.yml")
    lines = ["respondent,_seed,watched\n", "anna,k3f9,2\n", "ben,,1\n"]
    first, second = rows(bank, lines, "a.csv")
    assert first.answers.draw == draw(bank, "k3f9")
    assert second.answers.draw is None
    assert amiss(bank, "_seed\n?\n") == [
        'a.csv:2: this is no code of a draw; found "?"; write one such as k3f9 or k3f9.2'
    ]


def test_every_problem_of_every_row_is_told_with_its_line(demo: Instrument) -> None:
    text = 'respondent,h1,g1\n"two\nlines",7,8\nben,3,1\ncleo,3,x\ndan,1,1,1\n'
    wanted = 'the answer to "{0}" is not an option; found "{1}"; write {2}'
    share, recent = "0, 1, 2, 3, 4 or did-not-apply", "0, 1 or 2"
    assert amiss(demo, text) == [
        f"a.csv:2: {wanted.format('h1', '7', share)}",
        f"a.csv:2: {wanted.format('g1', '8', recent)}",
        f"a.csv:5: {wanted.format('g1', 'x', recent)}",
        "a.csv:6: this row has more cells than the header; look for a stray comma",
    ]


def test_the_rows_that_are_right_are_given_all_the_same(demo: Instrument) -> None:
    found = rows(demo, ["h1\n", "7\n", "3\n"], "a.csv")
    assert next(found).answers.chosen == {"h1": "3"}


def test_reading_ends_after_many_problems(demo: Instrument) -> None:
    lines = iter(["h1\n", *["7\n"] * (MOST + 5)])
    with pytest.raises(InvalidAnswers) as caught:
        list(rows(demo, lines, "a.csv"))
    assert len(caught.value.problems) == MOST
    assert len(list(lines)) == 5


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", ["a.csv: there is no header; the file is empty; name the items in its first line"]),
        (
            "\n,\n",
            ["a.csv: there is no header; the file is empty; name the items in its first line"],
        ),
        ("h1,h2,h1\n", ['a.csv:1: a column comes 2 times; "h1"; leave one']),
        ("h1,,h2\n", ["a.csv:1: a column has no name; it is column 2; name it or delete it"]),
        (
            "\nh11,zz\n",
            [
                'a.csv:2: there is no such item; "h11"; did you mean "h1"?',
                'a.csv:2: there is no such item; "zz"; known are: a1, a2, a3, g1, g2, g3, h1, h2, h3',
            ],
        ),
        (
            'h1\n"3"1\n',
            ["a.csv:2: this can not be read as CSV; ',' expected after '\"'; mend the file"],
        ),
        (
            'h1,h2\n7,1\n"3,1\n2,1\n',
            [
                'a.csv:2: the answer to "h1" is not an option; found "7"; '
                "write 0, 1, 2, 3, 4 or did-not-apply",
                "a.csv:3: this can not be read as CSV; unexpected end of data; mend the file",
            ],
        ),
    ],
)
def test_what_can_not_be_read_is_told_with_its_place(
    demo: Instrument, text: str, problems: list[str]
) -> None:
    assert amiss(demo, text) == problems


@pytest.mark.parametrize(
    ("content", "line", "byte"),
    [
        ("respondent,h1\nanna,3\nÜnal,2\n".encode("cp1252"), 3, "0xdc"),
        ("respondent,h1\nanna,3\n".encode("utf-16"), 1, "0xff"),
    ],
)
def test_another_encoding_is_told_with_its_line_and_what_to_do(
    demo: Instrument, tmp_path: Path, content: bytes, line: int, byte: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(InvalidAnswers) as caught:
        list(read_answersheet(demo, file))
    assert str(caught.value) == (
        f'{file}:{line}: this is not UTF-8; found the byte {byte}; save the file as "CSV UTF-8"'
    )
