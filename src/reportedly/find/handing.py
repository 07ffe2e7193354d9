"""Who gives and who takes by words beside the verb: "as part of the Danish assistance, 30 trucks arrived", "was handed over
by Chad and accepted by Mali"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.find.arguments import is_passive
from reportedly.find.bounded import conjuncts
from reportedly.find.candidate import MODIFIERS, Candidate
from reportedly.find.candidates import Proposer
from reportedly.find.seen import Seen
from reportedly.find.who import NOBODY, Who, who

_AID = {
    "assistance", "aid", "support", "programme", "program", "grant", "donation", "gift", "package", "cooperation",
    "co-operation", "help", "commitment", "contribution", "initiative", "project", "loan", "scheme", "facility",
}  # fmt: skip
_OPENING = {"under", "through", "within", "in", "as", "from", "via"}
_FRAMES = {"send", "supply", "receive", "join", "move"}
_HOLDING = {"part", "framework", "frame", "scope", "context", "auspices"}
"""Of "as part of X" and "within the framework of X", X is what is meant."""


def under_whose_aid(c: Candidate, seen: Seen, proposer: Proposer) -> Who:
    """Whose aid it is under which somebody gets something; nobody where no aid is named, or it is nobody's."""
    if c.frame.row.pos != "verb" or c.frame.name not in _FRAMES:
        return NOBODY
    for noun in (n for word in (c.trigger, *(g.head for g in c.goods)) for n in _held(word)):
        whose = [m for m in noun.lefts if m.dep_ in MODIFIERS and m.tag_ != "PRP$"]  # "its own programme" gives nothing
        whose += [p for q in noun.rights if q.lower_ in ("from", "by") for p in q.rights if p.dep_ == "pobj"]
        found = who(whose, seen, proposer.publishers).without(c.recipient.codes)
        if found.codes:
            return found
    return NOBODY


def _held(word: Token) -> Iterator[Token]:
    """The nouns of aid behind the prepositions of a word."""
    level = [p for q in word.children if q.dep_ == "prep" and q.lower_ in _OPENING for p in q.children]
    for noun in level:
        if noun.dep_ == "pobj" and noun.lemma_.lower() in _HOLDING:
            level.extend(p for q in noun.rights if q.lower_ == "of" for p in q.rights if p.dep_ == "pobj")
        elif noun.dep_ == "pobj" and noun.lemma_.lower() in _AID:
            yield noun


def taken_by(c: Candidate, seen: Seen, proposer: Proposer) -> Who:
    """ "Was handed over by Chad and accepted by the mayor of Oslo": who takes what is given receives it."""
    if not is_passive(c.trigger) or c.frame.name not in ("send", "supply"):
        return NOBODY
    takes = [v for v in conjuncts(c.trigger)[1:] if v.tag_ == "VBN" and _frame_of(v, proposer) == "receive"]
    return who([o for v in takes for o in _agents(v)], seen, proposer.publishers)


def handed_by(c: Candidate, seen: Seen, proposer: Proposer) -> Who:
    """Of the same sentence, for who receives: by whom it was handed over."""
    if c.trigger.dep_ != "conj" or c.frame.name != "receive" or not is_passive(c.trigger.head):
        return NOBODY
    gives = _frame_of(c.trigger.head, proposer) in ("send", "supply")
    return who(_agents(c.trigger.head), seen, proposer.publishers) if gives else NOBODY


def _agents(verb: Token) -> list[Token]:
    return [o for by in verb.rights if by.dep_ == "agent" for o in by.rights if o.dep_ == "pobj"]


def _frame_of(verb: Token, proposer: Proposer) -> str | None:
    frame = proposer.lexicon.frame(verb)
    return frame.name if frame is not None else None
