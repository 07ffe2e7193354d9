"""What has come of goods that were agreed on before: "it took delivery of them in May", "the first three came in June"."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.find.assembly import Assembly
from reportedly.find.context import Told
from reportedly.find.rows import Row

_AGREED = {"ordered", "pledged", "approved"}
_COMING = {"arrive", "reach", "come", "land"}
_THEM = {"them", "they", "it", "these", "those"}
_TAKING = {"delivery", "possession", "receipt"}
_DEFINITE = {"the", "these", "those", "both", "all"}


def agreed_before(a: Assembly) -> Told | None:
    """The goods agreed on in the sentence before, or in this one, where the verb tells that goods have come."""
    told, trigger = a.context.flow(None), a.c.trigger
    row = a.c.frame.row
    come = row.stage == "delivered" or (a.c.frame.name in ("join", "move") and row.lemma in _COMING)
    if told is None or told.sort != "arms" or told.stage not in _AGREED or row.pos != "verb" or not come:
        return None
    start = trigger.sent.start
    near = told.sentence >= (trigger.doc[start - 1].sent.start if start else 0)
    sides = {*a.spoken_for(a.c.actor).codes, *a.spoken_for(a.c.recipient).codes}
    return told if near and sides <= {*told.actor, *told.recipient} else None


def come_of_them(a: Assembly) -> list[Row]:
    """ "It took delivery of them", "they arrived in May": all of what was agreed on."""
    told = agreed_before(a) if any(t.lower_ in _THEM for t in _things(a.c.trigger)) else None
    return [Row(told.items, told.quantity, (), None, told.sort)] if told is not None else []


def come_the_same_way(a: Assembly, row: Row) -> Told | None:
    """ "The first three came in June", "the radars were handed over": the goods went the way that was agreed on."""
    told = agreed_before(a)
    same = told is not None and {i.item for i in row.items} <= {i.item for i in told.items}
    every = any(g.head.lower_ in _DEFINITE for g in a.c.goods)  # "all of which came"
    known = row.share or every or not row.spans or any(_is_definite(a.seen.tokens.head(*s)) for s in row.spans)
    return told if same and known else None


def _things(verb: Token) -> list[Token]:
    """What the verb says to have come; "delivery of them" is them."""
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "nsubj")]
    taken = [p for t in things if t.lemma_ in _TAKING for c in t.rights if c.lower_ == "of" for p in c.children]
    objects = [t for t in things if t.dep_ != "nsubj"]
    return taken or objects or things


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in _DEFINITE for c in noun.lefts if c.dep_ in ("det", "predet"))
