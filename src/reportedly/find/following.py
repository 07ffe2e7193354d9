"""What is still to come of a flow told before: "another two are expected to follow", "more are on the way"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arguments import is_passive, subjects_of, verb_slots
from reportedly.find.assembly import Assembly
from reportedly.find.context import Told
from reportedly.find.dropped import SIDES
from reportedly.find.features import GENERAL
from reportedly.find.goods import Good, goods_of
from reportedly.find.loaded import SENDINGS
from reportedly.find.rows import Row, kind_of, plain_rows
from reportedly.find.who import NOBODY, Who
from reportedly.terms.claim import Claim, Modality

_MORE = {"more", "further", "additional", "other", "another", "extra", "second", "third", "fourth", "fifth", "next"}
_REST = {"rest", "remainder", "remaining", "balance"}
_HULLS = {"ship", "unit", "piece", "system", "set", "example"}
"""Words for goods of many classes."""
_AHEAD = {"will", "shall", "would", "could", "may", "might", "should", "can"}
_UNSURE = {"could", "may", "might", "can"}


def coming(a: Assembly) -> Iterator[Claim]:
    """What follows, as its words or the goods told of last say, from whom and to whom those went."""
    rows = list(_rows(a))
    if not rows and any(drop.reason == SIDES for drop in a.dropped):
        return
    if a.barred(not rows, "nothing that could go the way of a flow told before"):
        return
    told = a.context.flow(rows[0].sort) or a.context.flow(None)
    actor = a.c.actor or (Who(told.actor, carried=True) if told else a.c.actor)
    recipient = a.c.recipient or (Who(told.recipient, carried=True) if told else a.c.recipient)
    if not (actor.codes and recipient.codes) and (told is None or told.kind != "transfer"):
        a.lacks(actor, recipient)
        return
    for row in rows:
        claim = a.claim(kind_of(row, a.c), actor, recipient, row)
        yield replace(claim, modality=_held(a), stage="in-transit" if _is_past(a.c.trigger) else claim.stage)


def _rows(a: Assembly) -> Iterator[Row]:
    """The goods of what follows; where it is only counted, or called more, those of the flow told last."""
    trigger = a.c.trigger
    awaited = is_passive(trigger) and not any(c.dep_ in ("xcomp", "ccomp", "acl") for c in trigger.children)
    if trigger.pos_ == "VERB" and not awaited and verb_slots(trigger)["obj"]:
        return  # "the delivery followed months of talks"
    subjects = [trigger] if trigger.pos_ == "NOUN" else subjects_of(trigger)
    subjects = verb_slots(trigger)["obj"] if awaited else subjects
    added = any(t.lower_ in _MORE | _REST for s in subjects for t in (s, *s.subtree))
    if not subjects or not (added or _is_ahead(trigger)):
        return
    goods = goods_of(subjects, a.seen)
    named = [g for g in goods if g.items and not {i.item for i in g.items} <= GENERAL]
    if named:
        yield from (row for row in plain_rows(named, a.reading.tree) if row.sort != "support")
        return
    told = a.context.flow(None)
    loads = any(s.lemma_.lower() in SENDINGS or s.lower_ in _MORE | _REST for s in subjects)
    figure = next((g for g in goods if g.quantity and not g.items and _may_count_goods(g, a)), None)
    if not (figure or (loads and added)):
        return
    if told is None:
        a.lacks(NOBODY, NOBODY)
        return
    yield _counted(figure, told) if figure and not loads else Row(told.items, None, (), None, told.sort)


def _may_count_goods(good: Good, a: Assembly) -> bool:
    """ "Another two", "two more ships"; neither "two more rounds of talks" nor "another two countries"."""
    head = good.head
    if head.like_num or head.lower_ in _MORE | _REST:
        return True
    units = {row.unit for row in a.reading.tree.rows.values()} | _HULLS
    return head.lemma_.lower() in units and not any(c.lower_ == "of" for c in head.rights)


def _counted(good: Good, told: Told) -> Row:
    """ "Another two": a figure that counts what was told of last."""
    mention = good.quantity
    assert mention is not None
    quantity = replace(mention.quantity, unit=told.unit or mention.quantity.unit)
    added = mention.additional or any(t.lower_ in _MORE for t in good.head.lefts)
    return Row(told.items, quantity, (), (mention.start, mention.end), told.sort, additional=added)


def _held(a: Assembly) -> Modality:
    """What is expected, due or said to follow is planned; what could is possible; what followed has gone."""
    alone = a.alone.modality
    if alone in ("denied", "conditional"):
        return alone
    if _is_past(a.c.trigger):
        return "asserted" if alone == "planned" else alone
    could = any(c.lower_ in _UNSURE for t in (a.c.trigger, a.c.trigger.head) for c in t.lefts if c.dep_ == "aux")
    return "possible" if could else "planned"


def _is_past(trigger: Token) -> bool:
    perfect = trigger.tag_ == "VBN" and any(c.lower_ in ("has", "have", "had") for c in trigger.lefts)
    return trigger.pos_ == "VERB" and (trigger.tag_ == "VBD" or perfect) and not _is_ahead(trigger)


def _is_ahead(trigger: Token) -> bool:
    """Whether it is told of as still to come: "will follow", "are to follow", "are coming", "on the way"."""
    signs = [*trigger.lefts, *trigger.head.lefts] if trigger.dep_ == "xcomp" else [*trigger.lefts]
    return (
        trigger.pos_ in ("NOUN", "AUX")
        or trigger.tag_ in ("VBG", "VBP", "VBZ")
        or any(t.lower_ in _AHEAD or t.tag_ == "TO" for t in signs)
    )
