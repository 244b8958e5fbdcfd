import json
import re
import shutil
from pathlib import Path

import pytest

from mkdocs_selfassess.web.assets import Assets, beside, checked, collect
from mkdocs_selfassess.web.library import Library


@pytest.fixture
def library(folder: Path) -> Library:
    library = Library(folder / "assessments")
    library.refresh()
    return library


def collected(library: Library) -> Assets:
    return collect(library, lambda page: f"{page}/")


def urls(library: Library) -> list[str]:
    return [asset.url for asset in collected(library).files]


def test_what_answers_are_scored_with_is_named_with_its_hash(library: Library) -> None:
    assets = collected(library)
    texts = {checked(asset.url, asset.text) for asset in assets.files if asset.path is None}
    assert {*assets.addresses.definitions.values(), assets.addresses.courses} <= texts
    # As `printf x | openssl dgst -sha256 -binary | base64` has it.
    assert checked("a", "x") == "a#sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE="


def test_a_script_and_what_it_imports_are_held_against_their_hashes(
    library: Library, browser_files: Path
) -> None:
    (browser_files / "served/element.js").write_text('import{ask as a}from"./engine.js";')
    addresses = collected(library).addresses
    tags = addresses.script("../", addresses.element)
    folder = addresses.element.removesuffix("/element.js")
    hashes = [addresses.digests[f"{folder}/{name}.js"] for name in ("engine", "element")]
    assert all(re.fullmatch(r"sha256-[\w+/]{43}=", each) for each in hashes)
    assert tags == (
        f'<link rel="modulepreload" href="../{folder}/engine.js" integrity="{hashes[0]}">'
        f'<script type="module" src="../{folder}/element.js" integrity="{hashes[1]}"></script>'
    )


def test_a_hash_with_two_slashes_stays_as_it_is_beside_a_folder() -> None:
    assert beside("a/b.json#sha256-x//y/../z", "a/c") == "../b.json#sha256-x//y/../z"


def test_scripts_and_styles_share_one_folder_with_their_source_maps(library: Library) -> None:
    folder = collected(library).addresses.element.removesuffix("/element.js")

    assert [url for url in urls(library) if url.startswith(folder)] == [
        f"{folder}/element.js",
        f"{folder}/element.js.map",
        f"{folder}/engine.js",
        f"{folder}/engine.js.map",
        f"{folder}/selfassess.css",
        f"{folder}/selfassess.css.map",
    ]


def test_the_folder_changes_with_any_of_its_files(library: Library, browser_files: Path) -> None:
    before = collected(library).addresses
    (browser_files / "served/engine.js").write_text("changed();")

    assert collected(library).addresses.element != before.element
    assert collected(library).addresses.style != before.style


def test_the_runtime_is_what_its_manifest_lists(library: Library, browser_files: Path) -> None:
    (browser_files / "runtime/stale.zip").write_text("from an older build")

    assert [url for url in urls(library) if "/runtime/" in url] == [
        "assets/selfassess/runtime/manifest.abc.json",
        "assets/selfassess/runtime/python.def.zip",
        "assets/selfassess/runtime/LICENSE-PYODIDE.txt",
    ]
    assert collected(library).addresses.runtime == "assets/selfassess/runtime/manifest.abc.json"


@pytest.mark.parametrize("name", ["manifest.json", "engine.js", "element.js.map"])
def test_scripts_that_were_not_made_are_one_problem(
    library: Library, browser_files: Path, name: str
) -> None:
    (browser_files / "served" / name).unlink()

    assets = collected(library)

    assert [str(problem) for problem in assets.problems] == [
        f"{browser_files / 'served'}: the scripts and styles for the browser are not there; {name} "
        "was not found; run `make` in a checkout, or install mkdocs-selfassess again"
    ]


@pytest.mark.parametrize("name", ["engine.mjs", "added.mjs"])
def test_an_original_that_was_changed_after_what_is_served_is_a_problem(
    library: Library, browser_files: Path, name: str
) -> None:
    (browser_files / "assets" / name).write_text("// changed")

    assert [str(problem) for problem in collected(library).problems] == [
        f"{browser_files / 'assets' / name}: what is served was made of another version of this "
        "file; run `make build`"
    ]


def test_an_original_that_is_gone_and_still_served_is_a_problem(
    library: Library, browser_files: Path
) -> None:
    (browser_files / "assets/engine.mjs").unlink()

    assert [str(problem) for problem in collected(library).problems] == [
        f"{browser_files / 'assets/engine.mjs'}: what is served was made of another version of "
        "this file; run `make build`"
    ]


def test_a_package_without_originals_serves_what_it_brought(
    library: Library, browser_files: Path
) -> None:
    before = collected(library)
    shutil.rmtree(browser_files / "assets")

    assert collected(library) == before
    assert before.problems == ()


@pytest.mark.parametrize("name", ["manifest.json", "python.def.zip"])
def test_a_runtime_that_was_not_made_is_one_problem(
    library: Library, browser_files: Path, name: str
) -> None:
    (browser_files / "runtime" / name).unlink()

    assets = collected(library)

    assert assets.addresses.runtime == ""
    assert [str(problem) for problem in assets.problems] == [
        f"{browser_files / 'runtime'}: the Python for the browser is not there; {name} was not "
        "found; run `make` in a checkout, or install mkdocs-selfassess again"
    ]


def test_a_definition_holds_the_instrument_its_links_and_the_templates(
    library: Library, rest: Path
) -> None:
    rest.write_text(rest.read_text().replace("title: Sleep", "title: Sleep\n    page: sleep.md"))
    library.refresh({"area.html": "<p>"})

    definition = next(asset for asset in collected(library).files if "/rest." in asset.url)

    data = json.loads(definition.text)
    assert data["instrument"]["id"] == "rest"
    assert data["links"] == {"sleep.md": "sleep.md/"}
    assert data["templates"] == {"area.html": "<p>"}


def test_a_definition_is_named_by_what_it_holds(library: Library, rest: Path) -> None:
    before = collected(library).addresses.definitions["rest", "en"]
    rest.write_text(rest.read_text().replace("title: Rest", "title: Repose"))
    library.refresh()

    assert collected(library).addresses.definitions["rest", "en"] != before


def test_a_definition_is_the_same_text_every_time(library: Library, folder: Path) -> None:
    again = Library(folder / "assessments")
    again.refresh()

    assert collected(again) == collected(library)
