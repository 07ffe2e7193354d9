"""Sends what is due. Each message is noted as handed over before it is, and as sent once the other side has answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.errors import UsageError
from reportedly.keep.ledger import Clock
from reportedly.present.alerts import doubt, with_doubts
from reportedly.terms.problem import Problem
from reportedly.terms.watching import Channel, Delivery, Quiet
from reportedly.watch.outbox import after, not_before, resumed
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.notify.opening import Sender
from reportedly.world.watching import outbox


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many messages were sent, and those that were not, with their faults."""

    sent: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Ways:
    """The channels, how each sends, and when none may disturb."""

    channels: Sequence[Channel]
    senders: Mapping[str, Sender]
    quiet: Quiet | None = None

    def kind(self, name: str) -> Channel | None:
        """The channel of a name, None where there is none any more."""
        return next((channel for channel in self.channels if channel.name == name), None)


def resume(ledger: SqlLedger, ways: Ways, clock: Clock) -> None:
    """Decide of what a process that died was handing over. Only who alone delivers may call this. Raises LedgerError."""
    for delivery in outbox.in_state(ledger, "sending"):
        channel = ways.kind(delivery.channel)
        outbox.put(ledger, resumed(delivery, channel.kind if channel else None, clock()))


def deliver(ledger: SqlLedger, ways: Ways, clock: Clock, stop: Callable[[], bool] = lambda: False) -> Delivered:
    """Send what is due. What cannot be sent waits, or is given up, and is told. Raises LedgerError, UsageError."""
    sent, problems = 0, []
    for delivery in outbox.due(ledger, clock()):
        if stop():
            break
        channel = ways.kind(delivery.channel)
        if channel is None:
            problems.append(_problem(delivery, "there is no such channel any more", "no-channel"))
            continue
        now = clock()
        if (
            then := not_before(channel.kind, ways.quiet, now)
        ) > now:  # it was due before, and nobody was there to send it
            outbox.put(ledger, replace(delivery, next_at=then))
            continue
        done = _sent(ledger, delivery, channel, ways, clock)
        sent += done.state == "sent"
        if done.state != "sent":
            problems.append(_problem(done, done.fault, _SLUGS.get(done.state, "not-sent")))
    return Delivered(sent, tuple(problems))


_SLUGS = {"given-up": "given-up", "in-doubt": "in-doubt"}


def _sent(ledger: SqlLedger, delivery: Delivery, channel: Channel, ways: Ways, clock: Clock) -> Delivery:
    doubtful = [d for d in outbox.in_state(ledger, "in-doubt", 1000) if d.channel == channel.name]
    lines = [doubt(d.message, d.made_at) for d in doubtful]
    begun = replace(delivery, state="sending")
    outbox.put(ledger, begun)
    try:
        outcome = ways.senders[channel.name](replace(begun, message=with_doubts(delivery.message, lines)), clock())
    except UsageError:  # something is not installed: nothing was handed over
        outbox.put(ledger, delivery)
        raise
    done = after(delivery, channel.kind, outcome, clock(), ways.quiet)
    told = [replace(d, state="doubt-told") for d in doubtful] if done.state == "sent" else []
    outbox.put(ledger, done, *told)
    return done


def _problem(delivery: Delivery, fault: str, slug: str) -> Problem:
    then = {"not-sent": "it is tried again", "given-up": "it is not tried again", "in-doubt": "it may have arrived"}
    message = f"“{delivery.message.subject}” was not sent: {fault}" + (f"; {then[slug]}" if slug in then else "")
    return Problem(slug, message, delivery.channel, "warning" if slug == "not-sent" else "error")
