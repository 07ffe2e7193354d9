"""Rows: what a model answers, typed and not yet believed, and the JSON Schema that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, get_args

from reportedly.terms.claim import KINDS, MODALITIES, Kind, Modality, PlaceRole, Stage
from reportedly.terms.quantity import Number


@dataclass(frozen=True, slots=True)
class ToldQuantity:
    """The words of a figure, and the interval that the model takes it for."""

    words: str
    low: Number | None = None
    high: Number | None = None


@dataclass(frozen=True, slots=True)
class ToldPlace:
    words: str
    role: PlaceRole


@dataclass(frozen=True, slots=True)
class ToldLink:
    """Who tells it, and with which words of saying. relay: it passes on another's words."""

    name: str
    verb: str
    relay: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as a model tells it: words copied from the text, and a few labels.

    start: where the quote begins, counted from the start of the part. attribution: from the nearest teller outward.
    """

    quote: str
    kind: Kind
    start: int | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    quantity: ToldQuantity | None = None
    happened: str | None = None
    places: tuple[ToldPlace, ...] = ()
    modality: Modality = "asserted"
    hedges: tuple[str, ...] = ()
    condition: str | None = None
    stage: Stage | None = None
    attribution: tuple[ToldLink, ...] = ()
    said: str | None = None


STAGES: tuple[Stage, ...] = get_args(Stage)
PLACE_ROLES: tuple[PlaceRole, ...] = get_args(PlaceRole)
_WORDS: Mapping[str, Any] = {"type": "string"}
_WORDS_OR_NONE: Mapping[str, Any] = {"type": ["string", "null"]}
_NUMBER_OR_NONE: Mapping[str, Any] = {"type": ["number", "null"]}


def _object(**properties: Mapping[str, Any]) -> dict[str, Any]:
    """An object of which every key must be given and no other may."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(of: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": of}


_ROW = _object(
    quote=_WORDS,
    start={"type": ["integer", "null"]},
    kind={"type": "string", "enum": list(KINDS)},
    actor=_list(_WORDS),
    recipient=_list(_WORDS),
    items=_list(_WORDS),
    quantity={"anyOf": [_object(words=_WORDS, low=_NUMBER_OR_NONE, high=_NUMBER_OR_NONE), {"type": "null"}]},
    happened=_WORDS_OR_NONE,
    places=_list(_object(words=_WORDS, role={"type": "string", "enum": list(PLACE_ROLES)})),
    modality={"type": "string", "enum": list(MODALITIES)},
    hedges=_list(_WORDS),
    condition=_WORDS_OR_NONE,
    stage={"type": ["string", "null"], "enum": [*STAGES, None]},
    attribution=_list(_object(name=_WORDS, verb=_WORDS, relay={"type": "boolean"})),
    said=_WORDS_OR_NONE,
)
SCHEMA: Mapping[str, Any] = MappingProxyType(_object(claims=_list(_ROW)))
"""The JSON Schema (2020-12) of an answer: every key required, null where the text says nothing."""
