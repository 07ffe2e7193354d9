"""Nouns of saying ("the estimate of …", "in X's view") and phrases ("according to X") with whose they are."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.find.complements import framed, noun_content, noun_object
from reportedly.find.cues import CueIndex
from reportedly.find.saying import Saying
from reportedly.find.sources import Range, Source, is_named, issuer, noun_source, source

_STATED = frozenset({"asserted", "assessed"})
_FRAMING = frozenset({"in", "by"})


def noun_saying(noun: Token, cues: CueIndex) -> Saying | None:
    """ "The claim that …", "an estimate of …", "in X's view, …"; of "no evidence that" nothing."""
    if any(c.lower_ == "no" for c in noun.lefts):
        return None
    for row in cues.nouns[noun.lemma_]:
        speaker = noun_source(noun, cues)
        content = noun_content(noun, row) or (noun_object(noun, row) if speaker or row.stance in _STATED else ())
        if content:
            return Saying(noun, row, speaker, content, first=_lender(noun, speaker))
        by = noun.head
        if noun.dep_ == "pobj" and by.lower_ in _FRAMING and "clause" in row.takes:
            owner = speaker or _owner(noun)
            if owner is not None and by.head.pos_ in ("VERB", "AUX"):
                phrase = (by.i, max(noun.i, owner.words[1]))
                return Saying(noun, row, owner, framed(phrase, by.head, noun.doc)) if _frames(phrase, noun) else None
    return None


def _lender(noun: Token, speaker: Source | None) -> int | None:
    """The first word of the cue where a verb lends its subject: "voiced concern"."""
    verb = noun.head
    lent = speaker is not None and speaker.head.head.i == verb.i and speaker.words[1] < verb.i
    return verb.i if lent and verb.i < noun.i <= verb.i + 4 else None


def _owner(noun: Token) -> Source | None:
    of = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    return source(next(of.rights, None)) if of is not None else None


def _frames(phrase: Range, noun: Token) -> bool:
    """ "In X's view, …" frames what it stands beside; "in X's view of the matter changed" does not."""
    doc = noun.doc
    ends = phrase[1] + 1 >= noun.sent.end or doc[phrase[1] + 1].is_punct
    return ends and (phrase[0] == noun.sent.start or doc[phrase[0] - 1].is_punct)


def phrase_saying(token: Token, cues: CueIndex) -> Saying | None:
    """ "According to X, …"."""
    found = cues.prep_at(token)
    if found is None:
        return None
    row, last = found
    if token.i and cues.prep_at(token.nbor(-1)):
        return None
    head = next((c for c in token.doc[last].rights if c.dep_ == "pobj"), None)
    speaker = source(head)
    if speaker is None or (row.speakers and not is_named(speaker) and speaker.head.lemma_ not in row.speakers):
        return None
    issued_by = issuer(head)
    whole = head.right_edge.i if issued_by and head is not None else last  # "a report that X gave to the paper"
    phrase = (token.i, max(_end_of(speaker), whole))
    return Saying(token, row, issued_by or speaker, framed(phrase, token.head, token.doc), last=last)


def _end_of(speaker: Source) -> int:
    """The last word of a source with what is told of it: "… the governor, who toured the area"."""
    last = speaker.words[1]
    heads = [speaker.head, *(c for c in speaker.head.rights if c.dep_ == "appos")]
    clauses = (c for head in heads for c in head.rights if c.dep_ in ("relcl", "acl"))
    told = [c for c in clauses if c.left_edge.i in (last + 1, last + 2)]
    return max([last, *(c.right_edge.i for c in told)])
