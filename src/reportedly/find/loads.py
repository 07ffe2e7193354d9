"""What a load could hold, and which of the goods named before a general word means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arguments import verb_slots
from reportedly.find.assembly import Assembly
from reportedly.find.rows import Row, sort_of
from reportedly.find.seen import Seen
from reportedly.terms.claim import Item
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import ItemMention, QuantityMention

_ROOM = {"enough", "sufficient", "room", "space"}
_LOADS = {"load", "capacity", "payload"}
_POINTING = {"the", "these", "those", "such"}


def room_in(a: Assembly, row: Row) -> Iterator[Row]:
    """ "Sent 40 containers, enough for 9,000 shells": what a load of containers could hold."""
    if row.quantity is None or row.quantity.unit not in ("container", "crate", "truckload", "wagon", "railcar"):
        return
    for word in a.c.trigger.sent:
        if word.lower_ not in _ROOM or word.i < a.c.trigger.i:
            continue
        held = [t for c in word.children if c.lower_ in ("for", "to") for t in c.subtree]
        if found := _counted_good(held, a.seen):
            yield _capacity(*found, a.reading.tree)
            return


def load_told(a: Assembly) -> Row | None:
    """ "Put the load that they could carry at 9,000 shells": what the figure of a load counts."""
    things = verb_slots(a.c.trigger).get("obj", [])
    figure = a.c.figure
    if figure is None or not any(t.lemma_.lower() in _LOADS for t in things):
        return None
    tokens = [a.seen.parse[i] for i in a.seen.tokens.at(figure.start, figure.end)]
    found = _counted_good(tokens, a.seen)
    return _capacity(*found, a.reading.tree) if found else None


def _counted_good(tokens: list[Token], seen: Seen) -> tuple[ItemMention, QuantityMention] | None:
    for token in tokens:
        item, quantity = seen.item_at.get(token.i), seen.quantity_at.get(token.i)
        if item is not None and quantity is not None and item.cls != "people":
            return item, quantity
    return None


def _capacity(item: ItemMention, figure: QuantityMention, tree: ItemTree) -> Row:
    items = (Item(item.text, item.item),)
    quantity = replace(figure.quantity, scope="capacity")
    spans = ((item.start, item.end),)
    return Row(items, quantity, spans, (figure.start, figure.end), sort_of(items, None, tree))


def specified(row: Row, seen: Seen, tree: ItemTree) -> Row:
    """ "Deliveries of tanks began; 38 of the vehicles …": with its article a general word means the kind named before it in
    the sentence."""
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
