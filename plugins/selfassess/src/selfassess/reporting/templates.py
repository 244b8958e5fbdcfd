"""Templates: the Python that Jinja2 makes of them, so that readers need nothing of what makes it.

In the runtime for browsers a module that says what `python_of` says here stands in this one's place.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.ext import InternationalizationExtension

from selfassess.reporting.environment import template_environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jinja2.compiler import Frame


_TEXT = "\0"
"""What a text that is to be translated begins with while a template is compiled."""


class _Generator(CodeGenerator):
    """Writes constants; a text is one in each language, and no call is made for it."""

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        text = "".join(map(str, group))
        if text.startswith(_TEXT):
            return f"environment.said[{text.removeprefix(_TEXT)!r}]"
        return repr(text)

    def visit_TemplateData(self, node: nodes.TemplateData, _frame: Frame) -> None:
        """Write a constant where only what fills the template knows whether it escapes."""
        text = self._output_const_repr([node.data])
        self.write(f"(Markup if context.eval_ctx.autoescape else identity)({text})")


class _Texts(InternationalizationExtension):
    """Compiles `trans` for all languages: what is said is asked when a template is filled."""

    def __init__(self, environment: jinja2.Environment) -> None:
        super().__init__(environment)
        environment.newstyle_gettext = True  # type: ignore[attr-defined]
        environment.code_generator_class = _Generator
        environment.policies["ext.i18n.trimmed"] = True

    def _make_node(
        self, singular: str, plural: str | None, context: str | None, *rest: Any
    ) -> nodes.Output:
        values, *others = rest
        if plural or context or values:
            # They come out of a set.
            values = dict(sorted(values.items()))
            return super()._make_node(singular, plural, context, values, *others)
        return nodes.Output([nodes.TemplateData(f"{_TEXT}{singular}")])


def source_environment(loader: jinja2.BaseLoader, language: str) -> jinja2.Environment:
    """Return what fills templates that are not compiled yet."""
    return template_environment(loader, language, [_Texts])


def python(template: str | nodes.Template, name: str) -> str:
    """Return the Python of a template, its text or its tree; of all languages, it is the same.

    Raise `jinja2.TemplateSyntaxError`, or SyntaxError for what Python itself does not take.
    """
    made = _compiler().compile(template, name, raw=True)
    compile(made, name, "exec", dont_inherit=True)
    return made


def pythons(templates: Mapping[str, str]) -> dict[str, str]:
    """Return the Python of templates by their names, as a `Renderer` takes a site's own."""
    return {name: python(text, name) for name, text in templates.items()}


@cache
def python_of(name: str) -> str:
    """Return the Python of a template of ours. Raise `jinja2.TemplateNotFound` if there is none."""
    loader = jinja2.PackageLoader("selfassess")
    return python(loader.get_source(_compiler(), name)[0], name)


@cache
def _compiler() -> jinja2.Environment:
    return source_environment(jinja2.DictLoader({}), "en")
