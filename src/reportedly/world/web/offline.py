"""A web that is a table: answers without any network, for tests and trials."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from reportedly.terms.document import sha256
from reportedly.terms.fetching import UNCHANGED, Fetched, Request
from reportedly.terms.problem import Problem

Page = bytes | str | Fetched | Sequence[bytes | str | Fetched]
"""A body, or all that comes of asking; several: what comes the first time, the second …, the last one from then on."""


@dataclass
class OfflineWeb:
    """Answers from a table of address → page, and notes what it was asked. A body is sent with an ETag made from it, and is
    unchanged (304) for who has it; an address that is not in the table is `not-found`. at: the instant of all answers.
    """

    pages: Mapping[str, Page]
    at: datetime = datetime(2024, 1, 1, tzinfo=UTC)
    asked: list[Request] = field(default_factory=list)

    def fetch(self, request: Request) -> Fetched:
        """What stands in the table."""
        self.asked.append(request)
        page = self._page(request.url)
        if isinstance(page, Fetched):
            return replace(page, at=self.at)
        return self._body(request, page.encode() if isinstance(page, str) else page)

    def _page(self, url: str) -> bytes | str | Fetched:
        page = self.pages.get(url)
        if page is None:
            fault = Problem("not-found", "there is nothing at this address (404)", url)
            return Fetched(url, self.at, (url,), 404, fault=fault)
        if isinstance(page, bytes | str | Fetched):
            return page
        times = sum(asked.url == url for asked in self.asked)
        return page[min(times, len(page)) - 1]

    def _body(self, request: Request, body: bytes) -> Fetched:
        etag = f'"{sha256(body)[:16]}"'
        headers = (("content-length", str(len(body))), ("etag", etag))
        if request.etag == etag:
            return Fetched(request.url, self.at, (request.url,), UNCHANGED, (("etag", etag),))
        return Fetched(request.url, self.at, (request.url,), 200, headers, body)
