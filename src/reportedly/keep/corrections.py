"""Corrections: FIELD=VALUE, as a person types it, made into a valid claim. The claim keeps its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from reportedly.errors import EvidenceError, UsageError
from reportedly.keep.fields import EMPTY, FIELDS
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim
from reportedly.terms.items import ItemTree
from reportedly.terms.party import is_code
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

    A quantity whose last bound is taken away is none. Raises UsageError, in one line, on an unknown field, a value that
    the field does not take, or values that do not go together (a low above its high, a unit without a bound).
    """
    record = claim_record(claim)
    for name, value in given.items():
        if name not in FIELDS:
            raise UsageError(f"{name!r} cannot be corrected; the fields are {', '.join(FIELDS)}")
        _set(record, name, FIELDS[name](value), text)
    if "fields.item" in given:
        _name_items(record, text)
    if "origins" in given:
        _retell(record, claim, text)
    unknown = [i["item"] for i in record["items"] if items is not None and i["item"] not in items]
    if unknown and "item" in given:
        raise UsageError(f"item: {unknown[0]!r} is no class of item")
    _require_figure(record, given)
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
    if whole == "fields":
        _set_words(record, part, value, text)
    elif dot:
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


def _set_words(record: Json, name: str, spans: list[list[int]], text: str) -> None:
    for start, end in spans:
        if not start < end <= len(text) or not text[start:end].strip():
            raise UsageError(f"fields.{name}: no words stand at {start}-{end}")
    rest = {other: words for other, words in record["fields"].items() if other != name}
    record["fields"] = {**rest, name: spans} if spans else rest


def _name_items(record: Json, text: str) -> None:
    """Each class by its words, where there are as many of both."""
    spans = record["fields"].get("item", [])
    if len(spans) == len(record["items"]):
        record["items"] = [
            {"label": " ".join(text[start:end].split()), "item": item["item"]}
            for (start, end), item in zip(spans, record["items"], strict=True)
        ]


def _retell(record: Json, before: Claim, text: str) -> None:
    """Other origins end the chain: the links that led to those before give way to theirs; publisher and relays stay. Where
    none is named any more the chain stays, without the party that its teller was taken for.
    """
    spans = record["fields"].get("origins", [])
    words = [" ".join(text[start:end].split()) for start, end in spans]
    if not record["origins"]:
        publisher, *tellers = record["attribution"] or [None]
        told = [_unnamed(link, words) if link["party"] in before.origins else link for link in tellers]
        record["attribution"] = [publisher, *told] if publisher else []
        return
    origins = [origin for origin in record["origins"] if origin not in before.origins]
    if not origins and len(record["origins"]) == len(before.origins):
        return
    kept = [
        link
        for place, link in enumerate(record["attribution"])
        if place == 0 or link["relay"] or (link["party"] or link["name"]) in record["origins"]
    ]
    publishers = {link["party"] or link["name"] for link in kept[:1]} | {before.document.publisher}
    named = words if len(words) == len(origins) else origins
    record["attribution"] = kept + [
        asdict(Link(name, origin if is_code(origin) else None, verb="say"))
        for name, origin in zip(named, origins, strict=True)
        if origin not in publishers
    ]


def _unnamed(link: Json, words: list[str]) -> Json:
    """A teller who is no party, in the words of the text: "an analyst at a Tbilisi think tank", not "Tbilisi"."""
    return {**link, "name": next((told for told in words if link["name"] in told), link["name"]), "party": None}


def _require_figure(record: Json, given: Mapping[str, str]) -> None:
    """A quantity without a bound says nothing: none where a bound was taken away, else refused where one was touched."""
    quantity = record["quantity"]
    touched = [name for name in given if name.startswith("quantity.")]
    if not quantity or not touched or (quantity["low"], quantity["high"]) != (None, None):
        return
    if not {"quantity.low", "quantity.high"} & set(touched):
        raise UsageError(f"{', '.join(touched)}: the quantity has no figure; give quantity.low or quantity.high")
    record["quantity"] = None


def _require_whole(record: Json) -> None:
    for name, part in (("basis", "type"), ("likelihood", "low"), ("likelihood", "high"), ("likelihood", "term")):
        if record[name] is not None and record[name][part] is None:
            raise UsageError(f"{name}: {name}.{part} is missing")
    likelihood = record["likelihood"]
    if likelihood and not 0 <= likelihood["low"] <= likelihood["high"] <= 100:
        raise UsageError("likelihood: low and high are percent, 0 to 100, low first")
