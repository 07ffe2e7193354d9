"""People abroad who are made more: "doubled its deployment in Ituri to 2,000 troops" tells how many are there then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arguments import Slots
from reportedly.find.candidate import Candidate
from reportedly.find.goods import Good
from reportedly.find.seen import Seen
from reportedly.find.who import Who, place_states, who
from reportedly.terms.mention import ItemMention, QuantityMention

_BODIES = {"deployment", "contingent", "presence", "force", "garrison", "footprint", "mission", "detachment"}
"""Nouns for people whom a state keeps somewhere."""
_WHERE = {"in", "at", "inside", "across"}


def enlarged(c: Candidate, slots: Slots, seen: Seen, publishers: frozenset[str]) -> Candidate:
    """The candidate with the people and how many they come to, where it tells whose they are and where they stay."""
    noun = next((t for t in slots.get("obj", []) if t.lemma_.lower() in _BODIES or _people(t, seen)), None)
    owned = noun is not None and any(d.tag_ == "PRP$" or d.dep_ == "poss" for d in noun.lefts)
    if noun is None or not owned or not c.actor:
        return c
    figure = _reached(c.trigger, seen)
    named = (figure and _counted(figure, seen)) or _people(noun, seen)
    grounds = [
        p for n in (noun, c.trigger) for q in n.rights if q.lower_ in _WHERE for p in q.children if p.dep_ == "pobj"
    ]
    where = _there(grounds, seen, publishers).without(c.actor.codes)
    if figure is None or not named or not where:
        return c
    stock = replace(figure.quantity, unit=figure.quantity.unit or "person", scope="stock")
    goods = (Good(noun, (named,), replace(figure, quantity=stock)),)
    return replace(c, recipient=where, goods=goods, used=c.used | {noun.i}, flow=True)


def _people(token: Token, seen: Seen) -> ItemMention | None:
    item = seen.item_at.get(token.i)
    return item if item is not None and item.cls == "people" else None


def _counted(figure: QuantityMention, seen: Seen) -> ItemMention | None:
    """The people whom a figure counts."""
    span = figure.counted or figure.number
    return next((item for i in seen.tokens.at(*span) if (item := _people(seen.parse[i], seen))), None)


def _reached(verb: Token, seen: Seen) -> QuantityMention | None:
    """The figure behind "to", which counts people or nothing that is named."""
    for to in (t for t in verb.subtree if t.lower_ == "to" and t.dep_ == "prep" and t.i > verb.i):
        for token in to.subtree:
            figure = seen.quantity_at.get(token.i)
            if figure is not None and figure.quantity.unit in ("person", "member", None):
                return figure
    return None


def _there(grounds: Sequence[Token], seen: Seen, publishers: frozenset[str]) -> Who:
    return who(grounds, seen, publishers) or place_states(grounds, seen)
