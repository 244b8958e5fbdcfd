"""The manual is true: every example is read, checked and scored, every output is compared.

What a block is for stands in its title: a whole file (`assessments/…`), a part that is merged
into one (`in …`), or one line of it that is wrong (`line 9 of …`) until the next command has
run. Each section begins with the whole files of the manual and goes on from there.
"""

from __future__ import annotations

import ast
import dataclasses
import json
import re
import shlex
import sys
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.config import load_config
from ruamel.yaml import YAML
from tools.fields import PAGE, page

import selfassess
from selfassess import authoring
from selfassess.authoring.cli import main
from site_tests.test_house import PLUGIN, fields

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
MANUAL = ROOT / "content/own-site"
_PIECES = re.compile(
    r"^## (?P<heading>.+)$|^(?P<indent> *)(?P<marks>`{3,})(?P<info>.*)\n(?P<body>(?s:.*?))^ *(?P=marks)$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Block:
    """A block of code in the manual."""

    section: str
    language: str
    title: str
    body: str

    @property
    def data(self) -> Any:
        return YAML(typ="safe", pure=True).load(self.body)


def blocks(file: Path) -> Iterator[Block]:
    """Yield the blocks of code of a page."""
    section = file.stem
    for piece in _PIECES.finditer(file.read_text(encoding="utf-8")):
        if piece["heading"]:
            section = f"{file.stem}: {piece['heading']}"
            continue
        language, _, rest = piece["info"].partition(" ")
        title = re.search(r'title="(.+)"', rest)
        body = re.sub(f"^{piece['indent']}", "", piece["body"], flags=re.MULTILINE)
        yield Block(section, language, title[1] if title else "", body)


BLOCKS = [block for file in sorted(MANUAL.glob("*.md")) for block in blocks(file)]
WHOLE = [block for block in BLOCKS if block.title.startswith("assessments/")]
SECTIONS = {name: list(group) for name, group in groupby(BLOCKS, lambda block: block.section)}
PLAYED = [
    name
    for name, blocks in SECTIONS.items()
    if any("assessments/" in block.title or block.language == "text" for block in blocks)
]
CONFIGS = [block for block in BLOCKS if block.title.endswith("mkdocs.yml")]


def merged(base: Any, part: Any) -> Any:
    """Return data with a part put in: what has an id joins its like, other lists are replaced."""
    if isinstance(base, dict) and isinstance(part, dict):
        both = {name: merged(base[name], part[name]) for name in base.keys() & part.keys()}
        return base | part | both
    if not (isinstance(part, list) and isinstance(base, list) and _named([*base, *part])):
        return part
    new = {each["id"]: each for each in part}
    kept = [merged(each, new.pop(each["id"], each)) for each in base]
    return [*kept, *new.values()]


def _named(data: list[Any]) -> bool:
    return all(isinstance(each, dict) and "id" in each for each in data)


def put(block: Block, folder: Path) -> None:
    """Write a file, or a part of one, as a reader of the manual would."""
    place = folder / block.title.rpartition(" ")[2]
    place.parent.mkdir(parents=True, exist_ok=True)
    text = block.body
    if block.title.startswith("in "):
        before = YAML(typ="safe", pure=True).load(place.read_text(encoding="utf-8"))
        text = json.dumps(merged(before, block.data), ensure_ascii=False, indent=1)
    elif line := re.match(r"line (\d+) of ", block.title):
        lines = place.read_text(encoding="utf-8").splitlines(keepends=True)
        text = "".join([*lines[: int(line[1]) - 1], block.body, *lines[int(line[1]) :]])
    place.write_text(text, encoding="utf-8")


def said(commands: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what commands print."""
    for command in commands.splitlines():
        program, *arguments = shlex.split(command)
        assert program == "selfassess"
        main(arguments)
    printed = capsys.readouterr()
    # Tables end some of their lines with spaces, which no editor would keep.
    return re.sub(" +$", "", printed.err + printed.out, flags=re.MULTILINE)


def ran(code: str, names: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> str:
    """Return what Python prints; what it names is there for the next block of the section."""
    exec(compile(code, "manual", "exec"), names)
    return capsys.readouterr().out


def same(shown: str, real: str) -> bool:
    """Return whether an output is as it is shown, where `…` stands for what is left out."""
    pattern = ".*".join(map(re.escape, shown.split("…\n")))
    return re.fullmatch(pattern, real, re.DOTALL) is not None


@pytest.mark.parametrize("section", PLAYED)
def test_what_a_section_shows_is_true(
    section: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    for block in WHOLE:
        if block.section == section or block.title.endswith(("instrument.yml", "cases.yml")):
            put(block, tmp_path)
    mended: list[Block] = []
    module = ModuleType("manual_example")
    monkeypatch.setitem(sys.modules, module.__name__, module)
    for block, following in pairwise([*SECTIONS[section], Block("", "", "", "")]):
        if block.title.startswith("line "):
            mended = [whole for whole in WHOLE if whole.title == block.title.rpartition(" ")[2]]
        if block.title and block not in CONFIGS:
            put(block, tmp_path)
        elif block.language == "python":
            real = ran(block.body, module.__dict__, capsys)
            assert same(following.body, real), real
        elif block.language == "sh" and following.language == "text":
            real = said(block.body, capsys)
            assert same(following.body, real), real
            for each in mended:
                put(each, tmp_path)
            mended = []
    code = main(["check", "assessments"])
    assert code == 0, capsys.readouterr().err


def test_every_output_stands_below_its_command() -> None:
    alone = [
        after.body
        for before, after in pairwise(BLOCKS)
        if after.language == "text"
        and (before.section != after.section or before.language not in ("sh", "python"))
    ]
    assert alone == []


def test_every_yaml_says_where_it_belongs() -> None:
    known = re.compile(
        r"((in |line \d+ of )?assessments/[\w/-]+\.yml|(in )?mkdocs\.yml|\.github/workflows/site\.yml)"
    )
    yaml = [block for block in BLOCKS if block.language == "yaml"]
    assert [block.body for block in yaml if not known.fullmatch(block.title)] == []


@pytest.mark.parametrize("block", CONFIGS, ids=lambda block: block.section)
def test_a_configuration_in_the_manual_is_accepted(block: Block, tmp_path: Path) -> None:
    for folder in ("docs", "questionnaires", "overrides/selfassess"):
        (tmp_path / folder).mkdir(parents=True)
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: Manual\n{block.body}", encoding="utf-8")
    loaded = load_config(str(config), strict=True)
    assert loaded["site_name"] == "Manual"


@pytest.mark.parametrize("file", [MANUAL / "index.md", PLUGIN.parents[1] / "README.md"])
def test_the_first_configuration_fetches_nothing_from_elsewhere(file: Path, tmp_path: Path) -> None:
    block = next(one for one in blocks(file) if "selfassess" in one.body and one.language == "yaml")
    (tmp_path / "docs").mkdir()
    config = tmp_path / "mkdocs.yml"
    config.write_text(f"site_name: My Docs\n{block.body}", encoding="utf-8")
    theme = load_config(str(config), strict=True).theme
    assert (theme.name, theme["highlightjs"]) == ("mkdocs", False)


def keys(data: Any) -> Iterator[str]:
    """Yield every name in some data, at any depth."""
    if isinstance(data, dict):
        yield from map(str, data)
        data = list(data.values())
    for each in data if isinstance(data, list) else ():
        yield from keys(each)


def named_properties(schema: Any) -> Iterator[str]:
    """Yield every field that a JSON Schema describes, at any depth."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        schema = list(schema.values())
    if isinstance(schema, list):
        for each in schema:
            yield from named_properties(each)


@pytest.mark.parametrize(
    "kind", [authoring.INSTRUMENT, authoring.CASES], ids=lambda kind: kind.file
)
def test_every_field_stands_in_an_example(kind: authoring.FileType[Any]) -> None:
    used = {
        name for block in BLOCKS if block.title.endswith(kind.file) for name in keys(block.data)
    }
    assert set(named_properties(json.loads(authoring.schema(kind)))) - used == set()


def test_the_form_on_the_first_page_is_that_of_a_new_instrument(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "first-check"
    main(["new", name])
    made = authoring.read_instrument(Path(f"assessments/{name}/instrument.yml"))
    shown = authoring.read_instrument(ROOT / f"assessments/{name}/instrument.yml")
    assert dataclasses.replace(shown, version=made.version, changes=made.changes) == made
    page_of_forms = (MANUAL / "index.md").read_text(encoding="utf-8")
    assert re.findall(r"^```assessment\nid: (.+)\nlevel: 3\n```$", page_of_forms, re.MULTILINE) == [
        name
    ]


def test_who_teaches_finds_a_door_before_the_manual_of_those_who_build() -> None:
    headings = _headings("index.md")
    assert headings.index("If you teach") < headings.index("Install it")
    text = (MANUAL / "index.md").read_text(encoding="utf-8")
    door = text.partition("## If you teach\n")[2].partition("\n## ")[0]
    assert len(re.findall(r"^- \*\*", door, re.MULTILINE)) == 5
    assert "```" not in door


def _headings(name: str) -> list[str]:
    text = (MANUAL / name).read_text(encoding="utf-8")
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def test_every_option_of_the_fence_stands_in_an_example() -> None:
    bodies = [block.body for block in BLOCKS if block.language == "markdown"]
    fences = re.findall(r"^```assessment\n(.*?)^```", "".join(bodies), re.MULTILINE | re.DOTALL)
    used = {name for fence in fences for name in keys(YAML(typ="safe", pure=True).load(fence))}
    assert used == set(fields(PLUGIN / "fences/embed.py", "Embed"))


def test_every_column_of_a_table_of_scores_stands_in_the_manual(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = ROOT / "plugins/selfassess/tests/strain/instrument.yml"
    strain = authoring.read_instrument(file)
    answers = tmp_path / "answers.csv"
    answers.write_text(f"respondent,{','.join(strain.answered)}\n", encoding="utf-8")
    main(["score", "--csv", str(file), str(answers)])
    columns = capsys.readouterr().out.strip().split(",")
    scores = "|".join([*strain.domain, *strain.composite])
    for pattern, name in (
        (rf"^({scores})\.", "<score>."),
        (r"^<score>\.tables\..+", "<score>.tables.<table>"),
        (r"^outcomes\..+", "outcomes.<classification>"),
    ):
        columns = [re.sub(pattern, name, column) for column in columns]
    page_of_commands = (MANUAL / "commands.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?) \|", page_of_commands, re.MULTILINE)
    named = {name for row in rows for name in re.findall("`([^` ]+)`", row)}
    promised = {name for name in named if "." in name and "/" not in name}
    promised |= {"respondent", "instrument", "version", "alerts", "remarks"}
    assert set(columns) == promised


def test_the_page_of_fields_is_what_the_docstrings_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("door", [selfassess, authoring], ids=lambda door: door.__name__)
def test_every_public_name_is_explained_and_stands_in_an_example(door: ModuleType) -> None:
    page_of_names = (MANUAL / "python.md").read_text(encoding="utf-8")
    rows = "".join(re.findall(r"^\| (`.+?) \|", page_of_names, re.MULTILINE))
    examples = [ast.parse(block.body) for block in BLOCKS if block.language == "python"]
    nodes = [node for example in examples for node in ast.walk(example)]
    imported = {
        alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == door.__name__
        for alias in node.names
    }
    used = {node.id for node in nodes if isinstance(node, ast.Name)}

    assert imported & used == set(door.__all__)
    assert [name for name in door.__all__ if f"`{name}`" not in rows] == []
