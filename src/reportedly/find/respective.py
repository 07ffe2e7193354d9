"""One to each: of "Norway and Chile gave Mali 40 and 60 trucks, respectively" the first gave 40 and the second 60."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.find.bounded import conjuncts
from reportedly.find.candidate import Candidate
from reportedly.find.goods import Good
from reportedly.find.seen import Seen
from reportedly.find.who import Who


def apart(c: Candidate, seen: Seen) -> list[Candidate]:
    """A proposal for each of as many sides as there are goods or figures; empty where nothing is told one by one."""
    if not any(t.lower_ == "respectively" for t in c.trigger.sent):
        return []
    goods = _one_by_one(c.goods, seen)
    if len(goods) < 2:
        return []
    if givers := _as_many(c.actor, goods):
        return [replace(c, goods=(g,), actor=who) for who, g in zip(givers, goods, strict=True)]
    receivers = _as_many(c.recipient, goods)
    return [replace(c, goods=(g,), recipient=who) for who, g in zip(receivers, goods, strict=True)] if receivers else []


def _as_many(side: Who, goods: Sequence[Good]) -> list[Who]:
    """The parties of a side, each by itself, where there are as many as goods."""
    if not len(side.codes) == len(goods) == len(side.spans):
        return []
    return [Who((code,), (span,)) for code, span in zip(side.codes, side.spans, strict=True)]


def _one_by_one(goods: Sequence[Good], seen: Seen) -> Sequence[Good]:
    """The goods as they are listed; of one good behind several figures ("12, 14 and 20 tanks") one for each figure. What
    sums of money are for stands once, behind the last."""
    if len(goods) > 1:
        last = goods[-1]
        return [g if g.items else replace(g, items=last.items) for g in goods]
    if not goods or goods[0].quantity is None:
        return goods
    good, unit = goods[0], goods[0].quantity.quantity.unit
    figures = [n for c in good.head.lefts if c.dep_ == "nummod" for n in conjuncts(c)]
    told = [seen.quantity_at.get(n.i) for n in sorted(figures, key=lambda n: n.i)]
    if len(told) < 2 or any(q is None for q in told):
        return goods
    return [
        replace(good, quantity=replace(q, quantity=replace(q.quantity, unit=q.quantity.unit or unit)))
        for q in told
        if q is not None
    ]
