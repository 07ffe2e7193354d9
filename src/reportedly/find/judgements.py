"""What is thought of somebody or something: "call the vote a sham", "dismiss it as …", "blame Y for …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from reportedly.find.sources import Range, is_passive

_NAMES = frozenset({"PROPN", "PRON"})


def viewed_as(verb: Token) -> tuple[Range, ...]:
    """What is judged and as what; of a passive the subject and the judgement."""
    last = next(_verdicts(verb), None)
    return _with_judged(verb, last) if last is not None else ()


def blamed_for(verb: Token) -> tuple[Range, ...]:
    """Who is blamed or praised, and for what."""
    holders = [verb, *(c for c in verb.rights if c.dep_ in ("dobj", "dative"))]
    reason = next((c for h in holders for c in h.rights if c.dep_ == "prep" and c.lower_ in ("for", "over")), None)
    return _with_judged(verb, reason) if reason is not None and any(True for _ in reason.rights) else ()


def _verdicts(verb: Token) -> Iterator[Token]:
    """ "A sham" of "call it a sham", "as fiction" of "dismiss it as fiction"; a name is no judgement ("called Alice")."""
    for child in verb.rights:
        if (child.dep_ in ("oprd", "acomp") and child.pos_ not in _NAMES) or _is_as(child):
            yield child
        elif child.dep_ in ("dobj", "prep", "pobj"):
            yield from (c for c in child.rights if _is_as(c))


def _is_as(word: Token) -> bool:
    """ "As a gift"; also "as safe", which the parse may take for a clause."""
    if word.dep_ == "advcl" and word.pos_ == "ADJ":
        return word.left_edge.lower_ == "as" and not _is_measure(word.left_edge)
    return word.dep_ == "prep" and word.lower_ == "as" and not _is_measure(word)


def _is_measure(word: Token) -> bool:
    """ "As many as", "as soon as", "as well as": compared, not judged."""
    following = word.nbor() if word.i + 1 < len(word.doc) else word
    return following.lower_ in ("many", "much", "soon", "well", "far", "long", "saying", "part")


def _with_judged(verb: Token, last: Token) -> tuple[Range, ...]:
    verdict = (last.left_edge.i, last.right_edge.i)
    if is_passive(verb):
        subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
        return ((subject.left_edge.i, subject.right_edge.i), verdict) if subject is not None else ()
    before = next((c for c in verb.lefts if c.dep_ == "dobj"), None)
    if before is not None:
        return ((before.left_edge.i, before.right_edge.i), verdict)
    first = verb.i + 1
    while first < verdict[0] and verb.doc[first].pos_ in ("ADP", "PART", "ADV"):
        first += 1
    return ((first, verdict[1]),)
