"""What goes to which channel, and when it is tried again. Nothing is planned twice, nothing goes out in quiet hours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from reportedly.terms.document import content_id
from reportedly.terms.watching import Alert, Channel, ChannelKind, Delivery, Message, Outcome, Quiet
from reportedly.watch.quiet import after_quiet

MessageOf = Callable[[Sequence[Alert], int], Message]
"""Puts alerts into a message, with the number of those that may not be passed on."""

DISTURBING: tuple[ChannelKind, ...] = ("webhook", "email", "apprise")
"""Channels that reach people wherever they are; a terminal and a file wait until somebody looks."""
REPEATABLE: tuple[ChannelKind, ...] = ("terminal", "file", "webhook")
"""Channels to which a message of unknown fate is sent again: a file knows its ids, a webhook is given the same key."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
ATTEMPTS, PATIENCE = 20, timedelta(days=3)
FEWEST = 8
"""So often a message is tried, over two hours, however old it was when this machine was on again."""


def planned(
    alerts: Sequence[Alert], channels: Iterable[Channel], quiet: Quiet | None, now: datetime, message_of: MessageOf
) -> tuple[Delivery, ...]:
    """One message to each channel with all alerts that name it, or name none. What rests on documents that may not be passed
    on goes only where that is allowed; elsewhere its number is told.
    """
    found = []
    for channel in channels:
        told = [alert for alert in alerts if not alert.channels or channel.name in alert.channels]
        passed = [alert for alert in told if channel.restricted or not alert.restricted]
        if told:
            ids = tuple(sorted(alert.id for alert in told))
            ident = content_id("m", channel.name, *ids)
            message = message_of(passed, len(told) - len(passed))
            next_at = not_before(channel.kind, quiet, now)
            found.append(Delivery(ident, channel.name, "alerts", ids, message, now, next_at))
    return tuple(found)


def not_before(kind: ChannelKind, quiet: Quiet | None, now: datetime) -> datetime:
    """When something may go out to a kind of channel, now or once the quiet hours end."""
    return after_quiet(quiet, now) if kind in DISTURBING else now


def after(delivery: Delivery, kind: ChannelKind, outcome: Outcome, now: datetime, quiet: Quiet | None) -> Delivery:
    """The delivery after an attempt: sent, waiting for the next, in doubt, or given up."""
    if not outcome.fault:
        return replace(delivery, state="sent", done_at=now, fault="")
    tried = replace(delivery, attempts=delivery.attempts + 1, fault=outcome.fault)
    if outcome.unknown and kind not in REPEATABLE:
        return replace(tried, state="in-doubt", done_at=now)
    late = now - delivery.made_at >= PATIENCE and tried.attempts >= FEWEST
    if not outcome.again or tried.attempts >= ATTEMPTS or late:
        return replace(tried, state="given-up", done_at=now)
    wait = max(timedelta(seconds=outcome.after or 0), min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tried.attempts - 1)))
    return replace(tried, state="waiting", next_at=not_before(kind, quiet, now + min(wait, PATIENCE)))


def resumed(delivery: Delivery, kind: ChannelKind | None, now: datetime) -> Delivery:
    """A delivery that was being handed over when its process died: sent again where that harms nobody, else in doubt. kind:
    None where there is no such channel any more.
    """
    if kind in REPEATABLE:
        return replace(delivery, state="waiting", attempts=delivery.attempts + 1, next_at=now)
    fault = "the program ended while it was handed over"
    return replace(delivery, state="in-doubt", done_at=now, fault=fault)
