"""What a host asks of programs (robots.txt, RFC 9309): which of its addresses they leave alone, and how slowly they ask."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from reportedly.keep.ledger import Clock
from reportedly.world.web.answers import Answer
from reportedly.world.web.deadlines import Deadline
from reportedly.world.web.following import Followed
from reportedly.world.web.targets import Target
from reportedly.world.web.trouble import Trouble

MOST_BYTES = 500 * 1024
"""How much of a robots.txt is read; what follows is left out."""

KEPT = timedelta(days=1)
AGAIN = timedelta(minutes=10)
"""After this a robots.txt that could not be had is asked for again."""

LONGEST_PAUSE = 60.0
"""The longest pause in seconds that a `Crawl-delay` brings about."""

_AGENT = re.compile(r"\s*user[ -]?agent\s*[:\s]\s*([^#]*)", re.IGNORECASE)
_OTHER = "other"

Read = Callable[[str, Deadline], Followed]
"""Asks for an address with all care but this one."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host asks. rules: None where it asks nothing; trouble: why nothing of it may be asked for now."""

    until: datetime
    rules: Protego | None = None
    trouble: Trouble | None = None


class Robots:
    """The rules of hosts, each had once a day. product: the name by which they call this program."""

    def __init__(self, product: str, clock: Clock, read: Read) -> None:
        self._product = product.lower()
        self._clock = clock
        self._read = read
        self._known: dict[str, Rules] = {}

    def pause(self, target: Target, least: float, deadline: Deadline) -> float:
        """The seconds between requests to a host, and that this one may be made. Raises Trouble: `robots`,
        `robots-unreachable`, or what befell the asking for the rules where the host itself gave no answer.
        """
        known = self._rules(target.origin, deadline)
        if known.trouble:
            raise known.trouble
        if known.rules is None:
            return least
        if not known.rules.can_fetch(target.origin + target.path, self._product):
            raise Trouble("robots", "its host asks programs to leave this address alone (robots.txt)")
        return max(least, min(known.rules.crawl_delay(self._product) or 0.0, LONGEST_PAUSE))

    def _rules(self, origin: str, deadline: Deadline) -> Rules:
        known = self._known.get(origin)
        now = self._clock()
        if known and now < known.until:
            return known
        had = self._read(f"{origin}/robots.txt", deadline)
        fresh = self._told(had, now)
        if fresh.trouble and known and not known.trouble:
            fresh = Rules(now + AGAIN, known.rules)  # while it cannot be had, what it said last holds
        self._known[origin] = fresh
        return fresh

    def _told(self, had: Followed, now: datetime) -> Rules:
        answer = had.answer
        if answer.status == 200 and not answer.trouble:
            return Rules(
                now + KEPT, Protego.parse(rules_for(self._product, answer.body.decode("utf-8-sig", "replace")))
            )
        if _asks_nothing(answer):
            return Rules(now + KEPT)
        if answer.trouble and len(had.hops) == 1 and answer.status is None:
            return Rules(now, trouble=answer.trouble)  # the address itself would fare the same
        return Rules(now + AGAIN, trouble=_unreachable(answer))


def _asks_nothing(answer: Answer) -> bool:
    """Whether there is no robots.txt: it is empty, not there, not shown, or redirects without end. 429 only puts one off."""
    if answer.trouble:
        return answer.trouble.slug == "too-many-redirects"
    if answer.status is None or answer.status == 429:
        return False
    return answer.status == 204 or 400 <= answer.status < 500


def _unreachable(answer: Answer) -> Trouble:
    why = answer.trouble.message if answer.trouble else f"it answers with {answer.status}"
    return Trouble(
        "robots-unreachable", f"the host's robots.txt cannot be had, so nothing is asked of it for now ({why})"
    )


def rules_for(product: str, text: str) -> str:
    """A robots.txt with all groups for other programs under one name: however many it names, little is held of them."""
    return "\n".join(_renamed(line, product) for line in text.splitlines())


def _renamed(line: str, product: str) -> str:
    found = _AGENT.match(line)
    if not found:
        return line
    name = re.match(r"[a-z_-]*\*?", found[1].strip().lower())
    told = name[0] if name else ""
    return f"User-agent: {told if told == '*' else product if told.rstrip('*') == product else _OTHER}"
