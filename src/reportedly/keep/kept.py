"""keep.kept: what a ledger keeps of one document, looked over entry by entry: its text, its quotes, what entries name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reportedly.errors import ReportedlyError
from reportedly.keep.batch import Batch, payloads
from reportedly.keep.codec import entry_of
from reportedly.keep.entry import DocumentRead, OfParty
from reportedly.keep.faults import Fault
from reportedly.keep.history import History
from reportedly.keep.references import References
from reportedly.keep.spans import OtherText, span_faults
from reportedly.keep.standing import advance
from reportedly.terms.document import sha256

UNREADABLE = (ReportedlyError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What may be raised while a record that somebody altered is taken for an entry."""
_WITH_CLAIM = ("claim-found", "claim-reviewed")


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is stored. position: in its batch, from 0; recorded_at: of the batch, None where that is no instant;
    record: JSON, or whatever stands in its place.
    """

    batch: int
    position: int
    recorded_at: datetime | None
    record: object

    @property
    def place(self) -> str:
        return f"batch {self.batch}, position {self.position}"


@dataclass(frozen=True, slots=True)
class Kept:
    """What is stored of a document. lines: its entries, in order; text: None where it is gone; text_batch: the batch that
    the text is said to have come with.
    """

    document_id: str
    lines: Sequence[Line]
    text: str | None
    text_batch: int | None


@dataclass(slots=True)
class LookedOver:
    """What became of looking over a document. history: None where it cannot be worked out from what is stored."""

    faults: list[Fault] = field(default_factory=list)
    history: History | None = None
    claims: int = 0


def kept_in(batches: Iterable[Batch]) -> dict[str, Kept]:
    """What batches at hand keep of each document, by its id."""
    lines: dict[str, list[Line]] = {}
    read: dict[str, tuple[str, int]] = {}
    for batch in batches:
        for position, (entry, record) in enumerate(zip(batch.entries, payloads(batch.entries), strict=True)):
            if not isinstance(entry, OfParty):
                lines.setdefault(entry.document_id, []).append(Line(batch.number, position, batch.recorded_at, record))
            if isinstance(entry, DocumentRead):
                read[entry.document_id] = (entry.document.text, batch.number)
    return {ident: Kept(ident, told, *read.get(ident, (None, None))) for ident, told in lines.items()}


def record_of(line: object) -> Mapping[str, Any] | None:
    """The record of a stored line; None where it is no JSON object that tells which entry it is."""
    try:
        record = json.loads(line) if isinstance(line, str) else None
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and isinstance(record.get("entry"), str) else None


def looked_over(kept: Kept, text_of: OtherText) -> LookedOver:
    """Look over a document. text_of: the texts of translations that it was read through."""
    records = [(line, record_of(line.record)) for line in kept.lines]
    known, found = References(kept.document_id), LookedOver()
    found.faults += _text_faults(kept, records)
    text = kept.text if not found.faults else None
    histories: dict[str, History] = {}
    for line, record in records:
        faults = _unreadable(line, "is no entry") if record is None else _faults(line, record, text, known, text_of)
        if record is not None and text is not None and not faults:
            faults = _taken(histories, line, record, text)
        found.faults += faults
    found.claims = len(known.claims)
    found.history = histories.get(kept.document_id) if not found.faults else None
    return found


def _text_faults(kept: Kept, records: Sequence[tuple[Line, Mapping[str, Any] | None]]) -> list[Fault]:
    """What is wrong with the text, given the entry with which the document was read."""
    ident, text = kept.document_id, kept.text
    for line, record in records:
        told = record.get("document") if record and record["entry"] == "document-read" else None
        if not isinstance(told, dict):
            continue
        if text is None:
            return [Fault("changed-text", f"the text of document {ident} is gone")]
        if sha256(text.encode()) != told.get("text_sha256"):
            return [Fault("changed-text", f"the text of document {ident} has been changed since it was read")]
        if kept.text_batch != line.batch:
            return [Fault("changed-text", f"the text of document {ident} is kept with another batch than {line.batch}")]
    return []


def _faults(
    line: Line, record: Mapping[str, Any], text: str | None, known: References, text_of: OtherText
) -> list[Fault]:
    """What an entry names that is not there, and what it quotes that is not said. text: None where it is another."""
    try:
        faults = [Fault("unknown-reference", f"{line.place} {what}") for what in known.faults(record)]
        if record["entry"] in _WITH_CLAIM and text is not None:
            claim = record["claim"]
            where = f"claim {claim['id']} ({line.place})"
            faults += [Fault("wrong-quote", f"{where}: {what}") for what in span_faults(claim, text, text_of)]
    except UNREADABLE as fault:
        return _unreadable(line, _why(fault))
    return faults


def _taken(histories: dict[str, History], line: Line, record: Mapping[str, Any], text: str) -> list[Fault]:
    """Take an entry into account; the fault where it cannot be. Nothing follows on a document that could not be read."""
    if not histories and record["entry"] != "document-read":
        return []
    if line.recorded_at is None:
        return _unreadable(line, "has no instant")
    try:
        advance(histories, {}, {}, entry_of(record, lambda _: text), line.recorded_at)
    except UNREADABLE as fault:
        return _unreadable(line, _why(fault))
    return []


def _why(fault: BaseException) -> str:
    return f"cannot be read ({' '.join(f'{type(fault).__name__}: {fault}'.split())[:120]})"


def _unreadable(line: Line, why: str) -> list[Fault]:
    return [Fault("unreadable-entry", f"{line.place} {why}")]
