"""Who does what a passive tells: "delivered by Chad", also where the parser hangs "by" on a name before it."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.find.participles import is_given
from reportedly.find.prepositions import objects_of

_NAMES = {"GPE", "ORG", "NORP", "PERSON", "FAC"}
_TOWARDS = {"to", "into"}


def agents_of(verb: Token) -> list[Token]:
    """The agents of a verb in the passive."""
    given = is_given(verb)
    by = [c for c in verb.children if c.dep_ == "agent" or (given and c.lower_ == "by" and c.i > verb.i)]
    own = [p for c in by for p in objects_of(c) if c.dep_ == "agent" or _is_named(p)]
    return own or [p for by in _hung_on_a_name(verb) for p in objects_of(by) if _is_named(p)]


def _hung_on_a_name(verb: Token) -> list[Token]:
    """ "Were delivered to Chad by Iran": the "by" that stands on to whom it went, which has no maker."""
    ends = [p for c in verb.rights if c.dep_ in ("prep", "dative") and c.lower_ in _TOWARDS for p in objects_of(c)]
    names = [c for c in verb.rights if c.dep_ in ("npadvmod", "pobj", "dobj") and c.pos_ == "PROPN"]
    return [by for p in (*ends, *names) for by in p.rights if by.lower_ == "by" and by.dep_ == "prep"]


def _is_named(noun: Token) -> bool:
    """A name, or who belongs to one ("the Iranian army"); no day, no road."""
    if noun.pos_ == "PROPN":
        return noun.ent_type_ in ("", *_NAMES)
    return any(c.ent_type_ in _NAMES for c in noun.lefts)
