"""What a row of the lexicon caught at a word, as plain values: by slot, and as a proposal."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.find.arguments import Slots, noun_slots, verb_slots
from reportedly.find.bounded import conjuncts
from reportedly.find.candidate import Candidate
from reportedly.find.goods import Good
from reportedly.find.lexicon import Frame
from reportedly.find.seen import Seen
from reportedly.find.who import place_states, who
from reportedly.terms import trace
from reportedly.terms.evidence import Span
from reportedly.terms.trace import Caught, CaughtGoods

PARTY_ROLES = ("", "actor", "recipient", "pair")


def caught(frame: Frame, token: Token, seen: Seen, publishers: frozenset[str]) -> tuple[Caught, ...]:
    """Slot by slot, in the order of the row."""
    slots = verb_slots(token) if frame.row.pos == "verb" else noun_slots(token)
    return tuple(_caught(slot, role, slots, seen, publishers) for slot, role in frame.slots.items())


def slots_of(verb: Token, seen: Seen, publishers: frozenset[str]) -> tuple[Caught, ...]:
    """What a row could catch at a verb that has none: the slots that are filled."""
    slots = verb_slots(verb)
    return tuple(_caught(slot, "", slots, seen, publishers) for slot, heads in slots.items() if heads)


def _caught(slot: str, role: str, slots: Slots, seen: Seen, publishers: frozenset[str]) -> Caught:
    heads = list(dict.fromkeys(t for head in slots.get(slot, ()) for t in conjuncts(head)))
    named = (who(heads, seen, publishers) or place_states(heads, seen)).codes if role in PARTY_ROLES else ()
    return Caught(slot, role, tuple(map(phrase, heads)), named)


def phrase(head: Token) -> Span:
    """From what stands before a head to the head itself: "more than 1,000 containers"."""
    first = next(t for t in head.doc[head.left_edge.i : head.i + 1] if not t.is_punct or t.i == head.i)
    return first.idx, head.idx + len(head)


def proposal(c: Candidate) -> trace.Candidate:
    """A candidate without its parse."""
    figure = c.figure.text if c.figure else ""
    return trace.Candidate(c.actor.codes, c.recipient.codes, tuple(map(_goods, c.goods)), figure)


def _goods(good: Good) -> CaughtGoods:
    quantity = good.quantity.text if good.quantity else ""
    return CaughtGoods(good.head.text, tuple(dict.fromkeys(i.item for i in good.items)), quantity)
