"""Which day, month or year a number alone means, read from the day of a Korean or Japanese report."""

from __future__ import annotations

from datetime import date, timedelta

from reportedly.find import timex
from reportedly.find.timex import Part, Timex

_FAR = 300
"""A day without a year that lies further back than this is the one ahead."""
_TURN = 50
"""Years in two digits from here on are of the century before."""
_REACH = 4
"""How many months or years away a number may lie that not every one has: 31, or 29 February."""
_PARTS: dict[str, Part] = {"early": "early", "mid": "mid", "late": "late"}


def part_named(name: str) -> Part | None:
    """The part of a month or year by its name in the rows."""
    return _PARTS.get(name)


def in_century(number: int) -> int:
    """The year that two digits mean."""
    return (2000 if number < _TURN else 1900) + number


def reference(shift: int) -> Timex:
    """What is left of "last month" or "next year" where no day of the report is known."""
    return Timex("DATE", "PRESENT_REF" if shift == 0 else "PAST_REF" if shift < 0 else "FUTURE_REF")


def calendar_day(year: int, month: int, number: int) -> date | None:
    """The day; None where the calendar has none."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def nearest_day(anchor: date, month: int, number: int, side: str) -> date | None:
    """The day without a year: the last before the report, or the next where it is nearer than far."""
    years = (anchor.year + k for k in range(-_REACH, _REACH + 1))
    days = [d for d in (calendar_day(year, month, number) for year in years) if d]
    back, ahead = [d for d in days if d <= anchor], [d for d in days if d > anchor]
    if not back or side == "next":
        return ahead[0] if ahead else None
    near = (anchor - back[-1]).days < _FAR or not ahead or side == "last"
    return back[-1] if near else ahead[0]


def last_of_number(anchor: date, number: int, side: str) -> date | None:
    """The day of a number alone: the last on or before the report, the next after it where the words look ahead."""
    step = 1 if side == "next" else -1
    for k in range(_REACH):
        month = timex.shifted(anchor.replace(day=1), step * k, "month")
        on = calendar_day(month.year, month.month, number)
        if on is not None and (on > anchor if step > 0 else on <= anchor):
            return on
    return None


def year_of_month(month: int, anchor: date, side: str) -> int:
    """The year of a month without one: the last that has begun, unless the words look another way."""
    if side == "next":
        return anchor.year + (month <= anchor.month)
    if side == "last":
        return anchor.year - (month >= anchor.month)
    return anchor.year if side == "this" else anchor.year - (month > anchor.month)


def days_of_week(of: date, part: Part) -> tuple[date, date]:
    """The third of a week that lies early, in the middle or late in it."""
    monday = of - timedelta(of.weekday())
    low = {"early": 0, "mid": 2, "late": 4}[part]
    return monday + timedelta(low), monday + timedelta(low + 2)
