"""The words of time of Russian and Ukrainian by what they mean, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.find.native.slavic_words import folded
from reportedly.terms.native import NativeNumberRow, NativeRows

_PLACES = {"day": r"(?P<day{n}>3[01]|[12]\d|0?[1-9])(?:-?(?:го|е|ше|те))?(?![\d:]|[.,]\d)"}
YEAR = r"(?:19|20)\d\d"


def plain(text: str) -> str:
    """The text as its words are looked up, each character at its place."""
    return "".join(low if len(low := folded(char)) == 1 else char for char in text)


def any_of(words: Iterable[str]) -> str:
    """The pattern of any of some words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"


@dataclass(frozen=True)
class Calendar:
    """What each word means, by the first word of its `means`; and the values of number words."""

    words: dict[str, dict[str, str]]
    numbers: dict[str, float]
    ordinals: dict[str, int]
    open_numbers: frozenset[str]
    half: str

    @classmethod
    def of(cls, rows: NativeRows) -> Calendar:
        """The calendar of a language's rows."""
        words: dict[str, dict[str, str]] = {}
        for row in rows.times:
            kind, _, value = row.means.partition(" ")
            kind = row.means if value in ("word", "one", "of", "day") and kind in _TWO_WORDS else kind
            words.setdefault(kind, {}).update({folded(word): value for word in row.words})
        return cls(words, _lows(rows.numbers, "number"), _ordinals(rows), _vague(rows), _half(rows))

    def pattern(self, kind: str) -> str:
        """The pattern of the words of one meaning."""
        return any_of(self.words.get(kind, ()))

    def value(self, kind: str, word: str) -> str:
        """What a word of a meaning stands for ("10" of "октября")."""
        return self.words[kind][word]

    def number(self, kind: str, word: str) -> int:
        """The number that a word of a meaning stands for."""
        return int(self.value(kind, word))

    def amount(self, said: str) -> float | None:
        """The number of "три", "18", "два с половиной"; None for an open one ("несколько")."""
        if said in self.open_numbers:
            return None
        more = 0.5 if self.half and said.endswith(self.half) else 0.0
        bare = said.removesuffix(self.half).strip() if more else said
        if bare[0].isdigit():
            return float(bare.replace(",", ".")) + more
        return sum(self.numbers[word] for word in bare.split()) + more

    def ordinal(self, said: str) -> int:
        """The number of "третьем", "двадцать пятого", "33-й"."""
        if said[0].isdigit():
            return int(re.match(r"\d+", said)[0])  # type: ignore[index]
        return sum(self.ordinals.get(word) or int(self.numbers[word]) for word in said.split())

    @property
    def amounts(self) -> str:
        """The pattern of a number before a unit of time."""
        tens, ones = any_of(w for w, n in self.numbers.items() if n >= 20), any_of(self.numbers)
        half = f"(?: {re.escape(self.half)})?" if self.half else ""
        number = rf"(?:\d{{1,4}}(?:,\d)?|(?:(?:{tens}) )?(?:{ones})){half}"
        return rf"(?P<amount>(?:{any_of(self.open_numbers)})|{number})"

    @property
    def ordinal_words(self) -> str:
        """The pattern of an ordinal in words."""
        tens = any_of(word for word, n in self.numbers.items() if n in (20, 30))
        return rf"(?:(?:{tens}) )?(?:{any_of(self.ordinals)})"

    def day(self, n: str = "") -> str:
        """The pattern of a day of a month, in figures or words."""
        return rf"(?:{_PLACES['day'].format(n=n)}|(?P<dayword{n}>{self.ordinal_words}))"

    def tail(self, n: str = "") -> str:
        """The pattern of the year after a day or month: "2024 года", "прошлого года", "торік"."""
        after = self.pattern("year word")
        shift = any_of((*self.words.get("last", ()), *self.words.get("this", ()), *self.words.get("next", ())))
        return (
            rf"(?:,? (?:(?P<year{n}>{YEAR})(?!\w|[.,]\d)(?:-?го)?(?: (?:{after})(?!\w))?"
            rf"|(?P<shift_year{n}>{shift}) (?:{after})(?!\w)|(?P<word_year{n}>{self.pattern('year')})(?!\w)))?"
        )


_TWO_WORDS = {"year", "recent", "coming", "half", "same"}


def _lows(rows: Iterable[NativeNumberRow], role: str) -> dict[str, float]:
    return {folded(word): row.low for row in rows if row.role == role for word in row.words}


def _ordinals(rows: NativeRows) -> dict[str, int]:
    return {word: int(low) for word, low in _lows(rows.numbers, "ordinal").items()}


def _vague(rows: NativeRows) -> frozenset[str]:
    """Numbers left open: "несколько", "десятки"; "пара" is two."""
    return frozenset(folded(w) for row in rows.numbers if row.role == "vague" and row.high != row.low for w in row.words)


def _half(rows: NativeRows) -> str:
    """ "С половиной"."""
    return next((folded(w) for row in rows.numbers if row.role == "part" for w in row.words if " " in w), "")
