from pathlib import Path

from mkdocs_selfassess.paths import position, shown


def test_a_file_below_the_working_directory_is_shown_from_there(folder: Path) -> None:
    assert shown(folder / "assessments/rest/instrument.yml") == "assessments/rest/instrument.yml"


def test_a_file_elsewhere_is_shown_in_full(folder: Path) -> None:
    assert shown(folder.parent / "other.yml") == str(folder.parent / "other.yml")


def test_a_position_counts_lines_and_characters_from_one() -> None:
    assert position("<p>\n  äö<img src=a>".encode(), 10) == (2, 5)
