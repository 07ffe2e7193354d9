"""Figures of Russian and Ukrainian: numerals with the ranges that they make ("от 10 до 12 тысяч", "10–12", "три или четыре")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportedly.find.bounds import BoundReader
from reportedly.find.native.slavic_amounts import Amount, Numerals
from reportedly.find.native.slavic_words import Words, folded
from reportedly.find.number_words import whole
from reportedly.terms.native import NativeNumberRow
from reportedly.terms.quantity import Number

_DASH = re.compile(r"[-–—−‑]| [–—] ")
_BETWEEN = re.compile(r"[^.,;:()!?\n]{1,30}")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at [start, end), read as low–high. lead: where the words of its range begin ("от"), else its start.

    told: its own words say what it is, and a "до" before it bounds nothing ("с 8 до 10 тысяч"). first: its first word.
    """

    start: int
    end: int
    low: Number
    high: Number | None
    lead: int
    first: int
    last: int
    digits: str = ""
    vague: bool = False
    approximate: bool = False
    part: bool = False
    counts: bool = False
    ranged: bool = False
    told: bool = False


class FigureReader:
    """Reads the figures of a text. Built once from the rows."""

    def __init__(self, rows: Iterable[NativeNumberRow], bounds: BoundReader) -> None:
        kept = tuple(rows)
        self.numerals, self._bounds = Numerals(kept), bounds
        self._ranges = [tuple(map(folded, row.words)) for row in kept if row.role in ("range", "rise")]
        self._rises = {tuple(map(folded, row.words)) for row in kept if row.role == "rise"}
        self._or = {folded(word) for row in kept if row.role == "or" for word in row.words}

    def read(self, words: Words) -> list[Figure]:
        """All figures in order, none inside another."""
        found: list[Figure] = []
        i = 0
        while i < len(words.words):
            new = self._spanned(words, i) or self._plain(words, i)
            found += new
            i = new[-1].last if new else i + 1
        return found

    def _amount(self, words: Words, i: int) -> Amount | None:
        if i >= len(words.words):
            return None
        start = words.words[i].start
        return self.numerals.at(words, i, self._bounds.around(words.text, start, start).start < start)

    def _plain(self, words: Words, i: int) -> list[Figure]:
        """One numeral, or two that a dash or "или" makes a range of."""
        one = self._amount(words, i)
        if one is None:
            return []
        start = one.last
        if self._links(words, one):
            start += words.joined(one.last) and words.key(one.last) in self._or
            two = self._amount(words, start)
            if two is not None and (shared := _shared(one, two)).low < two.low and two.high is not None:
                return [_figure(words, shared, two)]
        return [_figure(words, one, None)]

    def _links(self, words: Words, one: Amount) -> bool:
        """Whether a dash between figures or words, or an "or", follows a numeral."""
        gap = words.gap(one.last)
        if _DASH.fullmatch(gap):
            return " " not in gap or bool(one.digits)
        return words.joined(one.last) and words.key(one.last) in self._or and words.joined(one.last + 1)

    def _spanned(self, words: Words, i: int) -> list[Figure]:
        """ "От 10 до 12 тысяч" as one figure, "с 8 до 10 тысяч" as two."""
        for before, between in (pair for pair in self._ranges if pair[0] == words.key(i) and words.joined(i + 1)):
            one = self._amount(words, i + 1)
            second = self._second(words, one, between) if one else None
            two = self._amount(words, second) if second else None
            if one is None or two is None:
                continue
            if (before, between) in self._rises:
                return [replace(_figure(words, x, None), told=True) for x in (_shared(one, two), two)]
            if (shared := _shared(one, two)).low < two.low:
                return [replace(_figure(words, shared, two), lead=words.words[i].start)]
        return []

    def _second(self, words: Words, one: Amount, between: str) -> int | None:
        """The index after the word between two figures, which stands at once or after a unit."""
        for k in range(one.last, min(one.last + 3, len(words.words))):
            if words.key(k) == between:
                start, end = words.words[one.last - 1].end, words.words[k].start
                return k + 1 if _BETWEEN.fullmatch(words.text, start, end) else None
        return None


def _shared(one: Amount, two: Amount) -> Amount:
    """The first figure with the scale of the second, where it has none and the range would run up."""
    low = whole(one.low * two.scale)
    if one.scale > 1 or two.scale == 1 or one.vague or one.part or low > two.low:
        return one
    return replace(one, low=low, high=low)


def _figure(words: Words, one: Amount, two: Amount | None) -> Figure:
    last = two.last if two else one.last
    start, end = words.words[one.first].start, words.words[last - 1].end
    approximate = one.approximate or bool(two and two.approximate)
    high = two.high if two else one.high
    vague, part = one.vague or bool(two and two.vague), one.part
    return Figure(
        start, end, one.low, high, start, one.first, last, one.digits, vague, approximate, part, one.counts, bool(two)
    )
