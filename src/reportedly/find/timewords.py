"""The words of the calendar, and the moment from which relative ones are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reportedly.find.number_words import ONES, TENS, words_value
from reportedly.find.timex import Part, Timex

Tense = Literal["past", "future", "open"]

_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINAL_NAMES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
MONTHS = {name.lower(): n for n, name in enumerate(_MONTH_NAMES, 1)}
MONTHS |= {name[:3].lower(): n for n, name in enumerate(_MONTH_NAMES, 1)} | {"sept": 9}
WEEKDAYS = {name.lower(): n for n, name in enumerate(_DAY_NAMES)}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
DAYTIMES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI"}
ORDINALS = {word: n for n, word in enumerate(_ORDINAL_NAMES, 1)} | {"final": 4, "last": 4}
PARTS: dict[str, Part] = {
    "early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid", "late": "late",
    "end": "late", "close": "late", "earlier": "early", "later": "late",
}  # fmt: skip

# Fragments of patterns. Months and weekdays are names: they count only with their capital.
MONTH = rf"(?-i:(?P<month>{'|'.join(_MONTH_NAMES)}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?))"
WEEKDAY = rf"(?-i:(?P<weekday>{'|'.join(_DAY_NAMES)}))"
YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)(?![\d,]*\d|[-–/]\d|s\b)"
DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|[.,]\d)"
UNIT = r"(?P<unit>second|minute|hour|day|week|month|quarter|year|decade|centur(?=ies|y))(?:s|ies|y)?\b"
SEASON = rf"(?P<season>{'|'.join(SEASONS)})"
DAYTIME = rf"(?P<daytime>{'|'.join(DAYTIMES)})"
_SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES)}))?|(?:{'|'.join(sorted(ONES, key=len, reverse=True))}))"
AMOUNT = (
    rf"(?P<amount>(?:\d{{1,4}}(?:\.\d+)?|{_SMALL})(?: and a half)?|half an?|an?|a (?:few|couple of|dozen)|several|"
    rf"(?:a )?couple of|dozens of|hundreds of|many|few)"
)
NUMBER_WORDS = " ".join((*ONES, *TENS))
_OPEN = {"several", "many", "few", "a few", "dozens of", "hundreds of"}


@dataclass(frozen=True)
class Moment:
    """Where an expression is read: the anchor day, the words before and after it, the single day last named in the text,
    and the tense of its verb when asked."""

    anchor: date | None
    named: date | None
    lead: str
    rest: str
    tense: Callable[[], Tense]

    @property
    def ahead(self) -> bool:
        """Whether the expression looks forward from the anchor."""
        if re.search(r"\bby $", self.lead, re.I):  # "had sent 90 by Monday" looks back
            return self.tense() != "past"
        return bool(re.search(r"\b(?:until|till|through|before|starting|beginning|coming) $", self.lead, re.I)) or (
            self.tense() == "future"
        )

    def preceded(self, words: str) -> bool:
        """Whether one of the words (joined by "|") stands right before."""
        return re.search(rf"\b(?:{words}) (?:the )?$", self.lead, re.IGNORECASE) is not None


@dataclass(frozen=True)
class TimeRule:
    """An expression: the words it may begin with ("#" is a figure), its pattern from there, and what it says.

    read: the value, or None where the words are no time after all.
    """

    first: tuple[str, ...]
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Moment], Timex | None]


def rule(first: str, pattern: str, read: Callable[[re.Match[str], Moment], Timex | None]) -> TimeRule:
    """A rule whose first words are given in one string; case does not count save for names."""
    compiled = re.compile(rf"{pattern}(?![A-Za-z])", re.IGNORECASE)
    return TimeRule(tuple(first.lower().split()), compiled, read)


def month_number(name: str) -> int:
    """1–12 of a month's name or short form."""
    return MONTHS[name.lower().rstrip(".")]


def unit_name(unit: str) -> str:
    """The unit as its singular ("centur" as matched → "century")."""
    word = unit.lower()
    return "century" if word == "centur" else word


def amount_of(words: str) -> float | None:
    """The number of "two", "18", "a", "two and a half"; None for an open one ("several"); "a couple of" is 2."""
    text = words.lower().strip()
    if text in _OPEN:
        return None
    if text.startswith("half"):
        return 0.5
    if text.endswith("couple of"):
        return 2
    if text == "a dozen":
        return 12
    more = 0.5 if text.endswith(" and a half") else 0.0
    text = text.removesuffix(" and a half")
    return (float(text) if text[0].isdigit() else words_value(text)[0]) + more
