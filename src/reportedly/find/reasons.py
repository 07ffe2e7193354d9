"""Why no claim came of what a row of the lexicon proposed, in one plain line."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from reportedly.find.assembly import Assembly
from reportedly.find.candidate import Candidate
from reportedly.find.caught import caught
from reportedly.find.claims import WAYS
from reportedly.find.dropped import SIDES, Dropped
from reportedly.terms.trace import Caught

_OTHER = {"actor": "recipient", "recipient": "actor"}
_ALONE = ("send", "supply", "receive")
"""Frames that make a claim without an actor, where the recipient is named and it is told as done or planned."""


def set_aside(token: Token, proposed: Candidate | None, kept: Sequence[Candidate]) -> str:
    """Why a row that applies to a word is not among the candidates of its text."""
    if proposed is None:
        return "the figure, or what it counts, does not stand in its slots"
    same = next((c for c in kept if c.trigger.i == token.i), None)
    if same is not None:
        return f"another row of the word was kept: “{same.frame.row.lemma}”, frame {same.frame.name}"
    over = next((c for c in kept if token.i in c.used), None)
    if over is not None:
        return f"spoken through by “{over.trigger.text}”"
    if not any(t.pos_ in ("VERB", "AUX") for t in token.sent):
        return "a noun in a sentence without a verb"
    return "another word says it"


def left_undone(a: Assembly) -> list[str]:
    """Why a candidate, or some of its goods, made no claim; where no rule was noted, what it has not got."""
    noted = [_told(drop, a) for drop in a.dropped]
    return list(dict.fromkeys(noted)) or [_unnoted(a)]


def _told(drop: Dropped, a: Assembly) -> str:
    return _sides(drop, a) if drop.reason == SIDES else drop.reason


def _unnoted(a: Assembly) -> str:
    if a.c.anaphoric:
        return "its goods stand for some told before, and none of the kind were"
    slots = [c for c in _caught(a) if c.role in ("item", "flow")]
    if not a.c.goods:
        words = _words([c for c in slots if c.spans], a)
        return (
            f"no goods: {words} names no item, person or sum that the tables know" if words else "no goods named here"
        )
    if not any(g.items for g in a.c.goods):
        return "no goods: a number, and no item that the tables know"
    return _sides(Dropped(SIDES, a.spoken_for(a.c.actor), a.spoken_for(a.c.recipient)), a)


def _sides(drop: Dropped, a: Assembly) -> str:
    actor, recipient = drop.actor.codes, drop.recipient.codes
    if actor and recipient:
        return (
            "neither side is named here, and a noun alone must name one" if a.c.frame.name not in WAYS else "no figure"
        )
    known = {"actor": actor, "recipient": recipient}
    why = {role: _unnamed(role, known, a) for role in known if not known[role]}
    lines = [f"no {role}: {words}" for role, words in why.items()]
    if len(why) > 1 and why["actor"] == why["recipient"]:
        lines = [f"neither actor nor recipient: {why['actor']}"]
    if recipient and a.c.frame.name in _ALONE and not drop.recipient.carried:
        lines.append("without one, only goods or people said to have gone or to be going are a claim")
    return "; ".join(lines)


def _unnamed(role: str, known: dict[str, tuple[str, ...]], a: Assembly) -> str:
    slots = [c for c in _caught(a) if c.role in (role, "pair")]
    nameless = _words([c for c in slots if c.spans and not c.parties], a)
    other = _OTHER[role]
    if any(set(c.parties) & set(known[other]) for c in slots):
        here = f"its words name the {other}"
    else:
        here = f"{nameless} names no party that the tables know" if nameless else "none named here"
    if a.c.frame.name in WAYS:
        return here
    beside = {"actor": "to", "recipient": "from"}[role]
    sides = f" {beside} {', '.join(known[other])}" if known[other] else ""
    return f"{here}, and no flow of such goods{sides} was told before"


def _caught(a: Assembly) -> tuple[Caught, ...]:
    return caught(a.c.frame, a.c.trigger, a.seen, a.reading.proposer.publishers)


def _words(slots: Sequence[Caught], a: Assembly) -> str:
    text = a.seen.document.text
    return ", ".join(dict.fromkeys(f"“{text[start:end]}”" for c in slots for start, end in c.spans))
