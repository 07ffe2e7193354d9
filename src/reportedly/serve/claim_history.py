"""What happened to a claim: the ledger's entries on it, with what each decision found there and what it left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reportedly.keep.batch import Batch
from reportedly.keep.entry import (
    ClaimFound,
    ClaimReviewed,
    DocumentRead,
    DocumentWithdrawn,
    Entry,
    MetadataChanged,
    MethodRun,
    ReviewUndone,
)
from reportedly.present.corrected import changes_words
from reportedly.present.names import Names
from reportedly.terms.claim import Claim
from reportedly.terms.record import Json, claim_record


@dataclass(frozen=True, slots=True)
class Event:
    """An entry on a claim or its document. before: the claim as a decision found it, None elsewhere."""

    at: datetime
    entry: Entry
    before: Claim | None = None

    @property
    def when(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} UTC"


@dataclass(frozen=True, slots=True)
class Change:
    """A decision that holds and that changed a claim: who made it on which day, the claim before and after."""

    by: str
    on: date
    before: Claim
    after: Claim


def events_of(batches: Iterable[Batch], claim: Claim) -> tuple[Event, ...]:
    """The entries that concern a claim, oldest first."""
    events: list[Event] = []
    found: Claim | None = None
    holding: list[tuple[Event, Claim]] = []
    entries = ((each.recorded_at, entry) for each in batches for entry in each.entries)
    for at, entry in ((at, entry) for at, entry in entries if _concerns(entry, claim)):
        event = Event(at, entry)
        match entry:
            case ClaimFound(read):
                found = read
            case ClaimReviewed(left):
                event = Event(at, entry, holding[-1][1] if holding else found)
                holding.append((event, left))
            case ReviewUndone():
                del holding[-1:]
        events.append(event)
    return tuple(events)


def latest_changes(events: Sequence[Event]) -> tuple[Change, ...]:
    """The decisions that still hold and have changed the claim, oldest first."""
    holding: list[Event] = []
    for event in events:
        if isinstance(event.entry, ClaimReviewed):
            holding.append(event)
        elif isinstance(event.entry, ReviewUndone):
            del holding[-1:]
    return tuple(change for event in holding for change in _change(event))


def event_words(event: Event, names: Names) -> str:
    """What happened, in a line: of a correction each new value and the one that it took the place of."""
    match event.entry:
        case ClaimFound(claim):
            return f"claim found by {claim.method}"
        case ClaimReviewed() as entry:
            before = claim_record(event.before) if event.before else {}
            changed = changes_words(entry.changes, names, before)
            note = f". Note: {entry.note}" if entry.note else ""
            return f"claim {entry.verdict} by {entry.by}" + (f": {changed}" if changed else "") + note
        case ReviewUndone(by=by):
            return f"latest decision taken back by {by}"
        case DocumentRead(document):
            return f"document read from {document.path or 'pasted text'}"
        case MethodRun(method=method):
            return f"document looked through by {method}"
        case MetadataChanged(changes=changes, by=by):
            return f"metadata changed{f' by {by}' if by else ''}: {changes_words(changes, names)}"
        case DocumentWithdrawn(reason=reason):
            return f"document withdrawn: {reason}"
        case _:
            return ""


def changes_record(event: Event) -> Json:
    """For programs: field → value before and after, of a decision that changed something."""
    if not isinstance(event.entry, ClaimReviewed) or not event.entry.changes:
        return {}
    before = claim_record(event.before) if event.before else {}
    return {
        "changes": {name: {"before": before.get(name), "after": value} for name, value in event.entry.changes.items()}
    }


def _concerns(entry: Entry, claim: Claim) -> bool:
    match entry:
        case ClaimFound(found):
            return found.id == claim.id
        case ClaimReviewed() | ReviewUndone():
            return entry.claim_id == claim.id
        case DocumentRead() | MethodRun() | MetadataChanged() | DocumentWithdrawn():
            return entry.document_id == claim.document.id
        case _:
            return False


def _change(event: Event) -> Iterator[Change]:
    entry = event.entry
    if isinstance(entry, ClaimReviewed) and event.before is not None and entry.changes:
        yield Change(entry.by, event.at.date(), event.before, entry.claim)
