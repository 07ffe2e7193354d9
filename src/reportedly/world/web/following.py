"""Redirects, each hop of which is checked as if it were the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from reportedly.world.web.answers import Answer
from reportedly.world.web.statuses import REDIRECTS
from reportedly.world.web.targets import Target, target_of
from reportedly.world.web.trouble import Trouble

MOST_REDIRECTS = 5

Ask = Callable[[Target], Answer]
"""Asks one address."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The addresses gone through, and the answer of the last."""

    hops: tuple[str, ...]
    answer: Answer


def followed(url: str, ask: Ask) -> Followed:
    """Ask an address and go where it points, at most five times. Whatever goes wrong is in the answer.

    From https to http is followed: nothing is ever sent that others may not see.
    """
    hops = [url]
    while True:
        answer = _asked(hops[-1], ask)
        if answer.trouble or answer.status not in REDIRECTS:
            return Followed(tuple(hops), answer)
        try:
            there = _next(hops, answer)
        except Trouble as trouble:
            return Followed(tuple(hops), Answer(answer.status, answer.headers, trouble=trouble))
        hops.append(there)


def _asked(url: str, ask: Ask) -> Answer:
    try:
        return ask(target_of(url))
    except Trouble as trouble:
        return Answer(trouble=trouble)


def _next(hops: list[str], answer: Answer) -> str:
    """Where an answer points. Raises Trouble: `bad-redirect`, `too-many-redirects`."""
    location = answer.header("location")
    if not location:
        raise Trouble("bad-redirect", f"it redirects ({answer.status}) without saying where to")
    try:
        there = urldefrag(urljoin(hops[-1], _read(location))).url
        target_of(there)
    except (ValueError, Trouble) as fault:
        reason = fault.message if isinstance(fault, Trouble) else str(fault)
        raise Trouble("bad-redirect", f"it redirects to what is not asked: {reason}") from fault
    if there in hops:
        raise Trouble("too-many-redirects", "it redirects in a circle")
    if len(hops) > MOST_REDIRECTS:
        raise Trouble("too-many-redirects", f"it redirects more than {MOST_REDIRECTS} times")
    return there


def _read(location: str) -> str:
    """A header that was read as Latin-1, in UTF-8 if it is that."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return location
