"""Catalog: the interface's own texts in the language of an instrument.

The texts in the templates and in this package are English. Their translations are in
locale/<language>/LC_MESSAGES/selfassess.po, and compiled beside it when the package is built.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import Any

# Pathlib would travel to every reader for these two lines.
FOLDER = os.path.join(os.path.dirname(__file__), "locale")  # noqa: PTH118, PTH120


@cache
def catalog(language: str) -> NullTranslations:
    """Return the texts for a BCP 47 tag.

    A language serves its regions, as "es" does "es-MX"; English serves where there is nothing.
    """
    for name in (language.replace("-", "_"), language.partition("-")[0]):
        with suppress(OSError):
            return GNUTranslations(BytesIO(_compiled(name)))
    return NullTranslations()


def _compiled(name: str) -> bytes:
    # In the browser the package is inside an archive, which only its loader can read.
    loader: Any = __spec__.loader
    path = os.path.join(FOLDER, name, "LC_MESSAGES", "selfassess.mo")  # noqa: PTH118
    content: bytes = loader.get_data(path)
    return content


def numeral(number: str, texts: NullTranslations) -> str:
    """Return a number that is written with a point as the language of the texts writes it."""
    # Translators: the sign before decimal places, a point or a comma
    return number.replace(".", texts.pgettext("decimal sign", "."))
