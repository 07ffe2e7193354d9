"""Periods are days from start to end, both inclusive."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.terms.period import Period
from reportedly.terms.record import period_of, period_record
from strategies import periods


@given(st.dates(), st.dates())
def test_a_period_never_runs_backwards(one: date, other: date) -> None:
    """Days in order make a period, one day does too; the other way round they do not."""
    start, end = sorted((one, other))
    assert Period(start, end).end == end
    if start != end:
        with pytest.raises(ValueError, match="back to"):
            Period(end, start)


@given(st.dates())
def test_either_side_may_be_open(day: date) -> None:
    """ "Has sent" has no start, "from August on" no end."""
    assert Period(None, day).start is None
    assert Period(day, None).end is None


@given(periods())
def test_a_period_survives_its_record(period: Period) -> None:
    """Days are written as ISO 8601 and read back; no period is null."""
    assert period_of(period_record(period)) == period
    assert period_of(period_record(None)) is None
