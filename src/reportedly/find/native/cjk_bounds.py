"""What the words beside a figure of Korean or Japanese make of it: 약, 최대, 이상; 約, 最大, 以上; 연간, 月産."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from reportedly.find.native.cjk_figures import is_hangul
from reportedly.terms.native import NativeBoundRow

_IDEOGRAPH = re.compile(r"[一-鿿々]")
_GAP = re.compile(r"[ 、,]{0,2}$")
_MOST = 6
"""How many words may bound one figure on a side: more are no prose."""


def is_ideograph(letter: str) -> bool:
    """Whether a letter is a Chinese character."""
    return _IDEOGRAPH.match(letter) is not None


@dataclass(frozen=True, slots=True)
class Bounded:
    """What the words at [start, end) make of the figure inside them, as `Bound` of the English reader; per, each: as in
    the rows; bare: that they hold nothing but the figure."""

    start: int
    end: int
    side: Literal["low", "high", "point"] = "point"
    approximate: bool = False
    additional: bool = False
    per: str | None = None
    each: bool = False
    bare: bool = True

    def under(self, row: NativeBoundRow, start: int, end: int) -> Bounded:
        """The same under one more word; the words nearest to the figure rule."""
        side = row.bound if self.side == "point" and row.bound != "additional" else self.side
        more = self.additional or row.bound == "additional"
        about, each = self.approximate or row.approximate, self.each or row.each
        return Bounded(start, end, side, about, more, self.per or row.per, each, bare=False)

    def up_to(self, end: int) -> Bounded:
        """The same with a counter or a further figure after it."""
        about, more = self.approximate, self.additional
        return Bounded(self.start, end, self.side, about, more, self.per, self.each, self.bare)


class BoundWords:
    """The bound words of one language. Built once.

    other: whether the words that end somewhere are part of another word; closes: whether a word may end somewhere.
    """

    def __init__(
        self,
        rows: Iterable[NativeBoundRow],
        other: Callable[[str, int], bool],
        closes: Callable[[str, int], bool],
    ) -> None:
        pairs = [(word, row) for row in rows for word in row.words]
        pairs.sort(key=lambda pair: -len(pair[0]))
        self._before: dict[str, list[tuple[str, NativeBoundRow]]] = {}
        self._after: dict[str, list[tuple[str, NativeBoundRow]]] = {}
        for word, row in pairs:  # by the letter that stands next to the figure
            near = (
                self._before.setdefault(word[-1], []) if row.place == "before" else self._after.setdefault(word[0], [])
            )
            near.append((word, row))
        self._other, self._closes = other, closes

    def before(self, text: str, bounded: Bounded) -> Bounded:
        """With the words that stand before the figure, as many as a figure may have."""
        for _ in range(_MOST):
            step = self._step_before(text, bounded)
            if step is None:
                break
            bounded = step
        return bounded

    def after(self, text: str, bounded: Bounded) -> Bounded:
        """With the words that stand after the figure."""
        for _ in range(_MOST):
            step = self._step_after(text, bounded)
            if step is None:
                break
            bounded = step
        return bounded

    def _step_before(self, text: str, bounded: Bounded) -> Bounded | None:
        gap = _GAP.search(text, max(0, bounded.start - 2), bounded.start)
        end = gap.start() if gap else bounded.start
        apart = text[end : bounded.start].strip(" ") != ""
        for word, row in self._before.get(text[max(0, end - 1) : end], ()):
            start = end - len(word)
            dated = apart and word[0].isdigit()  # "1日、500人" is a day, "1日500発" a rate
            if text.endswith(word, 0, end) and not dated and self._begins(text, start, word, row):
                return bounded.under(row, start, bounded.end)
        return None

    def _step_after(self, text: str, bounded: Bounded) -> Bounded | None:
        start = bounded.end + text.startswith(" ", bounded.end)
        for word, row in self._after.get(text[start : start + 1], ()):
            end = start + len(word)
            if text.startswith(word, start) and (len(word) > 1 or self._closes(text, end)):
                return bounded.under(row, bounded.start, end)
        return None

    def _begins(self, text: str, start: int, word: str, row: NativeBoundRow) -> bool:
        if self._other(text, start + len(word)):
            return False
        last = text[start - 1 : start]
        if last.isdigit() and word[0].isalnum():
            return False
        if is_hangul(word[0]):
            return not is_hangul(last)
        return not (row.per and len(word) == 1 and is_ideograph(last))
