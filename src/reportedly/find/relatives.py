"""What a relative clause behind a list is of: of "40 rifles and 300 rockets, which were sent by Chad" both were sent."""

from __future__ import annotations

from spacy.tokens import Token

_OF_ONE = {"was", "is", "has"}
_THINGS = {"NOUN", "PROPN", "NUM"}


def first_of_list(last: Token, clause: Token) -> Token:
    """The first of the things that a clause behind a comma is of, where the parser hangs it on the last; the last itself
    where the clause speaks of one thing alone, or no list of several stands before it."""
    if clause.doc[clause.left_edge.i - 1].text != "," or any(c.lower_ in _OF_ONE for c in clause.lefts):
        return last
    first = last
    while first.dep_ == "pobj" and first.head.lower_ == "of":
        first = first.head.head  # "300 rounds of ammunition, which were …"
    if first.dep_ != "conj":
        return last
    while first.dep_ == "conj" and first.head.pos_ in _THINGS:
        first = first.head
    return first if first.tag_ == "NNS" and first.dep_ in ("dobj", "nsubjpass", "pobj", "nsubj") else last
