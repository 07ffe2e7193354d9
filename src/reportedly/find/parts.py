"""Of which whole a part is told: "none of the 40 tanks pledged by Chad has come", "any of the jets that it ordered"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.candidate import Candidate
from reportedly.find.seen import Seen

_PARTS = {"none", "any", "neither", "either", "some", "most", "half", "all", "one", "few", "handful", "many"}
_SUMS = {"total", "order"}
_CLAUSES = ("acl", "relcl")


def is_whole(noun: Token) -> bool:
    """Whether a part of the goods is told of: the tanks of "two of the 40 tanks", of "none of the tanks"."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return False
    part = noun.head.head
    known = any(c.lower_ in ("the", "these", "those") or c.dep_ == "poss" for c in noun.lefts)
    if (part.lower_ in _SUMS and part.dep_ == "pobj") or part.lower_ == "out":  # "12 out of a total of 54 howitzers"
        part = next((t for t in part.ancestors if t.dep_ != "prep"), part)
        known = True
    return known and (part.lower_ in _PARTS or part.like_num)


def whole_of(part: Token) -> Token | None:
    """The noun of which a word is a part."""
    under = (p for c in part.rights if c.dep_ == "prep" and c.lower_ == "of" for p in c.children)
    return next((p for p in under if is_whole(p)), None)


def clauses_of(noun: Token) -> list[Token]:
    """What is told to have been agreed on of the whole: that it was pledged, ordered, promised."""
    return [c for c in noun.rights if c.dep_ in _CLAUSES and c.tag_ in ("VBD", "VBN")]


def tells_of_the_whole(trigger: Token) -> bool:
    """Whether a verb stands in such a clause: what is denied or counted of the part is not of what it tells."""
    return trigger.dep_ in _CLAUSES and is_whole(trigger.head)


def as_a_whole(c: Candidate, seen: Seen) -> Candidate:
    """ "Five of the 20 boats ordered by Chad have come": 20 were ordered."""
    if not tells_of_the_whole(c.trigger):
        return c
    wholes = {(q.start, q.end): q for q in seen.quantities}
    goods = [
        replace(g, quantity=wholes.get(g.quantity.share_of or (0, 0), g.quantity)) if g.quantity else g for g in c.goods
    ]
    return replace(c, goods=tuple(goods))


def parts_ways(c: Candidate, inner: Candidate) -> bool:
    """ "Has received the tanks that Chad sold to Mali": who is named on a side is another than was agreed."""
    sides = ((c.actor, inner.actor), (c.recipient, inner.recipient))
    return any(x and y and not set(x.codes) & set(y.codes) for x, y in sides)
