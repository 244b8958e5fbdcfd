"""YAML is read as another reader of YAML 1.2 reads it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from selfassess.authoring.read.strict_yaml import parse

TESTS = Path(__file__).parents[2]
FILES = sorted(TESTS.rglob("*.yml"))
TEXTS = {
    "No": "No",
    "on": "on",
    "1:30": "1:30",
    "2026-11-22": "2026-11-22",
    "1_000": "1_000",
    "=": "=",
    "true": True,
    "False": False,
    "~": None,
    "": None,
    "12": 12,
    "+3": 3,
    "-0.5": -0.5,
    "1e3": 1000.0,
    "'12'": "12",
    '"null"': "null",
    "|-\n  two\n  lines": "two\nlines",
    ">\n  one\n  line": "one line\n",
}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TESTS)))
def test_another_reader_finds_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    # The names of our fields are always text.
    assert parse(text, "").data == json.loads(json.dumps(YAML(typ="safe", pure=True).load(text)))


@pytest.mark.parametrize(("text", "value"), TEXTS.items(), ids=TEXTS)
def test_what_a_text_stands_for(text: str, value: Any) -> None:
    assert parse(f"a: {text}\n", "").data == {"a": value}


def test_without_libyaml_there_is_a_sentence() -> None:
    code = "import yaml; del yaml.CSafeLoader; import selfassess.authoring.read.strict_yaml"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stderr.splitlines()[-1] == (
        "ImportError: PyYAML is here without libyaml; "
        "install it from a wheel: pip install -U PyYAML"
    )
