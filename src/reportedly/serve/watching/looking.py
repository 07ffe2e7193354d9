"""Looking through a source: what is in it, and which of that is to be read."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from reportedly.errors import UsageError
from reportedly.read.encoding import storable
from reportedly.serve.watching.patience import source_rest
from reportedly.serve.watching.round import Round, StepKind
from reportedly.terms.document import content_id
from reportedly.terms.fetching import UNCHANGED, FeedEntry, Fetched, Request
from reportedly.terms.problem import Problem
from reportedly.terms.watching import PolledSource
from reportedly.world.files import listed
from reportedly.world.watching.items import Item, item_of
from reportedly.world.watching.sources import SourceState
from reportedly.world.web.opening import EXTRA

STILL = timedelta(seconds=2)
"""A file that was changed less long ago may still be being written."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a look through a source gave. state: where the source stands then; whole: it holds the texts of the items;
    young: how many files are left alone because they were written just now.
    """

    what: StepKind
    state: SourceState
    items: tuple[Item, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: bool = True
    before: bool = False
    young: int = 0


def look(source: PolledSource, state: SourceState, at: Round) -> Look:
    """Look through a source. before: whether the same place was looked through earlier."""
    if source.kind in ("folder", "mailbox"):
        return _files(source, state, at)
    before = at.store.was_asked(source.name, source.where)
    same = before and state.sha256 is not None and at.store.was_asked(source.name, source.where, state.sha256)
    request = Request(source.where, state.etag, state.last_modified) if same else Request(source.where)
    fetched = at.fetched(source.name, request)
    if fetched.fault:
        return _failed(source, state, fetched.at, fetched.fault, fetched.retry_after)
    fresh = _done(source, state, fetched.at)
    if fetched.status == UNCHANGED:
        return Look("unchanged", fresh)
    if same and fetched.sha256 == state.sha256:
        broken = state.fault is not None and state.fault.slug == "malformed-feed"
        return Look("unchanged", replace(fresh, fault=state.fault) if broken else _kept(fresh, fetched))
    looked = _page(source, fresh, fetched) if source.kind == "page" else _feed(source, state, fresh, fetched)
    return replace(looked, before=before)


def _feed(source: PolledSource, state: SourceState, fresh: SourceState, fetched: Fetched) -> Look:
    read_feed = feed_reader()
    entries, problems = read_feed(fetched.body, fetched.final)
    fault = next((problem for problem in problems if problem.severity == "error"), None)
    if fault:
        failed = _failed(source, state, fetched.at, fault)
        return replace(failed, problems=problems)
    items = tuple(item_of(source.name, entry, fetched.at, source.whole) for entry in entries)
    if problems:  # it may be cut off: it is asked for again without conditions, until another body comes
        told = replace(fresh, etag=None, last_modified=None, sha256=fetched.sha256, fault=problems[0])
        return Look("looked", told, items, problems, source.whole)
    return Look("looked", _kept(fresh, fetched), items, (), source.whole)


def feed_reader() -> Callable[[bytes, str], tuple[tuple[FeedEntry, ...], tuple[Problem, ...]]]:
    """What reads feeds. Raises UsageError where it is not installed."""
    try:
        # Only what polls feeds waits for it, and only that needs it installed.
        from reportedly.read.feeds import read_feed
    except ModuleNotFoundError as missing:
        raise UsageError(f"reading feeds needs {missing.name}: pip install 'reportedly[{EXTRA}]'") from missing
    return read_feed


def _page(source: PolledSource, fresh: SourceState, fetched: Fetched) -> Look:
    digest = fetched.sha256
    key = content_id("v", source.where, digest)
    item = Item(source.name, key, fetched.final, fetched.at, body_sha256=digest, content=fetched.body)
    return Look("looked", _kept(fresh, fetched), (item,))


def _files(source: PolledSource, state: SourceState, at: Round) -> Look:
    now = at.clock()
    if not os.path.isdir(source.where):
        return _failed(source, state, now, Problem("missing-path", "there is no such folder", storable(source.where)))
    found, faults = listed(source.where, mail=source.kind == "mailbox")
    known, items, young = at.store.keys(source.name), list[Item](), 0
    for path in found:
        try:
            stat = os.stat(path)
        except OSError:
            continue  # it was moved away meanwhile
        if 0 <= now.timestamp() - stat.st_mtime < STILL.total_seconds():
            young += 1
        elif (key := content_id("f", path, stat.st_size, stat.st_mtime_ns)) not in known:
            items.append(Item(source.name, key, path, now))
    fresh = _done(source, state, now)
    if young and fresh.next_at:
        fresh = replace(fresh, next_at=min(fresh.next_at, now + STILL))
    return Look("looked" if items else "unchanged", fresh, tuple(items), faults, young=young)


def _done(source: PolledSource, state: SourceState, now: datetime) -> SourceState:
    return replace(state, polled_at=now, next_at=now + source.every, failures=0, fault=None)


def _kept(state: SourceState, fetched: Fetched) -> SourceState:
    """The state with what the next request is made conditional on."""
    return replace(
        state, etag=fetched.header("etag"), last_modified=fetched.header("last-modified"), sha256=fetched.sha256
    )


def _failed(
    source: PolledSource, state: SourceState, now: datetime, fault: Problem, asked: float | None = None
) -> Look:
    failures = state.failures + 1
    later = now + source_rest(source.every, failures, asked)
    told = replace(state, polled_at=now, next_at=later, failures=failures, fault=fault)
    return Look("failed", told, (), (fault,))
