"""Goods that are told again with a figure and a time of their own: "4,000 shells in May and a further 6,000 in June"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.goods import Good, goods_of
from reportedly.find.seen import Seen
from reportedly.terms.mention import PeriodMention, QuantityMention
from reportedly.terms.quantity import is_currency

_LONGEST_GAP = len(" early in ")


def told_by_date(verb: Token, goods: Sequence[Good], seen: Seen) -> list[Good]:
    """The goods, where a bare figure with a time of its own counts the goods before it, and those counted that the parser
    took for a time themselves."""
    first = next((g for g in goods if g.items and g.quantity and g.quantity.quantity.unit), None)
    if first is None or first.quantity is None or is_currency(first.quantity.quantity.unit):
        return list(goods)
    unit = first.quantity.quantity.unit
    found = list[Good]()
    for good in goods:
        figure = good.quantity
        bare = not good.items and figure is not None and figure.quantity.unit is None
        if bare and figure is not None and good.head.i > first.head.i and period_behind(figure.end, seen):
            counted = replace(figure, quantity=replace(figure.quantity, unit=unit))
            good = replace(good, items=first.items, quantity=counted)
        found.append(good)
    asides = [t for t in verb.rights if t.dep_ == "npadvmod" and t.i > first.head.i and _is_dated(t, seen)]
    held = {g.head.i for g in found}
    return [*found, *(g for g in goods_of(asides, seen) if g.items and g.head.i not in held)]


def _is_dated(noun: Token, seen: Seen) -> bool:
    """Counted goods with a time right behind them."""
    figure: QuantityMention | None = seen.quantity_at.get(noun.i)
    return noun.i in seen.item_at and figure is not None and period_behind(figure.end, seen) is not None


def period_behind(end: int, seen: Seen) -> PeriodMention | None:
    """The time that stands right behind a figure or its goods: "in 2014", "in June"."""
    near = seen.periods_between(end, end + _LONGEST_GAP)
    period = next((p for p in near if p.timex_type == "DATE"), None)
    return period if period is not None and seen.document.text[end : period.start] == " in " else None
