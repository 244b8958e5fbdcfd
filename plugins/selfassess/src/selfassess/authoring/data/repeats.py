"""Repeats: respondents who stand in more than one row, which may be meant or a mistake."""

from __future__ import annotations


class Repeats:
    """Counts respondents who come again, and holds a number for each name, not the name."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._again: set[int] = set()
        self.line = 0
        """The line in which the first of them stands again; 0 if nobody does."""
        self._first = ""

    def hear(self, line: int, respondent: str) -> None:
        """Take note of the respondent of a line."""
        known = hash(respondent)
        if known in self._seen:
            self._again.add(known)
            self.line, self._first = self.line or line, self._first or respondent
        self._seen.add(known)

    def sentence(self, remedy: str) -> str:
        """Return what is so in a sentence, with what to do; "" if nobody stands in two rows."""
        count = len(self._again)
        more = f", and {count} do" if count > 1 else ""
        wrong = "a respondent stands in more than one row"
        return f'{wrong}; "{self._first[:60]}" stands here again{more}; {remedy}' if count else ""
