"""Hours in which nothing goes out, on the wall clock of their zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from reportedly.terms.watching import Quiet


def is_quiet(quiet: Quiet, at: datetime) -> bool:
    """Whether it is a quiet hour: from `since`, included, to `until`, not included, over midnight where since is later."""
    local = at.astimezone(ZoneInfo(quiet.zone)).time()
    if quiet.since <= quiet.until:
        return quiet.since <= local < quiet.until
    return local >= quiet.since or local < quiet.until


def after_quiet(quiet: Quiet | None, at: datetime) -> datetime:
    """The first moment, not before this one, at which something may go out; in UTC."""
    now = at.astimezone(UTC)
    if quiet is None or not is_quiet(quiet, now):
        return now
    ends = (end for days in range(3) for end in _ends(quiet, now, days))
    return min((end for end in ends if end > now and not is_quiet(quiet, end)), default=now + timedelta(days=1))


def _ends(quiet: Quiet, now: datetime, days: int) -> tuple[datetime, datetime]:
    """When the hours end on a day: two moments where a change of the clocks repeats that hour, or skips it."""
    zone = ZoneInfo(quiet.zone)
    end = datetime.combine(now.astimezone(zone).date() + timedelta(days=days), quiet.until, zone)
    return end.replace(fold=0).astimezone(UTC), end.replace(fold=1).astimezone(UTC)
