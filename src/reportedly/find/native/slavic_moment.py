"""Where a Russian or Ukrainian time expression is read from, and how a rule for one looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from reportedly.find import timex
from reportedly.find.native.slavic_calendar import Calendar
from reportedly.find.timex import Part, Timex

PARTS: dict[str, Part] = {"early": "early", "mid": "mid", "late": "late"}


@dataclass(frozen=True, slots=True)
class Moment:
    """The anchor, the single day last named, the words beside the expression, and whether its sentence looks ahead."""

    anchor: date | None
    named: date | None
    lead: str
    rest: str
    ahead: bool


Read = Callable[[re.Match[str], Moment], Timex | None]


@dataclass(frozen=True, slots=True)
class TimeRule:
    """An expression's pattern, and what it says: None where the words are no time after all."""

    pattern: re.Pattern[str]
    read: Read


def rule(pattern: str, read: Read) -> TimeRule:
    """A rule of a pattern over looked-up text."""
    return TimeRule(re.compile(rf"{pattern}(?!\w)"), read)


def rules(*pairs: tuple[str, Read]) -> Iterator[TimeRule]:
    """Rules of pairs of a pattern and its reading."""
    return (rule(pattern, read) for pattern, read in pairs)


def day_on(year: int, month: int, day: int) -> date | None:
    """The day, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_of(words: Calendar, match: re.Match[str], anchor: date | None, n: str = "") -> int | None:
    """The year that the words state: "2024 года", "прошлого года"; None where they state none."""
    groups = match.groupdict()
    if said := groups.get(f"year{n}"):
        return int(said)
    if anchor is None:
        return None
    if shift := groups.get(f"shift_year{n}"):
        return anchor.year + shift_of(words, shift)
    word = groups.get(f"word_year{n}")
    return anchor.year + words.number("year", word) if word else None


def shift_of(words: Calendar, word: str) -> int:
    """-1 for last, 0 for this, 1 for next."""
    return next(n for kind, n in (("last", -1), ("this", 0), ("next", 1)) if word in words.words.get(kind, {}))


def month_year(number: int, moment: Moment) -> int:
    """The year of a month without one: the last such month, or the next where the sentence looks ahead."""
    assert moment.anchor is not None
    year = moment.anchor.year
    return year + (number < moment.anchor.month) if moment.ahead else year - (number > moment.anchor.month)


def nearest_day(number: int, on: int, moment: Moment) -> Timex | None:
    """The day without a year that is nearest to the anchor, the next one where the sentence looks ahead."""
    anchor = moment.anchor
    assert anchor is not None
    days = [d for k in (-1, 0, 1) if (d := day_on(anchor.year + k, number, on)) is not None]
    ahead = [d for d in days if d >= anchor]
    if moment.ahead and ahead and (ahead[0] - anchor).days < 200:
        return timex.day(ahead[0])
    return timex.day(min(days, key=lambda d: abs((d - anchor).days))) if days else None


def reference(shift: int) -> Timex:
    """The past, the present or the future, where there is no anchor."""
    return Timex("DATE", "PRESENT_REF" if shift == 0 else "PAST_REF" if shift < 0 else "FUTURE_REF")
