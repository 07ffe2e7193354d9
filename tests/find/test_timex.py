"""Time values: what stretch of the calendar each value covers."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.find import timex

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
UNITS = ("day", "week", "month", "quarter", "year", "decade", "century")


@given(DAYS, st.sampled_from(UNITS))
def test_a_day_lies_in_its_unit(day: date, unit: str) -> None:
    """The week, month, quarter, year, decade or century of a day holds that day."""
    found = timex.unit_of(day, unit)
    assert found.start is not None
    assert found.end is not None
    assert found.start <= day <= found.end


@given(DAYS, st.integers(1, 60), st.sampled_from(("day", "week")))
def test_shifting_back_undoes_shifting(day: date, amount: int, unit: str) -> None:
    """So many days or weeks forth and back is the same day."""
    assert timex.shifted(timex.shifted(day, amount, unit), -amount, unit) == day


def test_shifting_keeps_inside_the_month() -> None:
    """A month after 31 January is the last day of February."""
    assert timex.shifted(date(2024, 1, 31), 1, "month") == date(2024, 2, 29)


@given(DAYS, st.floats(-1e6, 1e6), st.sampled_from(UNITS))
def test_shifting_never_leaves_the_calendar(day: date, amount: float, unit: str) -> None:
    """Any shift gives a day of the calendar, at its edge where it would leave it."""
    assert date.min <= timex.shifted(day, amount, unit) <= date.max


@pytest.mark.parametrize(
    ("amount", "unit", "value"),
    [
        (3, "week", "P3W"),
        (24, "hour", "PT24H"),
        (None, "week", "PXW"),
        (2.5, "year", "P2.5Y"),
        (1, "decade", "P10Y"),
        (None, "decade", "PXDE"),
    ],
)
def test_duration_value(amount: float | None, unit: str, value: str) -> None:
    """A length is written as ISO 8601 has it, X where its number is open."""
    assert timex.duration_value(amount, unit) == value


def test_winter_runs_into_the_next_year() -> None:
    """The winter of a year ends in the February after it."""
    assert timex.season(2023, "WI").end == date(2024, 2, 29)


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_parts_make_up_the_month(year: int, number: int) -> None:
    """Early, mid and late follow each other and fill the month."""
    early, mid, late = (timex.month(year, number, part) for part in ("early", "mid", "late"))
    assert early.start == date(year, number, 1)
    for one, two in pairwise((early, mid, late)):
        assert one.end is not None
        assert two.start == one.end + timedelta(1)
