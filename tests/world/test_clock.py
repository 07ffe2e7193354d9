"""Clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reportedly.world.clock import FixedClock, system_clock


def test_the_system_clock_says_its_zone() -> None:
    """The present instant is given in UTC."""
    assert system_clock().tzinfo is UTC


def test_a_fixed_clock_stands_until_moved() -> None:
    """It tells the same instant twice, and another once it is moved."""
    clock = FixedClock(datetime(2024, 1, 1, tzinfo=UTC))
    assert clock() == clock()
    clock.move(timedelta(hours=2))
    assert clock().hour == 2
