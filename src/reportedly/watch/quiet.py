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
    local = now.astimezone(ZoneInfo(quiet.zone))
    for days in range(3):  # a change of the clocks can skip the hour at which they end; then it is the next day's
        end = datetime.combine(local.date() + timedelta(days=days), quiet.until, ZoneInfo(quiet.zone)).astimezone(UTC)
        if end > now and not is_quiet(quiet, end):
            return end
    return now + timedelta(days=1)
