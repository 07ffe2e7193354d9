"""Shares told in words: "two-thirds of the shells that it fires", "half of last year's", as figures in percent."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.assembly import Assembly
from reportedly.find.negations import is_none
from reportedly.find.rows import Row
from reportedly.find.seen import Seen
from reportedly.find.who import Who
from reportedly.terms.mention import QuantityMention

_SENDINGS = {"delivery", "shipment", "transfer", "consignment", "supply", "export"}
_MAKING_MORE = {"double", "triple", "increase", "boost", "expand", "step", "continue", "resume", "accelerate", "raise"}
_TAKING_PLACE = {"be", "arrive", "happen", "occur", "see", "record", "register", "detect", "observe", "note"}
_COMING_TO = {"be", "come", "amount", "stand", "reach", "equal"}
_BEHIND = re.compile(r"(?:,| -| –| —|—)? (?:or )?$")
_OF_THESE = re.compile(r" of (?:them|these|which|whom|it)\b")
"""A part of the goods themselves, and no share of anything else."""


def share_beside(a: Assembly, row: Row) -> Row | None:
    """ "900 shells a year, half of all that it fires": the share that stands behind a figure as another measure of it."""
    if row.quantity_span is None or row.sort != "arms":
        return None
    text, end = a.seen.document.text, max(e for _, e in (row.quantity_span, *row.spans))
    for share in a.seen.shares:
        behind = end < share.start <= a.c.trigger.sent.end_char and _BEHIND.fullmatch(text, end, share.start)
        if behind and text.startswith(" of ", share.end) and not _OF_THESE.match(text, share.end):
            return replace(row, quantity=share.quantity, quantity_span=(share.start, share.end), additional=False)
    return None


def known_flow(a: Assembly) -> list[Row]:
    """Rows of a noun that takes up what alone the text has told of: "in May there were no deliveries", "deliveries have come
    to half of last year's"."""
    noun = a.c.trigger
    bare = noun.lemma_ in _SENDINGS and not a.c.goods and not a.c.actor.codes and not a.c.recipient.codes
    none = bare and noun.pos_ == "NOUN" and is_none(noun) and noun.head.lemma_ in _TAKING_PLACE
    share = _share_come_to(noun, a.seen) if bare and not none else None
    told = a.context.only_way(None) if none or share else None
    if told is None:
        return []
    a.c = replace(a.c, actor=Who(told.actor, carried=True), recipient=Who(told.recipient, carried=True), refused=none)
    if share is None:
        return [Row(told.items, None, (), None, told.sort)]
    return [Row(told.items, share.quantity, (), (share.start, share.end), told.sort)]


def made_more(a: Assembly) -> list[Row]:
    """ "If the truce fails, Iran could double its deliveries": more of what alone it was told to send."""
    verb, actor = a.c.trigger, a.spoken_for(a.c.actor)
    nouns = [t for t in verb.rights if t.dep_ == "dobj" and t.lemma_ in _SENDINGS]
    own = any(d.tag_ == "PRP$" or d.dep_ == "poss" for t in nouns for d in t.lefts)
    told = a.context.only_way(None) if own and verb.lemma_ in _MAKING_MORE and not a.c.recipient.codes else None
    if told is None or a.c.goods or set(told.actor) != set(actor.codes) or a.held.modality == "asserted":
        return []
    a.c = replace(a.c, recipient=Who(told.recipient, carried=True))
    return [Row(told.items, None, (), None, told.sort)]


def _share_come_to(noun: Token, seen: Seen) -> QuantityMention | None:
    """The share that is told of a noun by its verb."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ not in _COMING_TO:
        return None
    return next((q for t in verb.subtree if t.i > verb.i and (q := seen.share_at.get(t.i))), None)
