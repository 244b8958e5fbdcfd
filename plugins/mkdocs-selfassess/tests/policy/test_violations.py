import pytest

from mkdocs_selfassess.policy.markup import elements
from mkdocs_selfassess.policy.violations import external_in_css, violations

EXTERNAL = "this would be loaded from another origin"
STYLE = "the policy blocks style attributes"
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


def test_style_attributes_elements_handlers_and_javascript_addresses_are_blocked() -> None:
    html = (
        '<p style="x"><style>p {}</style><b onclick="x()"><a href="javascript:x()"><base href="/">'
    )

    assert whats(html) == [
        STYLE,
        "the policy blocks style elements",
        "the policy blocks inline handlers",
        "the policy blocks javascript: addresses",
        "the policy blocks a base element",
    ]


def test_an_aligned_table_cell_comes_with_the_setting_that_cures_it() -> None:
    tag = next(elements(b'<td style="text-align: right;">')).tag

    assert next(violations(tag)).remedy == (
        'set "tables: {use_align_attribute: true}" under markdown_extensions'
    )


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
