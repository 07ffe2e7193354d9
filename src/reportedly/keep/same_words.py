"""Whether the words of a document are in a ledger already, as published by another, or by nobody that is named."""

from __future__ import annotations

from reportedly.keep.ledger import Ledger
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem


def same_words(ledger: Ledger, document: Document) -> tuple[Problem, ...]:
    """The warning `same-words` for a document whose text one that counts has; none where there is no such.

    Of what is restricted it tells nothing: who reads in a copy need not have leave to see it.
    """
    others = (ledger.document(ident) for ident in ledger.with_text(document.text_sha256) if ident != document.id)
    counting = ledger.standing()
    known = [
        other
        for other in others
        if other
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
