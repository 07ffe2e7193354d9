"""Figures that stand alone after a flow told before: "Chad gave 30", "Belgium has pledged another 30": of the goods told of
last, and to the side that those went to."""

from __future__ import annotations

from dataclasses import replace

from reportedly.find.arguments import subjects_of
from reportedly.find.assembly import Assembly
from reportedly.find.coming_of import agreed_before
from reportedly.find.rows import PEOPLE, Row
from reportedly.find.who import NOBODY, Who
from reportedly.terms.mention import QuantityMention
from reportedly.terms.quantity import is_currency

_WHATEVER = {None, "unit", "piece", "system", "more", "one", "vehicle", "example"}
"""Units that say nothing of what is counted."""
_GOING = {"send", "supply", "receive", "commit"}
_GIVING = {"send", "supply", "commit"}


def counted_again(a: Assembly) -> list[Row]:
    """ "Four have been delivered, two more are to come": figures without a noun of their own count what was told."""
    told = a.context.flow(None)
    people = told is not None and told.sort == PEOPLE and a.c.frame.name in ("join", "deploy")
    going = people or a.c.frame.name in _GOING or agreed_before(a) is not None
    if told is None or not going or a.c.frame.row.pos != "verb":
        return []
    if a.c.frame.name == "commit" and told.sort == "support":
        return []  # "gave $40 million; Chad pledged 30": of what, nobody knows
    unit = told.unit
    if unit and is_currency(unit):  # "a $8 million package of shells; 400 of them …": the shells are counted
        unit = a.reading.tree.rows[told.items[0].item].unit if told.sort == "arms" and told.items else None
    whole = told.quantity if agreed_before(a) is not None else None  # "ordered six; the first three came in June"
    return [
        replace(
            Row(told.items, replace(q.quantity, unit=unit), (), (q.start, q.end), told.sort),
            additional=q.additional,
            share=whole is not None and (q.quantity.low or 0) < (whole.low or 0),
        )
        for q in _bare(a)
        if unit
    ]


def told_last(a: Assembly, actor: Who, row: Row) -> Who | None:
    """To whom goods go that a figure alone counts, where who gives them is named: to whom those told of last went; to nobody
    where he got those himself. None where it is no such figure."""
    told = a.context.flow(row.sort)
    named = bool(actor.codes) and not actor.carried and bool(subjects_of(a.c.trigger))
    if told is None or not named or a.c.frame.name not in _GIVING or row.quantity is None or not _bare(a):
        return None
    return NOBODY if set(actor.codes) & set(told.recipient) else Who(told.recipient, carried=True)


def _bare(a: Assembly) -> list[QuantityMention]:
    return [g.quantity for g in a.c.goods if g.quantity and not g.items and g.quantity.quantity.unit in _WHATEVER]
