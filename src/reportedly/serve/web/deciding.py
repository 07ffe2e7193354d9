"""What people decide in the workbench, as entries of the ledger: reviews, claims added, grades. Each is kept at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportedly.errors import UsageError
from reportedly.keep.adding import built
from reportedly.keep.corrections import assignments
from reportedly.keep.entry import ClaimReviewed, Grade, SourceGraded
from reportedly.keep.reviews import added, correction, review, undoing
from reportedly.serve.asking import coded
from reportedly.serve.reviewing import ACCEPT, REJECT
from reportedly.serve.web.seeing import publisher_code
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.evidence import Span

DECIDED_BEFORE = "you have decided so before"


@dataclass(frozen=True, slots=True)
class Kept:
    """A claim as a person's decision leaves it. new: whether the ledger holds more than before."""

    claim: Claim
    new: bool


def decide(bench: Workbench, claim_id: str, decision: Sequence[str], by: str, note: str = "") -> Kept:
    """Accept, reject, or correct a claim by FIELD=VALUE; the claim as it is now. Raises UnknownClaim, UsageError."""
    claim = bench.catalogue.claim(claim_id)
    standing = bench.catalogue.standing_of(claim.document.id)
    if list(decision) == [ACCEPT]:
        entry = review(standing, claim.id, "accepted", by, note)
    elif list(decision) == [REJECT]:
        entry = review(standing, claim.id, "rejected", by, note)
    elif ACCEPT in decision or REJECT in decision:
        raise UsageError("accept and reject stand alone: a correction accepts what it leaves")
    else:
        entry = correction(standing, claim.id, coded(assignments(decision), bench.tables), by, note, bench.items)
    return _kept(bench, entry)


def correct(bench: Workbench, claim_id: str, changes: Mapping[str, str], by: str, note: str = "") -> Kept:
    """Correct fields of a claim; the claim as it is now. Raises UnknownClaim, UsageError."""
    claim = bench.catalogue.claim(claim_id)
    standing = bench.catalogue.standing_of(claim.document.id)
    return _kept(bench, correction(standing, claim.id, coded(changes, bench.tables), by, note, bench.items))


def add(bench: Workbench, document: Document, chosen: Span, given: Mapping[str, str], by: str, note: str = "") -> Kept:
    """Add a claim that no method found, made of chosen words. Raises UsageError."""
    party = publisher_code(bench, document.publisher)
    claim = built(document, chosen, coded(given, bench.tables), bench.items, party)
    return _kept(bench, added(claim, by, note))


def undo(bench: Workbench, claim_id: str, by: str) -> Claim | None:
    """Take back the latest decision of a claim; the claim as it is now, None where it was added and is gone."""
    claim = bench.catalogue.claim(claim_id)
    bench.ledger.append([undoing(bench.catalogue.standing_of(claim.document.id), claim.id, by)])
    again = bench.catalogue.claims([claim.id])
    return again[0] if again else None


def grade(bench: Workbench, source: str, given: Grade | None, by: str, note: str = "") -> None:
    """Grade a source from A to F, or take its grade away. Raises UsageError."""
    bench.ledger.append([SourceGraded(source, given, by, note)])


def _kept(bench: Workbench, entry: ClaimReviewed) -> Kept:
    batch = bench.ledger.append([entry])
    return Kept(bench.catalogue.claim(entry.claim_id), batch is not None)
