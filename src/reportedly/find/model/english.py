"""What the rules see in an English text, for holding a model's answer to it: sentences, hedges and "not" from the parse."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from reportedly.find.modality import Hedges
from reportedly.find.model.instructions import Instructions
from reportedly.find.model.layout import meet, paragraphs, touched
from reportedly.find.model.seen import ModelSeen, SeenHedge
from reportedly.find.seen import Seen
from reportedly.terms.claim import Modality
from reportedly.terms.evidence import Span
from reportedly.terms.items import ItemTree

_NEGATORS = {"not", "n't", "n’t", "never", "neither", "nor", "none"}
_HELD_BY_NOUN = {"acl", "relcl", "ccomp", "prep", "appos"}
_ENDS = ".!?…\"'”’»)"


def seen_in_english(
    seen: Seen, hedges: Hedges, instructions: Instructions, tree: ItemTree, publisher: str | None
) -> ModelSeen:
    """What the rules saw. publisher: its code where it speaks for a state."""
    text = seen.document.text
    return ModelSeen(
        tree,
        seen.mentions,
        sentences_of(seen.parse, text),
        (*(h for h in _hedges(seen.parse, hedges) if not _is_cue(h, seen)), *_negations(seen.parse)),
        instructions=instructions.find(text),
        publisher=publisher,
    )


def sentences_of(parse: Doc, text: str) -> tuple[Span, ...]:
    """The sentences of the parse without blanks around them; what ends in no mark goes on, within its paragraph."""
    found: list[Span] = []
    for start, end in paragraphs(text):
        fresh = True
        for first, last in touched([(s.start_char, s.end_char) for s in parse.sents], (start, end)):
            first, last = max(first, start), min(last, end)
            if not text[first:last].strip():
                continue
            span = _bare(text, first, last)
            if not fresh and text[found[-1][1] - 1] not in _ENDS:
                span = (found.pop()[0], span[1])
            found.append(span)
            fresh = False
    return tuple(found)


def _bare(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _hedges(parse: Doc, hedges: Hedges) -> Iterator[SeenHedge]:
    for token in parse:
        is_hedge, modality = hedges.at(token)
        if is_hedge and _governs(token):
            yield SeenHedge(token.idx, token.idx + len(token), _under_not(token, modality), over=_reach(token))


def _is_cue(hedge: SeenHedge, seen: Seen) -> bool:
    """A word of saying hedges by its stance, which its attribution has ("announced" with a clause is no plan)."""
    return any(a.cue and meet(a.cue, (hedge.start, hedge.end)) for a in seen.attributions)


def _governs(token: Token) -> bool:
    """A noun hedges only what hangs on it ("plans to send"), and a past participle before a noun only where it is a hedge
    of its own ("a proposed sale"); what is part of a name hedges nothing."""
    if token.pos_ == "PROPN" or token.dep_ == "compound":
        return False
    return token.pos_ != "NOUN" or any(c.dep_ in _HELD_BY_NOUN for c in token.children)


def _under_not(token: Token, modality: Modality | None) -> Modality | None:
    """ "Has not ruled out sending" leaves it possible."""
    refused = modality == "denied" and any(c.dep_ == "neg" for c in token.children)
    return "possible" if refused else modality


def _negations(parse: Doc) -> Iterator[SeenHedge]:
    for token in parse:
        if token.lower_ in _NEGATORS and not _only(token):
            verb = token.head
            modality: Modality = "possible" if _is_undecided(verb) else "denied"
            told = None if _only_does_not_say(verb) else modality
            yield SeenHedge(token.idx, token.idx + len(token), told, over=_clause(verb))
        elif token.lower_ == "no" and token.dep_ == "det":
            yield SeenHedge(token.idx, token.idx + len(token), _denial_of(token.head), over=_reach(token.head.head))


def _only(token: Token) -> bool:
    """ "Not only rifles", "not far from" deny nothing."""
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return following in ("only", "just", "least", "far", "yet", "until")


def _is_undecided(verb: Token) -> bool:
    return verb.lemma_.lower() in ("decide", "rule", "exclude")


def _only_does_not_say(verb: Token) -> bool:
    """ "Does not say when it was sent": that it was is not denied."""
    asks = [c.left_edge for c in verb.children if c.i > verb.i and c.pos_ in ("VERB", "AUX")]
    return verb.lemma_ == "say" and any(t.tag_ in ("WRB", "WP", "WDT") or t.lower_ in ("whether", "if") for t in asks)


def _denial_of(noun: Token) -> Modality | None:
    return "possible" if noun.lemma_.lower() == "decision" else None if noun.lemma_.lower() == "doubt" else "denied"


def _clause(verb: Token) -> Span | None:
    """What a "not" denies, or a "may" weakens, is within its own clause."""
    return None if verb.dep_ == "ROOT" else (verb.left_edge.idx, verb.right_edge.idx + len(verb.right_edge))


def _reach(token: Token) -> Span | None:
    """A clause that stands beside another, or hangs on a noun, reaches no further than itself; "may" no further than its
    verb's clause."""
    if token.dep_ == "aux" and token.head.pos_ in ("VERB", "AUX"):
        return _clause(token.head)
    verb = token if token.pos_ in ("VERB", "NOUN") else token.head
    if verb.dep_ not in ("conj", "advcl", "relcl", "acl"):
        return None
    return (verb.left_edge.idx, verb.right_edge.idx + len(verb.right_edge))
