"""What a reader of a text is told beside its claims: who is not known, what follows nothing, a ship beside no claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from reportedly.find.arguments import subjects_of, verb_slots
from reportedly.find.assembly import Assembly
from reportedly.find.bounded import conjuncts
from reportedly.find.caught import phrase
from reportedly.find.dropped import SIDES
from reportedly.find.seen import Seen
from reportedly.find.who import who
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem

_GOING = frozenset({"send", "supply", "receive", "arm", "commit"})
"""Frames whose parties are said to be unknown where no row has them."""
_SIDES = {"actor": "the supplier", "recipient": "the recipient"}
_ALONE = ("subj", "dat")
"""Slots in which a place that is no government is no party either."""
_NAMES = ("NNP", "NNPS")
_BODIES = ("organisation", "state")


def remarks(
    seen: Seen, done: Iterable[tuple[Assembly, tuple[Claim, ...]]], claims: Sequence[Claim]
) -> tuple[Problem, ...]:
    """A warning for each, once a name, in the order of the text. claims: those that stand in the end."""
    found = [problem for a, _ in done for problem in (*_unknown(a), *_following(a))]
    return tuple(dict.fromkeys((*found, *_ships(seen, claims))))


def _unknown(a: Assembly) -> Iterator[Problem]:
    """The names that stand as a side of goods that go from one to another and that no row knows."""
    goods = next((g for g in a.c.goods if g.items), None)
    if a.c.frame.name not in _GOING or a.c.frame.row.pos != "verb" or goods is None:
        return
    for slot, heads in verb_slots(a.c.trigger).items():
        side = _SIDES.get(a.c.frame.slots.get(slot, ""))
        for head in (t for h in heads for t in conjuncts(h)) if side else ():
            if name := _unknown_name(head, slot, a):
                start = min(goods.span[0], goods.quantity.start) if goods.quantity else goods.span[0]
                what = a.seen.document.text[start : goods.span[1]]
                message = (
                    f"“{name}” is not known as a party, so it is not {side} of “{what}”: "
                    "a [[party]] row in a file for --lexicon makes it known"
                )
                yield Problem("unknown-party", message, _where(a.seen.document), "warning")


def _unknown_name(head: Token, slot: str, a: Assembly) -> str | None:
    """The name in a slot of a party that is none, nor anything else that is known; a person's is left alone."""
    seen = a.seen
    if head.tag_ not in _NAMES or who([head], seen, a.reading.proposer.publishers):
        return None
    mentions = seen.parties_at.get(head.i, ())
    if mentions:
        m = mentions[0]
        short = " " not in m.text and any(c.lower_ == "the" for c in head.lefts)  # "the Union", named in full elsewhere
        return m.text if m.cls in _BODIES and not (m.code or m.refers or m.role or short) else None
    other = [(m.start, m.end) for each in (seen.periods, seen.vessels, seen.quantities) for m in each]
    if head.i in seen.item_at or any(start <= head.idx < end for start, end in other):
        return None
    placed = head.i in seen.place_at
    name = _name(head)
    return name if (placed and slot in _ALONE) or (not placed and " " in name) else None


def _name(head: Token) -> str:
    """The words of a name, with those behind "of"."""
    first = min((t.i for t in head.lefts if t.dep_ in ("compound", "nmod") and t.tag_ in _NAMES), default=head.i)
    behind = [p.i for q in head.rights if q.lower_ == "of" for p in q.children if p.tag_ in _NAMES]
    return str(head.doc[first : max((head.i, *behind)) + 1].text)


def _following(a: Assembly) -> Iterator[Problem]:
    """What is told to follow where no flow was told before that it could go the way of."""
    if a.c.frame.name != "coming" or not any(d.reason == SIDES for d in a.dropped):
        return
    words = next((a.seen.document.text[slice(*phrase(t))] for t in subjects_of(a.c.trigger)), a.c.trigger.text)
    message = f"“{words}” is told to follow, and no flow before it tells from whom to whom: no claim is made of it"
    yield Problem("follows-nothing", message, _where(a.seen.document), "warning")


def _ships(seen: Seen, claims: Sequence[Claim]) -> Iterator[Problem]:
    """The ships that no claim bears."""
    borne = {vessel.name.casefold() for claim in claims for vessel in claim.vessels}
    for name in dict.fromkeys(v.name for v in seen.vessels if v.name.casefold() not in borne):
        message = f"the ship “{name}” is named, and no claim is made of what is told of it: it is not screened"
        yield Problem("ship-without-claim", message, _where(seen.document), "warning")


def _where(document: Document) -> str:
    return document.path or document.url or document.id
