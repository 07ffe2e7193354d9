"""How long is waited before something that failed is tried again, and when it is given up."""

from __future__ import annotations

from datetime import timedelta

from reportedly.terms.problem import Problem

DAY = timedelta(days=1)
RESTS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    DAY,
)
"""Between the attempts to read one page; the last again and again."""

ATTEMPTS = {
    "not-found": 3,  # a feed may tell of a page a little before it is there
    "private-address": 1,
    "robots": 1,
    "bad-address": 1,
    "too-large": 1,
    "missing-path": 1,
    "not-text": 1,
    "broken-pdf": 1,
    "encrypted-pdf": 1,
    "nothing-to-read": 1,
    "refused": 3,
    "bad-redirect": 3,
    "too-many-redirects": 3,
    "wrong-status": 3,
    "page-without-text": 3,
    "empty-file": 3,
    "not-read": 3,
}
"""Of faults that last: how often such a page is tried. All others as often as the manners say."""

OF_HOST = frozenset(
    {"no-connection", "timeout", "no-such-host", "robots-unreachable", "bad-certificate", "too-many-requests"}
)
"""Faults that the other pages of the host would meet as well."""


def attempts(fault: Problem, usual: int) -> int:
    """How often something with a fault is tried in all."""
    return min(ATTEMPTS.get(fault.slug, usual), usual)


def rest(attempts_made: int, asked: float | None = None) -> timedelta:
    """How long a page is left alone after so many attempts. asked: seconds that its server asks for."""
    own = RESTS[min(attempts_made, len(RESTS)) - 1]
    return max(own, timedelta(seconds=asked or 0))


def source_rest(every: timedelta, failures: int, asked: float | None = None) -> timedelta:
    """How long a source is left alone after so many failures in a row: its own time, doubled with each, at most a day."""
    longest = max(DAY, every)
    own = min(every * 2 ** min(failures - 1, 20), longest) if failures else every
    return max(own, timedelta(seconds=asked or 0))
