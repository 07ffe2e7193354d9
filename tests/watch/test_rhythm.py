"""When dispatches are due, on the wall clock of their zone."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reportedly.terms.watching import DispatchPlan
from reportedly.watch.rhythm import last_due

DAILY = DispatchPlan(at=time(7), zone="Europe/Berlin")
WEEKLY = DispatchPlan(every="week", at=time(8, 30), weekday=4, zone="Asia/Seoul")
SECOND = timedelta(seconds=1)
ZONES = ("UTC", "Europe/Berlin", "Asia/Seoul", "America/New_York", "Australia/Lord_Howe")
instants = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
plans = st.builds(
    DispatchPlan,
    every=st.sampled_from(("day", "week")),
    at=st.times().map(lambda at: at.replace(microsecond=0)),
    weekday=st.integers(0, 6),
    zone=st.sampled_from(ZONES),
)


def test_every_morning() -> None:
    """Before seven in Berlin it is yesterday's that is due, from seven on today's."""
    assert last_due(DAILY, datetime(2026, 5, 3, 4, 59, tzinfo=UTC)) == datetime(2026, 5, 2, 5, tzinfo=UTC)
    assert last_due(DAILY, datetime(2026, 5, 3, 5, 0, tzinfo=UTC)) == datetime(2026, 5, 3, 5, tzinfo=UTC)


def test_summer_time_moves_it_with_the_wall_clock() -> None:
    """Seven in Berlin is six in London's winter and five in summer; the day between has 23 hours."""
    due = last_due(DAILY, datetime(2026, 3, 29, 12, tzinfo=UTC))
    assert due == datetime(2026, 3, 29, 5, tzinfo=UTC)
    assert last_due(DAILY, due - SECOND) == datetime(2026, 3, 28, 6, tzinfo=UTC)


def test_every_friday() -> None:
    """Half past eight on Friday in Seoul, whatever day it is in Greenwich."""
    assert last_due(WEEKLY, datetime(2026, 5, 7, 23, 29, tzinfo=UTC)) == datetime(2026, 4, 30, 23, 30, tzinfo=UTC)
    assert last_due(WEEKLY, datetime(2026, 5, 7, 23, 30, tzinfo=UTC)) == datetime(2026, 5, 7, 23, 30, tzinfo=UTC)


@given(plans, instants)
def test_the_last_due_moment_is_within_one_period(plan: DispatchPlan, now: datetime) -> None:
    """It is never in the future, and never more than one period (and a change of clocks) ago."""
    due = last_due(plan, now)
    longest = timedelta(days=1 if plan.every == "day" else 7, hours=1)
    assert now - longest <= due <= now


@given(plans, instants)
def test_no_two_dispatches_are_about_the_same_time(plan: DispatchPlan, now: datetime) -> None:
    """Each period ends where the next begins: asked at the end of a period, the last due moment is that end."""
    due = last_due(plan, now)
    assert last_due(plan, due) == due
    assert last_due(plan, due - SECOND) < due
