"""Days by the name of their feast: Christmas, Thanksgiving, New Year's Eve."""

from __future__ import annotations

import re
from calendar import Calendar
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from reportedly.find import timex
from reportedly.find.timewords import YEAR, Moment, TimeRule, rule
from reportedly.find.timex import Timex

_MONDAY, _THURSDAY = 0, 3
_OF_A_KIND = re.compile(
    r"[ -](?:sales?|season|shop|gifts?|presents?|trees?|carols?|markets?|dinner|cards?|holidays?|period|break|lights|rush|"
    r"trading|part(?:y|ies)|parade|egg|movies?|films?|songs?|and New Year|Island)\w*"
)
"""A feast that says of what kind a thing is ("Christmas sales") is no day."""


def _weekday_of(month: int, weekday: int, place: int) -> Callable[[int], date]:
    def on(year: int) -> date:
        days = [d for d in Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday]
        return days[place]

    return on


def _fixed(month: int, number: int) -> Callable[[int], date]:
    return lambda year: date(year, month, number)


_DAYS: dict[str, Callable[[int], date]] = {
    "christmas": _fixed(12, 25), "christmas day": _fixed(12, 25), "christmas eve": _fixed(12, 24),
    "boxing day": _fixed(12, 26), "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31),
    "valentine's day": _fixed(2, 14), "st. patrick's day": _fixed(3, 17), "halloween": _fixed(10, 31),
    "the fourth of july": _fixed(7, 4), "bastille day": _fixed(7, 14),
    "thanksgiving": _weekday_of(11, _THURSDAY, 3), "thanksgiving day": _weekday_of(11, _THURSDAY, 3),
    "labor day": _weekday_of(9, _MONDAY, 0), "memorial day": _weekday_of(5, _MONDAY, -1),
    "easter": easter, "easter sunday": easter,
    "easter monday": lambda year: easter(year) + timedelta(1), "good friday": lambda year: easter(year) - timedelta(2),
}  # fmt: skip


def _holiday(match: re.Match[str], moment: Moment) -> Timex | None:
    """The one of the year named, else by tense the last or the next, else the nearest."""
    if _OF_A_KIND.match(moment.rest):
        return None
    on = _DAYS[match["feast"].lower().replace("’", "'")]
    if match["year"]:
        return timex.day(on(int(match["year"])))
    anchor = moment.anchor
    if anchor is None:
        return Timex("DATE", "XXXX-XX-XX")
    shift = (match["shift"] or "").lower()
    days = [on(anchor.year + k) for k in (-1, 0, 1) if 1 <= anchor.year + k <= 9999]
    if shift == "this":
        return timex.day(on(anchor.year))
    ahead, past = shift == "next" or (not shift and moment.ahead), shift == "last" or moment.tense() == "past"
    if ahead or past:
        return timex.day(
            _first([d for d in days if d >= anchor] if ahead else [d for d in days[::-1] if d <= anchor], days)
        )
    return timex.day(min(days, key=lambda d: abs((d - anchor).days)))


def _first(fitting: list[date], any_of: list[date]) -> date:
    return (fitting or any_of)[0]


_NAMES = "|".join(re.escape(name).replace("'", "['’]") for name in sorted(_DAYS, key=len, reverse=True))

HOLIDAY_RULES: tuple[TimeRule, ...] = (
    rule(
        "christmas boxing new valentine st halloween independence the bastille thanksgiving labor memorial easter good"
        " last this next",
        rf"(?:(?P<shift>last|this|next) )?(?-i:(?=[A-Z]|the F))(?P<feast>{_NAMES})(?:,? {YEAR})?",
        _holiday,
    ),
)
"""Feast days."""
