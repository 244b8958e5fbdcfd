"""Stripping: what readers are sent does the same as what engineers wrote, and says where it is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

STRIP = Path(__file__).resolve().parent.parent / "runtime/strip.mjs"


FILES = {
    "plain.mjs": "// Why.\n\n/** @param {number} a */\nexport function twice(a) {\n  // So.\n"
    "  if (a) {\n      called(b);\n  }\n}\n",
    "texts.mjs": "f(`\n  // one\n    two ${\n  g()}\n  three`, '\\\n  four', \"// five\", /\\/\\/  x/);\n",
    "imports.mjs": 'import { used, unused } from "./b.mjs";\nexport { c } from "./c.mjs";\nused();\n',
    "named.mjs": 'export const b = () => load("./b.mjs", () => import("./b.mjs"));\n'
    'export const c = new URL("c.mjs", import.meta.url);\n',
    "members.mjs": "export class Shown extends HTMLElement {\n  static made = new Map();\n"
    "  get size() { return this.length; }\n}\n",
    "plain.css": "/* What\n   for. */\n\n.a {\n  color: red; /* why */\n}\n.b { top: 0; }\n",
    "divided.css": ".a/* so */.b/**/{}\n",
    "types.d.ts": "export type A = string;\n",
}
TEXTS = {
    "quoted.css": '.a::after { content: "/* no comment */  \\"  /* " "*/"; }\n',
    "single.css": ".a::after { content: 'it\\'s  /* x */'; }\n",
    "url.css": ".a { background: url(data:image/svg+xml,/*x*/); }\n",
    "quoted-url.css": '.a { background: url("a)/*x*/"); }\n',
    "two-lines.css": '.a::after { content: "one \\\n  two"; }\n',
}


def strip(originals: Path, *more: str) -> subprocess.CompletedProcess[str]:
    out = originals.with_name("served")
    command = ["node", str(STRIP), "--from", str(originals), "--out", str(out), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=originals)


def write(originals: Path, files: dict[str, str]) -> Path:
    originals.mkdir(exist_ok=True)
    for name, text in files.items():
        (originals / name).write_text(text, encoding="utf-8")
    return originals.with_name("served")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the files above became."""
    originals = tmp_path_factory.mktemp("strip") / "assets"
    folder = write(originals, FILES | TEXTS)
    done = strip(originals)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def code(served: Path, name: str) -> str:
    """Return a file without its last line, which leads to its source map."""
    *lines, link = (served / name).read_text("utf-8").splitlines(keepends=True)
    assert f"# sourceMappingURL={name}.map" in link
    return "".join(lines)


def source_map(served: Path, name: str) -> Any:
    return json.loads((served / f"{name}.map").read_text("utf-8"))


def mapped(served: Path, name: str, word: str) -> tuple[int, int]:
    """Return the line and column of the original, from 0, where a word of what is served is."""
    lines = code(served, name).splitlines()
    wanted = next((at, line.index(word)) for at, line in enumerate(lines) if word in line)
    original, place = [0, 0, 0], (0, 0)
    for at, group in enumerate(source_map(served, name)["mappings"].split(";")):
        column = 0
        for segment in filter(None, group.split(",")):
            moved, *rest = numbers(segment)
            column += moved
            original = [a + b for a, b in zip(original, rest, strict=False)]
            if (at, column) <= wanted:
                place = (original[1], original[2])
    return place


def numbers(segment: str) -> list[int]:
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    found, value, shift = [], 0, 0
    for digit in map(digits.index, segment):
        value += (digit & 31) << shift
        shift += 5
        if not digit & 32:
            found.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return found


def test_comments_indentation_and_long_local_names_of_a_script_are_not_served(served: Path) -> None:
    assert code(served, "plain.js") == "export function twice(c){c&&called(b)}\n"


def test_spaces_within_a_text_stay_in_a_script(served: Path) -> None:
    text = code(served, "texts.js")
    for part in (r"`\n  // one\n    two ${g()}\n  three`", '"  four"', '"// five"', r"/\/\/  x/"):
        assert part in text


def test_what_others_know_a_script_by_keeps_its_name(served: Path) -> None:
    assert code(served, "members.js") == (
        "export class Shown extends HTMLElement{static made=new Map;get size(){return this.length}}\n"
    )


def test_imports_and_exports_stay(served: Path) -> None:
    text = 'import{used as o,unused as r}from"./b.js";export{c}from"./c.js";o();\n'
    assert code(served, "imports.js") == text


def test_a_script_is_served_under_an_ending_that_every_server_knows(served: Path) -> None:
    assert [path.name for path in served.iterdir() if ".mjs" in path.name] == []
    text = code(served, "named.js")
    for address in ('load("./b.js",', 'import("./b.js")', 'new URL("c.js",'):
        assert address in text


def test_types_stay_at_home(served: Path) -> None:
    assert list(served.glob("types*")) == []


def test_comments_indentation_and_empty_lines_of_a_style_are_not_served(served: Path) -> None:
    assert code(served, "plain.css") == ".a {\ncolor: red;\n}\n.b { top: 0; }\n"


@pytest.mark.parametrize("name", TEXTS)
def test_what_looks_like_a_comment_within_a_text_stays_in_a_style(served: Path, name: str) -> None:
    assert code(served, name) == TEXTS[name]


def test_a_comment_between_two_words_of_a_style_goes_on_dividing_them(served: Path) -> None:
    assert code(served, "divided.css") == ".a/**/.b/**/{}\n"


def test_the_map_holds_the_original(served: Path) -> None:
    found = source_map(served, "plain.js")
    assert (found["version"], found["sources"]) == (3, ["original/plain.mjs"])
    assert found["sourcesContent"] == [FILES["plain.mjs"]]


def test_the_map_leads_from_what_is_served_to_the_original(served: Path) -> None:
    assert mapped(served, "plain.js", "called") == (6, 6)
    assert mapped(served, "plain.js", "b)") == (6, 13)
    assert mapped(served, "plain.css", "color")[0] == 4
    assert mapped(served, "plain.css", ".b")[0] == 6


def test_equal_originals_give_equal_bytes_and_what_was_made_of_others_goes(
    served: Path, tmp_path: Path
) -> None:
    again = write(tmp_path / "assets", FILES | TEXTS)
    again.mkdir()
    (again / "gone.js").write_text("f();")
    assert strip(tmp_path / "assets").returncode == 0

    first, second = (
        {path.name: path.read_bytes() for path in folder.iterdir()} for folder in (served, again)
    )
    assert first == second


def test_a_script_that_can_not_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    write(tmp_path / "assets", {"a.mjs": "f();\nlet = ;\n"})

    done = strip(tmp_path / "assets")

    assert (done.returncode, done.stderr) == (1, "a.mjs:2: Name expected\n")


def test_what_changes_while_a_command_runs_is_stripped_anew(tmp_path: Path) -> None:
    originals = tmp_path / "assets"
    made = write(originals, {"a.mjs": "one();\n"}) / "a.js"
    change = "\n".join(
        [
            "const { existsSync, readFileSync, watchFile, writeFileSync } = require('node:fs');",
            f"const made = {json.dumps(str(made))};",
            f"writeFileSync({json.dumps(str(originals / 'a.mjs'))}, '  two();');",
            "const look = () => readFileSync(made, 'utf8').startsWith('two();') && process.exit(7);",
            "watchFile(made, { interval: 20 }, look);",
            "setTimeout(() => process.exit(1), 100_000);",
        ]
    )

    assert strip(originals, "--while", "node", "-e", change).returncode == 7
