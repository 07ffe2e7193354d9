"""Standing: what a ledger holds true of its documents and claims at an instant. A pure function of its batches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from reportedly.errors import UnknownClaim, UsageError
from reportedly.keep.batch import Batch, Seal, utc
from reportedly.keep.entry import DocumentRead, Entry, PartiesMerged, SourceGraded
from reportedly.keep.history import History
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document


@dataclass(frozen=True)
class Standing:
    """What stands. histories: by document id; known_as: merged party → the party it is; last: the seal of the last batch;
    grades: source → the grade that a person gave it last.
    """

    histories: Mapping[str, History] = field(default_factory=dict)
    known_as: Mapping[str, str] = field(default_factory=dict)
    last: Seal | None = None
    grades: Mapping[str, SourceGraded] = field(default_factory=dict)

    def after(self, *batches: Batch) -> Standing:
        """What stands once these batches have followed."""
        histories, known_as, grades = dict(self.histories), dict(self.known_as), dict(self.grades)
        last = self.last
        for batch in batches:
            for entry in batch.entries:
                advance(histories, known_as, grades, entry, batch.recorded_at)
            last = batch.seal
        return Standing(histories, known_as, last, grades)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id, without those withdrawn; sorted by publication (undated last), then id."""
        kept = [h.document for h in self.histories.values() if h.withdrawn is None]
        return {d.id: d for d in sorted(kept, key=lambda d: (d.published_on or date.max, d.id))}

    @cached_property
    def withdrawn(self) -> dict[str, str]:
        """Documents withdrawn: id → reason."""
        return {i: h.withdrawn for i, h in sorted(self.histories.items()) if h.withdrawn is not None}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by id, reviews and merged parties applied; sorted by publication, document, place in the text, id."""
        return self._sorted(c for h in self.histories.values() for c in h.standing.values())

    @cached_property
    def rejected(self) -> dict[str, Claim]:
        """Claims that people rejected, by id; sorted as `claims`."""
        return self._sorted(c for h in self.histories.values() for c in h.rejected.values())

    def claim(self, id_or_beginning: str) -> Claim:
        """The one claim, standing or rejected, whose id is or begins so. Raises UnknownClaim for none and for several."""
        both = self.claims | self.rejected
        if id_or_beginning in both:
            return both[id_or_beginning]
        near = [claim for i, claim in both.items() if id_or_beginning and i.startswith(id_or_beginning)]
        if len(near) != 1:
            how_many = f"{len(near)} claims begin" if near else "no claim begins"
            raise UnknownClaim(f"{how_many} with {id_or_beginning!r}")
        return near[0]

    def of_document(self, document_id: str) -> tuple[Claim, ...]:
        """The claims of a document that stand, in the order of `claims`; none for an unknown document."""
        history = self.histories.get(document_id)
        return tuple(self._sorted(history.standing.values()).values()) if history else ()

    def document(self, document_id: str) -> Document | None:
        """A document as now known, even if withdrawn; None for an unknown id."""
        history = self.histories.get(document_id)
        return history.document if history else None

    def _sorted(self, claims: Iterable[Claim]) -> dict[str, Claim]:
        return {c.id: c for c in sorted((renamed(c, self.known_as) for c in claims), key=_place)}


def standing(batches: Iterable[Batch], known_at: datetime | None = None) -> Standing:
    """What stands after the batches recorded up to an instant (inclusive; aware), or after all of them."""
    limit = utc(known_at) if known_at else None
    return Standing().after(*(b for b in batches if limit is None or b.recorded_at <= limit))


def advance(
    histories: dict[str, History],
    known_as: dict[str, str],
    grades: dict[str, SourceGraded],
    entry: Entry,
    at: datetime,
) -> None:
    """Take one entry into account, in the three mappings. Raises UsageError where its document was never read."""
    match entry:
        case PartiesMerged(keep, merged):
            _merge(known_as, keep, merged)
        case SourceGraded(source, grade):
            grades.pop(source, None)
            if grade is not None:
                grades[source] = entry
        case DocumentRead(document):
            histories.setdefault(document.id, History(document))
        case _:
            if entry.document_id not in histories:
                raise UsageError(f"document {entry.document_id} is not in the ledger")
            histories[entry.document_id] = histories[entry.document_id].after(entry, at)


def renamed(claim: Claim, known_as: Mapping[str, str]) -> Claim:
    """The claim with merged parties under the name that was kept; the same claim where none occurs."""
    if not known_as:
        return claim
    linked = (link.party for link in claim.attribution)
    if not any(p in known_as for p in (*claim.actor, *claim.recipient, *claim.compared, *claim.origins, *linked)):
        return claim
    return replace(
        claim,
        actor=_known(claim.actor, known_as),
        recipient=_known(claim.recipient, known_as),
        compared=_known(claim.compared, known_as),
        origins=_known(claim.origins, known_as),
        attribution=tuple(_known_link(link, known_as) for link in claim.attribution),
    )


def _known(parties: tuple[str, ...], known_as: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known_as.get(p, p) for p in parties))


def _known_link(link: Link, known_as: Mapping[str, str]) -> Link:
    return replace(link, party=known_as[link.party]) if link.party and link.party in known_as else link


def _merge(known_as: dict[str, str], keep: str, merged: str) -> None:
    """Point the merged name, and all that pointed to it, at the kept one. Of two contrary merges the later holds."""
    known_as.pop(keep, None)
    for name, target in known_as.items():
        if target == merged:
            known_as[name] = keep
    known_as[merged] = keep


def _place(claim: Claim) -> tuple[date, str, int, int, str]:
    return (claim.published_on or date.max, claim.document.id, claim.evidence.start, claim.evidence.end, claim.id)
