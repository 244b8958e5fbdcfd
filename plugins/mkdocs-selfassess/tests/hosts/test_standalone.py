"""The fence in a host that is not MkDocs: Python-Markdown by itself."""

from pathlib import Path

import markdown
import pytest

from mkdocs_selfassess.fence import formatter, validator
from mkdocs_selfassess.hosts.standalone import write_assets

FENCE = "```assessment\nid: rest\n```\n"


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

    assert 'data-base="/repo/" data-site="/repo/"' in html
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
    definition = html.partition('data-definition="')[2].partition('"')[0]
    assert ((folder / "public" / src).parent / definition).is_file()
