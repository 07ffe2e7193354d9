"""Two figures for one good: so many loads of so many each, a part of a whole, a sum beside a count."""

from __future__ import annotations

from dataclasses import replace

from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import is_currency


def multiplied(outer: QuantityMention, inner: QuantityMention) -> QuantityMention:
    """ "three shipments of 100 trucks each" is 300 trucks; of two figures without "each" the goods' own counts, unless loads
    are counted in units of their own ("40 containers of 2,000 shells")."""
    a, b = outer.quantity, inner.quantity
    if is_money(outer) and not is_money(inner) and b.unit not in ("percent", None):
        return inner  # "a $2 billion sale of eight jets" is of eight
    if not inner.each or a.low is None or a.low != a.high or is_money(outer):
        return inner if a.unit in ("shipment", "batch", "delivery", "tranche", "consignment", "group", "set") else outer
    times = a.low
    return replace(
        inner,
        quantity=replace(
            b, low=None if b.low is None else b.low * times, high=None if b.high is None else b.high * times
        ),
    )


def of_the_whole(part: QuantityMention, whole: QuantityMention | None, noun: str) -> QuantityMention:
    """The figure of a part, with the unit and the span of its whole; without a whole, counted in the noun."""
    if whole is None:
        return replace(part, quantity=replace(part.quantity, unit=part.quantity.unit or noun))
    unit = part.quantity.unit or whole.quantity.unit
    return replace(part, quantity=replace(part.quantity, unit=unit), share_of=(whole.start, whole.end))


def is_money(quantity: QuantityMention) -> bool:
    return is_currency(quantity.quantity.unit)
