"""Gerunds that the parser takes for the first noun of a compound: "charged with smuggling missile parts to the rebels"."""

from __future__ import annotations

from spacy.tokens import Token

_INNER = {"compound", "nmod", "amod"}
_TENDING = {"with", "of", "for", "to", "in", "by"}


def goods_behind(noun: Token) -> Token | None:
    """What is done something to, where a noun in "-ing" opens the phrase right behind a preposition and its head is what
    follows; None for other nouns ("a smuggling hub")."""
    if not noun.lower_.endswith("ing") or noun.dep_ not in _INNER or noun.i == 0:
        return None
    head = noun
    while head.dep_ in _INNER and head.head.i > head.i:
        head = head.head
    before = noun.nbor(-1)
    opens = before.dep_ == "prep" and before.lower_ in _TENDING and head.dep_ == "pobj" and head.head.i == before.i
    return head if opens and head.tag_ in ("NNS", "NNPS") else None


def doer_of(goods: Token) -> list[Token]:
    """Who is charged with it or accused of it."""
    over = goods.head.head
    passive = [c for c in over.lefts if c.dep_ == "nsubjpass"]
    return passive or [c for c in over.rights if c.dep_ == "dobj" and c.i < goods.head.i]
