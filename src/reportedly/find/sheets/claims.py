"""A row that makes a claim: its document, and what its cells say of who sent what to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, get_args

from reportedly.find.sheets.amounts import AmountReader
from reportedly.find.sheets.citing import CITED, Cited, cited
from reportedly.find.sheets.columns import Columns
from reportedly.find.sheets.days import period
from reportedly.find.sheets.figure_headings import HeadingReader
from reportedly.find.sheets.goods import Goods
from reportedly.find.sheets.quantities import QuantityReader, told_of
from reportedly.find.sheets.refusing import Refused
from reportedly.find.sheets.rendering import Rendered, rendered
from reportedly.find.sheets.sides import Sides
from reportedly.terms.attribution import Link
from reportedly.terms.claim import (
    FLOW_KINDS,
    KINDS,
    MODALITIES,
    SHEET_METHOD,
    Claim,
    DocumentRef,
    Item,
    Kind,
    PlaceUse,
    Stage,
)  # fmt: skip
from reportedly.terms.document import Document, Handling
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.period import Period
from reportedly.terms.quantity import Scope
from reportedly.terms.sheet import Sheet, SheetField, SheetRow, SheetWords
from reportedly.terms.tables import PlaceRow, Tables

CHOICES: Mapping[SheetField, tuple[str, ...]] = {
    "kind": KINDS,
    "modality": MODALITIES,
    "stage": get_args(Stage),
    "scope": get_args(Scope),
    "handling": get_args(Handling),
}
"""Fields that take one of a few values."""
_OF_ROOTS: Mapping[str, Kind] = {"people": "deployment", "assistance": "assistance"}
_WORDED: Mapping[str, tuple[SheetField, ...]] = {
    "actor": ("supplier",),
    "recipient": ("recipient",),
    "item": ("item",),
    "quantity": ("quantity", "low", "high", "unit"),
    "happened": ("happened",),
    "origins": ("origin",),
    "modality": ("modality",),
    "stage": ("stage",),
    "places": ("place",),
}
"""Field of the claim → the fields of the sheet whose cells it is read from."""
_SPEAKS: tuple[SheetField, ...] = (
    "supplier", "recipient", "item", "quantity", "low", "high", "unit", "happened", "notes",
)  # fmt: skip

Read = tuple[Document, Claim, tuple[str, ...]]
"""The document of a row, its claim, and the slugs of what the row lacks."""


class RowReader:
    """Reads single rows. today: no source is of a later day; handling: of all rows, where it is told."""

    def __init__(self, tables: Tables, words: SheetWords, today: date, handling: Handling | None = None) -> None:
        self.goods = Goods(tables.items, tables.units, words.pieces)
        self.sides = Sides(tables.parties, words.nothing, words.dittos)
        self._nothing = frozenset(words.nothing)
        amounts = AmountReader(tables.bounds, tables.numerals, words.nothing)
        self._quantities = QuantityReader(amounts, self.goods, HeadingReader(self.goods, words), self._nothing)
        self._values = {(row.field, word): row.value for row in words.values for word in row.words}
        self._places = _by_name(tables.places)
        self._today, self._handling = today, handling

    def read(self, sheet: Sheet, row: SheetRow, columns: Columns) -> Read:
        """The document and the claim of a row. Raises Refused."""
        cites = self._cited(sheet, row, columns)
        told = rendered(sheet, row)
        document = Document(
            told.text,
            path=sheet.path(row),
            publisher=cites.publisher or sheet.file,
            url=cites.url,
            published_on=cites.published_on,
            title=cites.title,
            handling=self._handling or self._choice(row, columns, "handling") or "public",
        )
        return document, self._claim(document, row, columns, told, cites.publisher is not None), cites.lacks

    def value(self, row: SheetRow, columns: Columns, field: SheetField) -> str:
        """What a cell is taken for, in short, or the slug of why it is refused; '' where it stays words."""
        try:
            return self._value(row, columns, field)
        except Refused as fault:
            return f"[{fault.slug}]"

    def _value(self, row: SheetRow, columns: Columns, field: SheetField) -> str:
        words = columns.cell(row, field).text
        if field in CHOICES:
            return self._choice(row, columns, field) or ""
        match field:
            case "supplier" | "recipient":
                return "; ".join(self._parties(row, columns, field)) or "left open"
            case "item":
                return "; ".join(item.item for item in self._items(row, columns))
            case "happened" | "published":
                days = self._period(row, columns, field)
                return f"{days.start or '…'} – {days.end or '…'}" if days else ""
            case "quantity":
                own = self._own_unit(self._items(row, columns))
                found = self._quantities.quantity(row, columns, own, None)
                sides = ("…" if side is None else f"{side:,}" for side in (found.low, found.high)) if found else ()
                return " – ".join(sides) + (f" {found.unit or ''}" if found else "no figure")
            case "unit":
                return self.goods.unit(words).unit or "of the item"
            case "origin":
                return "; ".join(self.sides.told(words).origins)
            case _:
                return ""

    def _claim(self, document: Document, row: SheetRow, columns: Columns, told: Rendered, named: bool) -> Claim:
        items = self._items(row, columns)
        kind = self._choice(row, columns, "kind") or self._kind(items)
        actor, recipient = self._parties(row, columns, "supplier"), self._parties(row, columns, "recipient")
        if not (actor or recipient):
            raise Refused("no-party", "it names neither supplier nor recipient")
        if kind in FLOW_KINDS and not items:
            raise Refused("no-item", "it names no item", "item")
        attribution, origins = self._attribution(document, row, columns, named)
        scope = self._choice(row, columns, "scope")
        return Claim(
            document=DocumentRef.of(document),
            kind=kind,
            actor=actor,
            recipient=recipient,
            evidence=_evidence(columns, told),
            items=items,
            quantity=self._quantities.quantity(row, columns, self._own_unit(items), scope),
            happened=self._period(row, columns, "happened"),
            places=self._place_uses(row, columns),
            stage=self._choice(row, columns, "stage"),
            modality=self._choice(row, columns, "modality") or "asserted",
            attribution=attribution,
            origins=origins,
            fields=_fields(columns, told),
            method=SHEET_METHOD,
            handling=document.handling,
        )

    def _parties(self, row: SheetRow, columns: Columns, field: SheetField) -> tuple[str, ...]:
        return told_of(field, lambda: self.sides.parties(columns.cell(row, field).text))

    def _items(self, row: SheetRow, columns: Columns) -> tuple[Item, ...]:
        words = columns.cell(row, "item").text
        if not self._says(words):
            return ()
        return told_of("item", lambda: self.goods.items(words))

    def _kind(self, items: tuple[Item, ...]) -> Kind:
        roots = {self.goods.tree.path(item.item)[-1] for item in items}
        return _OF_ROOTS.get(roots.pop(), "transfer") if len(roots) == 1 else "transfer"

    def _own_unit(self, items: tuple[Item, ...]) -> str | None:
        units = {self.goods.pack_of(item.label) or self.goods.unit_of(item.item) for item in items}
        unit = units.pop() if len(units) == 1 else None
        return unit if self.goods.is_whole(unit) else None

    def _period(self, row: SheetRow, columns: Columns, field: SheetField) -> Period | None:
        cell = columns.cell(row, field)
        return told_of(field, lambda: period(cell, columns.days[field])) if self._says(cell.text) else None

    def _attribution(
        self, document: Document, row: SheetRow, columns: Columns, named: bool
    ) -> tuple[tuple[Link, ...], tuple[str, ...]]:
        """Publisher first, then those of the origin's cell. Where that is empty, a publisher that is named speaks for
        itself; where none is, or the cell says that nobody knows, there is no origin.
        """
        name = document.publisher or ""
        own = Link(name, self.sides.known(name))
        words = columns.cell(row, "origin").text
        if not words.strip():
            return (own,), (own.party or name,) if named else ()
        told = told_of("origin", lambda: self.sides.told(words))
        first = told.links[0] if told.links else None
        repeats = first is not None and (first.party or first.name) == (own.party or name)
        links = told.links[1:] if repeats else told.links
        return (own, *links), told.origins

    def _place_uses(self, row: SheetRow, columns: Columns) -> tuple[PlaceUse, ...]:
        names = [part.strip() for part in re.split("[;\n]", columns.cell(row, "place").text)]
        return tuple(PlaceUse(name, self._places.get(name.casefold()), "at") for name in names if self._says(name))

    def _choice(self, row: SheetRow, columns: Columns, field: SheetField) -> Any:
        """The value of a field that takes one of a few; None for an empty cell. Raises Refused: also where the cell says
        that it is not known how a row may be handled.
        """
        words = " ".join(columns.cell(row, field).text.split()).casefold()
        if not words or (field != "handling" and not self._says(words)):
            return None
        value = self._values.get((field, words)) or words.replace(" ", "-")
        if value not in CHOICES[field]:
            raise Refused(f"unknown-{field}", f"it is none of {', '.join(CHOICES[field])}", field)
        return value

    def _cited(self, sheet: Sheet, row: SheetRow, columns: Columns) -> Cited:
        words = {field: " ".join(columns.cell(row, field).text.split()) for field in CITED}
        told = {field: text if self._says(text) else "" for field, text in words.items()}
        return cited(told, self._period(row, columns, "published"), self._today)

    def _says(self, words: str) -> bool:
        return bool(words.strip()) and words.strip().casefold() not in self._nothing


def _evidence(columns: Columns, told: Rendered) -> Evidence:
    """The reference that the row cites; without one the words from the first to the last cell that was read."""
    source = _spans(columns, told, ("source",))
    spans = source or _spans(columns, told, _SPEAKS) or tuple(told.spans.values())
    return Evidence.cut(told.text, min(start for start, _ in spans), max(end for _, end in spans))


def _fields(columns: Columns, told: Rendered) -> dict[str, tuple[Span, ...]]:
    found = {name: _spans(columns, told, fields) for name, fields in _WORDED.items()}
    return {name: spans for name, spans in found.items() if spans}


def _spans(columns: Columns, told: Rendered, fields: Iterable[SheetField]) -> tuple[Span, ...]:
    """Where the filled cells of some fields stand."""
    places = (columns.at.get(field) for field in fields)
    return tuple(told.spans[at] for at in places if at is not None and at in told.spans)


def _by_name(rows: Iterable[PlaceRow]) -> dict[str, str]:
    """Names of places that belong to one place alone."""
    found: dict[str, set[str]] = {}
    for row in rows:
        for name in row.names:
            found.setdefault(name.casefold(), set()).add(row.place)
    return {name: ids.copy().pop() for name, ids in found.items() if len(ids) == 1}
