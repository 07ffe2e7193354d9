"""What has come of goods that were told before: "it took delivery of them in May", "the first three came in June", "at least
200 have been sent"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arguments import is_passive
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
    return told if _is_near(told, trigger) and _goes_on(told, a) else None


def uncounted_before(a: Assembly) -> Told | None:
    """The goods that the sentence before told without a figure, where the verb tells in the passive that some were sent or
    came: "has delivered drones to Chad. At least 12 have arrived"."""
    told, trigger, row = a.context.flow(None), a.c.trigger, a.c.frame.row
    if told is None or told.sort != "arms" or told.quantity is not None or told.modality == "denied":
        return None
    arrives = a.c.frame.name in ("join", "move") and row.lemma in _COMING
    sent = a.c.frame.name in ("send", "supply") and row.pos == "verb" and is_passive(trigger)
    clause = trigger.dep_ in ("ROOT", "ccomp", "conj", "xcomp")
    if not (arrives or sent) or not clause or not (told.actor and told.recipient):
        return None
    return told if _is_near(told, trigger) and _goes_on(told, a) else None


def _is_near(told: Told, trigger: Token) -> bool:
    start = trigger.sent.start
    return told.sentence >= (trigger.doc[start - 1].sent.start if start else 0)


def _goes_on(told: Told, a: Assembly) -> bool:
    """Whether the words name no other sides than the flow told before."""
    sides = {*a.spoken_for(a.c.actor).codes, *a.spoken_for(a.c.recipient).codes}
    return sides <= {*told.actor, *told.recipient}


def come_of_them(a: Assembly) -> list[Row]:
    """ "It took delivery of them", "they arrived in May": all of what was agreed on; "at least 12 have arrived": so many of
    what was told."""
    things = _things(a.c.trigger)
    told = agreed_before(a) if any(t.lower_ in _THEM or _is_told(t, a) for t in things) else None
    if told is not None:
        return [Row(told.items, told.quantity, (), None, told.sort)]
    told = uncounted_before(a)
    unit = a.reading.tree.rows[told.items[0].item].unit if told is not None and told.items else None
    bare = [g.quantity for g in a.c.goods if g.quantity and not g.items and g.quantity.quantity.unit is None]
    if told is None or unit is None or len(bare) != 1 or a.c.trigger.sent.start == told.sentence:
        return []
    figure = bare[0]
    return [Row(told.items, replace(figure.quantity, unit=unit), (), (figure.start, figure.end), told.sort)]


def _is_told(noun: Token, a: Assembly) -> bool:
    """ "Bought 40 armoured vehicles. The vehicles arrived": what was agreed on, by a word as general or more."""
    told, item = agreed_before(a), a.seen.item_at.get(noun.i)
    if told is None or item is None or noun.i in a.seen.quantity_at or not _is_definite(noun):
        return False
    return any(_is_kind_of(i.item, item.item, a) for i in told.items)


def _is_kind_of(item: str, general: str, a: Assembly) -> bool:
    """Whether a word for a class may mean another: "the vehicles" armoured vehicles told before."""
    tree = a.reading.tree
    return item in tree and (tree.within(item, general) or tree.rows[item].cls == general)


def come_the_same_way(a: Assembly, row: Row) -> Told | None:
    """ "The first three came in June", "the radars were handed over": the goods went the way that was agreed on; "more than
    200 missiles have been sent": those counted, the way told before."""
    told = agreed_before(a)
    same = told is not None and all(any(_is_kind_of(t.item, i.item, a) for t in told.items) for i in row.items)
    every = any(g.head.lower_ in _DEFINITE for g in a.c.goods)  # "all of which came"
    known = row.share or every or not row.spans or any(_is_definite(a.seen.tokens.head(*s)) for s in row.spans)
    if same and known:
        return told
    before = uncounted_before(a) if row.quantity is not None and row.sort == "arms" else None
    counted = before is not None and {i.item for i in row.items} <= {i.item for i in before.items}
    return before if counted else None


def _things(verb: Token) -> list[Token]:
    """What the verb says to have come; "delivery of them" is them."""
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "nsubj")]
    taken = [p for t in things if t.lemma_ in _TAKING for c in t.rights if c.lower_ == "of" for p in c.children]
    objects = [t for t in things if t.dep_ != "nsubj"]
    return taken or objects or things


def _is_definite(noun: Token) -> bool:
    return any(c.lower_ in _DEFINITE for c in noun.lefts if c.dep_ in ("det", "predet"))
