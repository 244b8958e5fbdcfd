"""Environment: what fills templates, in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jinja2
from markupsafe import Markup

from selfassess.catalog import catalog, numeral
from selfassess.numeric import brief, typed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from gettext import NullTranslations

    from jinja2.ext import Extension
    from jinja2.runtime import Context


def template_environment(
    loader: jinja2.BaseLoader, language: str, extensions: Sequence[type[Extension]] = ()
) -> jinja2.Environment:
    """Return what fills templates in one language: it escapes, and what is not given is an error."""
    environment = jinja2.Environment(
        loader=loader,
        extensions=extensions,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        # Templates do not change while a renderer lives.
        auto_reload=False,
    )
    texts = catalog(language)
    environment.extend(said=_Said(texts))
    environment.globals |= _gettext(texts)
    environment.filters |= {"numeral": _numerals(texts), "typed": typed, "brief": brief}
    return environment


class _Said(dict[str, str]):
    """What texts without values are in a language, each translated once."""

    def __init__(self, texts: NullTranslations) -> None:
        self._texts = texts

    def __missing__(self, text: str) -> str:
        # As with values, what is written %% is one sign.
        said = self[text] = self._texts.gettext(text) % {}
        return said


def _numerals(texts: NullTranslations) -> Callable[[Context, str], str]:
    # Without a context Jinja would fill it in when it compiles, for all languages at once.
    @jinja2.pass_context
    def in_numerals(_context: Context, number: str) -> str:
        return numeral(number, texts)

    return in_numerals


def _gettext(texts: NullTranslations) -> dict[str, Callable[..., str]]:
    """Return the functions by which templates translate texts with values."""

    @jinja2.pass_context
    def gettext(context: Context, text: str, /, **values: Any) -> str:
        return _filled(context, texts.gettext(text), values)

    @jinja2.pass_context
    def ngettext(context: Context, one: str, many: str, number: int, /, **values: Any) -> str:
        said = texts.ngettext(one, many, number)
        return _filled(context, said, {"num": number, **values})

    @jinja2.pass_context
    def pgettext(context: Context, where: str, text: str, /, **values: Any) -> str:
        return _filled(context, texts.pgettext(where, text), {"context": where, **values})

    @jinja2.pass_context
    def npgettext(
        context: Context, where: str, one: str, many: str, number: int, /, **values: Any
    ) -> str:
        said = texts.npgettext(where, one, many, number)
        return _filled(context, said, {"context": where, "num": number, **values})

    ours = {each.__name__: each for each in (gettext, ngettext, pgettext, npgettext)}
    return {**ours, "_": gettext}


def _filled(context: Context, said: str, values: Mapping[str, Any]) -> str:
    return (Markup(said) if context.eval_ctx.autoescape else said) % values
