"""The JSON Schema of the claim record, generated from the terms; `data/schema/claim-1.json` is what it gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

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
from reportedly.terms.record import VERSION, WHERE_THERE

Json = dict[str, Any]

_CLAIM = {
    "id": "From the document, the kind and the spans of evidence, actor, recipient and item; a corrected claim keeps it.",
    "kind": "What is claimed: goods, people, money and services, a measure, a visit, a judgement, or a response.",
    "actor": "Codes of who supplies, imposes (measure) or travels (visit); empty where the text leaves it open.",
    "recipient": "Codes of who receives, whose flow is hit (measure) or who is travelled to (visit); empty where left open.",
    "items": "What it is about: the words and their class.",
    "quantity": "How much, as an interval; null where no figure is given.",
    "happened": "When it took place, as precisely as the words say.",
    "places": "Places with the part that they play.",
    "vessels": "Ships named.",
    "stage": "How far it had come, by the origin's words.",
    "modality": "The origin's stance; of several that apply, the first of the list.",
    "hedges": "The hedging words, each with who hedges.",
    "likelihood": "A term of likelihood on the yardstick of its speaker; null where there is none.",
    "basis": "How the origin says it knows; null where it does not say.",
    "condition": "The words of what it hangs on.",
    "exchange": "What it is given, wanted or feared for: the words, or the id of a claim.",
    "compared": "Codes of those compared with, for judgements.",
    "attribution": "Who tells it: the publisher first, the origins last.",
    "origins": "Codes or names of who first put it out; empty where nobody is named.",
    "said": "When the statement was made.",
    "published_on": "The day on which the document was published; null where unknown.",
    "document": "The document that reports it.",
    "evidence": "The words that make the claim.",
    "also": "Further words of the same document that repeat it.",
    "translation": "The words of a translation in which the evidence was understood; only of claims read through one.",
    "fields": "Field → the spans that it was read from; they may lie outside the evidence.",
    "method": "By which it was found: rules/… or llm/MODEL.",
    "reading_confidence": "That the words were read right, 0 to 1; never that the claim is true.",
    "field_confidence": "Field → that it was read right, 0 to 1, given that the claim is one.",
    "reviewed": "What a person decided of it; null where nobody has.",
    "handling": "Restricted claims are never exported.",
}
"""The names of the record in its order."""

_WORDS: dict[type, dict[str, str]] = {
    Claim: _CLAIM,
    Item: {"label": "The words.", "item": "The class in the tree of item classes."},
    Quantity: {
        "low": "The lower bound; null is unbounded.",
        "high": "The upper bound; null is unbounded.",
        "unit": "A unit of the units table, money as its ISO 4217 code; null where the text names none.",
        "approximate": "About, around, nearly.",
        "vague": "A vague numeral, whose high is soft.",
        "scope": "To date, added now, present there, part of a stated whole, what a load could hold, or a rate.",
        "per": "The period of a rate.",
        "alternative_group": "Equal for the branches of one alternative, of which only one can hold.",
        "text": "The words.",
    },
    Period: {
        "start": "The first day; null is open.",
        "end": "The last day, inclusive; null is open.",
        "text": "The words; empty where implied.",
    },
    PlaceUse: {"name": "The words.", "place": "The id in the places table; null where unknown.", "role": "Its part."},
    Vessel: {"name": "As printed.", "imo": "The seven digits of the IMO number; null where not given."},
    Hedge: {"text": "The hedging word.", "by": "Who hedges with it: the name of a link, or the publisher."},
    Likelihood: {
        "term": "As printed.",
        "low": "In percent.",
        "high": "In percent.",
        "yardstick": "The scale that gives the term its band.",
    },
    Basis: {"type": "The kind of basis.", "text": "The words."},
    Link: {
        "name": "As printed.",
        "party": "Its code; null where unknown.",
        "role": "The words of the office.",
        "verb": "The lemma with which it tells; empty for the publisher.",
        "relay": "It passes on another's words.",
    },
    DocumentRef: {
        "id": "From the text, the publisher and the url; never from the path.",
        "path": "Where it was read from, for people.",
        "url": "Where it was published.",
        "host": "Who serves it, if not the publisher.",
        "publisher": "Its source.",
        "published_on": "The day of publication.",
    },
    Evidence: {
        "start": "The first code point of the normalised text.",
        "end": "One past the last code point.",
        "quote": "The words at [start, end), to the letter.",
    },
    Translated: {
        "document": "The id of the translation.",
        "start": "The first code point of its normalised text.",
        "end": "One past the last code point.",
        "quote": "Its words at [start, end).",
    },
    Review: {"by": "Who.", "at": "The instant, with its time zone.", "verdict": "What was decided.", "note": "Why."},
}

_BOUNDS: dict[tuple[type, str], Json] = {
    (Claim, "id"): {"pattern": "^c-[0-9a-f]{16}$"},
    (Claim, "reading_confidence"): {"minimum": 0, "maximum": 1},
    (Claim, "field_confidence"): {"additionalProperties": {"type": "number", "minimum": 0, "maximum": 1}},
    (DocumentRef, "id"): {"pattern": "^d-[0-9a-f]{16}$"},
    (Translated, "document"): {"pattern": "^d-[0-9a-f]{16}$"},
    (Translated, "start"): {"minimum": 0},
    (Translated, "end"): {"minimum": 1},
    (Translated, "quote"): {"minLength": 1},
    (Likelihood, "low"): {"minimum": 0, "maximum": 100},
    (Likelihood, "high"): {"minimum": 0, "maximum": 100},
    (Evidence, "start"): {"minimum": 0},
    (Evidence, "end"): {"minimum": 1},
    (Evidence, "quote"): {"minLength": 1},
    (Vessel, "imo"): {"pattern": "^[0-9]{7}$"},
}

_PLAIN: dict[Any, Json] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    datetime: {"type": "string", "format": "date-time"},
    NoneType: {"type": "null"},
}


def claim_schema() -> Json:
    """The schema of a claim record (draft 2020-12): every name but `translation` is required, no other is allowed."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:reportedly:claim:{VERSION}",
        "title": "Claim",
        "description": "One assertion, as one document reports it. Offsets count code points of its normalised text.",
        **_object(Claim, published_on=date | None),  # told of the document, and repeated here
        "$defs": {term.__name__: _object(term) for term in _WORDS if term is not Claim},
    }


def schema_text() -> str:
    """The schema as it ships."""
    return json.dumps(claim_schema(), indent=2, ensure_ascii=False) + "\n"


def _object(term: type, **derived: Any) -> Json:
    """A term as an object, its names in the order in which they are described. derived: types of names beside its fields."""
    described, hints = _WORDS[term], get_type_hints(term)
    typed = {field.name: hints[field.name] for field in fields(term)} | derived
    if typed.keys() != described.keys():
        raise TypeError(f"{term.__name__} is not described by its fields: {sorted(typed.keys() ^ described.keys())}")
    return {
        "type": "object",
        "properties": {name: _described(term, name, typed[name]) for name in described},
        "required": [name for name in described if term is not Claim or name not in WHERE_THERE],
        "additionalProperties": False,
    }


def _described(term: type, name: str, hint: Any) -> Json:
    return {"description": _WORDS[term][name], **_schema(hint), **_BOUNDS.get((term, name), {})}


def _schema(hint: Any) -> Json:
    """What a type allows: dataclasses by reference, tuples of any length as arrays, pairs as arrays of two."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint in _WORDS:
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if origin is Literal:
        return {"enum": list(inner)}
    if origin in (Union, UnionType):
        return _either([_schema(each) for each in inner])
    if origin is tuple and inner[-1] is Ellipsis:
        return {"type": "array", "items": _schema(inner[0])}
    if origin is tuple:
        parts = [_schema(each) for each in inner]
        return {"type": "array", "prefixItems": parts, "items": False, "minItems": len(parts)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _schema(inner[1])}
    return dict(_PLAIN[hint])


def _either(allowed: list[Json]) -> Json:
    """One of several; plain types and lists of values that may also be null stay flat."""
    if {"type": "null"} in allowed:
        return _nullable(_either([each for each in allowed if each != {"type": "null"}]))
    if len(allowed) == 1:
        return allowed[0]
    kinds = {each.get("type") for each in allowed}
    return {"type": "number"} if kinds == {"integer", "number"} else {"anyOf": allowed}


def _nullable(schema: Json) -> Json:
    if "enum" in schema:
        return {"enum": [*schema["enum"], None]}
    if isinstance(schema.get("type"), str):
        return {**schema, "type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}
