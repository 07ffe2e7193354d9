"""Answers to what was told: "declined to comment", "refused to confirm the sale", "has not reacted"."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.find.arguments import verb_slots
from reportedly.find.assembly import Assembly
from reportedly.find.modality import is_negated
from reportedly.find.rows import Row
from reportedly.find.who import NOBODY
from reportedly.terms.claim import Claim, Item

_ON_REQUEST = "comment"
_DECLINING = {"decline", "refuse"}


def responses(a: Assembly) -> Iterator[Claim]:
    """A response for whoever is named as giving it, or as giving none."""
    actor = a.spoken_for(a.c.actor)
    if a.barred(not actor.codes, "nobody that the tables know answers"):
        return
    if a.barred(not _is_answer(a), "it tells of something else than an answer"):
        return
    words = a.c.trigger.text
    span = (a.c.trigger.idx, a.c.trigger.idx + len(words))
    yield a.claim("response", actor, NOBODY, Row((Item(words, "response"),), None, (span,), None, "support"))


def _is_answer(a: Assembly) -> bool:
    """Whether a row that asks for more than "comment" has it in place: what is refused is to confirm; what was done
    without a request for comment ("has not reacted") was not done."""
    trigger, needs = a.c.trigger, a.c.frame.row.needs
    if _ON_REQUEST in needs:
        return True
    if trigger.lemma_ in _DECLINING:
        slots = [c for c in trigger.rights if c.dep_ in ("xcomp", "ccomp")]
        return any(t.lemma_.lower() in needs for c in slots for t in (c, *c.conjuncts))
    over = trigger.head if trigger.dep_ == "xcomp" else trigger
    told = any(c.dep_ in ("ccomp", "xcomp") for c in trigger.rights) or verb_slots(trigger).get("by")
    return (is_negated(trigger) or is_negated(over)) and not told
