"""Leave to do something: "gave Denmark the go-ahead to ship 20 trucks" tells that it may ship them, not that it has."""

from __future__ import annotations

from spacy.tokens import Token

_LEAVE = frozenset(
    {
        "ahead",
        "light",
        "permission",
        "leave",
        "consent",
        "approval",
        "clearance",
        "authority",
        "authorization",
        "right",
        "nod",
    }
)
_GIVING = frozenset({"give", "grant", "get", "receive", "obtain", "win", "have", "secure"})


def leave_for(verb: Token) -> Token | None:
    """The noun of leave over an infinitive, wherever the parser hung it: "gave the ministry permission to ship"."""
    if verb.tag_ != "VB" or not any(c.tag_ == "TO" for c in verb.lefts):
        return None
    over = verb.head
    if verb.dep_ in ("acl", "relcl"):
        return over if over.lemma_.lower() in _LEAVE and over.head.lemma_ in _GIVING else None
    given = verb.dep_ in ("advcl", "xcomp") and over.lemma_ in _GIVING
    objects = (c for c in over.children if c.dep_ == "dobj" and c.i < verb.i) if given else ()
    return next((c for c in objects if c.lemma_.lower() in _LEAVE), None)


def who_may(leave: Token) -> list[Token]:
    """To whom leave is given; nobody where it is not said."""
    to = [c for c in leave.head.children if c.dep_ == "dative" or (c.dep_ == "prep" and c.lower_ == "to")]
    named = [p for c in to for p in ([c] if c.pos_ != "ADP" else c.children) if p.dep_ in ("dative", "pobj")]
    return [t for t in named if t.pos_ in ("PROPN", "NOUN")]
