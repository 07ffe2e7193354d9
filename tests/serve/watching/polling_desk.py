"""A ledger, a web and a clock to poll with, for the tests of polling."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from reportedly.keep.ledger import Ledger
from reportedly.serve.watching.polling import poll
from reportedly.serve.watching.round import Polled
from reportedly.terms.document import Document
from reportedly.terms.fetching import Fetched
from reportedly.terms.problem import Problem
from reportedly.terms.watching import PolledSource, Watch
from reportedly.world.clock import FixedClock
from reportedly.world.web.offline import OfflineWeb
from serve.watching.published import FEED, HOST, START, Published, Quick, article, rss

DESK = PolledSource("desk", "feed", FEED)


@dataclass
class Desk:
    """A ledger, a web and a clock to poll with."""

    ledger: Ledger
    web: OfflineWeb
    clock: FixedClock
    finder: Quick
    pages: dict[str, bytes | str | Fetched]

    def publish(self, *entries: Published) -> None:
        """Serve a feed of these, and their pages."""
        self.pages[FEED] = rss(entries)
        self.pages.update({HOST + one.link: article(one) for one in entries if HOST + one.link not in self.pages})

    def poll(self, *sources: PolledSource, due_only: bool = True, after: timedelta = timedelta()) -> Polled:
        self.clock.move(after)
        self.web.at = self.clock()
        watch = Watch(sources or (DESK,))
        return poll(watch, self.ledger, self.web, self.finder, self.clock, due_only=due_only)

    def asked(self, url: str) -> int:
        return sum(request.url == url for request in self.web.asked)

    @property
    def documents(self) -> list[Document]:
        return list(self.ledger.standing().documents.values())


def slugs(polled: Polled) -> list[str]:
    return [problem.slug for problem in polled.problems]


def failed(slug: str, status: int | None = None, url: str = FEED, **more: float) -> Fetched:
    return Fetched(url, START, (url,), status, fault=Problem(slug, "it failed", url), **more)


def sent(url: str, data: bytes, content_type: str) -> Fetched:
    return Fetched(url, START, (url,), 200, (("content-type", content_type),), data)
