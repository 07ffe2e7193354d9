"""What somebody is sure, aware or afraid of: adjectives whose bearer thinks what they govern."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.find.cues import CueIndex
from reportedly.find.saying import Saying
from reportedly.find.sources import Range, source

_COPULAS = frozenset({"be", "feel", "remain", "seem", "become", "sound", "appear", "stay", "grow"})
_EXPLETIVE = frozenset({"it", "there", "this", "that", "what", "which"})


def conviction(word: Token, cues: CueIndex) -> Saying | None:
    """ "The general is convinced that …", "worried about …", "afraid of …"; None without a bearer or without content."""
    bearer = _bearer(word)
    if bearer is None or bearer.lower_ in _EXPLETIVE:
        return None
    for row in cues.adjectives[word.lower_]:
        if content := _thought(word, "of" in row.takes):
            return Saying(word, row, source(bearer), content, negated=_is_negated(word))
    return None


def _thought(word: Token, with_phrase: bool) -> tuple[Range, ...]:
    clause = next((c for c in (*word.rights, *_of_the_copula(word)) if c.dep_ == "ccomp"), None)
    if clause is not None and not any(c.lower_ in ("whether", "if") for c in clause.lefts):
        return ((clause.left_edge.i, clause.right_edge.i),)
    for phrase in word.rights if with_phrase else ():
        if phrase.dep_ == "prep" and phrase.lower_ in ("of", "about", "over"):
            return tuple((c.left_edge.i, c.right_edge.i) for c in phrase.rights if c.dep_ in ("pobj", "pcomp"))[:1]
    return ()


def _of_the_copula(word: Token) -> list[Token]:
    """The parse may hang the clause on the verb: "was sure the deal would close"."""
    return [c for c in word.head.rights if c.i > word.i] if word.dep_ == "acomp" else []


def _bearer(word: Token) -> Token | None:
    """The subject of the copula, or of the participle in a passive form ("is convinced")."""
    verb = word if word.pos_ == "VERB" else word.head
    if word.pos_ != "VERB" and (word.dep_ not in ("acomp", "oprd", "ccomp") or verb.lemma_ not in _COPULAS):
        return None
    for _ in range(3):
        holders = (verb, *(c for c in verb.lefts if c.dep_ in ("aux", "auxpass")))
        subject = next((c for h in holders for c in h.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return subject if subject.tag_ not in ("WP", "WDT") else _antecedent(verb)
        if verb.dep_ not in ("conj", "xcomp") or verb.head.pos_ not in ("VERB", "AUX"):
            return None
        verb = verb.head
    return None


def _antecedent(verb: Token) -> Token | None:
    return verb.head if verb.dep_ == "relcl" else None


def _is_negated(word: Token) -> bool:
    verb = word if word.pos_ == "VERB" else word.head
    return any(c.dep_ == "neg" for c in verb.children) or any(c.dep_ == "neg" for c in word.lefts)
