import pytest

from mkdocs_selfassess.policy.markup import elements
from mkdocs_selfassess.policy.violations import (
    external,
    external_in_css,
    external_in_script,
    violations,
)

EXTERNAL = "this would be loaded from another origin"
FRAME = "the policy blocks frames and embedded objects"


def whats(html: str, origin: str = "") -> list[str]:
    tags = [element.tag for element in elements(html.encode())]
    return [violation.what for tag in tags for violation in violations(tag, origin)]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://cdn.example/a.js"></script>',
        '<script src="//cdn.example/a.js"></script>',
        '<script src="blob:https://cdn.example/a"></script>',
        '<link rel="stylesheet" href="https://cdn.example/a.css">',
        '<link rel="preload" href="https://cdn.example/a.woff2" as="font">',
        '<link rel="preconnect" href="https://fonts.example">',
        '<link rel="shortcut icon" href="https://cdn.example/a.ico">',
        '<img src="http://example.com/a.png">',
        '<img src="a.png" srcset="a.png 1x, https://example.com/b.png 2x">',
        '<source src="https://example.com/a.mp4">',
        '<video src="https://example.com/a.mp4"></video>',
        '<video poster="https://example.com/a.png"></video>',
        '<audio src="https://example.com/a.mp3"></audio>',
        '<track src="https://example.com/a.vtt">',
        '<use href="https://example.com/a.svg#b"/>',
        '<image xlink:href="https://example.com/a.png"/>',
        '<input type="image" src="https://example.com/a.png">',
    ],
)
def test_what_comes_from_another_origin_is_a_violation(html: str) -> None:
    assert whats(html) == [EXTERNAL]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.com/">A link is no sub-resource</a>',
        '<link rel="canonical" href="https://example.com/">',
        '<link rel="alternate" href="https://example.com/de/">',
        '<img src="data:image/png;base64,AA==">',
        '<img src="../a.png" srcset="a.png 1x, b.png 2x">',
        '<script src="../a.js"></script>',
        '<use href="#a"/>',
        '<option only="x" once>',
    ],
)
def test_what_stays_on_the_site_is_none(html: str) -> None:
    assert whats(html) == []


def test_an_address_of_the_site_itself_is_none() -> None:
    html = '<link rel="icon" href="https://example.org/a.svg">'

    assert whats(html, "https://example.org/") == []


def test_a_host_that_only_begins_like_the_site_is_another_origin() -> None:
    html = '<img src="https://example.org.evil.example/a.svg">'

    assert whats(html, "https://example.org/") == [EXTERNAL]


@pytest.mark.parametrize("name", ["iframe", "object", "embed", "frame"])
def test_frames_and_objects_are_blocked_wherever_they_come_from(name: str) -> None:
    assert whats(f'<{name} src="local.html">') == [FRAME]


def test_handlers_javascript_addresses_and_bases_are_blocked() -> None:
    html = '<b onclick="x()"><a href="javascript:x()"><base href="/">'

    assert whats(html) == [
        "the policy blocks inline handlers",
        "the policy blocks javascript: addresses",
        "the policy blocks a base element",
    ]


def test_styles_that_stand_in_the_page_are_none() -> None:
    assert whats('<p style="color: red"><style>p {}</style>') == []


# Usual things have names


def told(html: str) -> list[tuple[str, str]]:
    tags = [element.tag for element in elements(html.encode())]
    return [(one.what, one.remedy) for tag in tags for one in violations(tag)]


FONTS = ("Google Fonts would be loaded from another origin", 'set "font: false" under theme')
HIGHLIGHT = (
    "highlight.js would be loaded from another origin",
    'set "highlightjs: false" under theme',
)
ANALYTICS = (
    "Google Analytics would be loaded from another origin",
    "take `analytics` out of mkdocs.yml",
)
MERMAID = (
    "the policy blocks Mermaid, which draws with a script from elsewhere and with style elements",
    "show the diagram as a picture, or put it on a page without the policy",
)
STARS = (
    "the policy blocks the number of stars, for which the theme asks the host of `repo_url`",
    "leave out `repo_url`, or take a copy of partials/source.html without data-md-component",
)
CDN = "https://cdn.example/libs"
USUAL = {
    '<link rel="preconnect" href="https://fonts.gstatic.com">': FONTS,
    '<link rel="stylesheet" href="https://fonts.googleapis.com/css?family=Roboto">': FONTS,
    f'<script src="{CDN}/highlight.js/11.8.0/highlight.min.js"></script>': HIGHLIGHT,
    '<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>': ANALYTICS,
    '<script src="https://cdn.example/mermaid@11/dist/mermaid.min.js"></script>': MERMAID,
    '<pre class="mermaid"><code>graph LR</code></pre>': MERMAID,
    "<div class=mermaid>graph LR</div>": MERMAID,
    '<a href="https://github.com/a/b" class="md-source" data-md-component="source">': STARS,
    "<a href=https://gitlab.com/a/b data-md-component=source>": STARS,
}


@pytest.mark.parametrize("html", USUAL)
def test_a_usual_thing_is_called_by_its_name_and_its_cure(html: str) -> None:
    assert told(html) == [USUAL[html]]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://code.example.org/a/b" data-md-component="source">',
        '<a href="https://github.com/a/b" class="md-icon">',
        '<p class="not mermaids">',
    ],
)
def test_what_only_looks_like_a_usual_thing_is_none(html: str) -> None:
    assert told(html) == []


# Inline scripts


def in_text(script: str) -> list[str]:
    found = external_in_script(script, "https://example.org/")
    return [external(address).what for address in found]


@pytest.mark.parametrize(
    ("script", "what"),
    [
        ('import m from "https://cdn.example/mermaid@11/dist/mermaid.esm.min.mjs"', MERMAID[0]),
        ('s.src="https://www.googletagmanager.com/gtag/js?id="+id', ANALYTICS[0]),
        ("var u = '//stats.example.com/'; g.src = u + 'matomo.js'", EXTERNAL),
        ('fetch(`https://api.example.com/${"a"}`)', EXTERNAL),
        ('new WebSocket("wss://example.com/")', EXTERNAL),
    ],
)
def test_an_inline_script_that_names_what_it_loads_is_a_violation(script: str, what: str) -> None:
    assert in_text(script) == [what]


@pytest.mark.parametrize(
    "script",
    [
        'a.href = "https://example.com/"',
        'fetch("https://example.org/repo/search.json")',
        'fetch("search.json")',
        "// see https://example.com/\ni.src = here",
    ],
)
def test_an_inline_script_that_loads_nothing_from_elsewhere_is_none(script: str) -> None:
    assert in_text(script) == []


def test_stylesheets_are_looked_through_for_other_origins() -> None:
    sheet = b"""
@import "https://a.example/a.css";
@import url(//b.example/b.css);
p { background: url('http://c.example/c.png') }
q { background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E") }
r { background: url(../d.png) }
"""

    assert [address for _start, address in external_in_css(sheet)] == [
        "https://a.example/a.css",
        "//b.example/b.css",
        "http://c.example/c.png",
    ]
