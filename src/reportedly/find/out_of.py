"""What was agreed on in all, told beside what of it has come: "received 40 jets out of a total of 108 it ordered from Oman".

The parser hangs the clause of the whole on anything; that it stands right behind the figure of the whole tells of what it
is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportedly.find.candidate import Candidate
from reportedly.find.parts import parts_ways
from reportedly.find.seen import Seen
from reportedly.terms.mention import QuantityMention

_BEHIND = re.compile(r"\s+(?:that\s+|which\s+)?(?:[\w’']+\s+){0,3}?(?:had\s+|has\s+|have\s+)?$")
_AGREED = {"receive", "commit", "supply", "send"}


def of_wholes(found: Sequence[Candidate], seen: Seen) -> list[Candidate]:
    """The candidates; one right behind a whole tells of all of it, and a part goes the way of its whole."""
    parts = dict[tuple[int, int], Candidate]()
    for c in found:
        for g in c.goods:
            if g.quantity and g.items and g.quantity.share_of:
                parts.setdefault(g.quantity.share_of, c)
    if not parts:
        return list(found)
    wholes = {(q.start, q.end): q for q in seen.quantities}
    of_all = [_of_all(_without_its_whole(c), parts, wholes, seen) for c in found]
    return [_the_same_way(c, of_all) for c in of_all]


def _of_all(
    c: Candidate,
    parts: dict[tuple[int, int], Candidate],
    wholes: dict[tuple[int, int], QuantityMention],
    seen: Seen,
) -> Candidate:
    named = any(t.dep_ in ("nsubj", "nsubjpass", "agent") for t in c.trigger.children)
    if c.frame.row.pos != "verb" or c.frame.name not in _AGREED or not named:
        return c  # of "the first 10 of 180 tanks bought" only the ten are told
    for span, part in parts.items():
        behind = span[1] <= c.trigger.idx and _BEHIND.fullmatch(seen.document.text, span[1], c.trigger.idx)
        good = next((g for g in part.goods if g.quantity and g.quantity.share_of == span), None)
        if (
            behind
            and good is not None
            and good.quantity is not None
            and (part.trigger.i < c.trigger.i or (part.trigger.i == c.trigger.i and c.trigger.dep_ in ("relcl", "acl")))
            and span in wholes
        ):
            unit = wholes[span].quantity.unit or good.quantity.quantity.unit
            whole = replace(wholes[span], quantity=replace(wholes[span].quantity, unit=unit))
            return replace(c, goods=(replace(good, head=seen.tokens.head(*whole.number), quantity=whole),))
    return c


def _the_same_way(c: Candidate, found: Sequence[Candidate]) -> Candidate:
    """A part with what its whole tells of the sides that it leaves out."""
    shares = {g.quantity.share_of for g in c.goods if g.quantity and g.quantity.share_of}
    for other in found:
        spans = {(g.quantity.start, g.quantity.end) for g in other.goods if g.quantity}
        if other is not c and shares & spans and not parts_ways(c, other):
            actor = c.actor or other.actor.without(c.recipient.codes)
            return replace(c, actor=actor, recipient=c.recipient or other.recipient.without(actor.codes))
    return c


def _without_its_whole(c: Candidate) -> Candidate:
    """ "Of the 54 guns it ordered, Chad has received 18": not all of them."""
    shares = {g.quantity.share_of for g in c.goods if g.quantity and g.quantity.share_of}
    fronted = [p.i for q in c.trigger.lefts if q.lower_ == "of" for p in q.children if p.dep_ == "pobj"]
    whole = [g for g in c.goods if g.quantity and (g.quantity.start, g.quantity.end) in shares and g.head.i in fronted]
    return replace(c, goods=tuple(g for g in c.goods if g not in whole)) if whole else c
