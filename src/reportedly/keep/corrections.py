"""Corrections: FIELD=VALUE, as a person types it, made into a valid claim. The claim keeps its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from reportedly.errors import EvidenceError, UsageError
from reportedly.keep.fields import EMPTY, FIELDS
from reportedly.terms.claim import Claim
from reportedly.terms.items import ItemTree
from reportedly.terms.record import Json, claim_of, claim_record


def assignments(words: Iterable[str]) -> dict[str, str]:
    """`["quantity.low=11000", …]` as field → value, both stripped. Raises UsageError without `=`, and on a
    field given twice."""
    given: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        name = name.strip()
        if not equals or not name:
            raise UsageError(f"{word!r} is not FIELD=VALUE; the fields are {', '.join(FIELDS)}")
        if name in given:
            raise UsageError(f"{name} is given twice")
        given[name] = value.strip()
    return given


def corrected(claim: Claim, given: Mapping[str, str], text: str, items: ItemTree | None = None) -> Claim:
    """The claim with fields set as typed; `text` is its document's. With `items`, classes must be known there.

    Raises UsageError, in one line, on an unknown field, a value that the field does not take, or values that do not go
    together (a low above its high).
    """
    record = claim_record(claim)
    for name, value in given.items():
        if name not in FIELDS:
            raise UsageError(f"{name!r} cannot be corrected; the fields are {', '.join(FIELDS)}")
        _set(record, name, FIELDS[name](value), text)
    unknown = [i["item"] for i in record["items"] if items is not None and i["item"] not in items]
    if unknown and "item" in given:
        raise UsageError(f"item: {unknown[0]!r} is no class of item")
    _require_whole(record)
    try:
        return claim_of(record, text)
    except (ValueError, EvidenceError) as error:
        raise UsageError(f"{', '.join(given)}: the claim would have {error}") from error


def changed_fields(before: Claim, after: Claim) -> Json:
    """Field of the claim record → its new JSON value, where the two differ; the review apart."""
    old, new = claim_record(before), claim_record(after)
    return {name: value for name, value in new.items() if value != old[name] and name != "reviewed"}


def _set(record: Json, name: str, value: Any, text: str) -> None:
    whole, dot, part = name.partition(".")
    if dot:
        record[whole] = {**(record[whole] or EMPTY[whole]), part: value}
    elif name == "item":
        labels = [i["label"] for i in record["items"]]
        record["items"] = [{"label": labels[n] if n < len(labels) else c, "item": c} for n, c in enumerate(value)]
    elif name == "evidence":
        start, end = value
        record["evidence"] = {"start": start, "end": end, "quote": text[start:end]}
    elif name == "places":
        names = {p["place"]: p["name"] for p in record["places"]}
        record["places"] = [{"name": names.get(p, p), "place": p, "role": role} for role, p in value]
    else:
        record[name] = value


def _require_whole(record: Json) -> None:
    for name, part in (("basis", "type"), ("likelihood", "low"), ("likelihood", "high"), ("likelihood", "term")):
        if record[name] is not None and record[name][part] is None:
            raise UsageError(f"{name}: {name}.{part} is missing")
    likelihood = record["likelihood"]
    if likelihood and not 0 <= likelihood["low"] <= likelihood["high"] <= 100:
        raise UsageError("likelihood: low and high are percent, 0 to 100, low first")
