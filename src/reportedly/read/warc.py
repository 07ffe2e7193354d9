"""WARC files: the pages that a crawl brought home, one record after the other, and why a record holds no page to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, Literal
from urllib.parse import urlsplit

from reportedly.errors import UsageError
from reportedly.read.bounds import MAX_HEAD_BYTES, MAX_PAGE_BYTES
from reportedly.read.html import is_html
from reportedly.read.members import Record
from reportedly.read.records import next_record, records

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

__all__ = ["EXTRA", "Page", "Passed", "next_record", "pages"]

EXTRA = "scale"
Reason = Literal["not-a-response", "not-found", "not-a-page", "too-large", "broken-record"]
Decoding = Literal["all", "content", "transfer", "none"]
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_DECODINGS: tuple[Decoding, ...] = ("all", "content", "transfer", "none")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came. charset: of its HTTP header; offset: where its record begins, in the file's own bytes."""

    url: str
    body: bytes
    charset: str | None
    retrieved_at: datetime
    offset: int
    is_plain: bool = False

    @property
    def host(self) -> str | None:
        """Who serves it."""
        return _host(self.url)


@dataclass(frozen=True, slots=True)
class Passed:
    """Why a record holds no page to look at. `not-a-response`: a request, metadata and the like; nothing is lost there."""

    reason: Reason
    url: str | None
    offset: int


def pages(stream: BinaryIO, until: int | None = None) -> Iterator[Page | Passed]:
    """What the records hold that begin where the stream stands or behind, and before `until`; one step for each record.

    The stream must be one that can be sought. No bytes make it raise; what a record costs is bounded (see `read.bounds`).
    Raises UsageError where the libraries for it are not installed.
    """
    try:
        from fastwarc.warc import WarcRecord
    except ModuleNotFoundError as missing:
        raise UsageError(f"WARC files need {missing.name}: pip install 'reportedly[{EXTRA}]'") from missing
    for record in records(stream, until):
        yield _page(record, WarcRecord)


def _page(record: Record, parser: type[WarcRecord]) -> Page | Passed:
    url = _field(record.head, b"warc-target-uri")
    kind = _field(record.head, b"warc-type")
    if (kind is not None and kind != "response") or (url and not url.lower().startswith(("http:", "https:"))):
        return Passed("not-a-response", url, record.offset)
    if record.fault == "too-large":
        return Passed("too-large", url, record.offset)
    if record.fault or not url or kind is None:
        return Passed("broken-record", url, record.offset)
    try:
        return _response(record, url, parser)
    except (OSError, ValueError, OverflowError):  # what the parser raises on headers and dates that are none
        return Passed("broken-record", url, record.offset)


def _response(record: Record, url: str, parser: type[WarcRecord]) -> Page | Passed:
    parsed = _parsed(record.data, parser)
    status, at = parsed.http_headers.status_code, parsed.record_date
    if status is None or at is None:
        return Passed("broken-record", url, record.offset)
    if status != 200:
        return Passed("not-found", url, record.offset)
    kind = (parsed.http_content_type or "").lower().strip()
    folded = any(name in parsed.http_headers for name in ("Content-Encoding", "Transfer-Encoding"))
    if kind not in _PAGES and not folded and not is_html(parsed.reader.read(2048)):
        return Passed("not-a-page", url, record.offset)
    body = _body(record.data, parser)
    if body is None:
        return Passed("broken-record", url, record.offset)
    if len(body) > MAX_PAGE_BYTES:
        return Passed("too-large", url, record.offset)
    if kind not in _PAGES and not is_html(body):
        return Passed("not-a-page", url, record.offset)
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    is_plain = kind == "text/plain" and not is_html(body)
    return Page(url, body, parsed.http_charset, aware, record.offset, is_plain)


def _body(data: bytes, parser: type[WarcRecord]) -> bytes | None:
    """What was sent, unfolded; as it stands where it is not folded in the way its header says: many crawlers store it so."""
    for decoding in _DECODINGS:
        try:
            return _parsed(data, parser, decoding).reader.read(MAX_PAGE_BYTES + 1)
        except OSError:
            continue
    return None


def _parsed(data: bytes, parser: type[WarcRecord], decoding: Decoding = "none") -> WarcRecord:
    parsed = parser.from_bytes(data)
    parsed.is_http = True  # some crawlers do not say so
    parsed.parse_http(decoding, MAX_HEAD_BYTES)
    return parsed


def _field(head: bytes, name: bytes) -> str | None:
    """A field of a record's header."""
    for line in head.split(b"\r\n")[1:]:
        found, colon, value = line.partition(b":")
        if colon and found.strip().lower() == name:
            return value.strip().removeprefix(b"<").removesuffix(b">").decode("utf-8", "replace") or None
    return None


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
