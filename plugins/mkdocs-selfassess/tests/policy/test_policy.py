import base64
import hashlib
import re
from pathlib import Path

import pytest

from mkdocs_selfassess.policy.policy import (
    inline_hash,
    pages_of,
    policy_meta,
    with_policy,
    write_policy,
)

META = b'<meta http-equiv="Content-Security-Policy" content="default-src *">'
PAGE = '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n{head}</head>\n<body>{body}</body>'


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site").mkdir()
    return tmp_path / "site"


def put(site: Path, name: str, *, head: str = "", body: str = "") -> Path:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(head=head, body=body), encoding="utf-8")
    return path


def written(site: Path, url: str = "", made_from: dict[str, str] | None = None) -> list[str]:
    problems = write_policy(site, url, made_from or {}, pages_of(site))
    return [str(problem) for problem in problems]


def policies(site: Path) -> list[str]:
    found = [
        re.findall(r'Content-Security-Policy" content="([^"]*)"', path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    ]
    return [policy for page in found for policy in page]


def sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_policy_lets_nothing_in_from_elsewhere(site: Path) -> None:
    put(site, "index.html")

    assert written(site) == []
    assert policies(site) == [
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
        "object-src 'none'; frame-src 'none'; form-action 'none'; base-uri 'none'"
    ]


def test_every_page_has_the_same_policy_with_the_hashes_of_all(site: Path) -> None:
    put(site, "index.html", body="<script>one()</script>")
    put(site, "a/index.html", head='<script type="module">two()</script>')
    put(site, "404.html")

    written(site)

    hashes = " ".join(sorted([sha256("one()"), sha256("two()")]))
    assert len(policies(site)) == 3
    assert {f"script-src 'self' 'wasm-unsafe-eval' {hashes};" in one for one in policies(site)} == {
        True
    }
    assert len(set(policies(site))) == 1


def test_a_hash_is_that_of_the_text_which_the_browser_sees() -> None:
    assert inline_hash("ä()\r\n\n".encode()) == sha256("ä()\n\n")


@pytest.mark.parametrize(
    "script",
    [
        '<script type="application/json">{"a": 1}</script>',
        '<script type="application/ld+json">{"a": 1}</script>',
        '<script type="text/template"><p></script>',
        '<script src="a.js"></script>',
        '<script src="a.js">ignored()</script>',
        "<script></script>",
        "<!-- <script>off()</script> -->",
    ],
)
def test_what_is_no_inline_script_needs_no_hash(site: Path, script: str) -> None:
    put(site, "index.html", body=script)

    written(site)

    assert "sha256" not in policies(site)[0]


@pytest.mark.parametrize(
    "kind", ["importmap", "text/javascript", "application/javascript", "module"]
)
def test_what_the_browser_acts_on_needs_a_hash(site: Path, kind: str) -> None:
    put(site, "index.html", body=f'<script type="{kind}">x</script>')

    written(site)

    assert sha256("x") in policies(site)[0]


def test_only_the_character_set_stands_before_the_policy() -> None:
    page = (
        b'<!doctype html>\n<html><head class="a">\n<title>T</title><meta charset="utf-8"/></head>'
    )

    assert with_policy(page, META) == (
        b'<!doctype html>\n<html><head class="a"><meta charset="utf-8">'
        + META
        + b"\n<title>T</title></head>"
    )


@pytest.mark.parametrize(
    ("page", "front"),
    [
        (b"<!doctype html><html lang='en'><p>x", b"<!doctype html><html lang='en'>"),
        (b"<!DOCTYPE html><p>x", b"<!DOCTYPE html>"),
    ],
)
def test_a_page_without_a_head_has_the_policy_in_front(page: bytes, front: bytes) -> None:
    assert with_policy(page, META) == front + b'<meta charset="utf-8">' + META + b"<p>x"


def test_writing_again_leaves_one_policy(site: Path) -> None:
    path = put(site, "index.html", body="<script>one()</script>")
    written(site)
    once = path.read_bytes()

    written(site)

    assert path.read_bytes() == once


def test_an_older_policy_gives_way_to_the_new_one() -> None:
    older = with_policy(b"<html><head></head>", policy_meta(["'sha256-old'"]))

    assert b"old" not in with_policy(older, policy_meta([]))


def test_a_page_asks_not_to_tell_where_a_reader_came_from(site: Path) -> None:
    path = put(site, "index.html")

    written(site)

    assert '<meta name="referrer" content="no-referrer">' in path.read_text()


def test_a_file_that_is_no_page_is_left_alone(site: Path) -> None:
    proof = site / "proof.html"
    proof.write_text("site-verification: abc")

    assert written(site) == []
    assert proof.read_text() == "site-verification: abc"


def test_what_is_blocked_is_named_with_file_place_and_element(site: Path) -> None:
    put(site, "a/index.html", body='<p>\n  <b onclick="x()">x</b></p>')

    assert written(site) == [
        "site/a/index.html:7:3: the policy blocks inline handlers; "
        '<b onclick="x()">; listen for the event in a script file'
    ]


def test_the_file_that_an_author_edits_is_named_too(site: Path) -> None:
    put(site, "a/index.html", body="<img src=//example.com/a.png>")

    assert written(site, made_from={"a/index.html": str(site.parent / "docs/a.md")}) == [
        "site/a/index.html:6:7: this would be loaded from another origin; "
        "<img src=//example.com/a.png>, made from docs/a.md; keep a copy on the site"
    ]


def test_the_same_on_many_pages_is_told_once(site: Path) -> None:
    for name in ("a.html", "b.html", "c.html"):
        put(site, name, body='<p onclick="x">')

    assert written(site) == [
        'site/a.html:6:7: the policy blocks inline handlers; <p onclick="x">, '
        "and 2 more like it; listen for the event in a script file"
    ]


def test_styles_that_stand_in_the_pages_are_let_through_by_their_hashes(site: Path) -> None:
    put(site, "a.html", body='<p style="color: &quot;red&quot;">')
    put(site, "b.html", head="<style>p {}\r\n</style>", body="<style></style>")

    assert written(site) == []
    hashes = " ".join(sorted([sha256('color: "red"'), sha256("p {}\n")]))
    assert {f"; style-src 'self' {hashes} 'unsafe-hashes'; " in one for one in policies(site)} == {
        True
    }


def test_a_style_element_alone_lets_no_attribute_through(site: Path) -> None:
    put(site, "a.html", head="<style>p {}</style>")

    written(site)

    assert "unsafe-hashes" not in policies(site)[0]


def test_an_inline_script_that_loads_from_elsewhere_is_named(site: Path) -> None:
    put(site, "a.html", body='<script>s.src = "//stats.example.com/m.js"</script>')

    assert written(site) == [
        "site/a.html:6:7: this would be loaded from another origin; //stats.example.com/m.js; "
        "keep a copy on the site"
    ]


def test_only_the_chosen_pages_are_changed_and_looked_at(site: Path) -> None:
    chosen = put(site, "a.html", body="<self-assessment>")
    other = put(site, "b.html", body='<b onclick="x()">')
    before = other.read_bytes()

    assert pages_of(site, b"<self-assessment") == [chosen]
    assert write_policy(site, "", {}, [chosen]) == []
    assert len(policies(site)) == 1
    assert other.read_bytes() == before


def test_without_a_chosen_page_no_stylesheet_is_looked_at(site: Path) -> None:
    (site / "a.css").write_text("@import url('https://example.com/b.css');\n")

    assert write_policy(site, "", {}, []) == []


def test_a_long_element_is_cut(site: Path) -> None:
    put(site, "a.html", body=f'<p onclick="{"x" * 200}">')

    assert f'<p onclick="{"x" * 148}…; listen' in written(site)[0]


def test_a_stylesheet_that_loads_from_elsewhere_is_named(site: Path) -> None:
    put(site, "a.html")
    (site / "a.css").write_text("p {}\n@import url('https://example.com/b.css');\n")

    assert written(site) == [
        "site/a.css:2:9: this would be loaded from another origin; https://example.com/b.css; "
        "keep a copy on the site"
    ]


def test_what_is_on_the_site_itself_may_have_its_whole_address(site: Path) -> None:
    put(site, "a.html", head='<link rel="icon" href="https://example.org/repo/a.svg">')

    assert written(site, "https://example.org/repo/") == []
