"""Whether the words of a document are in a ledger already, as published by another, or by nobody that is named; and
whether they are those of the same file, of which less was known then."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.keep.entry import Entry
from reportedly.keep.ledger import Ledger
from reportedly.keep.translations import withdrawal
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem

_NO_FILE = ("", "-")
"""Paths of what was pasted: they are no place to which somebody comes back."""


def told_less(ledger: Ledger, document: Document) -> tuple[Document, ...]:
    """Those that count and are the document as it was read before: of the same file and the same words, with no publisher or
    no address where it has one, and with no other. What a person has decided of, or changed in, is left as it is."""
    if document.path in _NO_FILE or not (document.publisher or document.url):
        return ()
    histories = ledger.standing().histories
    own = histories.get(document.id)
    if own is not None and own.withdrawn is not None:
        return ()
    others = (histories.get(ident) for ident in ledger.with_text(document.text_sha256) if ident != document.id)
    return tuple(
        known.document
        for known in others
        if known is not None
        and known.withdrawn is None
        and not (known.decisions or known.settled)
        and (known.document.path, known.document.text) == (document.path, document.text)
        and known.document.publisher in (None, document.publisher)
        and known.document.url in (None, document.url)
    )


def replacing(ledger: Ledger, earlier: Sequence[Document], document: Document) -> tuple[Entry, ...]:
    """The entries by which a document takes the place of those of which less was told."""
    standing, reason = ledger.standing(), f"read again with what was not told of it: {document.id}"
    return tuple(entry for each in earlier for entry in withdrawal(standing, each.id, reason, ""))


def same_words(ledger: Ledger, document: Document, besides: Sequence[Document] = ()) -> tuple[Problem, ...]:
    """The warning `same-words` for a document whose text one that counts has; none where there is no such. besides: those
    whose place it takes.

    Of what is restricted it tells nothing: who reads in a copy need not have leave to see it.
    """
    others = (ledger.document(ident) for ident in ledger.with_text(document.text_sha256) if ident != document.id)
    replaced = {each.id for each in besides}
    counting = ledger.standing()
    known = [
        other
        for other in others
        if other
        and other.id not in replaced
        and other.text == document.text
        and other.handling == "public"
        and counting.histories[other.id].withdrawn is None
    ]
    if not known:
        return ()
    first, more = known[0], len(known) - 1
    when = f", {first.published_on}" if first.published_on else ""
    also = f" and {more} more time{'s' if more > 1 else ''}" if more else ""
    message = (
        f"the same words are here already, published by {first.publisher or 'nobody named'}{when} ({first.id}){also}; "
        "kept as a copy, which confirms nothing"
    )
    return (Problem("same-words", message, document.path or document.url or document.id, "warning"),)
