"""Those who are named as instances: "its proxies, such as the Houthis", "several states, including Chad and Mali"."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.find.bounded import conjuncts

_OPENING = {"including", "like", "namely", "notably"}


def instances(noun: Token) -> list[Token]:
    """The heads of what a common noun in the plural is shown by; empty where nothing is. Whether they are parties the
    tables say: "to its partners, including 40 jets" shows none."""
    if noun.tag_ != "NNS":
        return []
    named = [p for prep in _openings(noun) for p in prep.children if p.dep_ == "pobj" and p.pos_ != "PRON"]
    return [one for p in named for one in conjuncts(p)]


def _openings(noun: Token) -> list[Token]:
    """The prepositions that open the list, wherever the parser hung them: on the noun or, behind a comma, on its verb."""
    found = [c for c in noun.rights if c.dep_ == "prep" and (c.lower_ in _OPENING or _is_such_as(c, noun))]
    last = max((c.right_edge.i for c in noun.children if c.i < noun.i or c.dep_ == "punct"), default=noun.i)
    behind = max(last, noun.i) + 1
    while behind < noun.sent.end and noun.doc[behind].text == ",":
        behind += 1
    if behind >= noun.sent.end or found:
        return found
    word = noun.doc[behind]
    among = word.lower_ == "among" and word.nbor(1).lower_ == "them" if behind + 1 < noun.sent.end else False
    hung = word.dep_ == "prep" and (among or (word.lower_ in _OPENING and noun.doc[behind - 1].text == ","))
    return [word] if hung else found


def _is_such_as(prep: Token, noun: Token) -> bool:
    """ "Proxies such as", "such proxies as"."""
    if prep.lower_ != "as":
        return False
    return any(t.lower_ == "such" for t in (*prep.lefts, *noun.lefts))
