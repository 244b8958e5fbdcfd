"""Foreign: definitions that other tools wrote, told by what only they contain."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

from selfassess.authoring.data.survey_tools import MANUAL
from selfassess.authoring.data.table import kind_of_binary
from selfassess.authoring.read.json_mistake import said_of_json
from selfassess.authoring.read.strict_yaml import parse
from selfassess.problems import InvalidFile, Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MOST = 1_000_000
"""Of a longer file no more bytes are looked at."""
_OURS = {"kind", "items", "domains", "scales", "scoring", "feedback"}
_SHARED = {"id", "title", "version", "language", "source"}
"""The fields that an instrument has, and which of them other definitions may have as well."""
_OF_FIELDS = (".yml", ".yaml", ".json")
"""How files of fields are named. In others there may be none."""
_FEW = 3
_NOUNS = {
    "dictionary",
    "bank",
    "question",
    "test",
    "survey",
    "form",
    "XLSForm",
    "quiz",
    "Questionnaire",
}
"""What holds questions, by the last word of a kind."""
_HEADERS = (
    ("Variable / Field Name", "a REDCap data dictionary"),
    ("field_name", "a REDCap data dictionary"),
)
_XML = (
    ("<questestinterop", "a QTI question bank"),
    ("assessmentItem", "a QTI question"),
    ("assessmentTest", "a QTI test"),
    ("<quiz", "a Moodle question bank"),
    ("LimeSurvey", "a LimeSurvey survey"),
    ("<ODM", "a CDISC ODM file"),
    ("<Questionnaire ", "a FHIR Questionnaire"),
    ('xmlns="http://hl7.org/fhir"', "a FHIR resource"),
)
_GIFT = (
    re.compile(r"(?:\s|//[^\n]*\n|\$CATEGORY[^\n]*\n)*::[^:]+::[^{}]*\{", re.ASCII),
    # Without a name a question is told by its answers, in front of which stand no fields of YAML.
    re.compile(
        r"(?:(?!^[a-z_]+:(?:\s|$))[^{}])+\{\s*(?:[=~][^{}]+|TRUE|FALSE|T|F|#-?\d[^{}]*)\}", re.M
    ),
)
_JSON_OBJECT = re.compile(r'\s*\{\s*"[^"\n]*"\s*:')
_BARE_NAME = re.compile(r"[{,]\s*[A-Za-z_]\w*\s*:")
_RESOURCE = re.compile(r'"resourceType"\s*:\s*"(\w+)"')
_AIKEN = re.compile(r"^[A-Z][.)] .*\n\s*ANSWER: ?[A-Z]\s*$", re.M)
_SUFFIXES = {
    *(".csv", ".gift", ".json", ".lsg", ".lsq", ".lss", ".qsf", ".toml", ".tsv", ".txt", ".xml"),
    *(".yaml", ".yml"),
}
"""What in a folder is looked at: there may be much else."""


def refuse_foreign(path: Path) -> None:
    """Raise Refused if a file, or a file in a folder, is known to be of another tool."""
    if problems := list(foreign(path)):
        raise Refused(problems)


def foreign(path: Path) -> Iterator[Problem]:
    """Yield what a file is, or each file in a folder, if it is known to be of another tool.

    In a folder and those in it only what holds questions is looked for.
    """
    kinds = {path: kind_of_definition(path) or _of_other_fields(path)}
    if path.is_dir():
        files = sorted({*path.glob("*.*"), *path.glob("*/*.*")})
        looked_at = (file for file in files if file.suffix.lower() in _SUFFIXES)
        kinds = {file: kind_of_definition(file) for file in looked_at}
        kinds = {file: kind for file, kind in kinds.items() if kind.rpartition(" ")[2] in _NOUNS}
    for file, kind in kinds.items():
        if not kind and file == path:
            yield from _damaged(file)
        if kind:
            message = f"this is {kind} and no instrument; nothing makes an instrument of it yet"
            remedy = f"write an instrument.yml by hand: see {MANUAL}"
            yield Problem(f"{message}; {remedy}", file=str(file))


def _damaged(file: Path) -> Iterator[Problem]:
    """Yield that a file is JSON which is cut off or damaged, and that YAML can not read either."""
    head = _head(file) or b""
    text = _text(head)
    try:
        json.loads(text)
    except RecursionError:
        return
    except json.JSONDecodeError as error:
        wrong = error
    else:
        return
    # Of a longer file the rest was not looked at, and who reads it tells that it is too long.
    if len(head) == _MOST or not _looks_like_json(file, text) or _is_yaml(text):
        return
    resource = _RESOURCE.search(text)
    what = f"JSON of a FHIR {resource[1]}" if resource else "JSON"
    # A text without its closing quotes is told at the place where it begins.
    is_cut = not text[wrong.pos :].strip() or wrong.msg.startswith("Unterminated")
    how = "cut off; its end is missing" if is_cut else f"damaged; {said_of_json(wrong)}"
    message = f"this is {what} that is {how}; export it again, or mend it here"
    yield Problem(message, file=str(file), line=wrong.lineno, column=wrong.colno)


def _looks_like_json(file: Path, text: str) -> bool:
    """Return whether a text is meant as JSON; in a file of YAML if all its names have quotes."""
    if file.suffix.lower() == ".json":
        return text.lstrip().startswith(("{", "["))
    return bool(_JSON_OBJECT.match(text) and not _BARE_NAME.search(text))


def _is_yaml(text: str) -> bool:
    try:
        parse(text, "")
    except InvalidFile:
        return False
    return True


def _of_other_fields(file: Path) -> str:
    """Return that a file has other fields than an instrument, or none; "" if that is not so.

    Of one that is named as ours are its author wants to know what is wrong with each field.
    """
    if file.name == "instrument.yml" or not file.is_file():
        return ""
    text = _text(_head(file) or b"")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = dict.fromkeys(re.findall(r"^([A-Za-z_][\w.-]*):(?:\s|$)", text, re.MULTILINE))
    if isinstance(data, list):
        return "a list in JSON" if data else ""
    if not isinstance(data, dict):
        data = {}
    if not data and text.strip() and file.suffix.lower() not in _OF_FIELDS:
        return _of_no_fields(file)
    meant = _OURS | _SHARED if file.suffix == ".yml" else _OURS
    return "" if meant & set(data) else _with_fields(data)


def _of_no_fields(file: Path) -> str:
    if file.suffix.lower() in (".csv", ".tsv"):
        return "a table"
    return f"a file of another kind ({file.suffix})" if file.suffix else "a file of another kind"


def _with_fields(names: Iterable[str]) -> str:
    other = [name for name in dict.fromkeys(names) if name not in _SHARED]
    more = f" and {len(other) - _FEW} more" if len(other) > _FEW else ""
    return f"a file with other fields ({', '.join(other[:_FEW])}{more})" if other else ""


def kind_of_definition(file: Path) -> str:
    """Return what a file is, such as "a GIFT question bank"; "" if it may be one of ours."""
    head = _head(file)
    # Whoever reads it tells why it can not be read.
    return "" if head is None else kind_of_text(file, _text(head)) or kind_of_binary(file, head)


def _text(head: bytes) -> str:
    return head.decode(errors="replace").lstrip("\ufeff")


def _head(file: Path) -> bytes | None:
    try:
        with file.open("rb") as content:
            return content.read(_MOST)
    except OSError:
        return None


def kind_of_text(file: Path, text: str) -> str:
    """Return what the text of a file is, as `kind_of_definition` does."""
    if text.lstrip().startswith("<"):
        return next((kind for mark, kind in _XML if mark in text), "an XML or HTML file")
    if text.lstrip().startswith("{"):
        return _of_json(text)
    if text.lstrip().startswith("[") and file.suffix.lower() != ".toml" and _is_json(text):
        return ""
    first = text.lstrip().partition("\n")[0].replace('"', "")
    names = re.split("[,;\t]", first.strip())
    if resource := re.match(r"(?:---\s+)?resourceType: *(\w+)", text):
        return f"a FHIR {resource[1]}"
    if header := next((kind for name, kind in _HEADERS if names[0] == name), ""):
        return header
    if {"type", "name"} <= set(names) and any(name.startswith("label") for name in names):
        return "an XLSForm"
    if {"class", "type/scale"} <= set(names):
        return "a LimeSurvey survey"
    if file.suffix.lower() == ".gift" or any(pattern.match(text) for pattern in _GIFT):
        return "a GIFT question bank"
    if _AIKEN.search(text):
        return "an Aiken question bank"
    return _of_toml(file, text)


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _of_json(text: str) -> str:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    if data.get("resourceType"):
        return f"a FHIR {data['resourceType']}"
    marks: dict[str, Any] = {
        "SurveyEntry": "a Qualtrics survey",
        "pages": "a SurveyJS survey",
        "elements": "a SurveyJS survey",
        "formId": "a Google form",
    }
    return next((str(kind) for mark, kind in marks.items() if mark in data), "")


def _of_toml(file: Path, text: str) -> str:
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        data = {}
    if {"questions", "items", "question"} & set(data):
        return "a TOML quiz"
    # A list in brackets on a line of its own is TOML too, and in a file of YAML it is none.
    is_table = data and ("=" in text or file.suffix.lower() not in _OF_FIELDS)
    return "a TOML file" if is_table or file.suffix.lower() == ".toml" else ""
