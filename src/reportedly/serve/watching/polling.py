"""Polling: sources that are due are looked through, and what they published is read into the ledger.

A kill at any point loses nothing: a source counts as looked through in the transaction in which its things are noted as
waiting, and a thing counts as read only once the ledger holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reportedly.keep.ledger import Clock, Ledger
from reportedly.pipeline import Finder
from reportedly.serve.watching.looking import look
from reportedly.serve.watching.round import Polled, PollStep, Round, SourcePolled
from reportedly.serve.watching.taking import take
from reportedly.terms.fetching import Fetcher
from reportedly.terms.problem import Problem
from reportedly.terms.watching import PolledSource, Watch
from reportedly.world.watching.sources import SourceState, SourceStore

MOST = 500
"""How many things of one source are read in one poll."""

SKEW = timedelta(minutes=5)
"""How far a clock that is put right goes back without anything being made of it."""

LONG_AGO = datetime.min.replace(tzinfo=UTC)

_COUNTED = {"read": "read", "put-off": "put_off", "given-up": "given_up"}


def poll(
    watch: Watch,
    ledger: Ledger,
    fetcher: Fetcher,
    finder: Finder,
    clock: Clock,
    *,
    due_only: bool,
    stop: Callable[[], bool] = lambda: False,
    told: Callable[[PollStep], object] = lambda step: None,
) -> Polled:
    """Look through each source that is due, or through all, and read what waits of them. stop: asked between any two
    steps; told: hears of each step. Raises LedgerError, and UsageError for a ledger in memory.
    """
    at = Round(ledger, SourceStore(ledger), fetcher, finder, clock, watch.manners)
    counts: list[SourcePolled] = []
    problems: list[Problem] = []
    for source in watch.sources:
        count = SourcePolled(source.name)
        for step in _source(source, at, due_only, stop):
            told(step)
            count = _counted(count, step)
            problems += step.problems
        counts.append(count)
        if stop():
            break
    return Polled(tuple(counts), tuple(problems))


def due_at(watch: Watch, ledger: Ledger) -> datetime | None:
    """When there is something to do next, a source to look through or something to read: long ago where a source was never
    looked through, None where nothing is watched. Raises LedgerError, and UsageError for a ledger in memory.
    """
    store = SourceStore(ledger)
    times: list[datetime] = []
    for source in watch.sources:
        times.append(store.state(source.name).next_at or LONG_AGO)
        times += filter(None, (store.next_at(source.name),))
    return min(times, default=None)


def _source(source: PolledSource, at: Round, due_only: bool, stop: Callable[[], bool]) -> Iterator[PollStep]:
    state = at.store.state(source.name)
    if stop():
        return
    if not due_only or _is_due(state, at.clock()):
        yield _looked(source, at)
    waiting = at.store.waiting(source.name, at.clock(), MOST + 1)
    left = 0
    for item in waiting[:MOST]:
        if stop():
            return
        step = take(item, source, at)
        if step:
            yield step
        left += step is None
    faults = _left(source, left, len(waiting) > MOST)
    if faults:
        yield PollStep(source.name, "left", source.where, problems=faults)


def _is_due(state: SourceState, now: datetime) -> bool:
    """Whether a source's time has come. One that was looked through in what is still the future was so by a wrong clock."""
    if state.next_at is None or state.next_at <= now:
        return True
    return state.polled_at is not None and state.polled_at - now > SKEW


def _looked(source: PolledSource, at: Round) -> PollStep:
    found = look(source, at.store.state(source.name), at)
    noted = at.store.put(found.state, found.items, found.whole)
    problems = found.problems
    if noted.gap and found.before and source.kind == "feed":
        message = "nothing in it was there at the last poll; something may have been published in between and missed"
        problems = (*problems, Problem("feed-gap", message, source.where, "warning"))
    return PollStep(
        source.name, found.what, source.where, noted.new + noted.again, problems=problems, young=found.young
    )


def _left(source: PolledSource, tired: int, more: bool) -> tuple[Problem, ...]:
    faults = []
    if tired:
        message = f"{tired:,} more of its pages wait: their host has failed several times in a row"
        faults.append(Problem("host-left", message, source.where, "warning"))
    if more:
        message = f"more than {MOST:,} of its pages wait; the rest is read at the next poll"
        faults.append(Problem("more-waiting", message, source.where, "warning"))
    return tuple(faults)


def _counted(count: SourcePolled, step: PollStep) -> SourcePolled:
    if step.what == "looked":
        count = replace(count, found=count.found + step.found)
    elif step.what in _COUNTED:
        name = _COUNTED[step.what]
        count = replace(count, **{name: getattr(count, name) + 1})
    return replace(
        count,
        documents=count.documents + step.documents,
        new=count.new + step.new,
        claims=count.claims + step.claims,
        problems=count.problems + len(step.problems),
        young=count.young + step.young,
    )
