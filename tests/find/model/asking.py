"""What the tests of a model's answers share: documents as our rows see them, and answers made by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from find.seeing import DAY, seen, wired
from reportedly.find.modality import Hedges
from reportedly.find.model.answer import rows_of
from reportedly.find.model.english import seen_in_english
from reportedly.find.model.grounding import Grounds, grounded
from reportedly.find.model.parts import Part
from reportedly.find.model.seen import ModelSeen
from reportedly.serve.prompts import instructions, name_words, prompt
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document, normalised
from reportedly.terms.items import ItemTree
from reportedly.terms.problem import Problem

PUBLISHER = "Harbour Gazette"
Told = Mapping[str, Any]
EMPTY: Told = {
    "start": None,
    "kind": "transfer",
    "actor": [],
    "recipient": [],
    "items": [],
    "quantity": None,
    "happened": None,
    "places": [],
    "modality": "asserted",
    "hedges": [],
    "condition": None,
    "stage": None,
    "attribution": [],
    "said": None,
}
"""A row that says nothing beside its quote."""


@cache
def tree() -> ItemTree:
    return ItemTree(wired().tables.items)


@cache
def hedges() -> Hedges:
    return Hedges(wired().tables.hedges)


def grounds() -> Grounds:
    """How a model's answers are held in these tests."""
    return Grounds("llm/of-the-tests+claims-1", prompt().confidence, name_words(prompt()))


def document(text: str, publisher: str | None = PUBLISHER) -> Document:
    return Document(normalised(text), path="text", publisher=publisher, published_on=DAY)


@cache
def english(text: str, publisher: str | None = PUBLISHER) -> ModelSeen:
    """What the rules see in an English text."""
    found = seen(text, publisher)
    return seen_in_english(found, hedges(), instructions(), tree(), wired().rules.publisher_code(publisher))


def row(quote: str, **told: Any) -> dict[str, Any]:
    """A row of an answer, with what is told of it."""
    return {"quote": quote, **EMPTY, **told}


def by(name: str, verb: str, relay: bool = False) -> dict[str, Any]:
    """A link of an attribution."""
    return {"name": name, "verb": verb, "relay": relay}


def much(words: str, low: float | None = None, high: float | None = None) -> dict[str, Any]:
    """A quantity."""
    return {"words": words, "low": low, "high": high}


def answer(*rows: Told) -> str:
    """The answer of some rows."""
    return json.dumps({"claims": rows}, ensure_ascii=False)


def held(
    told: str, text: str, seen: ModelSeen | None = None, publisher: str | None = PUBLISHER
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """What comes of an answer about a whole text."""
    about = document(text, publisher)
    rows, faults = rows_of(told, about, prompt().claims)
    part = Part(0, len(about.text))
    claims, problems = grounded(rows, about, part, seen or english(about.text, publisher), grounds())
    return claims, (*faults, *problems)
