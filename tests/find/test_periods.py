"""Periods: time expressions, their days and their TIMEX3 values."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from find import written
from find.parsing import HERE, parse, table
from reportedly.find.periods import periods

CASES = table(HERE / "periods.toml", "case")
ANCHOR = "2024-11-20"
WORDS = re.split(
    " ", "the last of early mid May March 31 2024 99 weeks week ago since - , . ' a two 9 a.m. Monday 12:30 1990s"
)
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    """The text holds the periods that its case lists, in order, and no others."""
    on = case.get("on", ANCHOR)
    found = periods(parse(case["text"]), date.fromisoformat(on) if on else None)
    assert [written.period(m) for m in found] == case["found"]
    if "words" in case:
        assert [m.text for m in found] == case["words"]
    assert all(case["text"][m.start : m.end] == m.text for m in found)


def test_breadth() -> None:
    """At least two hundred periods are listed."""
    assert sum(max(1, len(case["found"])) for case in CASES) >= 200


@settings(max_examples=30, deadline=None)
@given(DAYS, DAYS)
def test_full_dates_need_no_anchor(day: date, anchor: date) -> None:
    """A full date is the same day whatever the anchor, in each of the ways to print it."""
    month = day.strftime("%B")
    for printed in (f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}", day.isoformat()):
        for seen_from in (anchor, None):
            (found,) = periods(parse(f"The ship left port on {printed}."), seen_from)
            assert (found.start_on, found.end_on, found.timex_value) == (day, day, day.isoformat())


@settings(max_examples=20, deadline=None)
@given(DAYS)
def test_weekdays_in_the_past_lie_in_the_week_before(anchor: date) -> None:
    """A weekday in the past tense is the anchor's or one of the six days before it, and has that name."""
    for n, name in enumerate(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")):
        (found,) = periods(parse(f"He said so on {name}."), anchor)
        assert found.start_on is not None
        assert found.start_on.weekday() == n
        assert 0 <= (anchor - found.start_on).days < 7


@settings(max_examples=20, deadline=None)
@given(DAYS, st.integers(1, 400), st.sampled_from(["day", "week", "month", "year"]))
def test_stretches_end_on_the_anchor(anchor: date, amount: int, unit: str) -> None:
    """ "The past N units" begins before the anchor and ends on it."""
    (found,) = periods(parse(f"It grew over the past {amount} {unit}s."), anchor)
    assert found.start_on is not None
    assert found.start_on < anchor == found.end_on
    assert found.timex_value == f"P{amount}{unit[0].upper()}"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=9,
    ),
    st.none() | DAYS,
)
def test_any_words_are_read(words: list[str], anchor: date | None) -> None:
    """Any jumble of time words is read without an error, and no interval runs backwards."""
    for found in periods(parse(" ".join(words)), anchor):
        assert found.start_on is None or found.end_on is None or found.start_on <= found.end_on
