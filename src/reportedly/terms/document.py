"""A document: one text as published. Its id comes from its content, never from where it lay."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Handling = Literal["public", "restricted"]


EXCERPTS = "Excerpts only"
"""With this begins the title of a document of which only the words that another ledger quotes are at hand."""


def normalised(text: str) -> str:
    """The text in Unicode NFC with `\\n` line ends; nothing else moves. Offsets everywhere count its code points."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def sha256(data: bytes) -> str:
    """The SHA-256 of some bytes, 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def content_id(prefix: str, *parts: object) -> str:
    """An id from content: the prefix, a hyphen and 16 hexadecimal digits over the parts (None and '' differ)."""
    joined = "\x1f".join("\x00" if part is None else str(part) for part in parts)
    return f"{prefix}-{sha256(joined.encode())[:16]}"


@dataclass(frozen=True, slots=True)
class Document:
    """One text as published. `text` must be normalised already (see `normalised`).

    publisher: who published it (its source); host: who serves it, if another (Business Insider on Yahoo).
    path: the file's name as read, for people; it is no part of the id.
    raw_sha256: of the bytes as received; None for text that was pasted.
    language: ISO 639-1.
    translation_of: the original that this is a translation of: its id once the ledger knows it, before that whatever the
    user calls it by (its file, address or id). A translation makes no claims of its own: they are the original's.
    """

    text: str
    path: str = ""
    publisher: str | None = None
    host: str | None = None
    url: str | None = None
    archived_url: str | None = None
    retrieved_at: datetime | None = None
    published_on: date | None = None
    language: str = "en"
    title: str | None = None
    raw_sha256: str | None = None
    handling: Handling = "public"
    translation_of: str | None = None
    id: str = field(default="", compare=True)

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id("d", self.text_sha256, self.publisher, self.url))

    @property
    def text_sha256(self) -> str:
        """Of the normalised text, UTF-8."""
        return sha256(self.text.encode())


def is_excerpt(document: Document) -> bool:
    """Whether only the words that another ledger quotes are at hand, not the whole text."""
    return (document.title or "").startswith(EXCERPTS)
