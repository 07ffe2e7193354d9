"""The history of one document: what was found in it, run by run, and what people decided of it. Frozen; grows by entries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from reportedly.keep.entry import (
    ClaimFound,
    ClaimReviewed,
    DocumentRead,
    DocumentWithdrawn,
    MetadataChanged,
    MethodRun,
    OfDocument,
    ReviewUndone,
)
from reportedly.keep.metadata import with_metadata
from reportedly.keep.succession import successors
from reportedly.terms.claim import Claim, DocumentRef, Review
from reportedly.terms.document import Document


@dataclass(frozen=True)
class Decision:
    """The latest review of a claim. claim: as the person left it, marked; run: how many runs there had been by then;
    before: the decision that it took the place of.
    """

    entry: ClaimReviewed
    claim: Claim
    run: int
    before: Decision | None = None


@dataclass(frozen=True)
class History:
    """All about one document. found: by the latest run, by id; before: by the run before and decided by nobody.

    settled: metadata that a person has changed. withdrawn: the reason, None where the document counts.
    """

    document: Document
    method: str | None = None
    latest: MethodRun | None = None
    runs: int = 0
    found: Mapping[str, Claim] = field(default_factory=dict)
    before: Mapping[str, Claim] = field(default_factory=dict)
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    settled: frozenset[str] = frozenset()
    withdrawn: str | None = None

    def after(self, entry: OfDocument, at: datetime) -> History:
        """The history with one more entry, recorded at an instant."""
        match entry:
            case MethodRun():
                return replace(self._next_run(entry.method), latest=entry)
            case ClaimFound(claim):
                return self._with_found(claim)
            case ClaimReviewed():
                return self._with_decision(entry, at)
            case ReviewUndone(claim_id=claim_id):
                return self._without_decision(claim_id)
            case MetadataChanged(_, changes, by):
                settled = self.settled | set(changes) if by else self.settled
                return replace(self, document=with_metadata(self.document, changes), settled=settled)
            case DocumentWithdrawn(reason=reason):
                return replace(self, withdrawn=reason)
            case DocumentRead():
                return self

    @cached_property
    def standing(self) -> dict[str, Claim]:
        """Claims that stand, by id: those that people let stand, and what the latest run found besides."""
        if self.withdrawn is not None:
            return {}
        decided = {i: d.claim for i, d in self.decisions.items() if d.entry.verdict != "rejected"}
        return {i: self._of_document(c) for i, c in (decided | self._undecided).items()}

    @cached_property
    def rejected(self) -> dict[str, Claim]:
        """Claims that people rejected, by id."""
        if self.withdrawn is not None:
            return {}
        return {i: self._of_document(d.claim) for i, d in self.decisions.items() if d.entry.verdict == "rejected"}

    @cached_property
    def _undecided(self) -> dict[str, Claim]:
        """Of the latest run, the claims that nobody decided of, by their id or as another run found them."""
        rest = {i: claim for i, claim in self.found.items() if i not in self.decisions}
        gone = [d.claim for i, d in self.decisions.items() if i not in self.found and d.run < self.runs]
        if not gone or not rest:
            return rest
        earlier = [claim for i, claim in self.before.items() if i not in self.found]
        taken = successors(gone, earlier, rest.values())
        return {i: claim for i, claim in rest.items() if taken.get(i) not in self.decisions}

    def _next_run(self, method: str) -> History:
        return replace(self, method=method, latest=None, runs=self.runs + 1, found={}, before=self._undecided)

    def _with_found(self, claim: Claim) -> History:
        history = self if claim.method == self.method else self._next_run(claim.method)
        if claim.id in history.found:
            return history
        unmarked = replace(claim, reviewed=None) if claim.reviewed else claim
        return replace(history, found={**history.found, claim.id: unmarked})

    def _with_decision(self, entry: ClaimReviewed, at: datetime) -> History:
        """A review of a claim that is in no run at hand was made of an earlier one, here or in another ledger."""
        here = entry.claim_id in self.found or entry.verdict == "added"
        known = self.decisions.get(entry.claim_id)
        run = known.run if known else self.runs if here else self.runs - 1
        marked = replace(entry.claim, reviewed=Review(entry.by, at, entry.verdict, entry.note))
        return replace(self, decisions={**self.decisions, entry.claim_id: Decision(entry, marked, run, known)})

    def _without_decision(self, claim_id: str) -> History:
        rest = {i: decision for i, decision in self.decisions.items() if i != claim_id}
        known = self.decisions.get(claim_id)
        return replace(
            self, decisions=rest if known is None or known.before is None else {**rest, claim_id: known.before}
        )

    def _of_document(self, claim: Claim) -> Claim:
        """The claim with what is now known of its document."""
        handling = "restricted" if self.document.handling == "restricted" else claim.handling
        if claim.document == self._ref and claim.handling == handling:
            return claim
        return replace(claim, document=self._ref, handling=handling)

    @cached_property
    def _ref(self) -> DocumentRef:
        return DocumentRef.of(self.document)
