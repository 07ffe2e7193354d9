"""What stands behind "worth": the sum that goods are worth, and the rest of the contract, parsed as part of the sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arguments import Slots
from reportedly.find.goods import Good
from reportedly.terms.quantity import is_currency

_FURTHER = {"with", "for", "on", "to", "between"}
_DEEP = 4


def behind_worth(noun: Token, slots: Slots) -> Slots:
    """ "A contract worth $60 million with a firm for the purchase of radars": with whom and for what are the contract's."""
    worth = next((c for c in noun.children if c.lower_ == "worth"), None)
    if worth is None:
        return slots
    found = {word: list(tokens) for word, tokens in slots.items()}
    found["comp"] = [t for t in found.get("comp", []) if t.i != worth.i]
    level: list[Token] = [worth]
    for _ in range(_DEEP):
        level = [c for t in level for c in t.rights if c.dep_ in ("npadvmod", "pobj", "prep")]
        for prep in (t for t in level if t.dep_ == "prep" and t.lower_ in _FURTHER):
            known = found.setdefault(prep.lower_, [])
            known.extend(p for p in prep.children if p.dep_ == "pobj" and p not in known)
    return found


def valued(goods: Sequence[Good]) -> list[Good]:
    """Of "exported rockets worth $8 million to Chad" the rockets with their sum, where the parser makes of the sum another
    good; so many rockets stay as many."""
    found: list[Good] = []
    for good in goods:
        before = good.head.left_edge.nbor(-1) if good.head.left_edge.i else good.head
        what = next((g for g in found if before.lower_ == "worth" and before.head.i == g.head.i and g.items), None)
        if what is None or good.quantity is None or not is_currency(good.quantity.quantity.unit):
            found.append(good)
        elif what.quantity is None:
            found[found.index(what)] = replace(what, quantity=good.quantity)
    return found
