"""What a sentence says of a clause in it: that it is false, a lie, not true, not clear; or that it only asks."""

from __future__ import annotations

from spacy.tokens import Token

_FALSE = {
    "false", "baseless", "untrue", "unfounded", "groundless", "fabricate", "fabricated", "fabrication", "lie", "nonsense",
    "absurd", "wrong", "fake", "rumour", "rumor", "speculation", "slander", "incorrect", "inaccurate", "myth", "hoax",
}  # fmt: skip
_TRUE = {"true", "correct", "right", "accurate", "case", "fact"}
_SURE = {"clear", "certain", "known", "evident", "sure", "obvious", "established"}


def is_called_false(trigger: Token) -> bool:
    """ "The claim that it sent rifles is false", "called the claim that it sent rifles a lie", "the reports of rifles sent
    to Sudan are a rumour"."""
    noun = trigger.head
    if trigger.dep_ == "acl" and noun.dep_ == "pobj" and noun.head.lower_ in ("of", "about"):
        noun = noun.head.head
    if trigger.dep_ not in ("acl", "relcl", "ccomp") or noun.dep_ not in ("nsubj", "dobj", "nsubjpass"):
        return False
    said = (c for c in noun.head.children if c.dep_ in ("acomp", "attr", "oprd", "ccomp", "xcomp") and c.i != noun.i)
    return noun.pos_ == "NOUN" and any(c.lemma_.lower() in _FALSE for c in said)


def is_untrue(clause: Token) -> bool:
    """ "It is not true that it sent rifles", "it is a lie that …", "that it sent rifles is untrue"."""
    words, refused = _said_of(clause)
    return bool(words & (_TRUE if refused else _FALSE))


def is_left_open(clause: Token) -> bool:
    """ "It is not clear that it sent rifles"."""
    words, refused = _said_of(clause)
    return refused and bool(words & _SURE)


def is_asked(verb: Token) -> bool:
    """ "Did Chad send rifles to Mali?", "Has it …?": whether it did is asked, and told by nobody."""
    if not verb.sent.text.rstrip(" \n”\"'’").endswith("?"):
        return False
    aux = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    return bool(aux) and subject is not None and aux[0].i < subject.i and verb.left_edge.i == aux[0].i


def _said_of(clause: Token) -> tuple[set[str], bool]:
    """The words that "be" puts to a clause, and whether it refuses them; none where the clause is no such one."""
    over = clause.head
    if clause.dep_ in ("acl", "relcl") and over.dep_ == "attr":
        over = over.head  # "it is a lie that …": the parser hangs the clause on the noun
    if clause.dep_ not in ("ccomp", "csubj", "acl", "relcl", "advcl") or over.lemma_ != "be" or over.i == clause.i:
        return set(), False
    told = [c for c in over.children if c.dep_ in ("acomp", "attr")]
    opens = clause.dep_ == "csubj" or any(c.lower_ in ("it", "this") for c in over.lefts if c.dep_ in ("nsubj", "expl"))
    refused = any(c.dep_ == "neg" for c in over.children) or any(
        c.lower_ in ("hardly", "scarcely") for c in over.children
    )
    return ({c.lemma_.lower() for c in told} if opens else set()), refused
