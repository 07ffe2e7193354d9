"""Time values: the TIMEX3 value of a stretch of the calendar, and the days that it covers."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Part = Literal["early", "mid", "late"]

LETTERS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y",
    "decade": "DE", "century": "CE",
}  # fmt: skip
_CLOCK_UNITS = {"second", "minute", "hour"}
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_HALVES: dict[str, tuple[float, str]] = {
    "minute": (30, "second"), "hour": (30, "minute"), "day": (12, "hour"), "year": (6, "month"), "decade": (5, "year"),
    "century": (50, "year"),
}  # fmt: skip
_DAYS = {"second": 0.0, "minute": 0.0, "hour": 1 / 24, "day": 1.0, "week": 7.0}
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 type and value, and the days start–end inclusive (None: open or not known)."""

    type: TimexType
    value: str
    start: date | None = None
    end: date | None = None


def reference(value: Literal["PRESENT_REF", "PAST_REF", "FUTURE_REF"], anchor: date | None) -> Timex:
    """The vague past up to the anchor, the present on it, the future from it."""
    start = None if value == "PAST_REF" else anchor
    return Timex("DATE", value, start, None if value == "FUTURE_REF" else anchor)


def day(on: date) -> Timex:
    """One day: 2024-11-20."""
    return Timex("DATE", on.isoformat(), on, on)


def month(year: int, number: int, part: Part | None = None) -> Timex:
    """A month, 2024-11, or a part of it in days: early 1–10, mid 11–20, late 21–end."""
    last = monthrange(year, number)[1]
    low, high = {None: (1, last), "early": (1, 10), "mid": (11, 20), "late": (21, last)}[part]
    return Timex("DATE", f"{year:04d}-{number:02d}", date(year, number, low), date(year, number, high))


def year(number: int, part: Part | None = None) -> Timex:
    """A year, 2024, or a third of it: early January–April, mid May–August, late September–December."""
    low, high = {None: (1, 12), "early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    return Timex("DATE", f"{number:04d}", *_months(number, low, high))


def half(year: int, number: int) -> Timex:
    """2024-H1, 2024-H2."""
    return Timex("DATE", f"{year:04d}-H{number}", *_months(year, 6 * number - 5, 6 * number))


def quarter(year: int, number: int) -> Timex:
    """2024-Q3."""
    return Timex("DATE", f"{year:04d}-Q{number}", *_months(year, 3 * number - 2, 3 * number))


def season(year: int, code: str) -> Timex:
    """2024-SU, in northern months: SP from March, SU from June, FA from September, WI from December into the next year."""
    first = date(year, _SEASON_MONTHS[code], 1)
    return Timex("DATE", f"{year:04d}-{code}", first, shifted(first, 1, "quarter") - timedelta(1))


def decade(first_year: int) -> Timex:
    """199 for the 1990s."""
    return Timex("DATE", str(first_year // 10), date(first_year, 1, 1), date(first_year + 9, 12, 31))


def century(number: int) -> Timex:
    """20 for the 21st century, in its popular span (2000–2099)."""
    first = 100 * (number - 1)
    return Timex("DATE", f"{number - 1:02d}", date(max(first, 1), 1, 1), date(first + 99, 12, 31))


def week(of: date) -> Timex:
    """The ISO week of a day, Monday to Sunday: 2024-W47."""
    monday = of - timedelta(of.weekday())
    iso = of.isocalendar()
    return Timex("DATE", f"{iso.year:04d}-W{iso.week:02d}", monday, monday + timedelta(6))


def weekend(of: date) -> Timex:
    """Saturday and Sunday of a day's ISO week: 2024-W47-WE."""
    whole = week(of)
    saturday = of - timedelta(of.weekday()) + timedelta(5)
    return Timex("DATE", whole.value + "-WE", saturday, saturday + timedelta(1))


def unit_of(of: date, unit: str) -> Timex:
    """The day, week, month, quarter, year, decade or century that a day lies in."""
    match unit:
        case "week":
            return week(of)
        case "month":
            return month(of.year, of.month)
        case "quarter":
            return quarter(of.year, (of.month + 2) // 3)
        case "year":
            return year(of.year)
        case "decade":
            return decade(of.year // 10 * 10)
        case "century":
            return century(of.year // 100 + 1)
        case _:
            return day(of)


def duration_value(amount: float | None, unit: str) -> str:
    """P3W, PT24H, P2.5Y; PXW where the number is left open (amount None). A decade counts as ten years, and half a unit
    is told in the next finer one."""
    if amount == 0.5 and unit in _HALVES:
        amount, unit = _HALVES[unit]
    elif unit in ("decade", "century") and amount is not None:
        amount, unit = amount * (10 if unit == "decade" else 100), "year"
    number = "X" if amount is None else f"{amount:g}"
    return ("PT" if unit in _CLOCK_UNITS else "P") + number + LETTERS[unit]


def shifted(on: date, amount: float, unit: str) -> date:
    """The day so many units later (earlier where negative); held inside the years 1–9999."""
    if unit in _DAYS:
        days = amount * _DAYS[unit]
        whole = int(days) if days == int(days) else int(days) + (1 if days > 0 else -1)
        return date.fromordinal(min(max(on.toordinal() + whole, 1), date.max.toordinal()))
    index = on.year * 12 + on.month - 1 + round(amount * _MONTHS[unit])
    index = min(max(index, 12), 9999 * 12 + 11)
    year_number, month_number = index // 12, index % 12 + 1
    return date(year_number, month_number, min(on.day, monthrange(year_number, month_number)[1]))


def ago(anchor: date, amount: float, unit: str) -> Timex:
    """So many units before the anchor, as fine as the unit: "two years ago" is 2022, "a week ago" a day; some
    hours ago is still the anchor's day."""
    then = anchor if unit in _CLOCK_UNITS and amount < 12 else shifted(anchor, -amount, unit)
    return unit_of(then, unit if unit in _MONTHS and unit not in ("decade", "century") else "day")


def _months(year_number: int, first: int, last: int) -> tuple[date, date]:
    return date(year_number, first, 1), date(year_number, last, monthrange(year_number, last)[1])
