"""Asking an address, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reportedly.terms.document import sha256
from reportedly.terms.problem import Problem

UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Request:
    """A GET. etag, last_modified: of the copy that is at hand, so that an unchanged body is not sent again."""

    url: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a request. hops: the addresses gone through, the one asked first, the one that answered last. status: of
    the last answer, None where none came. headers: its own, names in lower case, in order. body: decoded from any transfer
    compression; empty unless the status is 200. seconds: it took. fault: why there is nothing to read, None where there is
    (200) or nothing changed (304). retry_after: how many seconds the server asks to be left alone.
    """

    url: str
    at: datetime
    hops: tuple[str, ...]
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    seconds: float = 0.0
    fault: Problem | None = None
    retry_after: float | None = None

    @property
    def final(self) -> str:
        """The address that answered, or that failed."""
        return self.hops[-1] if self.hops else self.url

    @property
    def sha256(self) -> str | None:
        """Of the body, None where there is none."""
        return sha256(self.body) if self.status == 200 and self.fault is None else None

    def header(self, name: str) -> str | None:
        """The first header of a name, in any case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)


class Fetcher(Protocol):
    """Asks addresses. It never raises for what a server does: that is a fault in `Fetched`."""

    def fetch(self, request: Request) -> Fetched: ...


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed. guid: as the feed gives it, '' where it has none; url: of its page, http or https only; content:
    the HTML or text that the feed itself holds, '' where it holds none; publisher: the feed's title.
    """

    guid: str
    url: str | None
    title: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    content: str = ""
    publisher: str | None = None
