"""What a sentence says of a clause in it: that it is false, a lie, not true, not clear; or that it only asks."""

from __future__ import annotations

from spacy.tokens import Token

_FALSE = {
    "false", "baseless", "untrue", "unfounded", "groundless", "fabricate", "fabricated", "fabrication", "lie", "nonsense",
    "absurd", "wrong", "fake", "rumour", "rumor", "speculation", "slander", "incorrect", "inaccurate", "myth", "hoax",
}  # fmt: skip
_TRUE = {"true", "correct", "right", "accurate", "case", "fact"}
_SAID = {"acomp", "attr", "oprd", "ccomp", "xcomp", "advcl"}
_ASKED = {"ask", "question", "respond", "response", "react", "reaction", "reply", "answer", "comment", "press", "query"}
_ABOUT = {"about", "to", "on", "over", "regarding"}
_THOSE = {"them", "they", "it", "this", "that", "these", "those"}
_REFUTING = {"deny", "reject", "dismiss", "refute", "rebut", "repudiate"}
_JUDGING = {
    "call", "describe", "brand", "label", "term", "denounce", "dismiss", "reject", "deem", "slam", "decry", "deride",
    "condemn", "characterize", "characterise", "trash", "spurn", "rubbish", "consider", "declare",
}  # fmt: skip
_SURE = {"clear", "certain", "known", "evident", "sure", "obvious", "established"}


def is_called_false(trigger: Token) -> bool:
    """ "The claim that it sent rifles is false", "called the claim that it sent rifles a lie", "the reports of rifles sent
    to Sudan are a rumour"; "asked about reports that it sent rifles, the ministry called them baseless"."""
    noun = _told_by(trigger)
    if noun is None:
        return False
    if noun.dep_ in ("nsubj", "nsubjpass"):
        return any(_is_false(c) for c in noun.head.children if c.dep_ in _SAID and c.i != noun.i)
    return denier_of(trigger) is not None


def denier_of(trigger: Token) -> Token | None:
    """The verb with which somebody calls false, or denies when asked about it, what a noun tells; None where nobody does."""
    noun = _told_by(trigger)
    if noun is None:
        return None
    verb, last = noun.head, trigger.right_edge
    if noun.dep_ == "dobj":
        judges = last.pos_ == "ADJ" or verb.lemma_ in _JUDGING
        behind = last.i > trigger.i and judges and _is_false(last)  # "… that it sent rifles to Chad baseless"
        called = [c for c in verb.children if c.dep_ in _SAID and c.i != noun.i]
        called += [p for c in verb.rights if c.lower_ == "as" for p in c.children]
        return verb if behind or any(_is_false(c) for c in called) else None
    if noun.dep_ == "pobj" and verb.lower_ == "as":  # "dismissed as fabricated reports that it sent rifles"
        called = [c for c in noun.lefts if c.dep_ == "amod" and _is_false(c)]
        return verb.head if called and verb.head.lemma_ in _JUDGING else None
    answer = _answer_to(verb) if noun.dep_ == "pobj" else None
    return answer if answer is not None and _refutes(answer) else None


def _told_by(trigger: Token) -> Token | None:
    """The noun that a clause or participle hangs on: the claim, the reports of what."""
    noun = trigger.head
    if trigger.dep_ == "acl" and noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head
    if trigger.dep_ not in ("acl", "relcl", "ccomp") or noun.pos_ != "NOUN":
        return None
    return noun if noun.dep_ in ("nsubj", "dobj", "nsubjpass", "pobj") else None


def _answer_to(preposition: Token) -> Token | None:
    """The verb of the clause that answers, behind "asked about …", "in response to …", "responding to …"."""
    over = preposition.head
    while over.dep_ in ("pobj", "prep") and over.pos_ != "VERB":
        over = over.head
    if preposition.head.lemma_.lower() not in _ASKED or preposition.lower_ not in _ABOUT:
        return None
    if preposition.head.pos_ == "NOUN":
        return over if over.pos_ == "VERB" else None
    return over.head if over.dep_ in ("advcl", "dep") and over.head.pos_ == "VERB" else None


def _refutes(verb: Token) -> bool:
    """ "Called them baseless", "denied it", "said they were not true"."""
    them = any(c.dep_ == "dobj" and c.lower_ in _THOSE for c in verb.rights)
    if them:
        return verb.lemma_ in _REFUTING or any(_is_false(c) for c in verb.rights if c.dep_ in _SAID)
    clauses = (c for c in verb.children if c.dep_ == "ccomp")
    about = (c for c in clauses if any(s.dep_ in ("nsubj", "nsubjpass") and s.lower_ in _THOSE for s in c.lefts))
    for clause in about:
        refused = any(t.dep_ == "neg" for t in clause.children)
        told = [clause, *(t for t in clause.children if t.dep_ in _SAID)]
        if any(_is_false(t) or (refused and t.lemma_.lower() in _TRUE) for t in told):
            return True
    return False


def _is_false(word: Token) -> bool:
    """ "Baseless", "a lie", "“not accurate”"."""
    refused = any(c.dep_ == "neg" for c in word.lefts) or (word.i > 0 and word.nbor(-1).lower_ == "not")
    return word.lemma_.lower() in (_TRUE if refused else _FALSE)


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
