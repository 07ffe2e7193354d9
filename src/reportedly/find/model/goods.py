"""Goods: what is sent, how much of it, when and where, each read by our own rows at the words that a model points at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportedly.find.features import GENERAL
from reportedly.find.model.layout import meet, within
from reportedly.find.model.locating import Passage
from reportedly.find.model.names import NameWords
from reportedly.find.model.refusing import Refused, shown
from reportedly.find.model.rows import Row, ToldPlace, ToldQuantity
from reportedly.find.model.seen import ModelSeen, widest
from reportedly.find.rows import sort_of
from reportedly.terms.claim import FLOW_KINDS, Item, Kind, PlaceUse
from reportedly.terms.evidence import Span
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import ItemMention, PeriodMention, QuantityMention
from reportedly.terms.period import Period
from reportedly.terms.quantity import Number, Quantity, is_currency

_KINDS: dict[str, Kind] = {"arms": "transfer", "people": "deployment", "support": "assistance"}
_TAUGHT = "training"


@dataclass(frozen=True, slots=True)
class Goods:
    items: tuple[Item, ...] = ()
    spans: tuple[Span, ...] = ()
    quantity: Quantity | None = None
    counted: Span | None = None


def goods(row: Row, passage: Passage, seen: ModelSeen) -> Goods:
    """The items and the figure of a row. Raises Refused: `words-not-found`, `item-not-seen`, `number-not-seen`,
    `number-differs`, `number-of-another`, `kind-differs`.
    """
    named = [item for words in row.items for item in _items(words, row.kind, passage, seen)]
    items = tuple(dict.fromkeys(item for item, _ in named))
    spans = tuple(dict.fromkeys(span for _, span in named))
    mention = _figure(row.quantity, passage, seen) if row.quantity else None
    if mention and mention.counted and items:
        _check_counts(mention, items, spans, seen)
    quantity = _quantity(mention, items, seen.tree) if mention else None
    if row.kind in FLOW_KINDS:
        _check_kind(row.kind, items, quantity, seen.tree)
    return Goods(items, spans, quantity, (mention.start, mention.end) if mention else None)


def _items(words: str, kind: Kind, passage: Passage, seen: ModelSeen) -> list[tuple[Item, Span]]:
    places = passage.here(words) or passage.ahead(words)
    if not places:
        raise Refused("words-not-found", f"its item {shown(words)} stands neither in the quote nor before it")
    for span in places:
        if found := _seen_items(span, seen):
            return [(Item(m.text, m.item), (m.start, m.end)) for m in found]
        money = next((m for m in seen.quantities if meet(m.number, span) and is_currency(m.quantity.unit)), None)
        if money:
            return [(Item(money.text, "money"), (money.start, money.end))]
    if kind in FLOW_KINDS:
        raise Refused("item-not-seen", f"its item {shown(words)} is no goods, people or support that the rows know")
    return []


def _seen_items(span: Span, seen: ModelSeen) -> tuple[ItemMention, ...]:
    """The items inside the words, or the longer name that they end ("rifles" of "assault rifles")."""
    inside = widest(seen.items, span)
    return inside or tuple(m for m in seen.items if within(span, (m.start, m.end)) and span[1] == m.end)[:1]


def _figure(told: ToldQuantity, passage: Passage, seen: ModelSeen) -> QuantityMention:
    """The figure of the words, where it says what the model says."""
    found = [m for span in passage.must_hold("quantity", told.words) for m in _figures(span, seen)]
    if not found:
        raise Refused("number-not-seen", f"its quantity {shown(told.words)} is not one figure that the rows can read")
    fitting = next((m for m in found if _agrees(told, m.quantity)), None)
    if fitting is None:
        quantity = found[0].quantity
        read = f"{_side(quantity.low)}–{_side(quantity.high)}"
        given = f"{_side(told.low)}–{_side(told.high)}"
        raise Refused("number-differs", f"its quantity {shown(told.words)} reads {read}, not {given}")
    return fitting


def _figures(span: Span, seen: ModelSeen) -> tuple[QuantityMention, ...]:
    """The one figure inside the words, or the one whose own digits stand in them."""
    inside = widest(seen.quantities, span)
    if inside:
        return inside if len(inside) == 1 else ()
    held = [m for m in seen.quantities if within(span, (m.start, m.end)) and within(m.number, span)]
    return tuple(held) if len(held) == 1 else ()


def _agrees(told: ToldQuantity, quantity: Quantity) -> bool:
    return (told.low is None or told.low == quantity.low) and (told.high is None or told.high == quantity.high)


def _side(number: Number | None) -> str:
    return "…" if number is None else f"{number:,}"


def _check_counts(mention: QuantityMention, items: Sequence[Item], spans: Sequence[Span], seen: ModelSeen) -> None:
    """Whether the noun that a figure counts is among the items ("400 rifles and 12 trucks": 12 counts no rifles). Containers
    may hold any of them.
    """
    counted = [
        m for m in seen.items if m.item not in GENERAL and mention.counted and meet((m.start, m.end), mention.counted)
    ]
    near = any(meet(span, (mention.start, mention.end)) for span in spans)
    kin = any(seen.tree.within(a, b) for m in counted for i in items for a, b in ((m.item, i.item), (i.item, m.item)))
    if counted and not near and not kin:
        words = ", ".join(shown(item.label) for item in items)
        raise Refused("number-of-another", f"its quantity {shown(mention.text)} counts something else than {words}")


def _quantity(mention: QuantityMention, items: Sequence[Item], tree: ItemTree) -> Quantity:
    """As the words bound it; a bare figure, and one of a type, counts in the unit of its goods."""
    quantity = mention.quantity
    if items and items[0].item in tree and _is_bare(quantity.unit, items[0]):
        quantity = replace(quantity, unit=tree.rows[items[0].item].unit)
    if quantity.scope is None and quantity.per:
        return replace(quantity, scope="rate")
    return replace(quantity, scope="increment") if quantity.scope is None and mention.additional else quantity


def _is_bare(unit: str | None, item: Item) -> bool:
    """No unit, or only the name of a type ("31 Abrams" are 31 tanks)."""
    return unit is None or (item.label[:1].isupper() and " " not in item.label and item.label.lower().startswith(unit))


def _check_kind(kind: Kind, items: Sequence[Item], quantity: Quantity | None, tree: ItemTree) -> None:
    """People are deployed, arms transferred, money, technology and training are assistance."""
    if not items:
        raise Refused("item-not-seen", f"it names nothing that could be of kind {kind!r}")
    fits = {_KINDS[sort_of(items, quantity, tree)]}
    fits |= {"assistance"} if any(_TAUGHT in tree.path(item.item) for item in items) else set()
    if kind not in fits:
        words = ", ".join(shown(item.label) for item in items)
        raise Refused("kind-differs", f"it is called {kind!r}, but {words} makes it {' or '.join(sorted(fits))!r}")


def happened(row: Row, passage: Passage, seen: ModelSeen, published: date | None) -> tuple[Period | None, Span | None]:
    """When it took place: by the words, else up to the day of the report for what is told as done. Raises Refused."""
    if row.happened is not None:
        mention = time_at("time", row.happened, passage.must_hold("time", row.happened), seen)
        return Period(mention.start_on, mention.end_on, mention.text), (mention.start, mention.end)
    done = row.kind in FLOW_KINDS and row.modality in ("asserted", "assessed") and published is not None
    return (Period(None, published) if done else None), None


def time_at(name: str, words: str, spans: Sequence[Span], seen: ModelSeen) -> PeriodMention:
    """The time expression at the first of some spans that has one. Raises Refused."""
    for span in spans:
        held = [m for m in seen.periods if within(span, (m.start, m.end))]
        if found := widest(seen.periods, span) or tuple(held):
            return found[0]
    raise Refused("time-not-seen", f"its {name} {shown(words)} is no time that the rows can read")


def places(
    told: Sequence[ToldPlace], passage: Passage, seen: ModelSeen, names: NameWords
) -> tuple[tuple[PlaceUse, ...], tuple[Span, ...]]:
    """The places named in the quote; one that no row knows stays a name. Raises Refused."""
    found = [_place(place, passage, seen, names) for place in told]
    return tuple(dict.fromkeys(use for use, _ in found)), tuple(dict.fromkeys(span for _, span in found))


def _place(told: ToldPlace, passage: Passage, seen: ModelSeen, names: NameWords) -> tuple[PlaceUse, Span]:
    for span in passage.must_hold("place", told.words):
        if known := widest(seen.places, span):
            return PlaceUse(known[0].text, known[0].place, told.role), (known[0].start, known[0].end)
        if (name := names.plain(passage.text, span)) is not None:
            return PlaceUse(name, None, told.role), span
    raise Refused("place-not-seen", f"its place {shown(told.words)} is no place that the rows know, and no name")
