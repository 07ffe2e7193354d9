"""What may not be passed on: no output that leaves the machine is made of it."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.errors import UsageError
from reportedly.present.words import many
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document


def refuse_restricted(claims: Iterable[Claim], documents: Iterable[Document] = ()) -> None:
    """Raises UsageError, naming the documents, where a claim or document is restricted."""
    closed = {claim.document.id for claim in claims if claim.handling == "restricted"}
    closed |= {document.id for document in documents if document.handling == "restricted"}
    if closed:
        raise UsageError(
            f"{many(len(closed), 'document')} may not be passed on (restricted): {', '.join(sorted(closed))}"
        )
