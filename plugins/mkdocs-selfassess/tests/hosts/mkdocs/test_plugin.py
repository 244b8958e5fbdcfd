"""Whole sites: what the plugin makes of settings, themes and addresses."""

import hashlib
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


def test_the_policy_is_written_into_the_pages_that_readers_answer_on(
    build: Callable[..., Any],
) -> None:
    pages = {"index.md": "# T\n\n[x](a.md){ onclick=x }\n", "a.md": PAGE}
    built = build(pages, {"policy": True}, markdown_extensions=["attr_list"])

    assert built.warnings == []
    assert "Content-Security-Policy" in built.read("a/index.html")
    assert "Content-Security-Policy" not in built.read()


def test_the_policy_is_written_everywhere_if_that_is_asked_for(build: Callable[..., Any]) -> None:
    pages = {"index.md": PAGE, "a.md": "# A\n\n<script>go()</script>\n"}
    built = build(pages, {"policy": "everywhere"})

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
    built = build({"a.md": f'<p onclick="x()">B</p>\n\n{PAGE}'}, {"policy": True})

    assert built.warnings == [
        "site/a/index.html:8:1: the policy blocks inline handlers; "
        '<p onclick="x()">, made from docs/a.md; listen for the event in a script file'
    ]


def test_hashes_hold_what_other_plugins_write_last(build: Callable[..., Any], folder: Path) -> None:
    (folder / "hook.py").write_text(
        "from pathlib import Path\n"
        "def on_post_build(config):\n"
        "    page = Path(config.site_dir) / 'index.html'\n"
        "    page.write_text(page.read_text() + '<script>late()</script>')\n"
    )

    assert "'sha256-" in build(PAGE, {"policy": True}, hooks=["hook.py"]).read()


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
def test_assessments_work_in_every_theme_under_the_policy(
    build: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, theme: dict[str, Any]
) -> None:
    # Material announces the end of its own support on every build.
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    pages = {"index.md": f"{PAGE}\n| a | b |\n|---|--:|\n| 1 | 2 |\n", "a.md": "# A\n"}
    built = build(pages, {"policy": "everywhere"}, theme=theme)

    assert built.warnings == []
    assert built.read().count("<self-assessment") == 1


@pytest.mark.parametrize(
    ("theme", "cure"),
    [
        ("mkdocs", 'set "highlightjs: false" under theme'),
        ("readthedocs", 'set "highlightjs: false" under theme'),
        ("material", 'set "font: false" under theme'),
    ],
)
def test_a_theme_as_it_comes_is_told_its_cure_and_nothing_else(
    build: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, theme: str, cure: str
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    warnings = build(PAGE, {"policy": True}, theme=theme).warnings

    assert warnings
    assert {warning.rpartition("; ")[2] for warning in warnings} == {cure}


ASKED_FOR = {
    "stars": ({"repo_url": "https://github.com/owner/name"}, "the number of stars"),
    "analytics": (
        {"extra": {"analytics": {"provider": "google", "property": "G-1"}}},
        "Google Analytics would be loaded",
    ),
    "fonts": ({"theme": "material"}, "Google Fonts would be loaded"),
    "analytics of mkdocs": (
        {"theme": {**THEMES["mkdocs"], "analytics": {"gtag": "G-1"}}},
        "Google Analytics would be loaded",
    ),
    "analytics of readthedocs": (
        {"theme": {**THEMES["readthedocs"], "analytics": {"gtag": "G-1"}}},
        "Google Analytics would be loaded",
    ),
    "Mermaid": ({}, "the policy blocks Mermaid"),
}


@pytest.mark.parametrize(("settings", "name"), ASKED_FOR.values(), ids=ASKED_FOR)
def test_what_a_theme_asks_others_for_is_told_by_its_name(
    build: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, settings: dict[str, Any], name: str
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    diagram = "\n<pre class=mermaid>graph LR</pre>\n" if name.endswith("Mermaid") else ""

    built = build(PAGE + diagram, {"policy": True}, **{"theme": THEMES["material"], **settings})

    assert built.warnings
    assert {name in warning for warning in built.warnings} == {True}


MATERIAL = {**THEMES["material"], "features": ["navigation.instant"]}


def test_with_instant_navigation_pages_with_and_without_the_policy_are_kept_apart(
    build: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    pages = {"index.md": "# T\n", "a/b c.md": PAGE}
    built = build(pages, {"policy": True}, theme=MATERIAL)

    pattern = re.compile(
        r'<script type="module" async src="([^"]*/loads.js)" data-bound="([^"]*)">'
    )
    names = ("index.html", "a/b c/index.html", "404.html")
    (home,), (inner,), (lost,) = (pattern.findall(built.read(name)) for name in names)
    assert home[1] == inner[1] == lost[1] == "a/b%20c/"
    assert inner[0] == f"../../{home[0]}"
    assert lost[0] == f"/repo/{home[0]}"


@pytest.mark.parametrize(
    ("policy", "theme"),
    [("everywhere", MATERIAL), (False, MATERIAL), (True, THEMES["material"])],
)
def test_where_nothing_changes_on_the_way_no_page_is_kept_apart(
    build: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, policy: Any, theme: dict[str, Any]
) -> None:
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")

    built = build({"index.md": "# T\n", "a.md": PAGE}, {"policy": policy}, theme=theme)

    assert "data-bound" not in built.read() + built.read("a/index.html")


# Without a network


def test_a_worker_for_offline_reading_is_written_only_where_the_site_wants_it(
    build: Callable[..., Any],
) -> None:
    pages = {"index.md": "# T\n"}
    without = build(pages, {})
    assert not (without.site / "sw.js").exists()
    assert "offline.js" not in without.read()


def test_the_list_for_offline_reading_holds_the_files_as_they_are_published(
    build: Callable[..., Any],
) -> None:
    built = build({"index.md": "# T\n", "a.md": PAGE}, {"offline": True, "policy": True})
    files = json.loads((built.site / "offline.json").read_text(encoding="utf-8"))["files"]
    page = (built.site / "a/index.html").read_bytes()
    assert b"Content-Security-Policy" in page
    assert files["a/"] == [hashlib.sha256(page).hexdigest(), len(page)]
    assert re.search(r'<script type="module" async src="[^"]*/offline.js"></script>', page.decode())


def test_offline_reading_can_be_taken_back(build: Callable[..., Any]) -> None:
    built = build({"index.md": "# T\n"}, {"offline": "remove"})
    assert "unregister" in (built.site / "sw.js").read_text(encoding="utf-8")
    assert not (built.site / "offline.json").exists()
    assert "offline.js" not in built.read()


# Plugins that take the content before the form is in it, and those that take it away


TAKES = """\
from pathlib import Path
from mkdocs.utils import write_file
taken = {{}}
def on_page_content(html, page, **_):
    taken[page.file.src_uri] = html
def on_post_build(config):
    write_file(({text}).encode(), config.site_dir + "/{name}")
"""
GATHERED = (
    "'<!doctype html><html><head></head>' + '<hr>'.join(taken[name] for name in sorted(taken))"
)


def taking(folder: Path, name: str, text: str = GATHERED) -> list[str]:
    """Write a hook that gathers all pages in one file, as plugins do that print a site."""
    (folder / "taking.py").write_text(TAKES.format(name=name, text=text))
    return ["taking.py"]


def test_a_page_that_another_plugin_gathers_has_the_forms_as_on_paper(
    build: Callable[..., Any], folder: Path
) -> None:
    pages = {"index.md": PAGE, "a.md": PAGE}
    built = build(pages, {"policy": True}, hooks=taking(folder, "print/all.html"))

    page = built.read("print/all.html")
    assert built.warnings == []
    assert page.count('<div class="selfassess" lang="en" dir="ltr">') == 2
    assert page.count("I slept long.") == built.read().count("I slept long.") * 2
    assert "self-assessment" not in page
    assert "<script" not in page
    (style,) = re.findall(r'<link rel="stylesheet" href="([^"]*)">', page)
    assert (built.site / "print" / style).is_file()


def test_a_gathered_page_waits_for_no_script_and_calls_none_late(
    build: Callable[..., Any], folder: Path
) -> None:
    built = build(PAGE, hooks=taking(folder, "print/all.html"))

    assert "has not arrived" in built.read()
    assert "has not arrived" not in built.read("print/all.html")


def test_a_form_that_can_not_be_shown_is_its_box_on_a_gathered_page_too(
    build: Callable[..., Any], folder: Path
) -> None:
    built = build(PAGE.replace("id: rest", "id: rst"), hooks=taking(folder, "all.html"))

    assert built.read("all.html").count('<div class="sa-problem">') == 1


def test_a_mark_in_a_file_that_is_no_page_is_told_with_the_page_that_it_comes_from(
    build: Callable[..., Any], folder: Path
) -> None:
    text = 'taken["index.md"].replace("<div>", "")'
    built = build(PAGE, hooks=taking(folder, "all.txt", text))

    mark = re.findall(r"selfassess-fence-[0-9a-f]{8}-0", built.read("all.txt"))
    assert built.warnings == [
        f"site/all.txt:2:1: an assessment is missing here; {mark[0]} stands in its place; "
        "leave docs/index.md out of what another plugin writes into this file"
    ]


def test_a_mark_that_nothing_is_known_of_is_told(build: Callable[..., Any], folder: Path) -> None:
    text = "'<html><head></head><div>selfassess-fence-00000000-7</div>'"
    built = build(PAGE, hooks=taking(folder, "all.html", text))

    assert built.warnings == [
        "site/all.html:1:25: an assessment is missing here; selfassess-fence-00000000-7 stands in "
        "its place; leave its page out of what another plugin writes into this file"
    ]


def test_a_form_that_does_not_arrive_on_its_page_is_told(
    build: Callable[..., Any], folder: Path
) -> None:
    (folder / "hook.py").write_text("def on_post_page(output, **_): return '<html>locked</html>'\n")

    assert build(PAGE, hooks=["hook.py"]).warnings == [
        "docs/index.md:3:1: this assessment does not arrive; site/index.html has no form; "
        "keep this page from the plugin or template that takes it away"
    ]


# Plugins that build a site several times


NESTED = """\
from mkdocs.commands.build import build
from mkdocs.plugins import event_priority
from mkdocs.utils import write_file
inner = False
@event_priority(-100)
def on_post_build(config):
    global inner
    if not inner:
        inner = True
        site_dir = config.site_dir
        config.site_dir += "/es"
        build(config)
        config.site_dir, inner = site_dir, False
"""


def test_a_site_that_is_built_once_more_while_it_ends_is_looked_at_once_and_whole(
    build: Callable[..., Any], folder: Path
) -> None:
    (folder / "nested.py").write_text(NESTED)
    page = f'<p onclick="x()">B</p>\n\n{PAGE}\n```assessment\nid: rst\n```\n'

    built = build(page, {"policy": True}, hooks=["nested.py"])

    assert built.warnings == [
        'docs/index.md:10:5: there is no such assessment; "rst"; did you mean "rest"?',
        "site/es/index.html:8:1: the policy blocks inline handlers; "
        '<p onclick="x()">, and 1 more like it; listen for the event in a script file',
    ]
    assert all(
        built.read(name).count("Content-Security-Policy") == 1
        for name in ("index.html", "es/index.html")
    )


def test_a_preview_forgets_a_build_that_failed(build: Callable[..., Any], folder: Path) -> None:
    build(PAGE, {"policy": True})
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    (folder / "docs/index.md").write_bytes(b"\xff")
    with pytest.raises(UnicodeDecodeError):
        mkdocs_build(config)
    (folder / "docs/index.md").write_text(PAGE)

    mkdocs_build(config)

    assert "Content-Security-Policy" in (folder / "site/index.html").read_text()


def test_the_issue_desk_stands_in_its_page_under_the_policy(build: Callable[..., Any]) -> None:
    pages = {"index.md": "# Title\n\n```issue\n```\n", "other.md": "# Other\n"}
    built = build(pages, {"policy": True})

    html = (built.site / "index.html").read_text(encoding="utf-8")
    assert "<issue-desk" in html
    assert "Content-Security-Policy" in html
    assert "Content-Security-Policy" not in (built.site / "other/index.html").read_text("utf-8")
    assert built.warnings == []


def test_an_issue_fence_that_is_not_empty_is_told(build: Callable[..., Any]) -> None:
    built = build({"index.md": "# Title\n\n```issue\nid: rest\n```\n"})

    (warning,) = built.warnings
    assert warning.endswith(
        "the issue fence takes no options; something stands in it; leave it empty"
    )
