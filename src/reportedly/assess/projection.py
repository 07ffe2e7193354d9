"""assess.projection: where an origin's own pace would lead by a day, if it held. Nobody has claimed that figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from reportedly.assess.pace import DAYS_A_MONTH
from reportedly.terms.findings import Projection
from reportedly.terms.flow import Pace

AHEAD = timedelta(days=365)
"""How far a pace is drawn on where no day is asked for."""


def projections(paces: Iterable[Pace], until: date | None = None) -> tuple[Projection, ...]:
    """One for each pace that can be computed and ends before the day. until: None for a year after each pace's end."""
    return tuple(_projected(paces, until))


def _projected(paces: Iterable[Pace], until: date | None) -> Iterator[Projection]:
    for pace in paces:
        if pace.start is None or pace.end is None or (pace.low is None and pace.high is None):
            continue
        by = until or pace.end + AHEAD
        if by <= pace.end:
            continue
        months = (by - pace.start).days / DAYS_A_MONTH
        yield Projection(
            origin=pace.origin,
            item=pace.item,
            unit=pace.unit,
            by=by,
            low=None if pace.low is None else pace.low * months,
            high=None if pace.high is None else pace.high * months,
            assumption=f"if the pace that {pace.origin}'s own figures show from {pace.start} to {pace.end} holds",
            because=pace.because,
        )
