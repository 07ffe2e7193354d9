"""Deals that are only talked of: "is in talks with Turkey to buy drones", "negotiates the sale of drones to Oman"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arguments import subjects_of
from reportedly.find.candidate import Candidate
from reportedly.find.prepositions import objects_of
from reportedly.find.seen import Seen
from reportedly.find.who import NOBODY, Who, who

_TALKS = {"talk", "negotiation", "discussion"}
_TALKING = {"negotiate", "discuss"}
_MATTER = {"on", "over", "about", "regarding", "concerning", "for"}
_BUYING = {"receive", "receipt"}
_SELLING = {"send", "supply", "transfer"}


def talks_over(trigger: Token) -> Token | None:
    """The noun or the verb of the talks whose matter a verb or a noun of transfer is; None where there are none."""
    return next((t for t in _over(trigger) if t.lemma_.lower() in _TALKS | _TALKING), None)


def at_the_table(c: Candidate | None, seen: Seen, publishers: frozenset[str]) -> Candidate | None:
    """With those who talk as the sides that are not told otherwise: who buys is among them, and so is from whom."""
    talks = talks_over(c.trigger) if c is not None and c.frame.name in _BUYING | _SELLING else None
    if c is None or talks is None:
        return c
    here, there = (who(tokens, seen, publishers) for tokens in _sides(talks))
    if c.frame.name in _BUYING:
        actor = c.actor or there
        return replace(c, actor=actor, recipient=_one((c.recipient or here).without(actor.codes)))
    if c.frame.row.pos == "verb":
        return replace(c, recipient=c.recipient or there.without(c.actor.codes))
    if c.recipient and not c.actor:
        actor = here.without(c.recipient.codes) or there.without(c.recipient.codes)
        return replace(c, actor=_one(actor))
    if c.actor and not c.recipient:
        return replace(c, recipient=_one(here.without(c.actor.codes) or there.without(c.actor.codes)))
    return c


def _one(side: Who) -> Who:
    """Of several who talk nobody can tell which one is meant."""
    return side if len(side.codes) < 2 else NOBODY


def _over(trigger: Token) -> Iterator[Token]:
    above = trigger.head
    infinitive = trigger.tag_ == "VB" and any(c.lower_ == "to" for c in trigger.lefts)
    if infinitive and trigger.dep_ in ("acl", "xcomp", "advcl"):
        yield above
        yield from (p for q in above.rights if q.lower_ == "in" and q.i < trigger.i for p in objects_of(q))
    if any(c.dep_ == "poss" for c in trigger.lefts):
        return  # "discussed Iran's sale of drones": it is told of
    if trigger.dep_ == "dobj":
        yield above
    if trigger.dep_ in ("pobj", "pcomp") and above.lower_ in _MATTER:
        yield above.head


def _sides(talks: Token) -> tuple[list[Token], list[Token]]:
    """Who is in the talks, and with whom."""
    whom = [p for q in talks.rights if q.lower_ in ("with", "between") for p in objects_of(q)]
    verb = talks if talks.pos_ == "VERB" else talks.head if talks.dep_ == "dobj" else talks.head.head
    inside = talks.pos_ == "VERB" or talks.dep_ == "dobj" or talks.head.lower_ == "in"
    return (subjects_of(verb) if inside and verb.pos_ in ("VERB", "AUX") else []), whom
