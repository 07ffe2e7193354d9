"""Words of a bound that the parser takes for prepositions: "between 900 and 1,200 men", "deploy up to 60 members"."""

from __future__ import annotations

from spacy.tokens import Token

_ENDS = {"minimum", "maximum", "low", "high"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_BOUNDS = {"between", "about", "around", "over", "under", "up", "above", "at"}


def conjuncts(token: Token) -> list[Token]:
    """The token and what is coordinated or apposed as a list with it, in order."""
    found = [token]
    for t in found:
        found.extend(c for c in t.children if c.dep_ == "conj" and c not in found and not begins_a_clause(c))
    return found


def begins_a_clause(noun: Token) -> bool:
    """ "Gave tanks to Chad and Mali has pledged 30": the last name before a verb without a subject of its own is its
    subject, whatever the parser hangs it on."""
    behind = noun.nbor() if noun.i + 1 < noun.sent.end else None
    if noun.pos_ != "PROPN" or noun.head.dep_ not in ("pobj", "dative") or behind is None or behind.tag_ not in _FINITE:
        return False
    verb = behind.head if behind.dep_ in ("aux", "auxpass") else behind
    return verb.pos_ in ("VERB", "AUX") and not any(c.dep_ in ("nsubj", "nsubjpass", "csubj") for c in verb.lefts)


def strayed_subject(verb: Token) -> list[Token]:
    """The subject that the parser hangs elsewhere: a headline's first word, or the name right before the verb."""
    headline = headline_subject(verb)
    return _name_before(verb) if headline is None else [headline]


def _name_before(verb: Token) -> list[Token]:
    """ "Gave tanks to Chad and Mali has pledged 30": who begins the clause of a verb that has no subject beside it."""
    first = min([verb, *(c for c in verb.lefts if c.dep_ in ("aux", "auxpass"))], key=lambda t: t.i)
    before = first.nbor(-1) if first.i > verb.sent.start else None
    return [before] if before is not None and before.dep_ == "conj" and begins_a_clause(before) else []


def counted_subject(verb: Token) -> list[Token]:
    """ "Between 900 and 1,200 men were moved": the parser takes the bound for a preposition; "shells worth $9 million have
    gone": it takes them for the subject of "worth"."""
    if verb.dep_ == "conj" and verb.head.lower_ == "worth" and not any(t.dep_ == "cc" for t in verb.head.children):
        return [c for c in verb.head.lefts if c.dep_ == "nsubj"]
    return [p for c in verb.lefts if c.dep_ == "prep" and c.lower_ in _BOUNDS for p in c.children if p.dep_ == "pobj"]


def counted_object(verb: Token) -> list[Token]:
    """ "sent Chad between 900 and 1,200 rifles": the goods stand last under what the parser takes for a preposition."""
    found = [p for c in verb.rights if is_up_to(c) for p in c.children if p.dep_ == "pobj" and p.pos_ == "NOUN"]
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in ("between", "about", "around", "over", "under"):
            for number in child.children:
                counted = conjuncts(number)[-1]
                if number.dep_ == "pobj" and (number.pos_ == "NUM" or number.like_num) and counted.pos_ == "NOUN":
                    found.append(counted)
                elif number.dep_ == "pobj" and (
                    (number.pos_ == "NOUN" and child.nbor().tag_ == "CD") or number.lower_ in _ENDS
                ):
                    found.append(number)
    return found


def headline_subject(verb: Token) -> Token | None:
    """ "North to send 300 men": the parser takes the first word of a headline for an adverb, or hangs the verb on it."""
    to = next((c for c in verb.lefts if c.tag_ == "TO" and c.dep_ == "aux"), None)
    if to is None or to.i != verb.sent.start + 1:
        return None
    first = to.nbor(-1)
    over = verb.head.i == first.i and verb.dep_ in ("advcl", "xcomp", "acl", "relcl")
    named = over or (first.head.i == verb.i and first.dep_ in ("advmod", "npadvmod"))
    return first if named and first.pos_ in ("NOUN", "PROPN", "ADJ") else None


def is_up_to(prep: Token) -> bool:
    """ "Deploy up to 60 members": the parser takes "up" for a part of the verb, and the number's noun for where to."""
    if prep.lower_ != "to" or prep.i == 0 or prep.nbor(-1).lower_ != "up" or prep.nbor(-1).dep_ != "prt":
        return False
    return any(n.dep_ == "nummod" for p in prep.children for n in p.children)
