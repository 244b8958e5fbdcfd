from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from selfassess.answering.draw import draw
from selfassess.authoring.data.answersheet import (
    AS_USUAL,
    MARKS,
    Customs,
    decimal_mark,
    read_answersheet,
)
from selfassess.authoring.instruments import read_instrument
from selfassess.problems import InvalidAnswers, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfassess.definition.instrument import Instrument

    Written = Callable[..., Path]
    Paid = Callable[..., tuple[Instrument, Path, Customs]]

NUMBERS = """
  - {id: paces, type: number, domain: growing, stem: How many steps?, number: {minimum: 0, maximum: 50000}}
  - {id: weight, type: number, domain: growing, stem: How heavy?, number: {minimum: 0, maximum: 5000, step: 0.1}}
"""
EVERY = "h1,h2,h3,a1,a2,a3,g1,g2,g3"
REST = Customs(without=frozenset(EVERY.split(",")[1:]))
"""What is said of a file that has a column for h1 alone."""


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a file of answers."""

    def write(text: str, encoding: str = "utf-8", name: str = "a.csv") -> Path:
        file = tmp_path / name
        file.write_bytes(text.encode(encoding))
        return file

    return write


@pytest.fixture
def measured(demo_text: str, read: Callable[[str], Instrument]) -> Instrument:
    """The demonstration with two numbers: steps, which are whole, and a weight."""
    return read(demo_text.replace("\nscoring:\n", f"{NUMBERS}scoring:\n"))


def chosen(
    instrument: Instrument, file: Path, customs: Customs = REST
) -> dict[str, dict[str, object]]:
    """Return the answers of a file by respondent."""
    found = read_answersheet(instrument, file, customs).rows()
    return {row.respondent: dict(row.answers.chosen) for row in found}


def amiss(instrument: Instrument, file: Path, customs: Customs = REST) -> list[str]:
    """Return the problems of the rows of a file."""
    with pytest.raises(InvalidAnswers) as caught:
        list(read_answersheet(instrument, file, customs).rows())
    return [str(problem).removeprefix(f"{file}:") for problem in caught.value.problems]


def refused(instrument: Instrument, file: Path, customs: Customs = REST) -> list[str]:
    """Return why nothing of a file is read."""
    with pytest.raises(Refused) as caught:
        read_answersheet(instrument, file, customs).rows()
    return [str(problem).removeprefix(f"{file}:") for problem in caught.value.problems]


def refused_at_once(instrument: Instrument, file: Path) -> list[str]:
    """Return why a file is refused before its columns are looked at."""
    with pytest.raises(Refused) as caught:
        read_answersheet(instrument, file, REST)
    return [str(problem).removeprefix(f"{file}:") for problem in caught.value.problems]


def numbers(cells: str) -> str:
    """Return a file with the two numbers of one respondent in each line, and nothing else."""
    return f"paces\tweight\t{EVERY.replace(',', chr(9))}\n" + "".join(
        line + "\t" * 9 + "\n" for line in cells.splitlines()
    )


def test_a_row_names_its_respondent_in_a_column_of_that_name(
    demo: Instrument, written: Written
) -> None:
    file = written("h1,respondent\n3,anna\n,ben\n")
    assert chosen(demo, file) == {"anna": {"h1": "3"}, "ben": {}}


def test_a_row_without_a_name_is_known_by_its_distance_from_the_header(
    demo: Instrument, written: Written
) -> None:
    assert chosen(demo, written("h1\n3\n2\n")) == {"1": {"h1": "3"}, "2": {"h1": "2"}}


def test_rows_come_in_the_order_of_the_file(demo: Instrument, written: Written) -> None:
    text = "respondent,h1\n" + "".join(f"{name},1\n" for name in ("b", "a", "c"))
    assert list(chosen(demo, written(text))) == ["b", "a", "c"]


def test_blank_lines_keep_their_number(demo: Instrument, written: Written) -> None:
    text = "h1,zz\n\n3,1\n\n \n2,1\n"
    assert list(chosen(demo, written(text))) == ["2", "5"]


def test_somebody_who_answered_nothing_has_a_row(demo: Instrument, written: Written) -> None:
    assert chosen(demo, written("h1,zz\n3,\n,\n")) == {"1": {"h1": "3"}, "2": {}}
    assert chosen(demo, written('h1\n3\n""\n')) == {"1": {"h1": "3"}, "2": {}}


def test_where_rows_have_names_an_empty_one_is_nobody_s(demo: Instrument, written: Written) -> None:
    assert list(chosen(demo, written("respondent,h1\nanna,\n,\n"))) == ["anna"]


@pytest.mark.parametrize(
    "text",
    [
        '"","respondent","h1"\n"1","anna",3\n"2","ben",\n',
        ",respondent,h1\n0,anna,3.0\n1,ben,\n",
        '"respondent" "h1"\n"anna" 3\n"ben" ""\n',
    ],
)
def test_a_table_may_come_from_r_or_pandas(demo: Instrument, written: Written, text: str) -> None:
    assert chosen(demo, written(text)) == {"anna": {"h1": "3"}, "ben": {}}


@pytest.mark.parametrize(
    "text",
    [
        'respondent, "h1", "h2"\nanna, "3", "1"\nben, "2", "0"\n',
        '"respondent", "h1", "h2"\n"anna", 3, 1\n"ben", 2, 0\n',
        'respondent, h1, h2\nanna, "3", 1\n"ben", "2", "0"\n',
        'respondent;  "h1";  "h2"\nanna;  "3";  "1"\nben;  "2";  "0"\n',
    ],
)
def test_a_space_may_stand_before_every_quote(
    demo: Instrument, written: Written, text: str
) -> None:
    customs = Customs(without=REST.without - {"h2"})
    found = {"anna": {"h1": "3", "h2": "1"}, "ben": {"h1": "2", "h2": "0"}}
    assert chosen(demo, written(text), customs) == found


@pytest.mark.parametrize("cell", ['Well, "so so", I think', ' "never" is what I said', '", "'])
def test_what_is_quoted_in_a_text_stays(noted: Instrument, written: Written, cell: str) -> None:
    quoted = cell.replace('"', '""')
    file = written(f'respondent,note\nanna,"{quoted}"\n')
    customs = Customs(without=frozenset(EVERY.split(",")))
    assert chosen(noted, file, customs) == {"anna": {"note": cell.strip()}}


def test_a_row_that_a_quote_behind_a_space_takes_in_is_told(
    demo: Instrument, written: Written
) -> None:
    customs = Customs(without=REST.without - {"h2"})
    text = 'respondent, "h1", "h2"\nanna, "3", "1\nben, "2", "1"\ncleo, "2", "1"\n'
    assert amiss(demo, written(text), customs)[0].startswith("2: ")


def test_a_first_column_without_a_name_is_told(demo: Instrument, written: Written) -> None:
    file = written(",h1,zz\n0,3,1\n")
    assert read_answersheet(demo, file, REST).summary().splitlines()[1:3] == [
        f"{file}: the first column has no name, and is ignored; "
        "R and pandas number rows in such a column",
        f"{file}: ignored, because they are no items: zz",
    ]


@pytest.mark.parametrize("parted", [" ", "\t", ","])
def test_row_names_that_have_no_column_are_told_with_what_leaves_them_out(
    demo: Instrument, written: Written, parted: str
) -> None:
    text = '"h1" "zz"\n"1" 3 1\n"2" 2 1\n'.replace(" ", parted)
    assert refused_at_once(demo, written(text)) == [
        "1: each row has a cell more than the header, as R writes the names of rows; "
        "write the file with row.names = FALSE"
    ]


@pytest.mark.parametrize("name", ["respondent", "ID", "Participant ID", ""])
@pytest.mark.parametrize(
    "label",
    [
        *("Mean", "average", "Mittelwert", "Std. Dev.", "Standard deviation", "Grand total"),
        *("Median", "Variance", "Durchschnitt", "Standardabweichung", "Summe", "Media", "Promedio"),
        *("Desviación estándar", "Moyenne", "Écart type", "E\u0301CART-TYPE", "Total:"),
    ],
)
def test_a_row_that_sums_others_up_is_no_respondent(
    demo: Instrument, written: Written, name: str, label: str
) -> None:
    assert amiss(demo, written(f"{name},h1\nanna,3\n{label},3\n")) == [
        f'3: this row sums others up, and is no respondent; it is called "{label}"; delete it',
        " 1 of 2 rows can not be used; what is wrong is told above; mend it",
    ]


@pytest.mark.parametrize(
    "label",
    [
        *("Sum", "SD", "Min", "MAX", "Mode", "N", "Count", "SE", "Anzahl", "Suma", "Mínimo"),
        *("Máximo", "Somme", "Maximum", "S.D.", "n ="),
    ],
)
def test_below_all_others_a_row_sums_up_that_might_be_a_person(
    demo: Instrument, written: Written, label: str
) -> None:
    wrong = "this row stands below all others, and seems to sum them up"
    remedy = "delete it, or give it another name if it is a respondent"
    assert amiss(demo, written(f"respondent,h1\nanna,3\n{label},3\nMean,3\nMax,3\n")) == [
        f'3: {wrong}; it is called "{label}"; {remedy}',
        '4: this row sums others up, and is no respondent; it is called "Mean"; delete it',
        f'5: {wrong}; it is called "Max"; {remedy}',
        " 3 of 4 rows can not be used; what is wrong is told above; mend it",
    ]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        ("respondent", ["anna", "Max", "ben"]),
        ("respondent", ["Max", "Min"]),
        ("respondent", ["Max", "anna"]),
        ("respondent", ["L", "M", "N"]),
        ("respondent", ["n11", "n12"]),
        ("respondent", ["anna", "Max Mustermann", "Summer", "Mina"]),
        ("id,respondent", ["1,anna", "2,Max"]),
    ],
)
def test_a_person_may_be_called_as_a_sum_is(
    demo: Instrument, written: Written, header: str, rows: list[str]
) -> None:
    file = written("".join(f"{row}\n" for row in [f"{header},h1", *(f"{row},3" for row in rows)]))
    assert list(chosen(demo, file)) == [row.rpartition(",")[2] for row in rows]


def test_what_people_said_sums_nothing_up(noted: Instrument, written: Written) -> None:
    customs = Customs(without=frozenset(EVERY.split(",")))
    rows = written("How was it?,note\naverage,mean\nmean,total\n")
    assert chosen(noted, rows, customs) == {"1": {"note": "mean"}, "2": {"note": "total"}}


def test_a_mark_behind_every_row_is_no_row_name(demo: Instrument, written: Written) -> None:
    file = written("respondent,h1\n1,3,\n2,2,\n")
    assert amiss(demo, file)[0].endswith("more cells than the header; look for a stray comma")


@pytest.mark.parametrize("above", ["My study, 2024\n", "# made by hand\n\n", "Report;;\n\n\n"])
def test_names_that_stand_further_down_are_told(
    demo: Instrument, written: Written, above: str
) -> None:
    line = above.count("\n") + 1
    assert refused_at_once(demo, written(f"{above}respondent;h1;h2;zz\nanna;3;1;1\n")) == [
        "1: the names of the columns do not stand in the first line; "
        f"they stand in line {line}; delete what is above it"
    ]


@pytest.mark.parametrize("blank", ["\n", " \n", "\r\n", ",,\n", '"",\n', ",\n\n"])
@pytest.mark.parametrize("times", [1, 9, 10, 11, 200])
def test_a_header_may_stand_below_any_number_of_blank_lines(
    demo: Instrument, written: Written, blank: str, times: int
) -> None:
    file = written(f"{blank * times}respondent,h1\nanna,3\n")
    assert chosen(demo, file) == {"anna": {"h1": "3"}}


def test_a_title_above_many_blank_lines_is_told_with_the_line_of_the_names(
    demo: Instrument, written: Written
) -> None:
    text = "My study" + "\n" * 30 + "respondent;h1;h2;zz\nanna;3;1;1\n"
    assert refused_at_once(demo, written(text)) == [
        "1: the names of the columns do not stand in the first line; "
        "they stand in line 31; delete what is above it"
    ]


def test_a_row_that_names_one_item_each_is_no_header(demo: Instrument, written: Written) -> None:
    told = refused(demo, written("respondent,item,value\nanna,h1,3\nanna,h2,2\n"))
    assert told[0] == "1: an item has no column; h1; rename the columns that are meant"


def test_columns_that_are_ignored_may_have_one_name(demo: Instrument, written: Written) -> None:
    file = written("h1,Other,Other\n3,a,b\n")
    assert chosen(demo, file) == {"1": {"h1": "3"}}
    told = read_answersheet(demo, file, REST).summary().splitlines()
    assert told[1] == f"{file}: ignored, because they are no items: Other"


def test_empty_cells_behind_the_last_column_do_not_matter(
    demo: Instrument, written: Written
) -> None:
    assert chosen(demo, written("h1,,\n3, ,\n")) == {"1": {"h1": "3"}}


def test_an_empty_cell_more_than_the_header_has_may_have_been_pushed_out(
    demo: Instrument, written: Written
) -> None:
    assert amiss(demo, written("h1,zz\n3,2\n,3,\n3,2,\n")) == [
        "3: this row has more cells than the header; look for a stray comma",
        "4: this row has more cells than the header; look for a stray comma",
        " 2 of 3 rows can not be used; what is wrong is told above; mend it",
    ]


def test_a_file_of_a_survey_tool_without_a_name_leads_to_the_manual(
    demo: Instrument, written: Written
) -> None:
    told = refused(demo, written("id,V1,V2\n"), AS_USUAL)
    assert told[-1] == (
        "1: no column is named like an item; if a survey tool wrote this file, rename its columns "
        'first; see "From your survey tool" in the manual'
    )
    some = refused(demo, written("id,h1,V2\n"), AS_USUAL)
    assert len(some) == 1


def test_a_column_holds_the_code_of_each_respondent_s_draw(written: Written) -> None:
    bank = read_instrument(Path(__file__).parents[2] / "bank" / "instrument.yml")
    names = ",".join(bank.answered)
    without = Customs(without=frozenset(bank.answered) - {"watched"})
    file = written("respondent,_seed,watched\nanna,k3f9,2\nben,,1\n")
    first, second = read_answersheet(bank, file, without).rows()
    assert first.answers.draw == draw(bank, "k3f9")
    assert second.answers.draw is None
    wrong = written(f"_seed,{names}\n?{',' * len(bank.answered)}\n")
    assert amiss(bank, wrong, AS_USUAL)[0] == (
        '2: this is no code of a draw; found "?"; write one such as k3f9 or k3f9.2'
    )


def test_the_columns_of_a_file_are_told(demo: Instrument, written: Written) -> None:
    file = written("respondent,h1,age,h3,town\n")
    assert read_answersheet(demo, file).summary().replace(f"{file}: ", "").splitlines() == [
        "2 of 9 answers have a column",
        "ignored, because they are no items: age, town",
        "without a column: h2, a1, a2, a3, g1, g2, g3",
    ]


@pytest.mark.parametrize("name", ["id", "ID", "Respondent", "participant_id", "Record ID"])
def test_a_column_that_may_name_the_respondents_is_told(
    demo: Instrument, written: Written, name: str
) -> None:
    file = written(f"{name},h1\nanna,3\n")

    told = read_answersheet(demo, file, REST).summary().splitlines()
    assert [line for line in told if name in line] == [
        f'{file}: no column is named "respondent"; "{name}" is ignored; '
        "if it names them, call it that; else they are numbered"
    ]


def test_a_column_of_ids_beside_that_of_respondents_is_only_ignored(
    demo: Instrument, written: Written
) -> None:
    told = read_answersheet(demo, written("id,respondent,h1\n1,anna,3\n"), REST).summary()

    assert "no column is named" not in told


def test_a_file_in_which_an_item_has_no_column_is_refused(
    demo: Instrument, written: Written
) -> None:
    file = written(EVERY.replace("h2", "H_2") + "\n")
    assert refused(demo, file, AS_USUAL) == [
        '1: an item has no column; h2; rename the columns that are meant ("H_2" to h2?), '
        "or say --without=h2"
    ]


def test_a_column_named_by_the_question_is_told_to_be_meant(
    demo: Instrument, written: Written
) -> None:
    file = written(EVERY.replace("h2", "I spoke over someone") + "\n")
    assert '("I spoke over someone" to h2?)' in refused(demo, file, AS_USUAL)[0]


def test_an_item_of_which_it_is_said_that_it_has_no_column_is_missing(
    demo: Instrument, written: Written
) -> None:
    file = written("h1\n3\n")
    (row,) = read_answersheet(demo, file, REST).rows()
    assert row.answers.chosen == {"h1": "3"}
    assert "h2" in row.answers.asked


def test_a_gate_without_a_column_leaves_open_what_it_decides(
    demo_text: str, read: Callable[[str], Instrument], written: Written
) -> None:
    gated = demo_text.replace("{id: h2, ", "{id: h2, show_if: {item: h1, at_least: 1}, ")
    file = written("h2,h3,a1,a2,a3,g1,g2,g3\n,3,,,,,,\n")
    (row,) = read_answersheet(read(gated), file, Customs(without=frozenset({"h1"}))).rows()
    assert row.answers.open == {"h2"}


@pytest.fixture
def noted(demo_text: str, read: Callable[[str], Instrument]) -> Instrument:
    """The demonstration with a text."""
    note = "  - {id: note, type: text, stem: Why?}"
    return read(demo_text.replace("\nscoring:\n", f"\n{note}\nscoring:\n"))


def test_a_text_that_nothing_looks_at_needs_no_column(noted: Instrument, written: Written) -> None:
    sheet = read_answersheet(noted, written(f"{EVERY}\n{',' * 8}\n"))
    assert [row.respondent for row in sheet.rows()] == ["1"]
    assert sheet.summary().endswith(": without a column: note")


def test_of_what_people_wrote_no_more_than_a_row_is_held(
    noted: Instrument, written: Written
) -> None:
    customs = Customs(without=frozenset(EVERY.split(",")))
    lines = ["note\tx\n", *(f"{'Why not? ' * 1_000}{number}\t\n" for number in range(200))]
    rows = read_answersheet(noted, written("".join(lines)), customs).rows()
    tracemalloc.start()
    assert sum(len(str(row.answers.chosen["note"])) > 9_000 for row in rows) == 200
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 900_000


def test_a_file_with_a_header_alone_is_told(demo: Instrument, written: Written) -> None:
    assert amiss(demo, written(f"{EVERY}\n\n"), AS_USUAL) == [
        " there are no rows below the header; nobody is scored; look for the rest of it"
    ]


@pytest.mark.parametrize(
    ("without", "problem"),
    [
        ("h22", '1: --without names no item; "h22"; did you mean "h2"?'),
        ("h1", '1: --without names an item that has a column; "h1"; leave one of them out'),
    ],
)
def test_what_is_said_wrongly_of_columns_is_told(
    demo: Instrument, written: Written, without: str, problem: str
) -> None:
    customs = Customs(without=REST.without | {without})
    assert refused(demo, written("h1\n3\n"), customs) == [problem]


def test_a_code_for_missing_is_no_answer(demo: Instrument, written: Written) -> None:
    customs = Customs(missing=frozenset({"NA", "-99"}), without=REST.without)
    file = written("respondent,h1\nNA,NA\nben,-99\ncleo,3\n")
    assert chosen(demo, file, customs) == {"NA": {}, "ben": {}, "cleo": {"h1": "3"}}


def test_every_problem_of_every_row_is_told_with_its_line(
    demo: Instrument, written: Written
) -> None:
    text = 'respondent,h1,g1\n"two\nlines",7,8\nben,3,1\ncleo,3,x\ndan,1,1,1\neve,1\n'
    wanted = 'the answer to "{0}" is not an option; found "{1}"; write {2}'
    share, recent = "0, 1, 2, 3, 4 or did-not-apply", "0, 1 or 2"
    customs = Customs(without=REST.without - {"g1"})
    assert amiss(demo, written(text), customs) == [
        '2: the respondent\'s name holds a line break; found "two\\nlines"; write it in one line',
        f"2: {wanted.format('h1', '7', share)}",
        f"2: {wanted.format('g1', '8', recent)}",
        f"5: {wanted.format('g1', 'x', recent)}",
        "6: this row has more cells than the header; look for a stray comma",
        "7: this row has fewer cells than the header; 2 of 3; it may be cut off",
        " 4 of 5 rows can not be used; what is wrong is told above; mend it",
    ]


def test_the_rows_that_are_right_are_given_all_the_same(demo: Instrument, written: Written) -> None:
    found = read_answersheet(demo, written("h1\n7\n3\n"), REST).rows()
    assert next(found).answers.chosen == {"h1": "3"}


def test_all_lines_are_read_however_many_are_wrong(demo: Instrument, written: Written) -> None:
    file = written("h1\n" + "".join(f"x{number}\n" for number in range(500)) + "3\n")
    found = read_answersheet(demo, file, REST).rows()
    assert next(found).respondent == "501"


def test_alike_problems_are_told_once_with_what_to_do(demo: Instrument, written: Written) -> None:
    lines = "NA,Usually\n" * 50
    customs = Customs(without=REST.without - {"h2"})
    assert amiss(demo, written(f"h1,h2\n{lines}3,3\n"), customs) == [
        '2: "NA" is no answer: 50 cells in 1 column (h1; lines 2, 3, 4, …); '
        "leave it empty, or say that it is a code: --missing=NA",
        '2: "Usually" is no answer: 50 cells in 1 column (h2; lines 2, 3, 4, …); '
        'it is the label of an option; write "3"',
        " 50 of 51 rows can not be used; what is wrong is told above; mend it",
    ]


@pytest.mark.parametrize("code", ["#NV", "#NULL!", ".a", "NaT", "(missing)", "<NA>", "."])
def test_what_spreadsheets_and_statistics_write_for_nothing_is_told_as_a_code(
    demo: Instrument, written: Written, code: str
) -> None:
    assert amiss(demo, written(f"h1\n{code}\n"))[0].endswith(
        f"; leave it empty, or say that it is a code: --missing={code}"
    )


@pytest.mark.parametrize("text", ["usually", "USUALLY"])
def test_the_label_of_an_option_is_known_in_any_capitals(
    demo: Instrument, written: Written, text: str
) -> None:
    assert amiss(demo, written(f"h1\n{text}\n"))[0].endswith(
        f'found "{text}"; it is the label of an option; write "3"'
    )


def test_a_file_that_counts_options_from_one_is_told_to_be_wrong_throughout(
    demo: Instrument, written: Written
) -> None:
    assert amiss(demo, written("h1\n1\n5\n"))[0].endswith(
        "; write 0, 1, 2, 3, 4 or did-not-apply; "
        "if the file counts from 1, take 1 from every answer"
    )


def test_a_file_that_counts_options_from_zero_is_told_to_be_wrong_throughout(
    demo_text: str, read: Callable[[str], Instrument], written: Written
) -> None:
    rated = "{value: 1, label: Low}, {value: 2, label: Middle}, {value: 3, label: High}"
    item = f"  - {{id: r1, type: choice, stem: How?, domain: growing, options: [{rated}]}}\n"
    rating = read(demo_text.replace("\nscoring:\n", f"\n{item}scoring:\n"))
    customs = Customs(without=frozenset(EVERY.split(",")))
    assert amiss(rating, written("r1\n2\n0\n"), customs)[0].endswith(
        "; write 1, 2 or 3; if the file counts from 0, add 1 to every answer"
    )


@pytest.mark.parametrize("code", ["-9", "-99", "-88", "77", "888", "-997", "98"])
def test_a_number_that_looks_like_a_code_may_also_be_a_mistake(
    demo: Instrument, written: Written, code: str
) -> None:
    assert amiss(demo, written(f"h1\n{code}\n"))[0].endswith(
        "; write 0, 1, 2, 3, 4 or did-not-apply, or say that it is a code for no answer: "
        f"--missing={code}"
    )


@pytest.mark.parametrize("number", ["44", "-44", "79", "9999"])
def test_another_number_is_taken_for_a_mistake_alone(
    demo: Instrument, written: Written, number: str
) -> None:
    assert amiss(demo, written(f"h1\n{number}\n"))[0].endswith(
        "; write 0, 1, 2, 3, 4 or did-not-apply"
    )


@pytest.mark.parametrize(
    ("cells", "weights"),
    [
        ("\t1,5\n\t1,000\n", [1.5, 1.0]),
        ("\t1,5\n\t1.000\n", [1.5, 1000.0]),
        ("\t0.5\n\t1,000\n", [0.5, 1000.0]),
        ("\t1.200,5\n\t1.200\n", [1200.5, 1200.0]),
    ],
)
def test_the_other_numbers_of_a_file_decide_what_a_mark_means(
    measured: Instrument, written: Written, cells: str, weights: list[float]
) -> None:
    found = chosen(measured, written(numbers(cells)), AS_USUAL)
    assert [row["weight"] for row in found.values()] == weights


def test_a_whole_number_takes_the_habit_of_other_columns(
    measured: Instrument, written: Written
) -> None:
    found = chosen(measured, written(numbers("1.000\t1,5\n")), AS_USUAL)
    assert found == {"1": {"paces": 1000.0, "weight": 1.5}}


@pytest.mark.parametrize("habit", ["1,5", "2"])
def test_a_whole_number_never_takes_a_mark_and_three_digits_for_decimals(
    measured: Instrument, written: Written, habit: str
) -> None:
    assert amiss(measured, written(numbers(f"1,000\t{habit}\n")), AS_USUAL)[0].startswith(
        '2: the answer to "paces" can be two numbers; found "1,000"; write 1000 or 1'
    )


def test_a_number_that_can_be_two_is_told_with_both_and_with_the_option(
    measured: Instrument, written: Written
) -> None:
    file = written(numbers("\t1,5\n\t1.5\n\t12,500\n"))
    assert amiss(measured, file, AS_USUAL)[0] == (
        '4: the answer to "weight" can be two numbers; found "12,500"; write 12500 or 12.5, '
        "or name the decimal mark: --decimal=point or --decimal=comma"
    )


def test_a_number_that_can_not_be_used_is_told_as_it_is_written(
    measured: Instrument, written: Written
) -> None:
    sheet = written("h1,paces,weight\n1,1.000.000,1\n1,1_0,1\n")
    assert amiss(measured, sheet) == [
        '2: the answer to "paces" can not be used; found "1.000.000"; write a number from 0 to 50000',
        '3: the answer to "paces" can not be used; found "1_0"; write a number from 0 to 50000',
        " 2 of 2 rows can not be used; what is wrong is told above; mend it",
    ]


@pytest.mark.parametrize("decimal", MARKS)
def test_a_number_out_of_range_is_told_so_whatever_the_mark_is(
    measured: Instrument, written: Written, decimal: str
) -> None:
    customs = Customs(without=REST.without, decimal=decimal)
    assert amiss(measured, written("h1,paces,weight\n1,60000,1\n"), customs)[0] == (
        '2: the answer to "paces" can not be used; found "60000"; write a number from 0 to 50000'
    )


def test_a_decimal_mark_that_is_said_decides(measured: Instrument, written: Written) -> None:
    file = written(numbers("\t1,250\n"))
    found = [chosen(measured, file, Customs(decimal=mark))["1"]["weight"] for mark in ".,"[:1]]
    assert found == [1250.0]
    assert amiss(measured, written(numbers("\t1.5\n")), Customs(decimal=","))[0] == (
        '2: the answer to "weight" is no number; found "1.5"; write it with a decimal comma'
    )


def halves(demo_text: str, read: Callable[[str], Instrument]) -> Instrument:
    """Return the demonstration with half a point for one of its options."""
    return read(demo_text.replace("value: 3", "value: 2.5", 1))


@pytest.mark.parametrize("mark", [",", ""])
def test_the_value_of_an_option_may_have_a_decimal_comma(
    demo_text: str, read: Callable[[str], Instrument], written: Written, mark: str
) -> None:
    customs = Customs(without=REST.without, decimal=mark)
    found = chosen(halves(demo_text, read), written('h1\n"2,5"\n2.5\n'), customs)
    assert found == {"1": {"h1": "2.5"}, "2": {"h1": "2.5"}}


def test_where_the_decimal_mark_is_a_point_a_comma_is_no_option(
    demo_text: str, read: Callable[[str], Instrument], written: Written
) -> None:
    customs = Customs(without=REST.without, decimal=".")
    told = amiss(halves(demo_text, read), written('h1\n"2,5"\n'), customs)[0]
    assert told == (
        '2: the answer to "h1" is no number; found "2,5"; write it with a decimal point'
    )


OPTIONED = """
  - {{id: pay, type: {kind}, domain: growing, stem: How much?, options: [{options}]}}
"""


@pytest.fixture
def paid(demo_text: str, read: Callable[[str], Instrument], written: Written) -> Paid:
    """Write cells of an item whose options have some values, and give what reads them."""

    def write(
        values: str, *cells: str, mark: str = "", kind: str = "choice"
    ) -> tuple[Instrument, Path, Customs]:
        options = ", ".join(
            f"{{value: {value}, label: L{at}}}" for at, value in enumerate(values.split())
        )
        item = OPTIONED.format(kind=kind, options=options)
        instrument = read(demo_text.replace("\nscoring:\n", f"{item}scoring:\n"))
        file = written("".join(["pay\tx\n", *(f"{cell}\t\n" for cell in cells)]))
        return instrument, file, Customs(without=frozenset(EVERY.split(",")), decimal=mark)

    return write


@pytest.mark.parametrize(
    ("values", "cell", "mark", "key"),
    [
        ("1.5 1500", "1.500", ",", "1500"),
        ("1.5 1500", "1.500", ".", "1.5"),
        ("1.5 1500", "1,500", ".", "1500"),
        ("1 1000", "1.000", ",", "1000"),
        ("0.5 2", "2,0", ",", "2"),
        ("0.5 2", "0,50", ",", "0.5"),
        ("0.5 2", ",5", ",", "0.5"),
        ("0.5 2", "0,50", "", "0.5"),
        ("0.5 2", "2.000", "", "2"),
        ("1.125 2", "1.125", ",", "1.125"),
    ],
)
def test_the_value_of_an_option_is_read_as_a_number_is(
    paid: Paid, values: str, cell: str, mark: str, key: str
) -> None:
    assert chosen(*paid(values, cell, mark=mark)) == {"1": {"pay": key}}


@pytest.mark.parametrize(
    ("values", "cell", "mark", "told"),
    [
        (
            "1.5 1500",
            "1.500",
            "",
            'can be two numbers; found "1.500"; write 1.5 or 1500, '
            "or name the decimal mark: --decimal=point or --decimal=comma",
        ),
        ("1 1000", "1.000", ".", 'can be two numbers; found "1.000"; write 1 or 1000'),
        ("1 2", "1.000", ",", 'is 1000 with a decimal comma; found "1.000"; write 1'),
        ("1 2", '"1,000"', ".", 'is 1000 with a decimal point; found "1,000"; write 1'),
        ("0.5 2", "0,5", ".", 'is no number; found "0,5"; write it with a decimal point'),
        ("0.5 2", "2.0", ",", 'is no number; found "2.0"; write it with a decimal comma'),
    ],
)
def test_the_value_of_an_option_is_in_doubt_as_a_number_is(
    paid: Paid, values: str, cell: str, mark: str, told: str
) -> None:
    assert amiss(*paid(values, cell, mark=mark))[0] == f'2: the answer to "pay" {told}'


def test_the_other_options_of_a_file_decide_what_a_mark_means(paid: Paid) -> None:
    found = chosen(*paid("1.5 1500", "1.500", "1,5"))
    assert [row["pay"] for row in found.values()] == ["1500", "1.5"]


def test_each_of_several_options_is_read_by_itself(paid: Paid) -> None:
    found = chosen(*paid("0.5 1 1500", "0,5 1", "1.500 ,5", mark=",", kind="multiple"))
    assert [row["pay"] for row in found.values()] == [("0.5", "1"), ("0.5", "1500")]


def test_each_of_several_options_is_in_doubt_by_itself(paid: Paid) -> None:
    assert amiss(*paid("0.5 1 1500", "1 0.50", mark=",", kind="multiple"))[0] == (
        '2: the answer to "pay" is no number; found "0.50"; write it with a decimal comma'
    )


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("x; y", "multiple"),
        ("x; y; z", "choice"),
        ("found; write; contradicts itself; a", "choice"),
    ],
)
def test_a_semicolon_in_a_cell_keeps_the_sentence_whole(paid: Paid, cell: str, kind: str) -> None:
    wanted = "one or more of 1 or 2, parted by spaces" if kind == "multiple" else "1 or 2"
    assert amiss(*paid("1 2", cell, kind=kind))[0] == (
        f'2: the answer to "pay" is not an option; found "{cell}"; write {wanted}'
    )


@pytest.mark.parametrize(
    ("text", "mark"),
    [("1.5", "."), ("1,5", ","), ("1.234.567", ","), ("1,000", ""), ("12", ""), ("x.y", "")],
)
def test_a_number_tells_its_decimal_mark_or_does_not(text: str, mark: str) -> None:
    assert decimal_mark(text) == mark


def test_a_name_that_was_made_harmless_is_read_as_it_was_typed(
    demo: Instrument, written: Written
) -> None:
    assert list(chosen(demo, written("respondent,h1\n'=1+1,3\n'anna,2\n"))) == ["=1+1", "'anna"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [" there is no header; the file is empty; name the items in its first line"]),
        ("\n,\n", [" there is no header; the file is empty; name the items in its first line"]),
        ("h1,h2,h1\n", ['1: a column comes 2 times; "h1"; leave one']),
        ("h1,,h2\n", ["1: a column has no name; it is column 2; name it or delete it"]),
        (
            "\nh11,h2\n",
            [
                '2: an item has no column; h1; rename the columns that are meant ("h11" to h1?), or say --without=h1'
            ],
        ),
        (
            '"h1"1,h2\n',
            [
                "1: this can not be read as CSV; text stands behind a closing quotation mark; look for a stray quotation mark"
            ],
        ),
    ],
)
def test_a_header_that_can_not_be_used_is_refused(
    demo: Instrument, written: Written, text: str, problems: list[str]
) -> None:
    customs = Customs(without=REST.without - {"h2"} if "h2" in text else REST.without)
    assert refused(demo, written(text), customs) == problems


@pytest.mark.parametrize(
    ("encoding", "line", "byte"),
    [("cp1252", 3, "0xdc"), ("latin-1", 3, "0xdc")],
)
def test_another_encoding_is_told_with_its_line_and_the_rest_is_read(
    demo: Instrument, written: Written, encoding: str, line: int, byte: str
) -> None:
    file = written("respondent,h1\nanna,3\nÜnal,2\nben,2\n", encoding)
    assert amiss(demo, file)[0] == (
        f'{line}: this is not UTF-8; found the byte {byte}; save the file as "CSV UTF-8"'
    )
    found = read_answersheet(demo, file, REST).rows()
    assert [next(found).respondent, next(found).respondent] == ["anna", "ben"]


def test_a_line_that_is_no_csv_is_told_and_the_rest_is_read(
    demo: Instrument, written: Written
) -> None:
    file = written('h1\n"3"1\n2\n')
    assert amiss(demo, file) == [
        "2: this can not be read as CSV; text stands behind a closing quotation mark; look for a stray quotation mark",
        " 1 of 2 rows can not be used; what is wrong is told above; mend it",
    ]
    assert next(read_answersheet(demo, file, REST).rows()).respondent == "2"


SWALLOWED = (
    "a quotation mark takes in what stands below; it opens in line 2, and line 3 is like a row; "
    "delete it, or close it where the text ends"
)


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ('a-01,2,0,"oh\na-02,1,1,fine\na-03,0,0,no"\n', 1),
        ('"a-01,2,0,oh\na-02,1,1,fine\na-03",0,0,no\n', 1),
        # Each of the two quotes is in a cell that counts.
        ('a-01,"2,0,oh\na-02,1,1,fine\na-03,0",0,no\n', 2),
    ],
)
def test_a_pair_of_stray_quotes_takes_no_row_away(
    demo: Instrument, written: Written, rows: str, count: int
) -> None:
    file = written(f"respondent,h1,h2,comment\n{rows}a-04,3,3,\n")
    first, *_, last = amiss(demo, file, Customs(without=REST.without - {"h2"}))
    assert first == f"2: {SWALLOWED}"
    assert last == f" {count} of 4 rows can not be used; what is wrong is told above; mend it"


def test_a_row_with_what_no_text_holds_is_told_wherever_it_stands(
    demo: Instrument, written: Written
) -> None:
    file = written("h1,comment\n3," + "x" * 5000 + "\n2,a\0\n")
    assert amiss(demo, file) == [
        "3: this is no text; found a character of the number 0, as in a file that is damaged or "
        'no text; save the file as "CSV UTF-8"',
        " 1 of 2 rows can not be used; what is wrong is told above; mend it",
    ]


def test_a_cell_that_is_far_too_long_is_told_in_a_short_line(
    demo: Instrument, written: Written
) -> None:
    file = written("h1\n3\n" + "x" * 200_000 + "\n")
    assert amiss(demo, file)[0] == (
        "3: this can not be read as CSV; a cell has more than 131,072 characters; "
        "look for a stray quotation mark"
    )


def test_text_with_line_breaks_in_an_ignored_column_stands_in_nobody_s_way(
    demo: Instrument, written: Written
) -> None:
    rows = 'a-01,3,"Well, yes,\nor no, I think, maybe, not\n\nsure"\na-02,2,fine\n'
    file = written(f"respondent,h1,comment\n{rows}")
    assert chosen(demo, file) == {"a-01": {"h1": "3"}, "a-02": {"h1": "2"}}


def test_a_second_and_third_header_line_are_recognised(demo: Instrument, written: Written) -> None:
    file = written(
        'h1,h2\nI waited.,I spoke.\n"{""ImportId"":""QID1""}","{""ImportId"":""QID2""}"\n3,2\n'
    )
    assert refused(demo, file) == [
        "3: this is a header of Qualtrics, as is the line above it; delete both; "
        'see "From your survey tool" in the manual'
    ]
