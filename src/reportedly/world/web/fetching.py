"""The web as a `Fetcher`: addresses, redirects, rules of hosts, pauses, and bounds of time and size in one place."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from datetime import datetime

from reportedly.errors import UsageError
from reportedly.keep.ledger import Clock
from reportedly.terms.fetching import Fetched, Request
from reportedly.terms.problem import Problem
from reportedly.terms.watching import Manners
from reportedly.world.web.addresses import allowance
from reportedly.world.web.answers import Answer, Headers, answer_of
from reportedly.world.web.authorities import known_authorities
from reportedly.world.web.bodies import ACCEPTED, Bound
from reportedly.world.web.connecting import Resolve, Way, system_addresses
from reportedly.world.web.deadlines import Deadline
from reportedly.world.web.following import Followed, followed
from reportedly.world.web.robots import MOST_BYTES, Robots
from reportedly.world.web.statuses import rest_of, trouble_of
from reportedly.world.web.targets import Target
from reportedly.world.web.turns import Sleep, Turns

ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/pdf, */*;q=0.8"


class WebFetcher:
    """Asks addresses of the web. It never raises for what a server does."""

    def __init__(
        self,
        manners: Manners,
        clock: Clock,
        user_agent: str,
        sleep: Sleep = time.sleep,
        resolve: Resolve = system_addresses,
        tls: Callable[[], ssl.SSLContext] = known_authorities,
    ) -> None:
        """user_agent: product and version, as in `name/1.0`; the contact of the manners is told with it. resolve: the
        addresses of a host. tls: makes what verifies certificates. Raises UsageError for manners that make no sense.
        """
        self._manners = manners
        self._clock = clock
        self._told = (("User-Agent", named(user_agent, manners.contact)), ("Accept-Encoding", ACCEPTED))
        self._way = Way(allowance(manners.private), resolve, tls)
        self._turns = Turns(clock, sleep)
        self._robots = Robots(user_agent.partition("/")[0], clock, self._rules)

    def fetch(self, request: Request) -> Fetched:
        """Ask an address, and go where it points; wait as long as politeness wants."""
        at = self._clock()
        deadline = Deadline(self._manners.timeout)
        conditions = _conditions(request)
        headers = (*self._told, ("Accept", ACCEPT), *conditions)
        bound = Bound(self._manners.most_bytes)

        def ask(target: Target) -> Answer:
            pause = self._robots.pause(target, self._manners.pause, deadline)
            return self._ask(target, headers, bound, pause, deadline)

        went = followed(request.url, ask)
        return _fetched(request.url, at, went, bool(conditions), deadline.spent())

    def _rules(self, url: str, deadline: Deadline) -> Followed:
        """A robots.txt."""
        bound = Bound(MOST_BYTES, cut=True)
        return followed(url, lambda target: self._ask(target, self._told, bound, self._manners.pause, deadline))

    def _ask(self, target: Target, headers: Headers, bound: Bound, pause: float, deadline: Deadline) -> Answer:
        with self._turns.turn(target.host, pause, deadline):
            return answer_of(target, headers, bound, self._way, deadline)


def named(user_agent: str, contact: str) -> str:
    """What the program calls itself. Raises UsageError where a header cannot hold it."""
    told = f"{user_agent} (+{contact.strip()})" if contact.strip() else user_agent
    if not (told.isascii() and told.isprintable()):
        raise UsageError(f"the contact {contact!r} cannot be told to servers: letters without accents only")
    return told


def _conditions(request: Request) -> Headers:
    """The headers by which an unchanged body is not sent again; what no header can hold is left out."""
    told = (("If-None-Match", request.etag), ("If-Modified-Since", request.last_modified))
    return tuple((name, value) for name, value in told if value and value.isascii() and value.isprintable())


def _fetched(url: str, at: datetime, went: Followed, conditional: bool, seconds: float) -> Fetched:
    answer = went.answer
    trouble, rest = answer.trouble, None
    if answer.status is not None:
        trouble = trouble or trouble_of(answer.status, conditional)
        rest = rest_of(answer.status, answer.header("retry-after"), at)
    fault = Problem(trouble.slug, trouble.message, url) if trouble else None
    return Fetched(url, at, went.hops, answer.status, answer.headers, answer.body, seconds, fault, rest)
