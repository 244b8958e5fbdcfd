import json
from pathlib import Path

import pytest

from mkdocs_selfassess import shelf
from mkdocs_selfassess.shelf import Shelf


def test_what_was_put_is_taken_for_the_same_content(tmp_path: Path) -> None:
    Shelf(tmp_path / "cache").put("rest", b"content", {"a": [1, "ä"]})

    assert Shelf(tmp_path / "cache").take("rest", b"content") == {"a": [1, "ä"]}


def test_changed_content_finds_nothing(tmp_path: Path) -> None:
    Shelf(tmp_path).put("rest", b"content", {})

    assert Shelf(tmp_path).take("rest", b"content ") is None


def test_a_changed_engine_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Shelf(tmp_path).put("rest", b"content", {})
    monkeypatch.setattr(shelf, "_engine", lambda: "another")

    assert Shelf(tmp_path).take("rest", b"content") is None


def test_an_empty_shelf_finds_nothing(tmp_path: Path) -> None:
    assert Shelf(tmp_path).take("rest", b"content") is None


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}", "null", "\udc80"])
def test_a_damaged_file_finds_nothing(tmp_path: Path, damage: str) -> None:
    Shelf(tmp_path).put("rest", b"content", {})
    (tmp_path / "rest.json").write_bytes(damage.encode(errors="surrogateescape"))

    assert Shelf(tmp_path).take("rest", b"content") is None


def test_a_file_with_one_changed_letter_finds_nothing(tmp_path: Path) -> None:
    Shelf(tmp_path).put("rest", b"content", {"label": "Never"})
    kept = json.loads((tmp_path / "rest.json").read_text())
    kept["text"] = kept["text"].replace("Never", "Newer")
    (tmp_path / "rest.json").write_text(json.dumps(kept))

    assert Shelf(tmp_path).take("rest", b"content") is None


def test_new_content_takes_the_place_of_the_old(tmp_path: Path) -> None:
    for content in (b"old", b"new"):
        Shelf(tmp_path / "cache").put("rest", content, {"of": content.decode()})

    assert Shelf(tmp_path / "cache").take("rest", b"new") == {"of": "new"}
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == [
        ".gitignore",
        "rest.json",
    ]


def test_a_shelf_that_can_not_be_written_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the folder should be")

    Shelf(tmp_path / "cache").put("rest", b"content", {})

    assert Shelf(tmp_path / "cache").take("rest", b"content") is None
