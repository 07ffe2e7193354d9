"""The claim record, version 1: a claim as plain JSON values and back. The same names in JSON lines, CSV, REST and Python."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from reportedly.terms.attribution import Link
from reportedly.terms.claim import (
    Basis,
    Claim,
    DocumentRef,
    Hedge,
    Item,
    Likelihood,
    PlaceUse,
    Review,
    Translated,
    Vessel,
)
from reportedly.terms.evidence import Evidence
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity

Json = dict[str, Any]
VERSION = 1
WHERE_THERE = ("translation",)
"""Names that a record leaves out where there is nothing, so that records from before they came are what they were."""


def claim_record(claim: Claim) -> Json:
    """The record of a claim, keys in the order of the schema; dates as ISO 8601 strings. `translation` is there only where
    the claim was read through one."""
    return {
        "id": claim.id,
        "kind": claim.kind,
        "actor": list(claim.actor),
        "recipient": list(claim.recipient),
        "items": [_flat(i) for i in claim.items],
        "quantity": _flat(claim.quantity) if claim.quantity else None,
        "happened": period_record(claim.happened),
        "places": [_flat(p) for p in claim.places],
        "vessels": [_flat(v) for v in claim.vessels],
        "stage": claim.stage,
        "modality": claim.modality,
        "hedges": [_flat(h) for h in claim.hedges],
        "likelihood": _flat(claim.likelihood) if claim.likelihood else None,
        "basis": _flat(claim.basis) if claim.basis else None,
        "condition": claim.condition,
        "exchange": claim.exchange,
        "compared": list(claim.compared),
        "attribution": [_flat(link) for link in claim.attribution],
        "origins": list(claim.origins),
        "said": period_record(claim.said),
        "published_on": _day(claim.published_on),
        "document": {
            "id": claim.document.id,
            "path": claim.document.path,
            "url": claim.document.url,
            "host": claim.document.host,
            "publisher": claim.document.publisher,
            "published_on": _day(claim.document.published_on),
        },
        "evidence": evidence_record(claim.evidence),
        "also": [evidence_record(e) for e in claim.also],
        **({"translation": _flat(claim.translation)} if claim.translation else {}),
        "fields": {name: [list(span) for span in spans] for name, spans in sorted(claim.fields.items())},
        "method": claim.method,
        "reading_confidence": round(claim.reading_confidence, 3),
        "field_confidence": {name: round(value, 3) for name, value in sorted(claim.field_confidence.items())},
        "reviewed": _review_record(claim.reviewed),
        "handling": claim.handling,
    }


def claim_of(record: Mapping[str, Any], text: str) -> Claim:
    """The claim of a record and its document's text; every quote is checked against the text (EvidenceError)."""
    document, quantity, review = record["document"], record["quantity"], record["reviewed"]
    return Claim(
        id=record["id"],
        document=DocumentRef(
            id=document["id"],
            path=document["path"],
            url=document["url"],
            host=document["host"],
            publisher=document["publisher"],
            published_on=_date(document["published_on"]),
        ),
        kind=record["kind"],
        actor=tuple(record["actor"]),
        recipient=tuple(record["recipient"]),
        evidence=_evidence(record["evidence"], text),
        items=tuple(Item(**i) for i in record["items"]),
        quantity=Quantity(**quantity) if quantity else None,
        happened=period_of(record["happened"]),
        places=tuple(PlaceUse(**p) for p in record["places"]),
        vessels=tuple(Vessel(**v) for v in record["vessels"]),
        stage=record["stage"],
        modality=record["modality"],
        hedges=tuple(Hedge(**h) for h in record["hedges"]),
        likelihood=Likelihood(**record["likelihood"]) if record["likelihood"] else None,
        basis=Basis(**record["basis"]) if record["basis"] else None,
        condition=record["condition"],
        exchange=record["exchange"],
        compared=tuple(record["compared"]),
        attribution=tuple(Link(**link) for link in record["attribution"]),
        origins=tuple(record["origins"]),
        said=period_of(record["said"]),
        also=tuple(_evidence(e, text) for e in record["also"]),
        translation=Translated(**record["translation"]) if record.get("translation") else None,
        fields={name: tuple((s[0], s[1]) for s in spans) for name, spans in record["fields"].items()},
        method=record["method"],
        reading_confidence=record["reading_confidence"],
        field_confidence=dict(record.get("field_confidence", {})),
        reviewed=Review(review["by"], datetime.fromisoformat(review["at"]), review["verdict"], review.get("note", ""))
        if review
        else None,
        handling=record["handling"],
    )


def without_absent(record: Json) -> Json:
    """A record that was filled up with nulls, without those of names that it leaves out."""
    return {name: value for name, value in record.items() if value is not None or name not in WHERE_THERE}


def period_record(period: Period | None) -> Json | None:
    """start, end (ISO days or None) and text."""
    return {"start": _day(period.start), "end": _day(period.end), "text": period.text} if period else None


def period_of(record: Mapping[str, Any] | None) -> Period | None:
    """The period of its record."""
    return Period(_date(record["start"]), _date(record["end"]), record["text"]) if record else None


def evidence_record(evidence: Evidence) -> Json:
    """start, end, quote."""
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote}


def _flat(value: Any) -> Json:
    """The fields of a value that holds no other values. `dataclasses.asdict` copies deeply, at ten times the cost."""
    return {name: getattr(value, name) for name in value.__slots__}


def _evidence(record: Mapping[str, Any], text: str) -> Evidence:
    return Evidence(record["start"], record["end"], record["quote"], text)


def _review_record(review: Review | None) -> Json | None:
    if review is None:
        return None
    return {"by": review.by, "at": review.at.isoformat(), "verdict": review.verdict, "note": review.note}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
