"""keep.conditions: the parts of a query as masks over the rows of an index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from reportedly.keep.coded import Mask
from reportedly.keep.held import UNDATED, Held, number_of
from reportedly.keep.index import REJECTED
from reportedly.keep.query import ClaimQuery, is_party
from reportedly.terms.items import ItemTree

FACETS: Mapping[str, str] = {
    "kind": "kind",
    "modality": "modality",
    "actor": "actors",
    "recipient": "recipients",
    "item": "items",
    "origin": "origins",
    "publisher": "publisher",
}
"""The part of a query → the column that it chooses from."""


def conditions(held: Held, query: ClaimQuery, items: ItemTree, found: Sequence[int] | None) -> dict[str, Mask]:
    """The conditions of a query by its parts, beside that of standing, which every query but one for rejected claims has;
    those that every row fulfils are left out. found: numbers that full text search has found.
    """
    return _of_facets(held, query, items) | _of_days(held, query) | _further(held, query, found)


def _of_facets(held: Held, query: ClaimQuery, items: ItemTree) -> dict[str, Mask]:
    told: dict[str, Mask] = {}
    for part, name in FACETS.items():
        asked = getattr(query, part)
        if asked is None:
            continue
        values = held.column(name).values
        if part in ("kind", "modality"):
            codes = [values[asked]] if asked in values else []
        elif part == "item":
            codes = values.fitting(lambda value, above=asked: items.within(value, above))  # type: ignore[misc]
        else:
            codes = values.fitting(lambda value, party=asked: is_party(party, value))  # type: ignore[misc]
        told[part] = held.column(name).having(codes)
    return told


def _of_days(held: Held, query: ClaimQuery) -> dict[str, Mask]:
    told: dict[str, Mask] = {}
    days = held.days.filled
    if query.published_by is not None:
        told["published_by"] = (days <= query.published_by.toordinal()) & (days != UNDATED)
    if query.published_from is not None:
        told["published_from"] = days >= query.published_from.toordinal()
    return told


def _further(held: Held, query: ClaimQuery, found: Sequence[int] | None) -> dict[str, Mask]:
    """The conditions of the parts that are neither facets nor days."""
    told: dict[str, Mask] = {}
    if query.verdict is not None:
        told["verdict"] = held.verdict_is(query.verdict)
    if query.verdict == REJECTED:
        told["alive"] = held.alive.filled
    if query.document is not None:
        told["document"] = held.documents.filled == np.uint64(number_of(query.document))
    if query.at_least:
        told["at_least"] = (held.confidence.filled >= query.at_least) | ~held.verdict_is(None)
    if query.checked is not None:
        unchecked = held.verdict_is(None)
        told["checked"] = ~unchecked if query.checked else unchecked
    handling = held.single["handling"]
    if query.public_only and handling.values.keys() - {"public"}:
        told["public_only"] = handling.codes.filled == handling.values.get("public", -2)
    if found is not None:
        told["text"] = _numbered(held, found)
    return told


def _numbered(held: Held, found: Sequence[int]) -> Mask:
    numbers = held.numbers.filled
    mask = np.zeros(len(numbers), np.bool_)
    asked = np.asarray(found, np.int64)
    if len(numbers) and len(asked):
        places = np.minimum(np.searchsorted(numbers, asked), len(numbers) - 1)
        mask[places[numbers[places] == asked]] = True
    return mask
