"""Templates: the package's own, filled in strictly."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined


def fill(name: str, *, escape: bool, **context: object) -> str:
    """Return a template filled in, its values escaped for HTML if asked for."""
    return _ENVIRONMENTS[escape].get_template(name).render(**context).strip()


def _environment(*, escape: bool) -> Environment:
    return Environment(
        loader=PackageLoader("alliance_site"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=escape,
    )


_ENVIRONMENTS = {escape: _environment(escape=escape) for escape in (False, True)}
