"""What a load could hold, and which of the goods named before a general word means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.find.assembly import Assembly
from reportedly.find.holding import PACKS, held_rows
from reportedly.find.rows import Row
from reportedly.find.seen import Seen
from reportedly.terms.claim import Item
from reportedly.terms.items import ItemTree

_ROOM = {"enough", "sufficient", "room", "space"}
_POINTING = {"the", "these", "those", "such"}


def room_in(a: Assembly, row: Row) -> Iterator[Row]:
    """ "Sent 40 containers, enough for 9,000 shells": what a load of containers could hold."""
    if row.quantity is None or row.quantity.unit not in PACKS:
        return
    later = [t for t in a.c.trigger.sent if t.i >= a.c.trigger.i and t.lower_ in _ROOM]
    rooms = (held_rows(t, a.seen, a.reading.tree) for t in later if any(c.lower_ in ("for", "to") for c in t.children))
    yield from next((rows for rows in rooms if rows), [])


def specified(row: Row, seen: Seen, tree: ItemTree) -> Row:
    """ "Deliveries of tanks began; 38 of the vehicles …": with its article a general word means the kind named before it in
    the sentence; of "60 Su-30 jets" the type right before it tells the kind."""
    row = _typed(row, seen, tree)
    if len(row.items) != 1 or not row.spans:
        return row
    head = seen.tokens.head(*row.spans[0])
    if head.tag_ != "NNS" or not any(c.lower_ in _POINTING for c in head.children):
        return row
    start = head.sent.start_char
    before = [i for i in seen.items if start <= i.start < row.spans[0][0] and i.item in tree]
    general = row.items[0].item
    kinds = {i.item: i for i in before if i.item != general and (i.cls == general or tree.within(i.item, general))}
    if len(kinds) != 1:
        return row
    kind = next(iter(kinds.values()))
    return replace(row, items=(Item(kind.text, kind.item),))


def _typed(row: Row, seen: Seen, tree: ItemTree) -> Row:
    """The row with the kind that a type's name tells: "Scud-B missiles" are short-range missiles."""
    if len(row.items) != len(row.spans):
        return row
    types = {i.end + 1: i for i in seen.items if i.item in tree}
    items, spans = list(row.items), list(row.spans)
    for n, (item, (start, end)) in enumerate(zip(row.items, row.spans, strict=True)):
        named = types.get(start)
        if named is None or seen.document.text[named.end] != " " or item.item not in tree:
            continue
        if named.item != item.item and tree.within(named.item, item.item):
            items[n] = Item(seen.document.text[named.start : end], named.item)
            spans[n] = (named.start, end)
    return replace(row, items=tuple(items), spans=tuple(spans))
