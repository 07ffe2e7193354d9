"""Goods with a side of their own stand apart: "drones from Iran and shells from Serbia", "a Dutch and a Danish officer"."""

from __future__ import annotations

from dataclasses import replace

from reportedly.find.candidate import Candidate, owners_of
from reportedly.find.gapped import gapped, given_by_others
from reportedly.find.goods import Good
from reportedly.find.negations import is_none, is_so_after_all
from reportedly.find.parts import tells_of_the_whole
from reportedly.find.prepositions import before_a_count
from reportedly.find.respective import apart
from reportedly.find.seen import Seen
from reportedly.find.who import NOBODY, Who, who


def parted(c: Candidate, seen: Seen, publishers: frozenset[str]) -> list[Candidate]:
    """ "drones from Iran and shells from Serbia", "masks, but no guns": goods with a side or a "no" of their own stand
    apart."""
    if each := apart(c, seen):
        return each
    several = given_by_others(c, seen) or gapped(c, seen, publishers) or [c]
    return [part for each in several for part in _parted(each, seen, publishers)]


def _parted(c: Candidate, seen: Seen, publishers: frozenset[str]) -> list[Candidate]:
    none = [g for g in c.goods if is_none(g.head) and not tells_of_the_whole(c.trigger)]
    some = [g for g in c.goods if g not in none]
    if so := [g for g in some if is_so_after_all(g.head, c.trigger)] if not c.so else []:
        others = [g for g in c.goods if g not in so]
        rest = _parted(replace(c, goods=tuple(others)), seen, publishers) if others else []
        return [*rest, *_parted(replace(c, goods=tuple(so), so=True), seen, publishers)]
    if none:
        rest = _parted(replace(c, goods=tuple(some)), seen, publishers) if some else []
        return [*rest, replace(c, goods=tuple(none), refused=True)]
    if len(c.goods) > 1 and c.frame.row.pos == "verb" and (parts := _by_owner(c, seen, publishers)):
        return parts
    if len(c.goods) > 1 and (parts := _by_dative(c, seen, publishers)):
        return parts
    if len(c.goods) < 2 or not (len(c.actor.codes) > 1 or len(c.recipient.codes) > 1):
        return [c]
    parts = []
    ends = [good.span[0] for good in c.goods[1:]] + [c.goods[-1].head.sent.end_char]
    for good, end in zip(c.goods, ends, strict=True):
        actor = _own(good, end, "from", "actor", c, seen, publishers)
        recipient = _own(good, end, "to", "recipient", c, seen, publishers) or _own(
            good, end, "for", "recipient", c, seen, publishers
        )
        recipient = recipient or _told_before(end, c.recipient)
        parts.append(replace(c, goods=(good,), actor=actor or c.actor, recipient=recipient))
    return parts if any(p.actor != c.actor or p.recipient != c.recipient for p in parts) else [c]


def _told_before(end: int, side: Who) -> Who:
    """ "40 drones to Chad and 12 tanks to Mali": of several the ones named before the next goods; all, where none are."""
    later = {code for code, span in zip(side.codes, side.spans, strict=False) if span[0] > end}
    return side.without(later) if later < set(side.codes) else side


def _by_dative(c: Candidate, seen: Seen, publishers: frozenset[str]) -> list[Candidate]:
    """ "Sent Chad 40 drones and Mali 12 tanks": who stands before a figure gets what it counts."""
    if c.frame.slots.get("dat") != "recipient":
        return []
    given = [who(before_a_count([g.head]), seen, publishers).without(c.actor.codes) for g in c.goods]
    if not any(g.codes and g.codes != c.recipient.codes for g in given[1:]):
        return []
    return [
        replace(c, goods=(g,), recipient=to if to.codes else c.recipient) for g, to in zip(c.goods, given, strict=True)
    ]


def _by_owner(c: Candidate, seen: Seen, publishers: frozenset[str]) -> list[Candidate]:
    """ "Two Norwegian soldiers and a Dutch officer were sent": people of several states, sent by nobody else."""
    owners = [owners_of([g.head], seen, publishers) for g in c.goods]
    if not all(o.codes for o in owners) or len({o.codes for o in owners}) < 2:
        return []
    if c.actor.codes and c.actor.codes not in {o.codes for o in owners}:
        return []
    known = {code for o in owners for code in o.codes}
    return [
        replace(c, goods=(g,), actor=o, recipient=c.recipient.without(known))
        for g, o in zip(c.goods, owners, strict=True)
    ]


def _own(good: Good, end: int, word: str, role: str, c: Candidate, seen: Seen, publishers: frozenset[str]) -> Who:
    """The side that is named between a good and the next one, else its nationality."""
    if c.frame.slots.get(word) != role:
        return NOBODY
    behind = [t for t in good.head.sent if good.span[1] <= t.idx < end and t.lower_ == word and t.dep_ == "prep"]
    own = who([o for p in behind[:1] for o in p.children if o.dep_ == "pobj"], seen, publishers)
    if own.codes:
        return own
    nationals = owners_of([good.head], seen, publishers)
    return nationals if role == "actor" and set(nationals.codes) & set(c.actor.codes) else NOBODY
