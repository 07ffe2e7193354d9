"""A document and its claims as who asks may see them, and the page on which they are checked."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import HTTPException, Request
from fastapi.responses import HTMLResponse

from reportedly.keep.fields import WORDED
from reportedly.keep.history import History
from reportedly.keep.translations import read_through
from reportedly.present.web.document_page import Changing, document_page
from reportedly.present.web.field_words import LABELS
from reportedly.serve.web.asking import bench, drawn, may_see
from reportedly.serve.web.naming import doubted_names
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.tables import Tables


@dataclass(frozen=True, slots=True)
class Opened:
    """A document, its claims that stand and those that people rejected."""

    document: Document
    claims: tuple[Claim, ...]
    rejected: tuple[Claim, ...]
    history: History

    def claim(self, ident: str) -> Claim:
        """A claim of the document. Raises HTTPException (404)."""
        for claim in (*self.claims, *self.rejected):
            if claim.id == ident:
                return claim
        raise HTTPException(404, "this document has no such claim")


def opened(request: Request, ident: str) -> Opened:
    """A document by its id. Raises HTTPException (404) where there is none, or none that who asks may see."""
    standing = bench(request).catalogue.standing_of(ident)
    history = standing.histories.get(ident)
    if history is None or (history.document.handling == "restricted" and not may_see(request)):
        raise HTTPException(404, "there is no such document")
    allowed = ("public", "restricted") if may_see(request) else ("public",)
    claims = tuple(c for c in standing.of_document(ident) if c.handling in allowed)
    rejected = tuple(c for c in standing.rejected.values() if c.handling in allowed)
    return Opened(history.document, claims, rejected, history)


def document_drawn(
    request: Request,
    found: Opened,
    changing: Changing | None = None,
    error: str = "",
    status: int = 200,
    back: str = "",
) -> HTMLResponse:
    """The page of a document. error: what was refused of the document as a whole. back: where a
    correction leads, if not to the claim.
    """
    stand = bench(request)
    told = document_page(
        found.document,
        found.claims,
        found.rejected,
        stand.names,
        method=found.history.method or "",
        withdrawn=found.history.withdrawn,
        changing=changing,
        related=_related(request, found),
    )
    key = [(name, LABELS[name]) for name in WORDED if name in told.marked and name in LABELS]
    lists = suggestions(stand.tables) if changing else {}
    doubted = doubted_of(request, found.history)
    return drawn(request, "document", status, told=told, key=key, lists=lists, error=error, back=back, doubted=doubted)


def doubted_of(request: Request, history: History) -> dict[str, tuple[str, ...]]:
    """Claim → what is remarked on the names that a person put into it."""
    stand, restricted = bench(request), may_see(request)
    return {ident: doubted_names(stand, made.entry, restricted) for ident, made in history.decisions.items()}


def _related(request: Request, found: Opened) -> list[Document]:
    """The original that the document translates, and the translation through which it was read, as who asks may see them."""
    idents = [ident for ident in (found.document.translation_of, read_through(found.history.method)) if ident]
    others = bench(request).catalogue.documents(idents)
    return [other for other in others.values() if other.handling == "public" or may_see(request)]


def suggestions(tables: Tables) -> dict[str, tuple[str, ...]]:
    """What is suggested while somebody types a party, a class or a unit."""
    parties = sorted({row.names[0] for row in tables.parties if row.names and "," not in row.names[0]})
    return {
        "parties": tuple(parties),
        "classes": tuple(row.item for row in tables.items),
        "units": tuple(sorted({row.unit for row in tables.units})),
    }
