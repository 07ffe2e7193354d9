"""Bounds: what the words beside a figure make of it ("more than", "up to", "or so")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from reportedly.terms.quantity import Number
from reportedly.terms.tables import BoundRow

_LONGEST = 5
_HANDED = re.compile(
    r"\b(?:hand(?:s|ed|ing)?|turn(?:s|ed|ing)?|took|taken?|takes|taking|sign(?:s|ed|ing)?) $", re.IGNORECASE
)
"""Verbs whose own "over" is no bound: "handed over 500 rifles"."""
_SIGN = re.compile(r"(?:[<>]=?|[~≈≥≤±])$")
_WORD = re.compile(r"[^\s]+")


@dataclass(frozen=True, slots=True)
class Bound:
    """What the words at [start, end) make of the figure inside them. side: low (N–none), high (none–N), point (N–N)."""

    start: int
    end: int
    side: Literal["low", "high", "point"] = "point"
    approximate: bool = False
    additional: bool = False

    def interval(self, low: Number, high: Number | None) -> tuple[Number | None, Number | None]:
        """The figure's own low–high under this bound."""
        if self.side == "low":
            return low, None
        if self.side == "high":
            return None, low if high is None else high
        return low, high


@dataclass(frozen=True)
class BoundReader:
    """The bound words by their place. Built once from the rows."""

    before: dict[str, BoundRow]
    after: re.Pattern[str]
    after_rows: dict[str, BoundRow]

    @classmethod
    def of(cls, rows: Iterable[BoundRow]) -> BoundReader:
        """The reader of some rows."""
        kept = tuple(rows)
        after = {row.words.lower(): row for row in kept if row.place == "after"}
        listed = "|".join(re.escape(words) for words in sorted(after, key=len, reverse=True))
        pattern = re.compile(rf"[ \u00a0]?({listed or '(?!)'})(?![A-Za-z])(?! than\b)(?!(?<=\bup) to\b)", re.IGNORECASE)
        return cls({row.words.lower(): row for row in kept if row.place == "before"}, pattern, after)

    def around(self, text: str, start: int, end: int) -> Bound:
        """The bound of the figure at [start, end), with the span of all words that belong to it. The words nearest
        to the figure rule: of "up to about 500" the side is high, and it is approximate."""
        bound = Bound(start, end)
        while (step := self._left(text, bound.start)) is not None:
            bound = _with(bound, step[1], start=step[0])
        while (match := self.after.match(text, bound.end)) is not None:
            bound = _with(bound, self.after_rows[match[1].lower()], end=match.end())
        return bound

    def _left(self, text: str, start: int) -> tuple[int, BoundRow] | None:
        """The longest bound that ends just before `start`, with its row."""
        lead = text[max(0, start - 48) : start].rstrip(" \u00a0(")
        sign = _SIGN.search(lead)
        if sign is not None and (row := self.before.get(sign[0])):
            return start - len(text[max(0, start - 48) : start]) + sign.start(), row
        words = list(_WORD.finditer(lead))[-_LONGEST:]
        offset = max(0, start - 48)
        for i, first in enumerate(words):
            phrase = lead[first.start() :]
            row = self.before.get(" ".join(w.group() for w in words[i:]).lower().lstrip("\"'“‘(—–"))
            if row is not None and row.words == "over" and _HANDED.search(lead, 0, first.start()):
                return None
            if row is not None:
                trimmed = len(phrase) - len(phrase.lstrip("\"'“‘(—–"))
                return offset + first.start() + trimmed, row
        return None


def _with(bound: Bound, row: BoundRow, start: int | None = None, end: int | None = None) -> Bound:
    side = bound.side
    if side == "point" and row.bound != "additional":
        side = row.bound
    return Bound(
        bound.start if start is None else start,
        bound.end if end is None else end,
        side,
        bound.approximate or row.approximate,
        bound.additional or row.bound == "additional",
    )
