"""Numerals: figures and number words read out of plain text, before anything is known of what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.terms.quantity import Number
from reportedly.terms.tables import NumeralRow

_BELOW_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ONES = {word: value for value, word in enumerate(_BELOW_TWENTY)}
TENS = {word: 10 * tens for tens, word in enumerate(_TENS, start=2)}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9, "tn": 10**12}
_MULTIPLES = {"hundred": 100, "dozen": 12, **SCALES}

_CODES = "USD|EUR|GBP|JPY|KRW|CAD|AUD|CHF|SEK|NOK|RUB"
_TAILS = "kg|kt|mt|t|km|mm|cm|lbs|lb|ft|MW|GW"
_BELOW_20 = "|".join(sorted(ONES, key=len, reverse=True))
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{_BELOW_20}))?|{_BELOW_20})"
_HUNDREDS = rf"(?:(?:{_SMALL}|an?)[ -]hundred(?:[ -](?:and )?{_SMALL})?)"
_BELOW_1000 = rf"(?:{_HUNDREDS}|{_SMALL})"
_SCALE = rf"(?:{'|'.join(SCALES)})"
_WORDS = rf"(?:{_BELOW_1000}(?:(?:[ -]{_SCALE})+(?:[ -](?:and )?{_BELOW_1000})?)*|an?[ -]{_SCALE})(?:[ -]dozen)?"
_FRACTION = rf"(?P<fraction>half(?: an?|-)|a quarter of a|{_SMALL} and a half)[ -]?(?P<of>{_SCALE}|dozen)"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FIGURE = (
    rf"(?P<figure>{_DIGITS})(?:(?P<scale>(?:[ \u00a0-](?:hundred|dozen|{_SCALE}|bn|mn|mln)|"
    rf"(?:million|billion|trillion|bn|mn|mln|bln|tn|[kmbKMB])(?![A-Za-z])){{1,2}})(?![A-Za-z])"
    rf"|(?![A-Za-z])|(?=(?:{_TAILS})(?![A-Za-z])))"
    r"(?![,.]?\d|[:/]\d|[°'’]\d)"
)
_GUARD = rf"(?:(?<![A-Za-z0-9_.,:/#])(?<![A-Za-z0-9_'’][-–./:,])|(?<={_CODES}))"
_ARTICLES = {"a": 1, "an": 1}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A figure at [start, end): its value as low–high (equal for a plain number, high None where unbounded above).

    scale: the multiple that was written out ("million": 1,000,000), 1 without one; a range may share it.
    digits: as printed, '' for words. vague: its high is soft.
    """

    start: int
    end: int
    low: Number
    high: Number | None
    scale: int = 1
    digits: str = ""
    vague: bool = False


@dataclass(frozen=True)
class NumeralReader:
    """Reads numerals; `rows` add those that are no plain number ("several hundred"). Built once."""

    rows: tuple[NumeralRow, ...]
    _rows_by_words: dict[str, NumeralRow] = field(init=False)
    _core: re.Pattern[str] = field(init=False)
    _scan: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        by_words = {row.words.lower(): row for row in self.rows}
        listed = "|".join(re.escape(words) for words in sorted(by_words, key=len, reverse=True))
        words = rf"(?:(?P<row>{listed or '(?!)'})|{_FRACTION}|(?P<dozen>a dozen)|(?P<words>{_WORDS}))(?![A-Za-z])"
        core = rf"(?:{_FIGURE}|{words})"
        object.__setattr__(self, "_rows_by_words", by_words)
        object.__setattr__(self, "_core", re.compile(core, re.IGNORECASE))
        first = "[0-9" + "".join(sorted({w[0] for w in (*ONES, *TENS, *by_words)} | set("ahd"))) + "]"
        object.__setattr__(self, "_scan", re.compile(rf"(?={first}){_GUARD}{core}", re.IGNORECASE))

    @classmethod
    def of(cls, rows: Iterable[NumeralRow]) -> NumeralReader:
        """The reader of some rows."""
        return cls(tuple(rows))

    def read(self, text: str) -> tuple[Numeral, ...]:
        """All numerals of a text, left to right, none inside another; never raises."""
        return tuple(self._numeral(match) for match in self._scan.finditer(text))

    def at(self, text: str, start: int) -> Numeral | None:
        """The numeral that begins exactly here, whatever stands before it; None where none does."""
        match = self._core.match(text, start)
        return self._numeral(match) if match else None

    def _numeral(self, match: re.Match[str]) -> Numeral:
        start, end = match.span()
        if match["figure"]:
            scale = _scale_of(match["scale"] or "")
            value = whole(float(match["figure"].replace(",", "")) * scale)
            return Numeral(start, end, value, value, scale, match["figure"])
        if match["row"]:
            row = self._rows_by_words[match["row"].lower()]
            return Numeral(start, end, row.low, row.high, vague=row.vague)
        if match["fraction"]:
            scale = _MULTIPLES[match["of"].lower()]
            value = whole(_fraction(match["fraction"].lower()) * scale)
            return Numeral(start, end, value, value, scale)
        value, scale = (12, 12) if match["dozen"] else words_value(match["words"])
        return Numeral(start, end, value, value, scale)


def words_value(words: str) -> tuple[int, int]:
    """The value of a number in words, and the last scale in it (1 without one): "two million" is 2,000,000, 1,000,000."""
    total, current, scale = 0, 0, 1
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in ("hundred", "dozen"):
            current = max(current, 1) * _MULTIPLES[word]
        elif word in SCALES:
            scale = SCALES[word]
            if current == 0 and total:
                total *= scale
            total, current = total + current * scale, 0
        elif word != "and":
            current += {**ONES, **TENS, **_ARTICLES}[word]
    return total + current, scale


def whole(value: float) -> Number:
    """An int where the value is one (within what a figure can carry), else the float rounded to nine places."""
    near = round(value)
    return near if abs(value - near) < 1e-6 * max(1.0, abs(value)) * 1e-3 else round(value, 9)


def _scale_of(words: str) -> int:
    scale = 1
    for word in re.findall(r"[a-z]+", words.lower()):
        scale *= _MULTIPLES.get(word) or _SHORT[word]
    return scale


def _fraction(words: str) -> float:
    if words.startswith("half"):
        return 0.5
    if words.startswith("a quarter"):
        return 0.25
    return words_value(words.split(" and")[0])[0] + 0.5
