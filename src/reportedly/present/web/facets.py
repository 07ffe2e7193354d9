"""The parts of a search as links: each value adds itself to the address, or takes itself away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reportedly.present.names import Names
from reportedly.present.web.drawing import address
from reportedly.present.words import MODALITY_WORDS

HEADINGS = {
    "kind": "Kind",
    "modality": "State",
    "actor": "Supplier or actor",
    "recipient": "Recipient",
    "item": "Item",
    "origin": "Origin",
    "publisher": "Publisher",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value. href: the search with it chosen, or no longer chosen."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetList:
    """One part of a search. more: how many further values there are."""

    heading: str
    choices: tuple[Choice, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Paging:
    """Addresses of the pages before and after; '' where there is none."""

    before: str = ""
    after: str = ""


def facet_list(
    name: str, values: tuple[tuple[str, int], ...], more: int, given: Mapping[str, str], names: Names
) -> FacetList:
    """A part of a search with its values. given: the search as the address has it."""
    chosen = given.get(name)
    known = dict(values)
    told = values if chosen is None or chosen in known else ((chosen, 0), *values)
    choices = tuple(
        Choice(
            label(name, value, names),
            count,
            address("/claims", **{**given, name: None if value == chosen else value}),
            value == chosen,
        )
        for value, count in told
    )
    return FacetList(HEADINGS[name], choices, more)


def paging(path: str, given: Mapping[str, str], start: int, limit: int, total: int) -> Paging:
    """Where the pages before and after are."""
    before = address(path, **{**given, "start": max(0, start - limit) or None}) if start else ""
    after = address(path, **{**given, "start": start + limit}) if start + limit < total else ""
    return Paging(before, after)


def label(name: str, value: str, names: Names) -> str:
    """A value in print."""
    if name in ("actor", "recipient", "origin", "publisher"):
        return names.party(value)
    if name == "item":
        return names.item(value)
    return MODALITY_WORDS.get(value, value) if name == "modality" else value  # type: ignore[call-overload]
