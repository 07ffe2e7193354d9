"""Ranges of figures in Korean and Japanese: "1만~1만2천 명", "8천에서 9천 명", "3~4만 명", 1万人から1万2000人."""

from __future__ import annotations

import re
from dataclasses import replace

from reportedly.find.native.cjk_counters import Counters
from reportedly.find.native.cjk_figures import Figure, FigureReader
from reportedly.find.number_words import whole

_DASH = re.compile(r"\s?[~–—-]\s?|[,、・](?=\d[隻両機人発基門台個척대기명발문])|、(?=[二三四五六七八九])")
_WORD = re.compile(r"에서\s|(?:から|ないし|乃至)")
_CHANGE = re.compile(r"\s?(?:으로|로)\s?(?:늘|증|확|불|줄|감|급|올|대폭|크게)|(?:に|へと?)[^、。]{0,4}[増拡減引膨急]")
"""After the second figure: it rose or fell from the first, and the two are no range."""


class RangeReader:
    """Joins the figures that are the two ends of one range."""

    def __init__(self, figures: FigureReader, counters: Counters) -> None:
        self._figures, self._counters = figures, counters

    def ranged(self, text: str, low: Figure) -> Figure:
        """The figure, with the other end of its range where one follows it."""
        end = low.end
        for link in (_DASH, _WORD):
            counter = self._counters.at(text, low.end)
            ends = (end, counter.end) if counter else (end,)
            for here in ends:
                joint = link.match(text, here)
                high = self._figures.at(text, joint.end(), after_dash=True) if joint else None
                if high is not None and (link is _DASH or not self._changes(text, high)):
                    return _joined(low, high) or low
        return low

    def _changes(self, text: str, high: Figure) -> bool:
        counter = self._counters.at(text, high.end)
        return _CHANGE.match(text, counter.end if counter else high.end) is not None


def _joined(low: Figure, high: Figure) -> Figure | None:
    """The range from one figure to another; a bare first one takes the scale of the second ("3~4만")."""
    if low.share or high.share or high.low is None or low.vague or high.vague:
        return None
    first = float(low.low)
    if low.scale == 1.0 and not low.plain and high.scale > 1.0 and first < high.coefficient:
        first *= high.scale
    if first >= float(high.low):
        return None
    marked = low.plain or high.plain
    return replace(low, end=high.end, low=whole(first), high=high.high, plain=marked, ranged=True)
