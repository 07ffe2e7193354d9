"""Verbs that the parser hangs in the wrong place: a finite verb taken for what kind of goods, a relative cut short for an
aside, a second verb joined to who said the first."""

from __future__ import annotations

from spacy.tokens import Token

_HELD = frozenset(
    {"believe", "think", "suspect", "say", "know", "report", "allege", "understand", "presume", "suppose"}
)
_GIVEN = {
    "give", "supply", "send", "deliver", "promise", "pledge", "donate", "sell", "provide", "ship", "hand", "lend",
    "lease", "transfer", "export", "grant", "offer", "smuggle", "gift",
}  # fmt: skip
_GIVERS = {
    "company", "firm", "dealer", "manufacturer", "maker", "supplier", "trader", "exporter", "government", "country",
    "state", "nation", "ally", "partner", "broker", "smuggler", "factory",
}  # fmt: skip


def is_given(verb: Token) -> bool:
    """ "Rockets supplied to Chad hit a ship": the parser takes for the sentence's verb what only tells which rockets."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_ not in _GIVEN or verb.i == 0:
        return False
    behind = verb.doc[verb.i + 1 : verb.i + 2]
    thing = verb.nbor(-1)
    stands = thing.dep_ == "nsubj" and thing.head.i == verb.i and thing.pos_ == "NOUN" and thing.lemma_ not in _GIVERS
    if not stands or not any(t.lower_ in ("to", "by") and t.dep_ in ("prep", "agent", "dative") for t in behind):
        return False
    return not any(c.dep_ in ("dobj", "aux", "auxpass", "ccomp") for c in verb.children)


def stands_before_object(verb: Token) -> bool:
    """ "Chad has procured spare parts", "the North ships rounds": a finite verb is no participle of the goods, though the
    parser takes it for one."""
    finite = verb.tag_ in ("VBZ", "VBP") or perfect_over(verb) is not None or _has_the_only_clause(verb)
    return verb.dep_ == "amod" and (
        finite or any(c.dep_ == "aux" and c.lower_ in ("has", "have", "had") for c in verb.children)
    )


def _has_the_only_clause(verb: Token) -> bool:
    """ "Chad trained the rebels and gave them rifles", read as a clause whose verb is "rebels": where no other verb is
    there, who stands before "trained" did it. "Chad-trained rebels" are another matter."""
    names = [c for c in verb.lefts if c.dep_ == "npadvmod" and c.pos_ == "PROPN"]
    joined = any(c.dep_ == "punct" for c in verb.lefts)
    return bool(names) and not joined and verb.head.dep_ in ("ROOT", "ccomp") and verb.head.pos_ == "NOUN"


def perfect_over(verb: Token) -> Token | None:
    """ "Having supplied rockets": the parser may take "having" for the verb and "supplied" for what kind of rockets; or both
    for what kind of rockets, and then whoever "denied having supplied rockets" did it."""
    over = verb.head.head
    if verb.head.dep_ == "dobj" and over.pos_ == "VERB" and any(c.lower_ == "having" for c in verb.lefts):
        return over
    stands_before = verb.i > 0 and verb.nbor(-1).i == over.i
    return over if stands_before and over.lemma_ == "have" and verb.head.dep_ == "dobj" and verb.tag_ == "VBN" else None


def is_auxiliary(verb: Token) -> bool:
    """The "having" of "denied having trained rebels" where the parser takes it for a verb of its own."""
    after = verb.doc[verb.i + 1 : verb.i + 2]
    return verb.lower_ == "having" and any(t.dep_ == "amod" and perfect_over(t) is not None for t in after)


def finite_before(noun: Token) -> Token | None:
    """The verb whose object the parser takes for the verb of the clause: of "Chad trained rebels and left" "trained"."""
    return next((c for c in noun.lefts if c.pos_ == "VERB" and stands_before_object(c)), None)


def held_of(verb: Token) -> list[Token]:
    """ "Seized a load last week believed to be intended for Chad": what is believed so is the load, not who seized it."""
    held = verb.head
    if held.lemma_ not in _HELD or held.dep_ != "advcl" or held.tag_ not in ("VBN", "VBD") or verb.dep_ != "xcomp":
        return []
    if any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "dobj") for c in held.children):
        return []
    return [c for c in held.head.children if c.dep_ in ("dobj", "nsubjpass") and c.i < held.i][-1:]


def told_before(verb: Token) -> Token | None:
    """ "Chad has sold rifles, the ministry said, and is training crews": what goes on is the clause before the saying."""
    over = verb.head
    told = next((c for c in over.children if c.dep_ == "ccomp" and c.i < over.i < verb.i), None)
    if told is None and over.dep_ == "parataxis" and over.head.i < over.i:
        told = over.head
    goes_on = verb.tag_ != over.tag_ and any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    return told if verb.dep_ == "conj" and goes_on else None


def said_before_its_subject(verb: Token) -> Token | None:
    """ "…, reported the agency on Monday": who reports is taken for what is reported, where a clause and a comma
    stand before and nothing else is told."""
    clause = any(c.dep_ == "ccomp" and c.right_edge.i < verb.i for c in verb.lefts)
    if not clause or verb.tag_ not in ("VBD", "VBZ") or verb.nbor(-1).text not in (",", "”", '"', "’"):
        return None
    told = [c for c in verb.rights if c.dep_ in ("nsubj", "dobj", "dative", "ccomp")]
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.lefts)
    return told[0] if len(told) == 1 and told[0].dep_ == "dobj" and not own else None
