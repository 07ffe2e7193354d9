"""Mail: a message as its text and what its headers tell, and with it what is attached or forwarded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from email import errors, message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import quote

from reportedly.read.encoding import declared_codec, decoded, storable
from reportedly.read.metadata import NOTHING, Metadata
from reportedly.terms.problem import Problem

MOST_PARTS = 200
"""Of one message that are looked at."""

DEEPEST = 20
"""Levels of one message's parts that are looked at."""

PartForm = Literal["text", "html", "pdf"]
_KINDS: dict[str, PartForm] = {"text/plain": "text", "text/html": "html", "application/pdf": "pdf"}
_ENDINGS: dict[str, PartForm] = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html", ".pdf": "pdf"}
_WITHOUT_TEXT = ("image/", "audio/", "video/", "multipart/", "application/pgp-signature", "application/pkcs7-signature")
_MALFORMED = (errors.MessageError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What the standard library is known to raise on malformed headers."""
_HEADER = re.compile(rb"\A(?:>?From [^\n]*\n)?[!-9;-~]+:[ \t]?")


@dataclass(frozen=True, slots=True)
class MailPart:
    """One text of a message. path: the message's, and below it the name of what is attached; data: in UTF-8 where it is
    no PDF.
    """

    path: str
    data: bytes
    form: PartForm
    metadata: Metadata = NOTHING


def read_mail(data: bytes, where: str) -> tuple[tuple[MailPart, ...], tuple[Problem, ...]]:
    """The texts of a message: its own, those attached, and those of messages forwarded in it, one level deep. Never raises
    on any bytes.

    Problems: `not-a-message`, `broken-message`, `too-deep`, `message-without-text`; warnings `attachment-not-read`,
    `too-many-parts`, `too-deep`.
    """
    if not _HEADER.match(data.lstrip()):
        return (), (Problem("not-a-message", "it does not begin with the headers of a message", where),)
    if data.count(b"multipart/") > MOST_PARTS:  # each level within levels costs time for each of its lines
        return (), (Problem("too-deep", f"it is put together from more than {MOST_PARTS} groups of parts", where),)
    try:
        message = message_from_bytes(data.lstrip(), policy=policy.default)
        reading = _Reading(where)
        reading.message(message, where)
    except _MALFORMED as fault:
        reason = f"the message is malformed beyond repair ({type(fault).__name__})"
        return (), (Problem("broken-message", reason, where),)
    if not reading.parts and not any(p.severity == "error" for p in reading.problems):
        reading.problems.append(Problem("message-without-text", "the message holds no text", where))
    return tuple(reading.parts), tuple(reading.problems)


class _Reading:
    """Gathers the parts of one message."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.parts: list[MailPart] = []
        self.problems: list[Problem] = []
        self._seen = 0

    def message(self, message: EmailMessage, path: str, within: Metadata = NOTHING, level: int = 0) -> None:
        """Take up a message. within: what is known of the one that it is forwarded in."""
        known = _metadata(message)
        body = _body(message)
        if body is not None:
            text, form = body
            self.parts.append(MailPart(path, text, form, known))
        used = _of_body(message)
        for number, part in enumerate(self._leaves(message, 0), 1):
            if part in used:
                continue
            name = _name(part, number)
            if part.get_content_type() == "message/rfc822":
                self._forwarded(part, f"{path}/{name}", known, level)
            else:
                self._attached(part, f"{path}/{name}", name, known)

    def _forwarded(self, part: Message, path: str, known: Metadata, level: int) -> None:
        inner = part.get_payload()
        if level:
            self._warn("too-deep", "a message forwarded within a forwarded message was not read")
        elif isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
            self.message(inner[0], path, known, level + 1)

    def _attached(self, part: Message, path: str, name: str, known: Metadata) -> None:
        kind = part.get_content_type()
        form = _KINDS.get(kind) or _ENDINGS.get(PurePosixPath(name).suffix.lower())
        named = part.get_filename() is not None
        if form is None:
            if not kind.startswith(_WITHOUT_TEXT):
                self._warn("attachment-not-read", f"{name!r} is attached, of a kind that is not read ({kind})")
            return
        data = _bytes(part, form)
        if data.strip() and (named or form != "text" or len(data) > 1):
            self.parts.append(MailPart(path, data, form, replace(known, title=name if named else known.title)))

    def _leaves(self, message: Message, level: int) -> Iterator[Message]:
        if level > DEEPEST:
            self._warn(
                "too-deep", f"its parts are nested more than {DEEPEST} levels deep; what lies deeper was not read"
            )
            return
        payload = message.get_payload()
        if (
            not message.is_multipart()
            or message.get_content_type() == "message/rfc822"
            or not isinstance(payload, list)
        ):
            self._seen += 1
            if self._seen == MOST_PARTS + 1:
                self._warn("too-many-parts", f"it has more than {MOST_PARTS} parts; the rest was not read")
            if self._seen <= MOST_PARTS:
                yield message
            return
        for part in payload:
            if isinstance(part, Message):
                yield from self._leaves(part, level + 1)

    def _warn(self, slug: str, message: str) -> None:
        problem = Problem(slug, message, self.where, "warning")
        if problem not in self.problems:
            self.problems.append(problem)


def _metadata(message: EmailMessage) -> Metadata:
    """What the headers tell."""
    name, address = parseaddr(_header(message, "from"))
    domain = address.rpartition("@")[2].strip(" >.").lower()
    ident = _header(message, "message-id").strip().strip("<>").strip()
    return Metadata(
        publisher=" ".join(name.split()) or domain or None,
        published_on=_day(_header(message, "date")),
        url=f"mid:{quote(ident, safe='@.-_~+$!*')}" if ident and " " not in ident else None,
        title=" ".join(_header(message, "subject").split()) or None,
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return storable(str(message.get(name) or ""))
    except _MALFORMED:
        return ""


def _day(told: str) -> date | None:
    """The day as the sender's clock had it."""
    try:
        return parsedate_to_datetime(told).date()
    except (ValueError, TypeError, OverflowError):
        return None


def _body(message: EmailMessage) -> tuple[bytes, PartForm] | None:
    """The message's own text: plain where there is one, else its page."""
    for part in _of_body(message, first=True):
        form = _KINDS.get(part.get_content_type())
        if form in ("text", "html"):
            data = _bytes(part, form)
            if data.strip():
                return data, form
    return None


def _of_body(message: EmailMessage, first: bool = False) -> list[Message]:
    """The parts that say the message's own text, each in its way, plain first. first: only those with text."""
    found: list[Message] = []
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        if part is not None:
            found.append(part)
    return [part for part in found if not first or not part.is_multipart()]


def _bytes(part: Message, form: PartForm) -> bytes:
    """The content of a part, of a text in UTF-8."""
    raw = part.get_payload(decode=True)
    data = raw if isinstance(raw, bytes) else b""
    if form == "pdf":
        return data
    text = _text(data, part.get_content_charset())
    if form == "text" and part.get_param("format", "") == "flowed":
        text = _unflowed(text, str(part.get_param("delsp", "")).lower() == "yes")
    return text.encode()


def _text(data: bytes, charset: str | None) -> str:
    codec = declared_codec(charset)
    try:
        if codec:
            return storable(data.decode(codec))
    except UnicodeError:
        pass  # it names the wrong one
    found = decoded(data)
    return found.text if found else ""


def _unflowed(text: str, without_space: bool) -> str:
    """A text whose lines end in a blank where they only ran out of room, in whole paragraphs (RFC 3676)."""
    lines: list[str] = []
    joins = False
    for line in text.splitlines():
        told = line[1:] if line.startswith(" ") else line
        flows = told.endswith(" ") and told != "-- "
        kept = told[:-1] if flows and without_space else told
        if joins and told != "-- ":
            lines[-1] += kept
        else:
            lines.append(kept)
        joins = flows
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _name(part: Message, number: int) -> str:
    """What an attachment is called: the name alone, whatever folders it claims."""
    given = storable(part.get_filename() or "").replace("\\", "/")
    name = "".join(c for c in PurePosixPath(given).name if c.isprintable())
    return name or f"part-{number}"
