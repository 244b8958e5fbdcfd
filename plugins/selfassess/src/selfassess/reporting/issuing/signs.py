"""Signs: what can be seen of what somebody typed, and what of it tells two people apart.

The ranges are Default_Ignorable_Code_Point of Unicode 16 and what stands beside it in practice.
"""

from __future__ import annotations

import re
import unicodedata

_CONTROLS = (
    "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
"""Turn the direction of what follows, or part words where nobody sees it."""
_JOINERS = "\u034f\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0080-\U000e0fff"
"""Choose how the letters beside them look: names in some languages are written with them."""
_FILLERS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters and patterns without ink."""


def printed(text: str) -> str:
    """Return a text in one line that looks like what it is, without controls."""
    return " ".join(re.sub(f"[{_CONTROLS}]", "", text).split())


def plain(text: str) -> str:
    """Return a text that two people who mean the same would have typed alike; "" if none shows."""
    seen = re.sub(f"[{_CONTROLS}{_JOINERS}{_FILLERS}]", "", text)
    # A letter with its accent is one sign on some keyboards and two on others.
    return " ".join(unicodedata.normalize("NFKC", seen).casefold().split())
