"""Who an official publication is by: "Statement by Defence Minister Ana Lopez on …" tells it in its title."""

from __future__ import annotations

import re

_FORM = re.compile(
    r"\b(?:statement|remarks|briefing|gaggle|address|speech|letter|message|comments?|testimony|interview|press conference)\b"
    r"(?:[^:,]*?)\s(?:by|from|of|with)\s+(?P<who>[^,:;]+)",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\s+(?:on|at|to|in|about|regarding|after|before|following|ahead|for|during|upon|via)\s.*$", re.IGNORECASE
)
_JOINT = re.compile(r"\s(?:and|&)\s")
_LONGEST = 90


def author_words(title: str | None) -> tuple[int, int] | None:
    """The span in a title of the one person who speaks; None where there is none, or several."""
    match = _FORM.search(title or "")
    if match is None:
        return None
    who = _REST.sub("", match["who"]).rstrip()
    if not who or len(who) > _LONGEST or _JOINT.search(who):
        return None
    return match.start("who"), match.start("who") + len(who)
