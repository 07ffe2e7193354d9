"""Fetchers for tests: this machine may be asked, and nobody waits long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from reportedly.terms.fetching import Fetched, Request
from reportedly.terms.watching import Manners
from reportedly.world.clock import FixedClock
from reportedly.world.web.fetching import WebFetcher
from world.web.servers import Answer, Served

HERE = ("127.0.0.1",)
"""What tests allow unless they say otherwise: one address of the many that mean this machine."""

QUICK = Manners(pause=0.0, timeout=2.0, most_bytes=1_000_000, private=HERE)


class Waits:
    """A sleep that only moves a clock, and notes how long."""

    def __init__(self, clock: FixedClock) -> None:
        self.clock = clock
        self.waited: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.waited.append(round(seconds, 3))
        self.clock.move(timedelta(seconds=seconds))


def fetcher(manners: Manners = QUICK, clock: Callable[[], Any] | None = None, **more: Any) -> WebFetcher:
    """A fetcher that calls itself reportedly/1.0."""
    return WebFetcher(manners, clock or FixedClock(), "reportedly/1.0", **more)


def fetch(url: str, manners: Manners = QUICK, **more: Any) -> Fetched:
    """What comes of asking an address once."""
    return fetcher(manners, **more).fetch(Request(url))


def slug(fetched: Fetched) -> str | None:
    """The kind of its fault."""
    return fetched.fault.slug if fetched.fault else None


def ask(answer: Answer, manners: Manners = QUICK) -> Fetched:
    """What comes of a page that is answered so."""
    with Served({"/": answer}) as served:
        return fetch(f"{served.url}/", manners)
