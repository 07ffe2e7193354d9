"""What a load could hold: the figures that a sentence puts to it, each with what it counts, in the order of its words.

The parse of "filled with shells they would hold 900, or if with rockets 300" is seldom right; the order of the words tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.page import FINITE
from reportedly.find.rows import Row, sort_of
from reportedly.find.seen import Seen
from reportedly.terms.claim import Item
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import ItemMention, QuantityMention
from reportedly.terms.quantity import is_currency

PACKS = frozenset(
    {"container", "crate", "truckload", "trainload", "planeload", "shipload", "wagon", "railcar", "pallet"}
)
"""Units in which a load is counted, and not what it holds."""
BULK = PACKS | {"tonne", "kilogram"}
"""Units of a load, in which the goods themselves are not counted."""
_NO_LOAD = PACKS | {"percent", "person", "time", "shipment", "voyage", "flight", "delivery"}
_FILLED = re.compile(
    r"\b(?:(?:fill|load|pack|stuff|cram|stack)(?:ed)?(?: up)?(?: (?:only|entirely|solely|just))? with|if(?: only)? with|"
    r"in terms of|(?:were|was|are|is|be|being)|counted (?:as|in)|converted (?:in)?to|expressed (?:as|in)|measured in)"
    r"(?: (?:all|only|just|the|standard))*$",
    re.IGNORECASE,
)
"""What stands before the goods that a load is thought to be filled with."""
_EITHER = re.compile(r"\bor\b", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:or|and)\b", re.IGNORECASE)
_IF = re.compile(r"\bif\b", re.IGNORECASE)
_COUNTS_IT = re.compile(r"(?: of(?: the)?)?(?: \d+(?: |-)?(?:mm|millimet(?:er|re)))? ?")
_OF_CALIBRE = re.compile(r" of (?:calibre |caliber )?(\d+)[ -]?(?:mm|millimet)", re.IGNORECASE)
_ROOMY = {"room", "space", "load", "cargo", "total", "equivalent"}
_GENERAL = {"round", None}
_FAR = 40
"""How far before a filling, in code points, its verb may stand."""


def load_figures(verb: Token, seen: Seen) -> list[QuantityMention]:
    """The figures behind a verb of holding that its clause lists, in their order: those of what is held."""
    end, past, found = verb.sent.end_char, verb.idx, list[QuantityMention]()
    for figure in seen.quantities[bisect_left(seen.quantities, verb.idx, key=lambda q: q.start) :]:
        if figure.start >= end or not _goes_on(past, figure.start, bool(found), seen):
            break
        unit = figure.quantity.unit
        if figure.amount and not figure.quantity.per and unit not in _NO_LOAD and not is_currency(unit):
            found.append(figure)
        past = figure.end
    return found


def held_rows(verb: Token, seen: Seen, tree: ItemTree) -> list[Row]:
    """The rows of what a load could hold; several joined by "or", or each under a filling of its own, are alternatives."""
    rows: list[Row] = []
    figures = load_figures(verb, seen)
    fillings = _fillings(verb.sent.start_char, verb.sent.end_char, seen)
    told: list[tuple[QuantityMention, ItemMention | None]] = []
    for figure, after in zip(figures, [*(f.start for f in figures[1:]), verb.sent.end_char], strict=False):
        own = _own_item(figure, after, seen)
        filling = _filling(figure, told[-1][0].end if told else 0, fillings, seen)
        general = own is None or (figure.quantity.unit in _GENERAL and filling is not None)
        item = (filling if general else own) or own
        row = _row(figure, item, tree) if item else _elliptic(figure, rows[-1], seen, tree) if rows else None
        if row is not None and row.sort == "arms":
            rows.append(row)
            told.append((figure, filling))
    return _alternatives(rows, told, seen)


def _goes_on(start: int, end: int, listed: bool, seen: Seen) -> bool:
    """Whether a figure stands in the verb's clause: the first behind "at" or the verb, each further one behind "or", "and".
    No clause but an if-clause may begin between."""
    text = seen.document.text
    if not listed and text.endswith(" at ", start, end):
        return True  # "put the load that they could carry at 900 shells"
    if listed and not _LISTED.search(text, start, end):
        return False
    if not listed and _is_of_another_thing(start, end, seen):
        return False
    words = [seen.parse[i] for i in seen.tokens.at(start, end)[1:-1]] if end > start else []
    finite = any(t.tag_ in FINITE for t in words)
    return not finite or bool(_IF.search(text, start, end))


def _is_of_another_thing(start: int, end: int, seen: Seen) -> bool:
    """ "Could contain parts for 300 drones", "would be a gift of 40 tanks": a noun between holds the figure."""
    words = [seen.parse[i] for i in seen.tokens.at(start, end)[1:-1]]
    return any(t.pos_ in ("NOUN", "PROPN") and t.lemma_.lower() not in _ROOMY for t in words)


def _fillings(start: int, end: int, seen: Seen) -> list[ItemMention]:
    """The goods of a sentence that a load is thought to be filled with: no figure stands by them."""
    text = seen.document.text
    named = [i for i in seen.items if start <= i.start < end and i.cls == "weapon"]
    return [
        i
        for i in named
        if _FILLED.search(text[max(start, i.start - _FAR) : i.start].rstrip())
        and not any(q.amount and q.start < i.end and i.start < q.end for q in seen.quantities)
    ]


def _filling(figure: QuantityMention, past: int, fillings: Sequence[ItemMention], seen: Seen) -> ItemMention | None:
    """The filling of a figure: the last one before it and behind the figure before, else the one right behind it."""
    before = [i for i in fillings if past <= i.start < figure.start]
    behind = [i for i in fillings if i.start > figure.start]
    return before[-1] if before else behind[0] if behind else None


def _own_item(figure: QuantityMention, until: int, seen: Seen) -> ItemMention | None:
    """What a figure itself counts: "12,000 shells", "9,000 rounds of 152 mm shells"."""
    text = seen.document.text
    for item in _items_from(figure.start, until, seen):
        if item.start < figure.end or _COUNTS_IT.fullmatch(text, figure.end, item.start):
            return item
    return None


def _items_from(start: int, until: int, seen: Seen) -> Iterator[ItemMention]:
    return (i for i in seen.items if start <= i.start < until and i.cls != "people")


def _row(figure: QuantityMention, item: ItemMention, tree: ItemTree) -> Row:
    items = (Item(item.text, item.item),)
    unit = figure.quantity.unit or (tree.rows[item.item].unit if item.item in tree else None)
    quantity = replace(figure.quantity, unit=unit, scope="capacity")
    return Row(items, quantity, ((item.start, item.end),), (figure.start, figure.end), sort_of(items, None, tree))


def _elliptic(figure: QuantityMention, before: Row, seen: Seen, tree: ItemTree) -> Row | None:
    """ "For 900 shells of 122 mm or for 300 of 152 mm": the noun of the figure before, with the calibre of its own."""
    calibre = _OF_CALIBRE.match(seen.document.text, figure.end)
    if figure.counted is not None and calibre is None:
        return None
    item = _of_calibre(before.items[0].item, calibre[1], tree) if calibre else before.items[0].item
    quantity = replace(figure.quantity, unit=before.quantity.unit if before.quantity else None, scope="capacity")
    return replace(
        before, items=(Item(figure.text, item),), quantity=quantity, quantity_span=(figure.start, figure.end)
    )


def _of_calibre(item: str, calibre: str, tree: ItemTree) -> str:
    """The class of the same family that is named by a calibre, else the family."""
    family = tree.rows[item].parent or item
    kin = [row for row in tree.rows.values() if row.parent == family]
    return next((r.item for r in kin if any(n.startswith(f"{calibre} mm ") for n in r.names)), family)


def _alternatives(
    rows: Sequence[Row], told: Sequence[tuple[QuantityMention, ItemMention | None]], seen: Seen
) -> list[Row]:
    """The rows, those of which only one can hold in one group."""
    if len(rows) < 2:
        return list(rows)
    fillings = {filling.start for _, filling in told if filling}
    between = seen.document.text[told[0][0].end : told[-1][0].start]
    group = f"alternatives-{told[0][0].start}" if _EITHER.search(between) or len(fillings) == len(rows) else None
    return [replace(r, quantity=replace(r.quantity, alternative_group=group)) for r in rows if r.quantity]
