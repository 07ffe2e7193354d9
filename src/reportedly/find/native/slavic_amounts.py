"""Numerals of Russian and Ukrainian alone: figures, number words in any case, and what they make ("полтора миллиона")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.find.native.slavic_words import Phrases, Words, dotted_in, folded
from reportedly.find.number_words import whole
from reportedly.terms.native import NativeNumberRow
from reportedly.terms.quantity import Number

_OPEN = {10**6, 10**9, 10**12}
"""Above these "several" and the bare plural have no upper side, as in English."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral over the words [first, last): low–high (None: unbounded). scale: the multiple it ends with, which a range
    may share. digits: as printed. part: a share ("треть"). counts: it is one only right before what it counts.
    more: "с лишним" stands inside it."""

    first: int
    last: int
    low: Number
    high: Number | None
    scale: float = 1
    digits: str = ""
    vague: bool = False
    approximate: bool = False
    part: bool = False
    counts: bool = False
    more: bool = False


class Numerals:
    """The numeral words of a language by what they do. Built once from the rows."""

    def __init__(self, rows: Iterable[NativeNumberRow], more: Iterable[str] = ()) -> None:
        """more: words after a figure that make it a lower bound; they may stand before its scale."""
        kept = tuple(rows)
        self.more = Phrases((words, True) for words in more)
        self.numbers = {folded(w): row for row in kept if row.role == "number" for w in row.words}
        self.scales = {folded(w).rstrip("."): row.low for row in kept if row.role == "scale" for w in row.words}
        self.vague = {folded(w): row for row in kept if row.role == "vague" for w in row.words}
        parts = [(w, row) for row in kept if row.role == "part" for w in row.words]
        self.parts = {folded(w): row for w, row in parts if " " not in w}
        self.halves = Phrases((w, row.low) for w, row in parts if " " in w)
        self.ordinals = {folded(w): int(row.low) for row in kept if row.role == "ordinal" for w in row.words}
        self.dotted = dotted_in(w for row in kept for w in row.words)

    def at(self, words: Words, i: int, bounded: bool) -> Amount | None:
        """The numeral that begins with the word i. bounded: words stand before it after which "тысячи" is one thousand."""
        key = words.key(i)
        after = self._after_scale(words, i, bounded) if key in self.scales else None
        if after is not None:
            return after
        if key in self.vague and not (bounded and key in self.numbers):
            return self._vague(words, i)
        if key in self.parts:
            return self._part(words, i)
        found = _Sum(self, words, i).read()
        return None if found is None or self._is_ordinal(words, found) else found

    def _is_ordinal(self, words: Words, found: Amount) -> bool:
        """ "Двадцать пятый": tens in words before an ordinal below ten."""
        next_one = self.ordinals.get(words.key(found.last), 99) if words.joined(found.last) else 99
        return not found.digits and found.scale == 1 and found.low % 10 == 0 and next_one < 10

    def _after_scale(self, words: Words, i: int, bounded: bool) -> Amount | None:
        """ "Тысяч десять": about ten thousand."""
        key = words.key(i)
        if not words.joined(i + 1) or key not in self.vague or (bounded and key in self.numbers):
            return None
        found = _Sum(self, words, i + 1).read()
        if found is None or found.scale != 1 or found.low >= 1000 or found.counts or found.part:
            return None
        value, scale = whole(found.low * self.scales[key]), self.scales[key]
        return Amount(i, found.last, value, value, scale, found.digits, approximate=True)

    def _multiple(self, words: Words, i: int) -> tuple[float, int]:
        """The product of the scales from the word i on, and the index after them."""
        product = 1.0
        while words.joined(i) and words.key(i) in self.scales:
            product, i = product * self.scales[words.key(i)], i + 1
        return product, i

    def _vague(self, words: Words, i: int) -> Amount:
        row = self.vague[words.key(i)]
        scale, last = self._multiple(words, i + 1)
        low = whole(row.low * scale)
        if row.high is not None:
            high: Number | None = whole((row.high + 1) * scale - 1)
        else:
            high = None if scale in _OPEN or scale == 1 or row.low > 10 else whole(10 * scale - 1)
        return Amount(i, last, low, high, scale, vague=True, counts=row.counts and scale == 1)

    def _part(self, words: Words, i: int) -> Amount:
        row = self.parts[words.key(i)]
        scale, last = self._multiple(words, i + 1)
        value = whole(row.low * scale)
        return Amount(i, last, value, value, scale, part=scale == 1, counts=row.counts and scale == 1)


class _Sum:
    """Reads one numeral left to right: what is summed, and what its next scale multiplies."""

    def __init__(self, numerals: Numerals, words: Words, first: int) -> None:
        self.n, self.words, self.first, self.i = numerals, words, first, first
        self.total, self.last_scale = 0.0, float("inf")
        self.digits, self.printed, self.counts, self.part = "", False, False, False
        self.current: float | None = None
        self.more = False

    def read(self) -> Amount | None:
        """The numeral, None where none begins here."""
        while self.i == self.first or self.words.joined(self.i):
            if not self._step():
                break
        if self.i == self.first or self.i > len(self.words.words):
            return None
        value = whole(self.total + (self.current or 0))
        scale = 1 if self.current is not None or self.last_scale == float("inf") else self.last_scale
        one = self.i == self.first + 1 and self.counts
        return Amount(self.first, self.i, value, value, scale, self.digits, part=self.part, counts=one, more=self.more)

    def _step(self) -> bool:
        """Whether the next word belongs to the numeral; it is taken if so."""
        if self.i >= len(self.words.words):
            return False
        word = self.words.words[self.i]
        if word.value is not None:
            return self._figure(word.value, word.digits)
        half = self.n.halves.at(self.words, self.i) if self.current is not None else None
        if half is not None:
            self.current, self.i = (self.current or 0) + half[0], half[1]
            return True
        if self.current is not None:
            self._pass_more()
            word = self.words.words[self.i]
        return self._scaled(word.key) or self._worded(word.key) or self._shared(word.key)

    def _pass_more(self) -> None:
        """Passes "с лишним" before a scale ("2 с лишним миллиона")."""
        more = self.n.more.at(self.words, self.i)
        if more is not None and self.words.joined(more[1]) and self.words.key(more[1]) in self.n.scales:
            self.more, self.i = True, more[1]

    def _figure(self, value: Number, digits: str) -> bool:
        if self.current is not None or (self.i > self.first and not self._goes_on(value, digits)):
            return False
        self.current, self.printed, self.digits, self.i = float(value), True, self.digits or digits, self.i + 1
        return True

    def _goes_on(self, value: Number, digits: str) -> bool:
        """ "2 тысячи 300", "1 млн 200 тысяч": a smaller figure after a scale and its whole number."""
        scale = self.n.scales.get(self.words.key(self.i + 1), 1) if self.words.joined(self.i + 1) else 1
        even = self.total % self.last_scale == 0
        return even and value * scale < self.last_scale and (scale > 1 or self.last_scale == 1000) and "," not in digits

    def _scaled(self, key: str) -> bool:
        scale = self.n.scales.get(key)
        if scale is None or (self.current is None and self.i == self.first):
            return False
        if self.current is not None and scale < self.last_scale:
            self.total, self.current, self.last_scale = self.total + self.current * scale, None, scale
        elif self.current is None and self.last_scale < scale:
            self.total, self.last_scale = self.total * scale, scale  # "две сотни тысяч"
        else:
            return False
        self.printed, self.i = False, self.i + 1
        return True

    def _worded(self, key: str) -> bool:
        row = self.n.numbers.get(key)
        if row is None or self.printed or not self._fits(row.low):
            return False
        if row.low in self.n.scales.values() and row.low >= 1000:
            self.total, self.current, self.last_scale = self.total + row.low, None, row.low
        else:
            self.current = (self.current or 0) + row.low
        self.counts, self.i = row.counts, self.i + 1
        return True

    def _fits(self, value: float) -> bool:
        """Whether a number may follow: units after tens, tens after hundreds, all of it under the last scale."""
        if value >= self.last_scale:
            return False
        if self.current is None:
            return True
        room = 100 if self.current % 100 == 0 else 10 if self.current % 10 == 0 and self.current % 100 >= 20 else 1
        return self.current < 1000 and value < room and value == int(value)

    def _shared(self, key: str) -> bool:
        """ "Две трети", "три четверти"."""
        row = self.n.parts.get(key)
        if row is None or row.counts or self.current is None or self.total or not 2 <= self.current <= 9:
            return False
        self.current, self.part, self.i = whole(self.current * row.low), True, self.i + 1
        return True
