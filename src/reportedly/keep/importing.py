"""Importing: the claims of another ledger as entries of this one. What is known and decided here stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from reportedly.errors import EvidenceError
from reportedly.keep.adding import METHOD as BY_PERSON
from reportedly.keep.additions import distinct
from reportedly.keep.entry import ClaimFound, ClaimReviewed, DocumentRead, Entry, MethodRun
from reportedly.keep.excerpts import excerpts
from reportedly.keep.history import History
from reportedly.keep.standing import Standing
from reportedly.terms.claim import Claim, DocumentRef
from reportedly.terms.document import EXCERPTS, Document
from reportedly.terms.problem import Problem
from reportedly.terms.record import Json, claim_of

Line = tuple[int, Json]
"""The number of a line, and its claim record."""

DECIDED = re.compile(r" ?\(decided \d{4}-\d{2}-\d{2} in another ledger\)$")


@dataclass(frozen=True, slots=True)
class Imported:
    """What one document of another ledger brings. read_here, decided_here: claims left out, because this ledger has looked
    through the document itself, or somebody has decided of the claim here.
    """

    entries: tuple[Entry, ...] = ()
    claims: int = 0
    read_here: int = 0
    decided_here: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Importer:
    """Turns the lines of one file into entries, document by document. documents: those with texts in the file; changed:
    ids of those whose texts are not theirs; where: the file, for problems; restricted: whether all of it is.
    """

    standing: Standing
    documents: Mapping[str, Document]
    changed: frozenset[str]
    where: str
    restricted: bool = False
    _owners: dict[str, str] = field(default_factory=dict)

    def imported(self, lines: Iterable[Line]) -> Iterator[Imported]:
        """What each document brings, in the order in which the file names them; documents without claims too."""
        groups: dict[str, list[Line]] = {document: [] for document in self.documents}
        for number, record in lines:
            groups.setdefault(record["document"]["id"], []).append((number, record))
        held = {**self.standing.claims, **self.standing.rejected}
        self._owners = {claim.id: claim.document.id for claim in held.values()}
        for document_id, group in groups.items():
            yield self._of_document(document_id, group)

    def _of_document(self, document_id: str, lines: Sequence[Line]) -> Imported:
        if document_id in self.changed:
            message = f"it is of document {document_id}, which is not what it was"
            return Imported(problems=tuple(self._problem("changed-document", n, message) for n, _ in lines))
        held = self.standing.histories.get(document_id)
        if held and held.withdrawn is not None:
            message = f"{len(lines)} claims of document {document_id}, which was withdrawn here, are left out"
            return Imported(problems=(Problem("withdrawn-here", message, self.where, "warning"),))
        given = held.document if held else self.documents.get(document_id)
        if given is None:
            document, lines, faults = self._excerpted(document_id, lines)
        else:
            document, faults = given, ()
        if any(record["handling"] == "restricted" for _, record in lines) or self.restricted:
            document = replace(document, handling="restricted")
        claims, more = self._claims(document, lines)
        history = self.standing.histories.get(document.id)
        return _entries(document, claims, history, (*faults, *more), self.where)

    def _excerpted(
        self, document_id: str, lines: Sequence[Line]
    ) -> tuple[Document, Sequence[Line], tuple[Problem, ...]]:
        """The document made of what its claims quote, and the records that quote it."""
        found = excerpts(record for _, record in lines)
        message = "its quotes contradict each other, or their own length"
        faults = tuple(
            self._problem("quote-not-in-text", n, message) for at, (n, _) in enumerate(lines) if at in found.refused
        )
        fitting = [(n, found.record(record)) for at, (n, record) in enumerate(lines) if at not in found.refused]
        cited = lines[0][1]["document"]
        document = Document(
            found.text,
            path=cited["path"],
            publisher=cited["publisher"],
            host=cited["host"],
            url=cited["url"],
            published_on=date.fromisoformat(cited["published_on"]) if cited["published_on"] else None,
            title=f"{EXCERPTS}: what another ledger quotes of its document {document_id}",
        )
        return document, [(n, {**record, "id": ""}) for n, record in fitting], faults

    def _claims(self, document: Document, lines: Sequence[Line]) -> tuple[list[Claim], tuple[Problem, ...]]:
        """The claims of records, their quotes compared with the text."""
        built: list[Claim] = []
        problems: list[Problem] = []
        for number, record in lines:
            try:
                claim = self._checked(_claim(record, document))
            except EvidenceError as fault:
                problems.append(self._problem("quote-not-in-text", number, str(fault)))
                continue
            except (ValueError, TypeError, KeyError) as fault:
                problems.append(self._problem("not-a-claim", number, " ".join(str(fault).split())[:120]))
                continue
            if self._owners.setdefault(claim.id, document.id) != document.id:
                problems.append(
                    self._problem("id-taken", number, f"its id {claim.id} is that of a claim in another document")
                )
                continue
            built.append(claim)
        return list(distinct(built)), tuple(problems)

    def _checked(self, claim: Claim) -> Claim:
        """The claim, once the translation that it quotes, where it is at hand, says so. Raises EvidenceError."""
        told = claim.translation
        if told is None:
            return claim
        held = self.standing.histories.get(told.document)
        known = held.document if held else self.documents.get(told.document)
        if told.document in self.changed:
            raise EvidenceError(f"it quotes the translation {told.document}, which is not what it was")
        if known and known.text[told.start : told.end] != told.quote:
            raise EvidenceError(f"its translation does not say {told.quote[:60]!r} there")
        return claim

    def _problem(self, slug: str, number: int, message: str) -> Problem:
        return Problem(slug, f"line {number}: {message}", self.where)


def _claim(record: Json, document: Document) -> Claim:
    # Of an excerpt the id of the document is another than the record's, and so are those of its claims.
    cited = {**record["document"], "id": document.id}
    claim = claim_of({**record, "document": cited}, document.text)
    for name, spans in claim.fields.items():
        if any(not 0 <= start < end <= len(document.text) for start, end in spans):
            raise EvidenceError(f"the words of {name} stand outside the text")
    if claim.reviewed is None and claim.method == BY_PERSON:
        raise ValueError("a person added it, and it does not say who")
    if claim.reviewed and not claim.reviewed.by.strip():
        raise ValueError("its review does not say by whom")
    restricted = "restricted" in (document.handling, claim.handling)
    return replace(claim, document=DocumentRef.of(document), handling="restricted" if restricted else "public")


def _entries(
    document: Document, claims: Sequence[Claim], history: History | None, problems: tuple[Problem, ...], where: str
) -> Imported:
    """The entries of a document's claims: as found by their method where nothing has looked through it here, and reviews."""
    entries: list[Entry] = [DocumentRead(document)]
    found = [claim for claim in claims if claim.method != BY_PERSON]
    read_here = 0
    if history and history.method is not None:
        known = history.found.keys() | history.decisions.keys()
        read_here = sum(claim.id not in known and claim.reviewed is None for claim in found)
    elif found:
        undecided = [claim.method for claim in found if claim.reviewed is None]
        method = (undecided or [found[0].method])[0]
        if others := sum(each != method for each in undecided):
            message = f"{others} claims of document {document.id} are by another method than {method}; one can stand"
            problems = (*problems, Problem("two-methods", message, where))
        entries.append(MethodRun(document.id, method, document.published_on, document.language))
        entries += [ClaimFound(replace(claim, reviewed=None)) for claim in found if claim.method == method]
    reviews = [_review(claim) for claim in claims if claim.reviewed]
    new = [review for review in reviews if not _decided_here(review, history)]
    counted = sum(isinstance(entry, ClaimFound) for entry in entries) + sum(r.verdict == "added" for r in new)
    return Imported((*entries, *new), counted, read_here, len(reviews) - len(new), problems)


def _review(claim: Claim) -> ClaimReviewed:
    """The review of a claim as one of this ledger, which says when it was made in the other."""
    review = claim.reviewed
    assert review is not None
    note = review.note
    if not DECIDED.search(note):
        note = f"{note} (decided {review.at.date().isoformat()} in another ledger)".strip()
    return ClaimReviewed(replace(claim, reviewed=None), review.verdict, review.by, note)


def _decided_here(review: ClaimReviewed, history: History | None) -> bool:
    known = history.decisions.get(review.claim_id) if history else None
    return known is not None and not DECIDED.search(known.entry.note)
