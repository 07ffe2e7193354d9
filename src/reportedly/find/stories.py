"""Digests: bulleted lines that tell one story each. What one tells is no context for the next."""

from __future__ import annotations

import re
from bisect import bisect_right

from reportedly.terms.evidence import Span

_ITEM = re.compile(r"^[ \t]*[•*▪·–—-][ \t]+(?P<said>\S.{40,}[.!?”\"’)])[ \t]*$", re.MULTILINE)
_FEWEST = 2


class Stories:
    """The stories of one text. In a digest each bulleted sentence is one; elsewhere the text is one as a whole.

    official: the publisher is a body that tells of itself, and its bullets belong together.
    """

    def __init__(self, text: str, official: bool) -> None:
        items = [match.span() for match in _ITEM.finditer(text) if not _is_led_in(text, match.start())]
        self._items: list[Span] = items if len(items) >= _FEWEST and not official else []
        self._starts = [start for start, _ in self._items]

    def at(self, point: int) -> int:
        """A number that code points of one story share; 0 outside of bulleted sentences."""
        n = bisect_right(self._starts, point)
        return n if n and point < self._items[n - 1][1] else 0


def _is_led_in(text: str, start: int) -> bool:
    """Whether the nearest line above that is no item itself ends with a colon."""
    for line in reversed(text[:start].rstrip().split("\n")):
        if line.strip() and not _ITEM.match(line):
            return line.rstrip().endswith(":")
    return False
