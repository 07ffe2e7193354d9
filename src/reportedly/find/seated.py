"""Where somebody only sits: "the Nairobi-based newspaper", "a group based in Nairobi". The state there does not speak."""

from __future__ import annotations

import re

SEATED = frozenset({"based", "headquartered"})
"""Words that tell it."""
_BASED = re.compile(r"[-‐‑–](?:based|headquartered)\b")
_BASED_IN = re.compile(
    r"\b(?:based|headquartered)\s+(?:in|at|near|out\s+of|outside)\s+(?:the\s+)?(?:[A-Z][\w’'.-]*,?\s+){0,3}$"
)
_REACH = 60


def is_seat(text: str, start: int, end: int) -> bool:
    """Whether the name of a place or state at [start, end) tells only where somebody sits, and not who."""
    return bool(_BASED.match(text, end) or _BASED_IN.search(text[max(0, start - _REACH) : start]))
