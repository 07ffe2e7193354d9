"""Loads of which first only is told that they go, and then what is in them: "Norway will send Chad a shipment. It includes
40 rifles", "a Turkish ship docked in Misrata. The cargo included mortars"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from reportedly.find.arguments import subjects_of, verb_slots
from reportedly.find.assembly import Assembly
from reportedly.find.context import Load, beneficiary
from reportedly.find.loaded import CARRIERS, HOLDERS, SENDINGS
from reportedly.find.rows import kind_of, rows_of
from reportedly.find.who import NOBODY, Who
from reportedly.terms.claim import Claim

_LOADS = SENDINGS | HOLDERS
"""What is of goods and names none."""
_BROUGHT = CARRIERS | {"flight", "airlift"}
_WITHIN = {"cargo", "load", "freight", "shipment", "consignment"}
"""What a ship or a flight brings; of the ship or the convoy itself something else may be told."""
_GOING = {"send", "supply", "move", "join", "commit", "receive"}
_AGAIN = {"it", "they", "this", "these"}
_NEAR = 2
"""How many sentences later what is in a load may be told."""


def load_told(a: Assembly) -> Load | None:
    """The load without named goods that a verb says to go somewhere: its sides, as far as they are told."""
    c = a.c
    if c.frame.name not in _GOING or c.frame.row.pos != "verb" or a.held.modality in ("denied", "desired"):
        return None
    actor, recipient = a.spoken_for(c.actor), a.spoken_for(c.recipient)
    named = [*subjects_of(c.trigger), *verb_slots(c.trigger)["obj"]]
    things = [t for t in named if t.lemma_.lower() in _LOADS | _BROUGHT]
    if not things or not (actor.codes or recipient.codes) or any(g.items and g.head not in things for g in c.goods):
        return None
    carrier = all(t.lemma_.lower() in _BROUGHT for t in things)
    return Load(actor.codes, recipient.codes, a.held.modality, c.trigger.sent.start, carrier)


def contents_of_load(a: Assembly) -> Iterator[Claim] | None:
    """What is in a load told of shortly before goes its way; None where the words tell of no such load."""
    subjects = subjects_of(a.c.trigger)
    load = _meant(a, subjects)
    if load is None or a.c.trigger.dep_ == "relcl":
        return None
    own = NOBODY if any(_is_its(t) for t in subjects) else a.spoken_for(a.c.actor)  # "its cargo" is the ship's
    actor = own if own.codes else Who(load.actor, carried=True)
    named = a.spoken_for(a.c.recipient)
    served = named if named.codes else beneficiary(a.c, a.seen, a.reading.proposer.publishers)
    recipient = served if served.codes else Who(load.recipient, carried=True)
    return _claims(a, actor.without(recipient.codes), recipient)


def _claims(a: Assembly, actor: Who, recipient: Who) -> Iterator[Claim]:
    rows = [row for row in rows_of(a.c, a.reading.tree) if row.sort == "arms"]
    if a.barred(not rows, "no arms are said to be in the load told before"):
        return
    if not recipient.codes:
        a.lacks(actor, recipient)
        return
    for row in rows:
        yield a.claim(kind_of(row, a.c), actor, recipient, row)


def _meant(a: Assembly, subjects: Sequence[Token]) -> Load | None:
    """The load told last, if nothing that names its goods was told since, and not long before."""
    load = a.context.load_last()
    if load is None or load.sentence < _earliest(a.c.trigger):
        return None
    words = {w for t in subjects for w in (t.lemma_.lower(), t.lower_)}
    holds = words & (_WITHIN if load.carrier else _LOADS | _AGAIN)
    return load if holds and load.sentence < a.c.trigger.sent.start else None


def _earliest(trigger: Token) -> int:
    start = trigger.sent.start
    for _ in range(_NEAR):
        start = trigger.doc[start - 1].sent.start if start else 0
    return int(start)


def _is_its(subject: Token) -> bool:
    return any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in subject.lefts)
