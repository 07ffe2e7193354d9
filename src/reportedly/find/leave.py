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
_LETTING = frozenset({"allow", "permit", "let"})
_ALLOWING = frozenset({"allow", "permit", "let", "enable", "clear"})
_MOVING = frozenset(
    {"cross", "go", "travel", "sail", "fly", "move", "enter", "leave", "land", "dock", "roll", "march", "drive"}
)


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


def let_move(verb: Token) -> Token | None:
    """What is let move: of "allowed 60 lorries of shells to cross" the lorries, if the parser hangs "to cross" on them."""
    if verb.dep_ not in ("acl", "relcl") or verb.tag_ != "VB" or verb.lemma_ not in _MOVING:
        return None
    load = verb.head
    while load.dep_ == "pobj" and load.head.lower_ == "of":
        load = load.head.head
    return load if load.dep_ == "dobj" and load.head.lemma_ in _LETTING else None


def only_allows(verb: Token, act: Token) -> bool:
    """ "Allowed Chad to sell jets", "clears the way for Chad to sell jets": leave to do it tells no sale yet; but
    "let the convoy cross" and "is allowing firms to sell" tell of what goes on."""
    if verb.lemma_ not in _ALLOWING or verb.pos_ != "VERB" or act.tag_ != "VB" or act.i < verb.i:
        return False
    goes_on = verb.tag_ == "VBG" and any(c.lemma_ == "be" and c.dep_ == "aux" for c in verb.lefts)
    return act.lemma_ not in _MOVING and not goes_on


def lets_move(verb: Token) -> bool:
    """Whether a verb lets its object move, which then is told of the object: "allowed 60 lorries to cross"."""
    under = (c for o in verb.rights if o.dep_ == "dobj" for c in o.subtree)
    return any((load := let_move(c)) is not None and load.head.i == verb.i for c in under)
