"""Numerals: figures and number words read out of plain text, before anything is known of what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.find import fractions
from reportedly.find.number_words import ONES, SCALE, TENS, WORDS, scale_of, whole, words_value
from reportedly.terms.quantity import Number
from reportedly.terms.tables import NumeralRow

_CODES = (
    "USD|EUR|GBP|JPY|KRW|CAD|AUD|NZD|CHF|SEK|NOK|DKK|RUB|UAH|INR|CNY|RMB|TRY|PLN|HUF|SAR|AED|SGD|HKD|TWD|BRL|MXN|ZAR"
)
_TAILS = (
    "kg|KG|mg|mcg|g|kt|mt|Mt|t|km|kms|mm|cm|nm|lbs|lb|oz|ft|sq|ha|mph|kph|kmh|kW|MW|GW|TW|kWh|KWh|MWh|GWh|TWh|"
    "KB|MB|GB|TB|PB|kbps|Mbps|Gbps|Hz|kHz|MHz|GHz|hp|ml|bpd|bps|bp|pct|pc|p|x|C|F"
)
_RACED = (
    r"m(?= (?:sprints?|race|final|heats?|hurdles|freestyle|butterfly|backstroke|breaststroke|medley|relay|dash|steeplechase|"
    r"deep|wide|tall|high|long|above|below|away)\b)"
)
_GROUPS = (
    r"\d{1,3}(?:,\d{3}){1,6}|\d{1,2}(?:,\d{2}){1,6},\d{3}|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,6}(?!\d| ?mm\b|-)"
)
_DIGITS = rf"(?:{_GROUPS})(?:\.\d+)?|\d{{1,18}}(?!\d)(?:\.\d+)?"
_COMMA = r"\d{1,3},\d{1,2}(?= ?(?:%|per ?cent\b|pct\b|million\b|billion\b|trillion\b))"
_EIGHTHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125, "⅜": 0.375, "⅝": 0.625, "⅞": 0.875}
_SIGNED = (
    rf"(?P<units_before>\d{{1,3}})?(?: ?(?P<sign>[{''.join(_EIGHTHS)}])"
    r"|(?<=\d)[ -](?P<top>[1-7])/(?P<bottom>[2-8])(?![\d/]))"
)
_MARKED = (
    rf"(?P<scale>(?:[ \u00a0-](?:hundred|dozen|{SCALE}|bn|mn|mln|trn|tn)|"
    rf"(?:{SCALE}|bn|mn|mln|bln|tn|trn|[kmbKMB])(?![A-Za-z])){{1,2}})(?![A-Za-z])"
)
_FIGURE = (
    rf"(?P<figure>(?P<comma>{_COMMA})|{_DIGITS})(?:(?=(?-i:{_TAILS}|{_RACED})(?![A-Za-z\d]))|{_MARKED}|(?![A-Za-z]))"
    r"(?![,.]?\d|[:/]\d|[°'’]\d|\(k\))"
)
_GUARD = (
    rf"(?:(?<![A-Za-z0-9_.,:/#])(?<![A-Za-z0-9_'’][-–./:,])|(?<=(?-i:{_CODES}))|(?<=\b(?-i:Rs|RM|Rp))|(?<=\b(?-i:Rs\.))|"
    r"(?<=\b(?-i:R))(?=[\d.,]+(?: ?(?:million|billion|trillion|bn)|,\d{3}|m\b)))"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A figure at [start, end): its value as low–high (equal for a plain number, high None where unbounded above).

    scale: the multiple that was written out ("million": 1,000,000), 1 without one; a range may share it.
    digits: as printed, '' for words. vague: its high is soft. part: a fraction or a ratio ("two-thirds", "one in five").
    fold: a multiple in one word ("tenfold").
    """

    start: int
    end: int
    low: Number
    high: Number | None
    scale: int = 1
    digits: str = ""
    vague: bool = False
    part: bool = False
    fold: bool = False


@dataclass(frozen=True)
class NumeralReader:
    """Reads numerals; `rows` add those that are no plain number ("several hundred"). Built once."""

    rows: tuple[NumeralRow, ...]
    _rows_by_words: dict[str, NumeralRow] = field(init=False)
    _core: re.Pattern[str] = field(init=False)
    _scan: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        by_words = {row.words.lower(): row for row in self.rows}
        listed = "|".join(_bracketed(words) for words in sorted(by_words, key=len, reverse=True))
        spoken = rf"{fractions.SCALED}|{fractions.FOLD}|{fractions.PART}"
        words = rf"(?:(?P<row>{listed or '(?!)'})|{spoken}|(?P<dozen>a dozen)|(?P<words>{WORDS}))(?![A-Za-z])"
        core = rf"(?:{fractions.RATIO}|{fractions.MIXED}(?![A-Za-z])|{_SIGNED}|{_FIGURE}|{words})"
        object.__setattr__(self, "_rows_by_words", by_words)
        object.__setattr__(self, "_core", re.compile(core, re.IGNORECASE))
        letters = {w[0] for w in (*ONES, *TENS, *by_words)} | set("ahdqt")
        first = "[0-9" + "".join((*sorted(letters), *_EIGHTHS)) + "]"
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
        if match["row"]:
            row = self._rows_by_words[match["row"].lower().replace("[", "").replace("]", "")]
            return Numeral(start, end, row.low, row.high, vague=row.vague)
        value, scale = _value(match)
        digits = match["figure"] or (match[0] if match["sign"] or match["top"] else "")
        part = bool(match["ratio"] or match["part"])
        return Numeral(start, end, value, value, scale, digits, part=part, fold=bool(match["fold"]))


def _value(match: re.Match[str]) -> tuple[Number, int]:
    """The value of a match that is no row, and the multiple in it."""
    if match["figure"]:
        scale = scale_of(match["scale"] or "")
        return whole(_figure(match) * scale), scale
    if match["sign"] or match["top"]:
        above = _EIGHTHS[match["sign"]] if match["sign"] else int(match["top"]) / int(match["bottom"])
        return whole(int(match["units_before"] or 0) + above), 1
    if match["scaled"]:
        return fractions.scaled_value(match)
    if match["rest"]:
        return fractions.mixed_value(match)
    if match["ratio"] or match["part"]:
        return (fractions.ratio_value if match["ratio"] else fractions.part_value)(match[0]), 1
    if match["fold"]:
        return fractions.fold_value(match["fold"]), 1
    return (12, 12) if match["dozen"] else words_value(match["words"])


def _figure(match: re.Match[str]) -> float:
    if match["comma"]:
        return float(match["comma"].replace(",", "."))
    return float(re.sub(r"[^\d.]", "", match["figure"]))


def _bracketed(words: str) -> str:
    """The pattern of a row's words, any of which may stand in an editor's brackets ("several [dozen]")."""
    return " ".join(rf"\[?{re.escape(word)}\]?" for word in words.split())
