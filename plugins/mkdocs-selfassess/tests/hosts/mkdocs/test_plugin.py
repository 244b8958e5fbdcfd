"""Whole sites: what the plugin makes of settings, themes and addresses."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from mkdocs_selfassess.hosts.mkdocs.plugin import OFF

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

PAGE = "# Title\n\n```assessment\nid: rest\n```\n"


def files(site: Path) -> dict[str, bytes]:
    found = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


def test_the_definition_is_what_the_browser_needs(
    build: Callable[..., Any], folder: Path, rest: Path
) -> None:
    text = rest.read_text().replace("title: Sleep", "title: Sleep\n    page: b/sleep.md")
    rest.write_text(text.replace("stem: I slept", 'teaches: "index.md#title"\n    stem: I slept'))

    built = build({"index.md": PAGE, "b/sleep.md": "# Sleep\n"})

    (path,) = (built.site / "assets/selfassess").glob("rest.*.json")
    definition = json.loads(path.read_text(encoding="utf-8"))
    assert built.warnings == []
    assert definition["instrument"]["title"] == "Rest"
    assert definition["links"] == {"b/sleep.md": "b/sleep/", "index.md#title": "#title"}
    assert definition["templates"] == {}


def test_guidance_links_that_lead_nowhere_are_told(build: Callable[..., Any], rest: Path) -> None:
    text = rest.read_text().replace("title: Sleep", "title: Sleep\n    page: slep.md")
    rest.write_text(text.replace("stem: I slept", 'teaches: "sleep.md#lon"\n    stem: I slept'))

    pages = {"index.md": PAGE, "sleep.md": "# Sleep\n\n## Long { #long }\n"}
    built = build(pages, markdown_extensions=["attr_list"])

    file = "assessments/rest/instrument.yml"
    assert built.warnings == [
        f'{file}:23:11: there is no such page; "slep.md"; did you mean "sleep.md"?',
        f'{file}:30:14: there is no such heading on sleep.md; "#lon"; did you mean "long"?',
    ]


def test_a_heading_with_an_explicit_id_is_found(build: Callable[..., Any], rest: Path) -> None:
    text = rest.read_text()
    rest.write_text(text.replace("stem: I slept", 'teaches: "index.md#so-long"\n    stem: I slept'))

    built = build("# Title\n\n## Long { #so-long }\n", markdown_extensions=["attr_list"])

    assert built.warnings == []


def test_a_heading_that_another_plugin_puts_into_the_content_is_found(
    build: Callable[..., Any], folder: Path, rest: Path
) -> None:
    text = rest.read_text()
    rest.write_text(text.replace("stem: I slept", 'teaches: "index.md#late"\n    stem: I slept'))
    (folder / "hook.py").write_text(
        "def on_page_content(html, **_): return html + '<h2 id=\"late\">Late</h2>'\n"
    )

    assert build("# Title\n", hooks=["hook.py"]).warnings == []


def test_a_link_to_a_draft_is_told(build: Callable[..., Any], rest: Path) -> None:
    rest.write_text(rest.read_text().replace("title: Sleep", "title: Sleep\n    page: draft.md"))

    built = build({"index.md": PAGE, "draft.md": "# Draft\n"}, draft_docs="draft.md")

    assert built.warnings == [
        'assessments/rest/instrument.yml:23:11: there is no such page; "draft.md"; '
        "write its path from the folder of the pages"
    ]


INSIDE = {
    "admonition": "!!! note\n\n    ```assessment\n    id: rest\n    ```\n",
    "tab": '=== "One"\n\n    ```assessment\n    id: rest\n    ```\n\n=== "Two"\n\n    Text.\n',
    "list": "1. First\n\n    - Second\n\n        ```assessment\n        id: rest\n        ```\n",
    "quotation": "> ```assessment\n> id: rest\n> ```\n",
    "HTML": '<div class="x">\n\n```assessment\nid: rest\n```\n\n</div>\n',
}


@pytest.mark.parametrize("text", INSIDE.values(), ids=INSIDE)
def test_a_fence_works_inside(build: Callable[..., Any], text: str) -> None:
    built = build(text, markdown_extensions=["admonition", "pymdownx.tabbed", "md_in_html"])

    assert built.warnings == []
    assert built.read().count("<form") == 1
    assert "<p><self-assessment" not in built.read()


@pytest.mark.parametrize("text", INSIDE.values(), ids=INSIDE)
def test_a_problem_inside_has_its_place_in_the_file(build: Callable[..., Any], text: str) -> None:
    extensions = ["admonition", "pymdownx.tabbed", "md_in_html"]
    built = build(text.replace("id: rest", "id: rst"), markdown_extensions=extensions)

    lines = text.split("\n")
    line = next(at for at, content in enumerate(lines) if "id: rest" in content)
    assert built.warnings == [
        f"docs/index.md:{line + 1}:{lines[line].index('rest') + 1}: there is no such assessment; "
        '"rst"; did you mean "rest"?'
    ]


def test_an_example_inside_a_longer_fence_stays_code(build: Callable[..., Any]) -> None:
    built = build("````markdown\n```assessment\nid: nothing\n```\n````\n")

    assert built.warnings == []
    assert "```assessment\nid: nothing\n```" in built.read()
    assert "self-assessment" not in built.read()


def test_a_fence_that_is_commented_out_is_neither_shown_nor_told(build: Callable[..., Any]) -> None:
    built = build("<!--\n```assessment\nid: rst\n```\n-->\n\n```assessment\nid: rest\n```\n")

    assert built.warnings == []
    assert built.read().count("<form") == 1


def test_a_page_without_an_assessment_has_nothing_of_the_plugin(build: Callable[..., Any]) -> None:
    assert "selfassess" not in build("# Title\n\nText.\n").read()


def test_a_text_changed_by_another_plugin_keeps_the_right_lines(
    build: Callable[..., Any], folder: Path
) -> None:
    (folder / "hook.py").write_text("def on_page_markdown(m, **_): return 'Added.\\n\\n' * 5 + m\n")

    built = build(PAGE.replace("id: rest", "id: rst"), hooks=["hook.py"])

    assert built.warnings == [
        'docs/index.md:4:5: there is no such assessment; "rst"; did you mean "rest"?'
    ]


def test_a_plugin_that_is_not_enabled_leaves_a_sentence(build: Callable[..., Any]) -> None:
    built = build(PAGE, {"enabled": False, "policy": True})

    assert built.warnings == []
    assert OFF in built.read()
    assert "Content-Security-Policy" not in built.read()
    assert not (built.site / "assets").exists()


def test_instruments_may_be_in_another_folder(build: Callable[..., Any], folder: Path) -> None:
    (folder / "assessments").rename(folder / "questions")

    assert build(PAGE, {"assessments": "questions"}).warnings == []


def test_a_missing_folder_of_instruments_is_told(build: Callable[..., Any]) -> None:
    assert build("# Title\n", {"assessments": "questions"}).warnings == [
        "questions: there is no folder of assessments; it was looked for here; "
        "make it, or name another with the option `assessments`"
    ]


def test_a_runtime_that_was_not_made_is_told_once(
    build: Callable[..., Any], browser_files: Path
) -> None:
    (browser_files / "runtime/manifest.json").unlink()

    built = build({"index.md": PAGE, "a.md": PAGE})

    assert built.warnings == [
        f"{browser_files / 'runtime'}: the Python for the browser is not there; manifest.json "
        "was not found; run `make` in a checkout, or install mkdocs-selfassess again"
    ]
    assert ' data-runtime=""' in built.read()


def test_a_template_of_the_site_is_used_in_form_and_definition(
    build: Callable[..., Any], folder: Path
) -> None:
    (folder / "templates").mkdir()
    (folder / "templates/item.html").write_text("<p>Mine: {{ item.stem }}</p>")

    built = build(PAGE, {"templates": "templates"})

    (path,) = (built.site / "assets/selfassess").glob("rest.*.json")
    assert "<p>Mine: I slept long.</p>" in built.read()
    assert "Mine" in json.loads(path.read_text())["templates"]["item.html"]


def test_files_for_the_browser_are_published_whatever_is_excluded(
    build: Callable[..., Any],
) -> None:
    built = build(PAGE, exclude_docs="assets/")

    assert list((built.site / "assets/selfassess").glob("*/element.js"))


def test_two_builds_give_the_same_bytes(build: Callable[..., Any]) -> None:
    first = files(build({"index.md": PAGE, "a.md": PAGE}, {"policy": True}).site)
    again = files(build({"index.md": PAGE, "a.md": PAGE}, {"policy": True}).site)

    # Compressed by MkDocs, with the time of the build.
    del first["sitemap.xml.gz"], again["sitemap.xml.gz"]
    assert again == first


def test_the_policy_is_written_into_every_page(build: Callable[..., Any]) -> None:
    built = build({"index.md": PAGE, "a.md": "# A\n\n<script>go()</script>\n"}, {"policy": True})

    pattern = re.compile(r'Content-Security-Policy" content="([^"]*)"')
    found = {
        one for name in ("index.html", "a/index.html") for one in pattern.findall(built.read(name))
    }
    assert built.warnings == []
    assert len(found) == 1
    assert "'sha256-" in found.pop()


def test_what_the_policy_blocks_is_told_with_the_page_it_comes_from(
    build: Callable[..., Any],
) -> None:
    built = build({"a.md": '# A\n\n<p style="x">B</p>\n'}, {"policy": True})

    assert built.warnings == [
        "site/a/index.html:9:1: the policy blocks style attributes; "
        '<p style="x">, made from docs/a.md; move the style into a stylesheet'
    ]


def test_hashes_hold_what_other_plugins_write_last(build: Callable[..., Any], folder: Path) -> None:
    (folder / "hook.py").write_text(
        "from pathlib import Path\n"
        "def on_post_build(config):\n"
        "    page = Path(config.site_dir) / 'index.html'\n"
        "    page.write_text(page.read_text() + '<script>late()</script>')\n"
    )

    assert "'sha256-" in build("# T\n", {"policy": True}, hooks=["hook.py"]).read()


class Server:
    """Remembers what it is asked to watch."""

    def __init__(self) -> None:
        self.watched: list[str] = []

    def watch(self, path: str) -> None:
        self.watched.append(Path(path).name)


def test_a_preview_watches_what_can_change_and_has_no_policy(
    build: Callable[..., Any], folder: Path
) -> None:
    (folder / "templates").mkdir()
    build(PAGE, {"policy": True, "templates": "templates"})
    config = load_config(str(folder / "mkdocs.yml"))
    server = Server()

    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    config.plugins.on_serve(cast("LiveReloadServer", server), config=config, builder=lambda: None)

    assert server.watched == ["assessments", "templates", "served"]
    assert "Content-Security-Policy" not in (folder / "site/index.html").read_text()


def test_a_preview_shows_what_was_changed_between_two_builds(
    build: Callable[..., Any], folder: Path, rest: Path
) -> None:
    build(PAGE)
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    mkdocs_build(config)
    rest.write_text(rest.read_text().replace("I slept long.", "I slept well."))

    mkdocs_build(load_config(str(folder / "mkdocs.yml")))

    assert "I slept well." in (folder / "site/index.html").read_text()


THEMES = {
    "mkdocs": {"name": "mkdocs", "highlightjs": False},
    "readthedocs": {"name": "readthedocs", "highlightjs": False},
    "material": {"name": "material", "font": False},
}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_assessments_work_in_every_theme(
    build: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, theme: dict[str, Any]
) -> None:
    # Material announces the end of its own support on every build.
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    built = build({"index.md": PAGE, "a.md": "# A\n"}, theme=theme)

    assert built.warnings == []
    assert built.read().count("<self-assessment") == 1


def test_material_without_fonts_passes_the_policy(
    build: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    built = build(PAGE, {"policy": True}, theme=THEMES["material"])

    assert built.warnings == []
