"""keep.index: a standing claim as a row of the index, by which claims are searched and flows found without loading all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.keep.codec import canonical
from reportedly.keep.history import History
from reportedly.keep.standing import renamed
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.party import state_of
from reportedly.terms.record import claim_of, claim_record

SEPARATOR = "\x1f"
"""Between the values of a column that holds several; no code or class holds it."""

BESIDE = ""
"""Stands for the other side of what is about one party: measures, judgements, responses."""

REJECTED = "rejected"
"""The verdict of claims that stand no more, and are indexed so that they can be found and taken back."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """What is searched and counted of one claim. actors, recipients, origins, items: codes, joined by SEPARATOR.

    words: what full text search looks through; record: the claim record as JSON, for showing it.
    """

    claim_id: str
    document_id: str
    published_on: date | None
    kind: str
    modality: str
    stage: str | None
    actors: str
    recipients: str
    origins: str
    items: str
    publisher: str | None
    unit: str | None
    low: float | None
    high: float | None
    confidence: float
    verdict: str | None
    handling: str
    words: str
    record: str


def index_rows(history: History, known_as: dict[str, str]) -> tuple[IndexRow, ...]:
    """The rows of a document: its claims that stand, and those that people rejected."""
    both = (*history.standing.values(), *history.rejected.values())
    return tuple(index_row(renamed(claim, known_as)) for claim in both)


def index_row(claim: Claim) -> IndexRow:
    """The row of a claim."""
    quantity = claim.quantity
    return IndexRow(
        claim_id=claim.id,
        document_id=claim.document.id,
        published_on=claim.published_on,
        kind=claim.kind,
        modality=claim.modality,
        stage=claim.stage,
        actors=SEPARATOR.join(claim.actor),
        recipients=SEPARATOR.join(claim.recipient),
        origins=SEPARATOR.join(claim.origins),
        items=SEPARATOR.join(claim.item_classes),
        publisher=claim.document.publisher,
        unit=quantity.unit if quantity else None,
        low=quantity.low if quantity else None,
        high=quantity.high if quantity else None,
        confidence=claim.reading_confidence,
        verdict=claim.reviewed.verdict if claim.reviewed else None,
        handling=claim.handling,
        words=_words(claim),
        record=canonical(claim_record(claim)),
    )


def claim_of_row(record: str, text: str) -> Claim:
    """The claim of a row's record and its document's text. Raises EvidenceError where a quote is not in the text."""
    return claim_of(json.loads(record), text)


def about(row: IndexRow) -> tuple[tuple[str, str], ...]:
    """Whom a standing claim is about: (supplier, recipient) of flows, (party, BESIDE) of what stands beside flows; a body
    under its own code and under its state's. None for a rejected claim.
    """
    if row.verdict == REJECTED:
        return ()
    actors, recipients = _codes(row.actors), _codes(row.recipients)
    if row.kind in FLOW_KINDS:
        return tuple((actor, recipient) for actor in actors for recipient in recipients)
    return tuple((side, BESIDE) for side in dict.fromkeys((*actors, *recipients)))


def several(joined: str) -> tuple[str, ...]:
    """The values of a column that holds several."""
    return tuple(joined.split(SEPARATOR)) if joined else ()


def codes_of(party: str) -> tuple[str, str]:
    """The codes under which a party is found: its own and its state's."""
    return party, state_of(party)


def _codes(joined: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for party in several(joined) for code in codes_of(party)))


def _words(claim: Claim) -> str:
    """The quotes, and the names of who tells, as printed."""
    quotes: Iterable[str] = (evidence.quote for evidence in (claim.evidence, *claim.also))
    return "\n".join(dict.fromkeys((*quotes, *(link.name for link in claim.attribution))))
