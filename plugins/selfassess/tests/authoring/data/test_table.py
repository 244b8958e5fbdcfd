from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from selfassess.authoring.data.table import Record, open_table, records
from selfassess.problems import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def cells(text: str) -> list[list[str]]:
    return [record.cells for record in records(io.StringIO(text, newline=""))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells_are_parted_as_in_the_header(delimiter: str) -> None:
    assert cells(f"a{delimiter}b\n1{delimiter}2\n") == [["a", "b"], ["1", "2"]]


def test_what_stands_in_quotes_does_not_tell_what_parts_cells() -> None:
    assert cells('"a, b, c";d\n1;2\n') == [["a, b, c", "d"], ["1", "2"]]


def test_a_line_may_say_what_parts_cells() -> None:
    assert list(records(["sep=;\n", "a;b,c,d\n"])) == [Record(2, ["a", "b,c,d"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(tmp_path: Path, end: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"a,b{end}1,2{end}3,4", newline="")
    with open_table(file) as lines:
        assert [record.line for record in records(lines)] == [1, 2, 3]


def test_quotes_hold_commas_and_line_breaks_together() -> None:
    found = list(records(["a,b\n", '"Ünal, ""A""\n', 'ward 3",3\n', "c,d\n"]))
    assert [(record.line, record.cells) for record in found] == [
        (1, ["a", "b"]),
        (2, ['Ünal, "A"\nward 3', "3"]),
        (4, ["c", "d"]),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\n"3"1,2\n4,5\n', "text stands behind a closing quotation mark"),
        ('a,b\n"3,1\n4,5\n', "a quotation mark is never closed"),
    ],
)
def test_a_stray_quotation_mark_costs_its_own_line_alone(text: str, expected: str) -> None:
    head, wrong, after = records(io.StringIO(text, newline=""))
    assert (head.wrong, wrong.line, after) == ("", 2, Record(3, ["4", "5"]))
    assert wrong.wrong == (
        f"this can not be read as CSV; {expected}; look for a stray quotation mark"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a,b,c\n1,2,"3\n4,5,6"\n7,8,9\n', (2, "it opens in line 2, and line 3")),
        ('a,b,c\n"x\ny",1,"3\n4,5,6"\n7,8,9\n', (2, "it opens in line 3, and line 4")),
        ('a,b,c\n1,"2\n4,5,6\n7",8\n', (2, "it opens in line 2, and line 3")),
        ('a,b,"c\n4,5,6"\n7,8,9\n', (1, "it opens in line 1, and line 2")),
        ('\na;b;c\n1;2;"3\r\n4;5;6"\n', (3, "it opens in line 3, and line 4")),
    ],
)
def test_a_quote_that_takes_in_a_row_is_told_where_it_opens(
    text: str, place: tuple[int, str]
) -> None:
    wrong = next(found for found in records(io.StringIO(text, newline="")) if found.wrong)
    assert (wrong.line, wrong.wrong) == (
        place[0],
        f"a quotation mark takes in what stands below; {place[1]} is like a row; "
        "delete it, or close it where the text ends",
    )


def test_the_lines_behind_such_a_quote_are_read() -> None:
    found = list(records(["a,b,c\n", '1,2,"3\n', "4,5,6\n", '7,8,9"\n']))
    assert [record.line for record in found if not record.wrong] == [1, 3, 4]


def test_a_record_is_given_before_the_next_line_is_read() -> None:
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in ("a\n", "3\n", "2\n"):
            taken.append(line)
            yield line

    found = records(lines())
    next(found)
    next(found)
    assert taken == ["a\n", "3\n"]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_marks_are_no_part_of_the_text(tmp_path: Path, encoding: str, mark: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"{mark}Ünal\tb\n", encoding=encoding)
    with open_table(file) as lines:
        assert [record.cells for record in records(lines)] == [["Ünal", "b"]]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Excel workbook (.xls)"),
        ("a.sav", b"$FL2@(#) SPSS", "an SPSS file (.sav)"),
        ("a.dta", b"<stata_dta><header>", "a Stata file (.dta)"),
        ("b.dta", b"\x72\x02\x01\x00\x00", "a Stata file"),
        ("a.sas7bdat", b"\0\0\0\0\0\0", "a SAS file"),
        ("a.rds", b"\x1f\x8b\x08\0", "a compressed file"),
        ("a.xls", b"\n<html><table>", "an HTML or XML file"),
        ("a.csv", b"a\0,\0", "no text"),
        ("a.csv", b"PK\x03\x04", "a ZIP archive"),
    ],
)
def test_what_is_no_text_is_named(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert refused(file) == (
        f'{file}: this is {kind}; a table is read as text; save it there as "CSV UTF-8"'
    )


@pytest.mark.parametrize(
    ("inside", "content", "kind"),
    [
        ("xl/workbook.xml", "", "an Excel workbook (.xlsx)"),
        (
            "mimetype",
            "application/vnd.oasis.opendocument.spreadsheet",
            "an OpenDocument spreadsheet (.ods)",
        ),
        ("Index/Document.iwa", "", "a Numbers document"),
        ("answers.csv", "", "a ZIP archive"),
    ],
)
def test_a_workbook_is_told_by_what_is_in_it(
    tmp_path: Path, inside: str, content: str, kind: str
) -> None:
    file = tmp_path / "a.csv"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(inside, content)
    assert f"this is {kind}; " in refused(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "gone.csv"
    assert refused(file) == (
        f"{file}: this can not be read; No such file or directory; check the path"
    )


def refused(file: Path) -> str:
    with pytest.raises(Refused) as caught:
        open_table(file)
    return str(caught.value)
