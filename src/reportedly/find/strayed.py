"""Goods of a list that a modifier of an earlier one has drawn to itself: of "six trucks for border patrols, 40 guns and two
boats" the parser makes guns and boats companions of the patrols."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reportedly.find.bounded import conjuncts
from reportedly.find.goods import Good, goods_of
from reportedly.find.seen import Seen
from reportedly.terms.quantity import is_currency

_ASIDE = {"for", "with", "on", "along", "at", "against", "in"}
"""Prepositions that tell what goods are for or have; what is behind "to" and "from" are sides."""
_JOINING = {"as", "well", "and", "plus", "also"}


def strayed(verb: Token, goods: Sequence[Good], seen: Seen) -> list[Good]:
    """The counted goods that stand in a list behind some that are no sum of money, under what only tells of those."""
    if not any(g.items and not (g.quantity and is_currency(g.quantity.quantity.unit)) for g in goods):
        return []
    held = {g.head.i for g in goods}
    start = min(held)
    found = list[Good]()
    for first in [t for t in verb.subtree if t.i > start and _is_told_aside(t, verb, held, seen)]:
        listed = [t for t in conjuncts(first)[1:] if t.i not in held and _is_counted(t, seen)]
        if _is_purpose(first.head) or first.i in seen.item_at:  # "to train its army and 300 police" trains both
            listed = [t for t in listed if any(_is_behind_comma(c) for c in conjuncts(first)[1:2])]
        found.extend(g for g in goods_of(listed, seen) if g.items and g.head.i not in held)
        held |= {g.head.i for g in found}
    return found


def _is_told_aside(noun: Token, verb: Token, held: set[int], seen: Seen) -> bool:
    """A noun without a figure under a preposition or infinitive that hangs on the goods, or behind them on the verb."""
    if noun.dep_ not in ("pobj", "dobj") or noun.i in seen.quantity_at or noun.i in seen.parties_at:
        return False
    over = noun.head
    while over.dep_ == "prep" and over.lower_ in _ASIDE and over.head.dep_ == "pobj":  # "for use against rebels"
        over = over.head.head
    modifies = over.dep_ == "prep" and over.lower_ in _ASIDE
    return (modifies or _is_purpose(over)) and (over.head.i in held or over.head.i == verb.i)


def _is_purpose(verb: Token) -> bool:
    return verb.dep_ in ("relcl", "acl", "xcomp", "advcl") and any(c.tag_ == "TO" for c in verb.lefts)


def _is_counted(noun: Token, seen: Seen) -> bool:
    """Goods with a figure of their own, which no sum of money is; also through "of" ("900 rounds of ammunition")."""
    figure = seen.quantity_at.get(noun.i)
    number = any(c.dep_ == "nummod" for c in noun.lefts)
    named = any(t.i in seen.item_at for t in (noun, *(p for q in noun.rights if q.lower_ == "of" for p in q.rights)))
    return named and figure is not None and number and not is_currency(figure.quantity.unit)


def _is_behind_comma(noun: Token) -> bool:
    """Whether a comma parts it from what stands before, maybe with "as well as" behind the comma."""
    edge = noun.left_edge.i
    while edge > 0 and noun.doc[edge - 1].lower_ in _JOINING:
        edge -= 1
    return edge > 0 and noun.doc[edge - 1].text == ","
