"""The fence in a host that is not MkDocs: Python-Markdown by itself."""

import subprocess
import sys
from pathlib import Path

import markdown
import pytest

from mkdocs_selfassess.fence import formatter, validator
from mkdocs_selfassess.hosts.standalone import write_assets

FENCE = "```assessment\nid: rest\n```\n"
WITHOUT_MKDOCS = """
import sys
sys.modules["mkdocs"] = None
import markdown
from mkdocs_selfassess.fence import formatter, validator
fence = {"name": "assessment", "class": "x", "format": formatter, "validator": validator}
settings = {"pymdownx.superfences": {"custom_fences": [fence]}}
names = list(settings)
print(markdown.markdown(sys.argv[1], extensions=names, extension_configs=settings))
"""


def converter() -> markdown.Markdown:
    fence = {
        "name": "assessment",
        "class": "selfassess",
        "format": formatter,
        "validator": validator,
    }
    return markdown.Markdown(
        extensions=["pymdownx.superfences", "admonition"],
        extension_configs={"pymdownx.superfences": {"custom_fences": [fence]}},
    )


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records]


@pytest.mark.usefixtures("folder")
def test_a_fence_becomes_a_form(caplog: pytest.LogCaptureFixture) -> None:
    html = converter().convert(f"# T\n\n!!! note\n\n    {FENCE.replace(chr(10), chr(10) + '    ')}")

    assert html.count("<form") == 1
    assert "<p><self-assessment" not in html
    assert told(caplog) == []


@pytest.mark.usefixtures("folder")
def test_files_are_found_under_the_root_of_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SELFASSESS_BASE", "/repo")

    html = converter().convert(FENCE)

    assert 'data-base="/repo/"' in html
    assert 'src="/repo/assets/selfassess/' in html


@pytest.mark.usefixtures("folder")
def test_a_problem_is_logged_with_its_line_and_shown(caplog: pytest.LogCaptureFixture) -> None:
    html = converter().convert(f"# T\n\n{FENCE.replace('rest', 'rst')}")

    assert told(caplog) == ['4:5: there is no such assessment; "rst"; did you mean "rest"?']
    assert '<div class="sa-problem">' in html


@pytest.mark.usefixtures("folder")
def test_the_same_questions_twice_are_told(caplog: pytest.LogCaptureFixture) -> None:
    html = converter().convert(f"{FENCE}\n{FENCE}")

    assert told(caplog) == [
        "6:5: these questions stand twice on the page; also on line 1; keep one of them"
    ]
    assert html.count("<form") == 1


@pytest.mark.usefixtures("folder")
def test_the_next_page_of_the_same_converter_begins_anew(caplog: pytest.LogCaptureFixture) -> None:
    md = converter()

    pages = [md.reset().convert(FENCE) for _ in range(2)]

    assert pages[0] == pages[1]
    assert pages[0].count("<script") == 1
    assert told(caplog) == []


def test_a_broken_instrument_is_told_once(rest: Path, caplog: pytest.LogCaptureFixture) -> None:
    rest.write_text("id: rest\n\tversion: 1")

    converter().convert(FENCE)
    converter().convert(FENCE)

    problems = [text for text in told(caplog) if text.startswith("assessments/")]
    assert problems == [
        "assessments/rest/instrument.yml:2:1: this is not YAML; a tab stands where YAML wants "
        "spaces; indent with spaces"
    ]


def test_the_files_written_are_those_that_the_form_names(folder: Path) -> None:
    html = converter().convert(FENCE)

    write_assets(folder / "public")

    src = html.partition('src="/')[2].partition('"')[0]
    assert (folder / "public" / src).is_file()
    definition = html.partition('data-definition="')[2].partition("#")[0]
    assert ((folder / "public" / src).parent / definition).is_file()


@pytest.mark.usefixtures("folder")
def test_a_form_is_shown_where_mkdocs_can_not_be_imported() -> None:
    command = [sys.executable, "-c", WITHOUT_MKDOCS, FENCE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.stdout.count("<form") == 1, done.stderr


# What changes while the host runs


def test_a_changed_instrument_is_shown_on_the_next_page(rest: Path) -> None:
    md = converter()
    md.convert(FENCE)
    rest.write_text(rest.read_text().replace("I slept long.", "I slept well."))

    html = md.reset().convert(FENCE)

    assert "I slept well." in html
    assert "I slept long." not in html


def test_a_changed_instrument_has_a_definition_of_its_own(folder: Path, rest: Path) -> None:
    before = {path.name for path in write_assets(folder / "public") if "rest" in path.name}
    rest.write_text(rest.read_text().replace("I slept long.", "I slept well."))

    after = {path.name for path in write_assets(folder / "public") if "rest" in path.name}

    assert len(before) == len(after) == 1
    assert before != after


def test_a_problem_is_told_when_it_comes_and_again_when_it_comes_back(
    rest: Path, caplog: pytest.LogCaptureFixture
) -> None:
    sound = rest.read_text()
    broken = sound.replace("kind: self-review", "kind: exam")
    found = []
    for text in (sound, broken, broken, sound, broken):
        caplog.clear()
        rest.write_text(text)
        converter().convert(FENCE)
        found.append([one for one in told(caplog) if one.startswith("assessments/")])

    problem = (
        'assessments/rest/instrument.yml:3:7: this is not one of the choices; found "exam"; '
        'write "self-review", "quick-check" or "questionnaire"'
    )
    assert found == [[], [problem], [], [], [problem]]


@pytest.mark.usefixtures("folder")
def test_a_runtime_that_is_made_while_the_host_runs_is_found(browser_files: Path) -> None:
    manifest = browser_files / "runtime/manifest.json"
    text = manifest.read_text()
    manifest.unlink()
    assert ' data-runtime=""' in converter().convert(FENCE)

    manifest.write_text(text)

    assert ' data-runtime="../runtime/manifest.abc.json"' in converter().convert(FENCE)


def test_another_working_directory_has_its_own_instruments(
    folder: Path, rest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    converter().convert(FENCE)
    other = folder / "other/assessments/rest"
    other.mkdir(parents=True)
    (other / "instrument.yml").write_text(rest.read_text().replace("slept long", "slept elsewhere"))
    monkeypatch.chdir(folder / "other")

    assert "I slept elsewhere." in converter().convert(FENCE)
