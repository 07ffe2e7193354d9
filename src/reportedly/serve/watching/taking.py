"""Reading one thing that a source published, and taking it into the ledger. It counts as read only once it is kept there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urldefrag, urlsplit

from reportedly.pipeline import Taken, take_in
from reportedly.read.dispatch import Form, Read, read_bytes
from reportedly.read.encoding import declared_codec
from reportedly.read.options import ReadOptions
from reportedly.serve.watching.patience import OF_HOST, attempts, rest
from reportedly.serve.watching.round import PollStep, Round, Tired
from reportedly.terms.document import Document, sha256
from reportedly.terms.fetching import Request
from reportedly.terms.problem import Problem
from reportedly.terms.watching import PolledSource
from reportedly.world.files import content, documents
from reportedly.world.watching.items import Item, ItemState

KEPT = ("too-long", "other-language")
"""What keeps claims from being looked for in a text, however often it is read."""

TIRED = 3
"""Failures in a row after which a host is left alone for the rest of a poll."""

_FORMS: dict[str, Form] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "text",
}


@dataclass(frozen=True, slots=True)
class Got:
    """The text of an item, or why there is none. item: with what was learned on the way; asked: seconds that its server
    wants to be left alone; known: its bytes were read before; fixed: asking again would give the same.
    """

    item: Item
    read: Read = ((), ())
    fault: Problem | None = None
    asked: float | None = None
    known: bool = False
    fixed: bool = False


def take(item: Item, source: PolledSource, at: Round) -> PollStep | None:
    """Read an item and take it in; None where its host has failed too often in this poll. Raises LedgerError."""
    host = _host(item) if _is_fetched(item, source) else ""
    tired = at.tired.get(host)
    if host and tired and tired.times >= TIRED:
        at.store.settle(replace(item, next_at=max(tired.until, item.next_at or tired.until)))
        return None
    got = _got(item, source, at)
    step = _failed(got, got.fault, at) if got.fault else _taken(got, at)
    _note_host(host, got, at)
    return step


def _taken(got: Got, at: Round) -> PollStep:
    found, problems = got.read
    if got.known:
        return _settled(got.item, None, at, Taken())
    fault = next((problem for problem in problems if problem.severity == "error"), None)
    if not found:
        nothing = Problem("nothing-to-read", "there is nothing to read in it", got.item.url or got.item.source)
        return _failed(got, fault or nothing, at, last=got.fixed)
    taken = next(take_in(at.ledger, [got.read], at.finder))
    lasting = next((problem for problem in taken.problems if problem.slug in KEPT), None)
    unread = next((problem for problem in taken.problems if problem.slug == "not-read"), None)
    if unread:
        return replace(_failed(got, unread, at), problems=taken.problems)
    known = at.ledger.document(found[0].id)
    return _settled(replace(got.item, document_id=found[0].id if known else None), lasting, at, taken)


def _settled(item: Item, fault: Problem | None, at: Round, taken: Taken) -> PollStep:
    tries = item.attempts + 1
    at.store.settle(replace(item, state="read", attempts=tries, next_at=None, settled_at=at.clock(), fault=fault))
    told = (taken.documents, taken.new, taken.claims, taken.problems)
    return PollStep(item.source, "read", _where(item), 0, *told)


def _failed(got: Got, fault: Problem, at: Round, last: bool = False) -> PollStep:
    item, now = got.item, at.clock()
    tries = item.attempts + 1
    if not last and tries < attempts(fault, at.manners.attempts):
        later = now + rest(tries, got.asked)
        at.store.settle(replace(item, attempts=tries, next_at=later, fault=fault))
        told = Problem(fault.slug, f"{fault.message}; it is tried again", _where(item), "warning")
        return PollStep(item.source, "put-off", _where(item), problems=(told,))
    times = "once" if tries == 1 else f"{tries} times"
    told = Problem(fault.slug, f"{fault.message}; given up after it was tried {times}", _where(item))
    state: ItemState = "read" if item.document_id else "given-up"  # of what was read before, the new version
    at.store.settle(replace(item, state=state, attempts=tries, next_at=None, settled_at=now, fault=fault))
    return PollStep(item.source, "given-up", _where(item), problems=(told,))


def _got(item: Item, source: PolledSource, at: Round) -> Got:
    if source.kind in ("folder", "mailbox"):
        return _from_file(item, source, at)
    body = at.store.body(item.body_sha256) if item.body_sha256 and not _is_fetched(item, source) else None
    if body is not None:
        return _from_source(item, body, source, at)
    if item.url is None:
        return Got(
            item, fault=Problem("nothing-to-read", "it has neither a text nor an address", item.title or item.key)
        )
    return _from_page(item, source, at)


def _from_page(item: Item, source: PolledSource, at: Round) -> Got:
    fetched = at.fetched(source.name, Request(item.url or ""))
    if fetched.fault:
        return Got(item, fault=fetched.fault, asked=fetched.retry_after)
    told = replace(_options(item, source, fetched.at), url=urldefrag(fetched.final).url)
    return Got(item, _read(fetched.body, item, told, fetched.header("content-type")))


def _from_source(item: Item, body: bytes, source: PolledSource, at: Round) -> Got:
    told = replace(_options(item, source, item.seen_at), url=item.url)
    if source.kind == "page":
        kind = at.store.header(source.name, sha256(body), "content-type")
        return Got(item, _read(body, item, told, kind), fixed=True)
    return Got(item, _entry(body, item, told), fixed=True)


def _entry(body: bytes, item: Item, told: ReadOptions) -> Read:
    """An entry that holds its text: a page without what surrounds it, or plain words."""
    where = _where(item)
    if not (b"<" in body or b"&" in body):
        return _finished(read_bytes(body, where, None, told, "text"), item, body)
    within = body if b"<" in body else b"<p>" + body + b"</p>"
    page = b"<!doctype html><html><body><article>" + within + b"</article></body></html>"
    return _finished(read_bytes(page, where, None, told, "html"), item, body)


def _read(body: bytes, item: Item, told: ReadOptions, content_type: str | None) -> Read:
    kind, _, rest_of_it = (content_type or "").partition(";")
    form = _FORMS.get(kind.strip().lower())
    if form is None and not body.startswith(b"%PDF-"):
        form = "html" if b"<html" in body[:4096].lower() else "text"  # never lines that call themselves documents
    return _finished(read_bytes(_in_utf8(body, rest_of_it), _where(item), None, told, form), item, body)


def _finished(read: Read, item: Item, body: bytes) -> Read:
    """With what the feed knows where the page does not say, and the digest of the bytes as they came."""
    found, problems = read
    day = item.published.date() if item.published else None
    return tuple(_named(document, item, body) for document in found), tuple(
        p
        for p in problems
        if not (p.slug == "date-differs" and day and all(_is_near(document, item) for document in found))
    )


def _named(document: Document, item: Item, body: bytes) -> Document:
    """The document under the feed's name where the page bears none; its id follows from that."""
    publisher = document.publisher or item.publisher
    return replace(document, publisher=publisher, raw_sha256=sha256(body), id="")


def _is_near(document: Document, item: Item) -> bool:
    """Whether page and feed differ by no more than where on earth their day begins."""
    if not (document.published_on and item.published):
        return False
    return abs((document.published_on - item.published.date()).days) <= 1


def _from_file(item: Item, source: PolledSource, at: Round) -> Got:
    path = item.url or ""
    data = content(path, plain=True)
    if isinstance(data, Problem):
        return Got(item, fault=data)
    item = replace(item, body_sha256=sha256(data))
    if before := at.store.read_before(item):
        return Got(replace(item, document_id=before), known=True)
    told = replace(_options(item, source, None), today=at.clock().date())
    if source.kind == "mailbox":
        return Got(item, read_bytes(data, path, None, told, "mail"), fixed=True)
    (read,) = documents([path], None, told)
    return Got(item, read, fixed=True)


def _options(item: Item, source: PolledSource, retrieved_at: datetime | None) -> ReadOptions:
    return ReadOptions(
        publisher=source.publisher,
        published_on=item.published.date() if item.published else None,
        title=item.title or None,
        language=source.language,
        retrieved_at=retrieved_at,
        handling=source.handling,
    )


def _in_utf8(body: bytes, parameters: str) -> bytes:
    """A body whose letters its server names, which goes before what a page says of itself, as browsers have it."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        codec = declared_codec(value.strip().strip("\"'")) if name.strip().lower() == "charset" else None
        if codec and codec != "utf-8" and not body.startswith(b"%PDF-"):
            try:
                return b"\xef\xbb\xbf" + body.decode(codec).encode()
            except UnicodeError:
                return body
    return body


def _is_fetched(item: Item, source: PolledSource) -> bool:
    """Whether the text of an item is on its page, not in the source."""
    if source.kind != "feed":
        return False
    return item.url is not None and not (source.whole and item.body_sha256)


def _host(item: Item) -> str:
    try:
        return urlsplit(item.url or "").hostname or ""
    except ValueError:
        return ""


def _note_host(host: str, got: Got, at: Round) -> None:
    if not host:
        return
    if not (got.fault and got.fault.slug in OF_HOST):
        at.tired.pop(host, None)
        return
    times = TIRED if got.fault.slug == "too-many-requests" else at.tired[host].times + 1 if host in at.tired else 1
    at.tired[host] = Tired(times, at.clock() + rest(got.item.attempts + 1, got.asked))


def _where(item: Item) -> str:
    return item.url or item.title or item.key
