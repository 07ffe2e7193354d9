"""Where somebody only sits, and who only stands behind: "the Nairobi-based newspaper", "the Kremlin-backed authorities". The
state there does not speak."""

from __future__ import annotations

import re

SEATED = frozenset({"based", "headquartered"})
"""Words that tell it."""
_BASED = re.compile(r"[-‐‑–](?:based|headquartered)\b")
_BASED_IN = re.compile(
    r"\b(?:based|headquartered)\s+(?:in|at|near|out\s+of|outside)\s+(?:the\s+)?(?:[A-Z][\w’'.-]*,?\s+){0,3}$"
)
_BACKED = re.compile(r"[-‐‑–](?:backed|supported|sponsored|funded|financed|armed|trained)\b")
_REACH = 60


def is_seat(text: str, start: int, end: int) -> bool:
    """Whether the name of a place or state at [start, end) tells only where somebody sits or who backs them, and not who."""
    return only_backs_it(text, end) or bool(
        _BASED.match(text, end) or _BASED_IN.search(text[max(0, start - _REACH) : start])
    )


def only_backs_it(text: str, end: int) -> bool:
    """Whether a name that ends there tells who stands behind somebody: "the Kremlin-backed authorities"."""
    return bool(_BACKED.match(text, end))
