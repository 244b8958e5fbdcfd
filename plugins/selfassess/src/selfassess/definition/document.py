"""Document: what every definition has that is released and translated, whatever it defines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from selfassess.definition.changes import Change


class Document(Protocol):
    """A frozen dataclass that is released by version and translated into languages."""

    @property
    def id(self) -> str:
        """The name of its folder."""

    @property
    def version(self) -> str:
        """The version of what it says."""

    @property
    def language(self) -> str:
        """The BCP 47 tag of its texts."""

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction of the script."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What each version changed, newest first."""
