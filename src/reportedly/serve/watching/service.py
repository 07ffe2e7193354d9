"""One round of watching, and rounds without end: poll, judge, put alerts on their way, send what is due."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from reportedly.errors import LedgerLocked
from reportedly.keep.ledger import Clock
from reportedly.present.alerts import alert_message
from reportedly.present.dispatch import Dispatch
from reportedly.serve import wiring
from reportedly.serve.settings import VERSION
from reportedly.serve.watching.delivering import Delivered, Ways, deliver, resume
from reportedly.serve.watching.judging import Judged, judge
from reportedly.serve.watching.polling import poll
from reportedly.serve.watching.regular import send_due
from reportedly.serve.watching.round import Polled, PollStep
from reportedly.terms.fetching import Fetcher
from reportedly.terms.problem import Problem
from reportedly.terms.watching import Channel, Watch
from reportedly.watch.outbox import planned
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.notify.opening import sender
from reportedly.world.watching import marks, outbox
from reportedly.world.web.offline import OfflineWeb
from reportedly.world.web.opening import web_fetcher

LONGEST_SLEEP = timedelta(minutes=1)
REMEMBERED = timedelta(days=30)
"""Alerts that were not told when the program ended are told if it is started again within so long."""
TERMINAL = Channel("terminal", "terminal", tls="none", restricted=True)
"""Where alerts and dispatches go for who names no channel."""


Told = Callable[[Problem], None]
Stop = Callable[[], bool]


@dataclass(frozen=True)
class Watcher:
    """All that a round needs. stop: asked between steps; told: hears of each problem as it comes."""

    watch: Watch
    ledger: SqlLedger
    finder: wiring.Reader
    fetcher: Fetcher
    ways: Ways
    clock: Clock
    stop: Stop
    told: Told


@dataclass(frozen=True, slots=True)
class Round:
    """What one round brought."""

    polled: Polled
    judged: Judged
    delivered: Delivered
    dispatch: Dispatch | None = None


def watcher(watch: Watch, ledger: SqlLedger, finder: wiring.Reader, clock: Clock, heard: tuple[Stop, Told]) -> Watcher:
    """What watches, with its ways to ask and to send. Raises UsageError where something is missing for them."""
    channels = watch.channels or (TERMINAL,)
    ways = Ways(channels, {each.name: sender(each, os.environ) for each in channels}, watch.quiet)
    asks = any(source.kind in ("feed", "page") for source in watch.sources)
    # Folders and mailboxes are watched without what asks the web, which need not be installed.
    fetcher = web_fetcher(watch.manners, clock, f"reportedly/{VERSION}") if asks else OfflineWeb({})
    return Watcher(replace(watch, channels=channels), ledger, finder, fetcher, ways, clock, *heard)


def one_round(it: Watcher, due_only: bool = False) -> Round:
    """Poll what is due (or all), judge what came, and send what is to be sent. Whoever ends it in between loses nothing:
    the next round goes on from there. Raises LedgerError, UsageError.
    """

    def heard(step: PollStep) -> None:
        for problem in step.problems:
            it.told(problem)

    polled = poll(it.watch, it.ledger, it.fetcher, it.finder, it.clock, due_only=due_only, stop=it.stop, told=heard)
    judged = judge(it.watch, it.ledger, it.finder, it.finder.tables, it.clock)
    put_on_their_way(it)
    made = send_due(it.watch, it.ledger, it.finder.tables, it.clock)
    delivered = deliver(it.ledger, it.ways, it.clock, it.stop)
    for problem in delivered.problems:
        it.told(problem)
    return Round(polled, judged, delivered, made)


def put_on_their_way(it: Watcher) -> int:
    """Plan messages for all alerts of the last weeks that no message tells of yet; how many messages are new."""
    since = it.clock() - REMEMBERED
    known = outbox.told_alerts(it.ledger, since)
    fresh = [alert for alert in marks.alerts_between(it.ledger, since, it.clock()) if alert.id not in known]
    return outbox.enqueue(it.ledger, planned(fresh, it.ways.channels, it.watch.quiet, it.clock(), alert_message))


def rounds(it: Watcher, done: Callable[[Round], None], wait: Callable[[float], object]) -> None:
    """Rounds until told to stop. wait: sleeps so many seconds, or less where it is woken. A round that meets another writer
    is taken up again at the next, and so are messages of which it could not note whether they were sent. Raises LedgerError.
    """
    while not it.stop():
        try:
            resume(it.ledger, it.ways, it.clock)
            done(one_round(it, due_only=True))
        except LedgerLocked as busy:
            it.told(Problem("ledger-locked", f"{busy}; the next round goes on", it.ledger.name, "warning"))
        if not it.stop():
            wait(LONGEST_SLEEP.total_seconds())


@contextmanager
def stoppable() -> Iterator[threading.Event]:
    """An event that SIGTERM and Ctrl-C set: what is being done is finished, and nothing further begun. A second Ctrl-C ends
    at once, which loses nothing either.
    """
    stop = threading.Event()
    usual = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def heard(number: int, frame: object) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()

    for number in usual:
        signal.signal(number, heard)
    try:
        yield stop
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
