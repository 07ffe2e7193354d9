"""When a regular dispatch is due: at a local time of day, every day or on one day of the week."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from reportedly.terms.watching import DispatchPlan


def last_due(plan: DispatchPlan, now: datetime) -> datetime:
    """The latest moment, not after now, at which a dispatch was due; in UTC.

    The hour is that of the wall clock: over a change to summer time a day has 23 or 25 hours. An hour that a change skips
    is taken as it would have been before it.
    """
    local = now.astimezone(ZoneInfo(plan.zone))
    back = 0 if plan.every == "day" else (local.weekday() - plan.weekday) % 7
    step = 1 if plan.every == "day" else 7
    due = _at(plan, local, back)
    return due if due <= now else _at(plan, local, back + step)


def _at(plan: DispatchPlan, local: datetime, days_back: int) -> datetime:
    day = local.date() - timedelta(days=days_back)
    return datetime.combine(day, plan.at, ZoneInfo(plan.zone)).astimezone(UTC)
