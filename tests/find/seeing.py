"""What the package sees in a text, with its own tables and model, loaded once for the tests of parties and chains."""

from __future__ import annotations

from datetime import date
from functools import cache

from reportedly.find.chains import Chain, chain_at
from reportedly.find.seen import Seen
from reportedly.serve.wiring import Reader, reader
from reportedly.terms.document import Document, normalised

DAY = date(2024, 11, 20)


@cache
def wired() -> Reader:
    """The reader as users get it."""
    return reader()


@cache
def seen(text: str, publisher: str | None = "Harbour Gazette", on: date | None = DAY) -> Seen:
    """All that is seen in a text."""
    return wired().seen(Document(normalised(text), path="text", publisher=publisher, published_on=on))


def codes(text: str, on: date | None = DAY) -> dict[str, str | None]:
    """The words of each party in a text, and its code; of several mentions by the same words the last."""
    return {m.text: m.code for m in seen(text, on=on).parties}


def chain(text: str, words: str, publisher: str = "Harbour Gazette") -> Chain:
    """The chain over the first place where some words stand."""
    everything = seen(text, publisher)
    return chain_at(everything, everything.document.text.index(words), wired().rules.publisher_code(publisher))
