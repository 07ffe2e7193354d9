"""Names of goods in a text, which a figure counts whole: the tagger takes "Shahed-136" for a bracket, "drones" for a
verb."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from reportedly.find.counted import Counted
from reportedly.find.page import Page
from reportedly.terms.evidence import Span


class Goods:
    """Where the names stand, none inside another."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]

    def _at(self, offset: int) -> Span | None:
        """The name that covers a code point."""
        at = bisect_right(self._starts, offset) - 1
        return self._spans[at] if at >= 0 and offset < self._spans[at][1] else None

    def holds(self, offset: int) -> bool:
        """Whether what begins at a code point is within a name, and does not begin it."""
        span = self._at(offset)
        return span is not None and span[0] < offset

    def whole(self, page: Page, after: int, counted: Counted | None) -> Counted | None:
        """What is counted from token `after` on, to the end of the name in which it would end, or that begins there."""
        head = counted.head if counted else after
        span = self._at(page.parse[head].idx) if head < len(page.parse) else None
        if span is None or (counted is None and span[0] != page.parse[after].idx):
            return counted
        tokens = page.tokens(*span)
        if tokens is None or any(t.lower_ == "of" for t in tokens):  # "shells of 152 millimetres"
            return counted
        last = max(head, tokens[-1].i)
        following = self._at(page.parse[last + 1].idx) if last + 1 < len(page.parse) else None
        if following is not None and following[0] == span[1] + 1:  # "40 PzH 2000 howitzers": two names of one thing
            last = (page.tokens(*following) or tokens)[-1].i
        return Counted(counted.first if counted else after, last)


NO_GOODS = Goods()
