"""The entries of a ledger: all that can happen to what it knows. Appended, never changed or taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from reportedly.terms.claim import Claim, Verdict
from reportedly.terms.document import Document

Grade = Literal["A", "B", "C", "D", "E", "F"]
"""How far a source is to be relied on, as intelligence services grade it: A completely, E not, F cannot be judged (NATO's
AJP-2.1; the Admiralty code)."""


@dataclass(frozen=True, slots=True)
class DocumentRead:
    """A document came into the ledger, whole."""

    document: Document

    @property
    def document_id(self) -> str:
        return self.document.id


@dataclass(frozen=True, slots=True)
class MethodRun:
    """A method begins to look for claims in a document; the `ClaimFound`s that follow are what it found, if anything.

    Claims that an earlier run found and nobody reviewed are superseded from here. published_on, language: what the
    method was told besides the text; it runs anew where they have changed.
    """

    document_id: str
    method: str
    published_on: date | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ClaimFound:
    """A method found a claim. Where no `MethodRun` announced its method, it begins that method's run itself."""

    claim: Claim

    @property
    def document_id(self) -> str:
        return self.claim.document.id


@dataclass(frozen=True, slots=True)
class ClaimReviewed:
    """A person decided of a claim. claim: as the person left it, with its id, its evidence and all values.

    changes: what the person changed, field of the claim record → new JSON value; for explaining, already in `claim`.
    """

    claim: Claim
    verdict: Verdict
    by: str
    note: str = ""
    changes: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def claim_id(self) -> str:
        return self.claim.id

    @property
    def document_id(self) -> str:
        return self.claim.document.id


@dataclass(frozen=True, slots=True)
class ReviewUndone:
    """A person took back the latest decision of a claim: the one before it holds again, or none."""

    document_id: str
    claim_id: str
    by: str


@dataclass(frozen=True, slots=True)
class PartiesMerged:
    """Two names are one party: `merged` is read as `keep` in every claim, past and future."""

    keep: str
    merged: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class MetadataChanged:
    """What is known about a document changed. changes: field of `Document` → new JSON value (days as ISO 8601).

    by: the person who changed it, whom no copy of the document overrules; '' where a copy read later told it.
    """

    document_id: str
    changes: Mapping[str, Any] = field(hash=False)
    by: str = ""


@dataclass(frozen=True, slots=True)
class SourceGraded:
    """A person graded a source (a publisher or an origin) from A to F, with a note; None takes the grade away."""

    source: str
    grade: Grade | None
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class DocumentWithdrawn:
    """A document counts no more, nor do its claims; reading it again does not bring it back."""

    document_id: str
    reason: str
    by: str = ""


OfDocument = DocumentRead | MethodRun | ClaimFound | ClaimReviewed | ReviewUndone | MetadataChanged | DocumentWithdrawn
"""Entries that concern one document; they bear a `document_id`."""

OfParty = PartiesMerged | SourceGraded
"""Entries that concern no single document."""

Entry = OfDocument | OfParty
