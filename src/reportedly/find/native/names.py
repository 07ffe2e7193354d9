"""Parties, places and items named in a text of another language, by the rows of names and what the tables know of each.

A state's capital is a place, and a party too, since it stands for the government, unless the words around it say that
something is there (평양에서, в Москве). A body's name right beside another state is that state's body (이란 국방부).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.find.gazetteer import Hit
from reportedly.find.native.capitals import Standing, capitals, standing
from reportedly.find.native.item_names import with_kinds
from reportedly.find.native.matching import MatcherMaker
from reportedly.find.native.owned_bodies import OwnedBodies
from reportedly.find.people import years_off
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import ItemMention, PartyClass, PartyMention, PlaceMention
from reportedly.terms.native import NativeRows
from reportedly.terms.tables import OfficeRow, PartyRow, Tables

_CLASS: dict[str, PartyClass] = {"state": "state", "person": "person"}


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a name stands for: the key of a row of another table."""

    of: str
    key: str
    sense: str


@dataclass(frozen=True, slots=True)
class Named:
    """The names of one text, each kind in order."""

    parties: tuple[PartyMention, ...]
    places: tuple[PlaceMention, ...]
    items: tuple[ItemMention, ...]


class NativeNames:
    """All names of one language, compiled once. matcher: what finds them, by the language's family."""

    def __init__(self, rows: NativeRows, tables: Tables, matcher: MatcherMaker) -> None:
        named = [
            (name, _Meaning(row.of, row.key, row.sense), row.as_is)
            for row in rows.names
            if row.of != "unit"
            for name in row.names
        ]
        self._language = rows.language
        self._matcher = matcher([*named, *_vouching(named)], rows.endings)
        self._parties = {row.code: row for row in tables.parties}
        self._places = {row.place: row for row in tables.places}
        self._tree = ItemTree(tables.items)
        self._offices: dict[str, list[OfficeRow]] = {}
        for office in tables.offices:
            self._offices.setdefault(office.names[0], []).append(office)
        self._capitals = capitals(tables)
        self._bodies = OwnedBodies(tables, rows.language)

    def find(self, text: str, on: date | None) -> Named:
        """The names in a text. on: the day by which persons hold their offices."""
        hits = self._matcher.find(text)
        parties = [party for hit in hits for party in self._parties_of(hit, text, on)]
        items = [item for hit in hits for item in self._items_of(hit, text)]
        return Named(
            tuple(self._bodies.joined(parties, text)),
            tuple(place for hit in hits for place in self._places_of(hit, text)),
            tuple(with_kinds(items, text, self._tree, self._language)),
        )

    def _parties_of(self, hit: Hit[_Meaning], text: str, on: date | None) -> Iterator[PartyMention]:
        """Whom a name stands for: first states and bodies (all that 남북 names), else one person, else a government."""
        words, named = text[hit.start : hit.end], [m for m in hit.payloads if m.of == "party"]
        person = _key(hit, "person")
        if named:
            for meaning in named if self._are_states(named) else named[:1]:
                row = self._parties[meaning.key]
                yield PartyMention(hit.start, hit.end, words, _class_of(row, meaning), row.code, row.names[0])
        elif person is not None:
            held = min(self._offices[person], key=lambda office: years_off(office, on))
            yield PartyMention(hit.start, hit.end, words, "person", held.code, person, held.role)
        elif self._stands(hit, text) in (Standing.PARTY, Standing.BOTH):
            row = self._parties[self._capitals[_key(hit, "place") or ""]]
            yield PartyMention(hit.start, hit.end, words, "state", row.code, row.names[0])

    def _are_states(self, named: Sequence[_Meaning]) -> bool:
        return all(self._parties[meaning.key].kind == "state" for meaning in named)

    def _stands(self, hit: Hit[_Meaning], text: str) -> Standing | None:
        """What the name of a capital is where it stands; None for any other."""
        if _key(hit, "place") not in self._capitals:
            return None
        return standing(text, (hit.start, hit.end), self._language)

    def _places_of(self, hit: Hit[_Meaning], text: str) -> Iterator[PlaceMention]:
        key = _key(hit, "place")
        if key is not None and self._stands(hit, text) is not Standing.PARTY:
            row, words = self._places[key], text[hit.start : hit.end]
            yield PlaceMention(hit.start, hit.end, words, row.names[0], key, row.country, row.lat, row.lon)

    def _items_of(self, hit: Hit[_Meaning], text: str) -> Iterator[ItemMention]:
        key = _key(hit, "item")
        if key is not None:
            yield ItemMention(hit.start, hit.end, text[hit.start : hit.end], self._tree.rows[key].cls, key)


def _vouching(
    named: Sequence[tuple[str, _Meaning, bool]],
) -> Iterator[tuple[str, _Meaning, bool]]:
    """The names that hold within them one `as_is` (인도 국방부), each standing for that too: they vouch for it elsewhere."""
    common = [(f"{name} ", meaning) for name, meaning, as_is in named if as_is and len(name) > 1]
    for name, _, as_is in named:
        yield from ((name, meaning, False) for front, meaning in common if not as_is and name.startswith(front))


def _key(hit: Hit[_Meaning], of: str) -> str | None:
    return next((meaning.key for meaning in hit.payloads if meaning.of == of), None)


def _class_of(row: PartyRow, meaning: _Meaning) -> PartyClass:
    return "nationality" if meaning.sense != "name" else _CLASS.get(row.kind, "organisation")
