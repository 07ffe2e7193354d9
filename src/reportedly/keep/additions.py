"""Additions: which entries tell a ledger anything that it does not hold yet. Reading the same report again yields none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import get_args

from reportedly.errors import EvidenceError, UsageError
from reportedly.keep.entry import (
    ClaimFound,
    ClaimReviewed,
    DocumentRead,
    DocumentWithdrawn,
    Entry,
    Grade,
    MetadataChanged,
    MethodRun,
    OfDocument,
    PartiesMerged,
    ReviewUndone,
    SourceGraded,
)
from reportedly.keep.history import History
from reportedly.keep.metadata import COMPARED, metadata_changes, with_metadata
from reportedly.keep.standing import Standing, advance
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document, content_id

_WHILE_DRAFTED = datetime(1, 1, 1, tzinfo=UTC)


def reading(document: Document, claims: Iterable[Claim], method: str) -> tuple[Entry, ...]:
    """The entries of one document read with one method, known or not. Raises UsageError on a claim of another."""
    claims = tuple(claims)
    if any(c.method != method or c.document.id != document.id for c in claims):
        raise UsageError(f"claims of another document or method among those of {document.id} by {method}")
    run = MethodRun(document.id, method, document.published_on, document.language)
    return DocumentRead(document), run, *(ClaimFound(c) for c in distinct(claims))


def distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, each with an id of its own. Two sums in one sentence may share all the words that make an id; the
    second then takes one from the first's id and the words of its quantity. The same claim given twice is one."""
    known: dict[str, Claim] = {}
    for claim in claims:
        original, turn = claim, 2
        while claim.id in known and known[claim.id] != claim:
            again = content_id("c", original.id, original.fields.get("quantity", ()), turn)
            claim, turn = replace(original, id=again), turn + 1
        known[claim.id] = claim
    return tuple(known.values())


def new_entries(standing: Standing, document: Document, claims: Iterable[Claim], method: str) -> tuple[Entry, ...]:
    """What reading a document with a method adds: nothing the second time."""
    return additions(standing, reading(document, claims, method))


def is_read(standing: Standing, document: Document, method: str) -> bool:
    """Whether reading would add nothing, so that looking for claims may be spared: the document is withdrawn, or the
    method ran on it last, knowing no less, and its metadata tell nothing new."""
    return not additions(standing, reading(document, (), method))


def completed(standing: Standing, document: Document) -> Document:
    """The document with what the ledger knows of it where it is silent itself, or where a person has changed it: look
    for claims in this one."""
    history = standing.histories.get(document.id)
    if history is None:
        return document
    known = (name for name in COMPARED if getattr(document, name) is None or name in history.settled)
    return replace(document, **{name: getattr(history.document, name) for name in known})


def additions(standing: Standing, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those of the entries that change what stands; a known document's new metadata become a `MetadataChanged`.

    Raises UsageError on an entry about an unknown document or on a review of a withdrawn one, and EvidenceError on a
    claim whose quotes are not in its document.
    """
    draft = _Draft(standing)
    kept: list[Entry] = []
    for entry in entries:
        for news in draft.news(entry):
            draft.take(news)
            kept.append(news)
    return tuple(kept)


class _Draft:
    """What would stand after the entries taken so far; copies only the histories that they touch."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._touched: dict[str, History] = {}
        self._known_as = dict(standing.known_as)
        self._grades = dict(standing.grades)
        self._running: set[str] = set()

    def take(self, entry: Entry) -> None:
        if not isinstance(entry, PartiesMerged | SourceGraded | DocumentRead):
            self._touched[entry.document_id] = self._history(entry)
        if isinstance(entry, MethodRun):
            self._running.add(entry.document_id)
        advance(self._touched, self._known_as, self._grades, entry, _WHILE_DRAFTED)

    def news(self, entry: Entry) -> tuple[Entry, ...]:
        if isinstance(entry, PartiesMerged):
            return (entry,) if self._merges(entry) else ()
        if isinstance(entry, SourceGraded):
            return (entry,) if self._grades_anew(entry) else ()
        if isinstance(entry, DocumentRead):
            return self._of_reading(entry)
        history = self._history(entry)
        if isinstance(entry, ClaimFound | ClaimReviewed):
            _check_quotes(entry.claim, history.document)
            self._check_translation(entry.claim)
        if history.withdrawn is not None:
            if isinstance(entry, ClaimReviewed):
                raise UsageError(f"claim {entry.claim_id} is of a document that was withdrawn: {history.withdrawn}")
            return ()
        return (entry,) if self._is_news(entry, history) else ()

    def _is_news(self, entry: OfDocument, history: History) -> bool:
        match entry:
            case MethodRun():
                return not _covers(history, entry)
            case ClaimFound(claim):
                return self._may_add(claim, history)
            case ClaimReviewed():
                decision = history.decisions.get(entry.claim_id)
                return decision is None or not _same_review(decision.entry, entry)
            case ReviewUndone(claim_id=claim_id):
                return claim_id in history.decisions
            case MetadataChanged(_, changes, by):
                settles = bool(by) and not history.settled.issuperset(changes)
                return settles or with_metadata(history.document, changes) != history.document
            case DocumentWithdrawn() | DocumentRead():
                return True

    def _of_reading(self, entry: DocumentRead) -> tuple[Entry, ...]:
        known = self._touched.get(entry.document_id) or self._standing.histories.get(entry.document_id)
        if known is None:
            return (entry,)
        changes = metadata_changes(known.document, entry.document, known.settled)
        return (MetadataChanged(entry.document_id, changes),) if changes and known.withdrawn is None else ()

    def _may_add(self, claim: Claim, history: History) -> bool:
        """A run that is over takes no more claims; one under way takes each id once."""
        if claim.method != history.method:
            return True
        over = history.latest is not None and history.document.id not in self._running
        return not over and claim.id not in history.found

    def _merges(self, entry: PartiesMerged) -> bool:
        if entry.keep == entry.merged or not (entry.keep and entry.merged):
            raise UsageError(f"{entry.merged!r} cannot be merged into {entry.keep!r}")
        return self._known_as.get(entry.merged) != self._known_as.get(entry.keep, entry.keep)

    def _grades_anew(self, entry: SourceGraded) -> bool:
        if entry.grade not in (None, *get_args(Grade)):
            raise UsageError(f"{entry.grade!r} is no grade from A to F")
        if not (entry.source and entry.by.strip()):
            raise UsageError("a grade needs a source and the name of the person who gives it")
        known = self._grades.get(entry.source)
        return known != entry if entry.grade else known is not None

    def _check_translation(self, claim: Claim) -> None:
        """A translation that the ledger holds must say what a claim quotes of it."""
        told = claim.translation
        known = told and (self._touched.get(told.document) or self._standing.histories.get(told.document))
        if told and known and known.document.text[told.start : told.end] != told.quote:
            raise EvidenceError(f"claim {claim.id} quotes {told.quote[:60]!r}, which its translation does not say")

    def _history(self, entry: OfDocument) -> History:
        known = self._touched.get(entry.document_id) or self._standing.histories.get(entry.document_id)
        if known is None:
            raise UsageError(f"document {entry.document_id} is not in the ledger")
        return known


def _covers(history: History, run: MethodRun) -> bool:
    """Whether the latest run was by this method and was told no less, and nothing that a person has overruled since."""
    latest = history.latest
    if latest is None or latest.method != run.method:
        return False
    overruled = "published_on" in history.settled and run.published_on != history.document.published_on
    return (overruled or run.published_on in (None, latest.published_on)) and run.language == latest.language


def _same_review(one: ClaimReviewed, other: ClaimReviewed) -> bool:
    decided = (one.verdict, one.by, one.note) == (other.verdict, other.by, other.note)
    return decided and replace(one.claim, reviewed=None) == replace(other.claim, reviewed=None)


def _check_quotes(claim: Claim, document: Document) -> None:
    for evidence in (claim.evidence, *claim.also):
        if document.text[evidence.start : evidence.end] != evidence.quote:
            raise EvidenceError(f"claim {claim.id} quotes {evidence.quote[:60]!r}, which its document does not say")
