"""Made: modules that the build writes, which say in fewer bytes what those in whose places they travel say."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATES = """\
from jinja2 import TemplateNotFound
MADE = {made!r}
def python_of(name):
    if name not in MADE:
        raise TemplateNotFound(name)
    return MADE[name]
"""
ENTITIES = """\
ALL, SHORT = {named!r}, {short!r}
html5 = {{}}
for line in ALL.split("\\f"):
    sign, *names = line.split(" ")
    html5 |= {{f"{{name}};": sign for name in names}}
html5 |= {{name: html5[f"{{name}};"] for name in SHORT.split()}}
"""


def templates(pythons: Mapping[str, str]) -> str:
    """Return what stands for `selfassess.reporting.templates`, of the Python of each template."""
    return TEMPLATES.format(made=dict(pythons))


def entities(html5: Mapping[str, str]) -> str:
    """Return what stands for `html.entities`: its `html5` only, each sign once before its names."""
    of = defaultdict(list)
    for name, sign in sorted(html5.items()):
        if name.endswith(";"):
            of[sign].append(name.removesuffix(";"))
    named = "\f".join(" ".join([sign, *names]) for sign, names in sorted(of.items()))
    return ENTITIES.format(
        named=named, short=" ".join(name for name in html5 if not name.endswith(";"))
    )
