"""Denials of what the text has just told: "Kigali rejected the claim" denies the flow of the sentence before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from reportedly.find.arguments import subjects_of
from reportedly.find.assembly import Assembly
from reportedly.find.bars import CONFIRMING, WITHHOLDING
from reportedly.find.context import Told
from reportedly.find.modality import is_negated
from reportedly.find.page import FINITE
from reportedly.find.rows import Row
from reportedly.find.who import Who
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.party import state_of

_FAR = 2
"""How many sentences back the flow that is denied may have been told."""
_ALLEGATIONS = frozenset(
    {"allegation", "accusation", "claim", "charge", "report", "assertion", "suggestion", "finding"}
)
_OF_ITS_OWN = {"acl", "relcl", "ccomp", "appos"}
_TELLING = {"of", "about", "over", "on", "regarding", "concerning", "to", "in"}
"""Prepositions behind which stands what an allegation is of; "by Chad", "against it" and "as baseless" tell nothing."""
_MADE = {"make", "level", "raise", "bring", "publish", "publicize", "air", "voice", "repeat", "circulate", "spread"}
_MANNERS = {"term", "word", "statement", "letter", "interview", "tweet", "post", "email"}


def denials(a: Assembly) -> Iterator[Claim]:
    """A denied claim for each flow told last on whose side the one who denies stands."""
    denier = a.spoken_for(a.c.actor)
    told_of = _ALLEGATIONS.union(a.c.frame.row.needs)  # of "called the claim baseless" the row needs the adjective
    nouns = [t for t in _denied_nouns(a.c.trigger) if t.lemma_.lower() in told_of]
    if a.barred(not nouns, "no allegation or report is denied"):
        return
    if a.barred(_is_left_open(a.c.trigger), "it is neither confirmed nor denied"):
        return
    beside = [c for t in nouns for c in t.children if c.i != a.c.trigger.i]
    if a.barred(any(_tells(c) for c in beside), "what is denied is told beside it"):
        return
    told = _told_of(a, {state_of(code) for code in denier.codes})
    if a.barred(not told, "no flow was told just before of whoever denies"):
        return
    for flow in told:
        row = Row(flow.items, None, (), None, flow.sort)
        claim = a.claim(flow.kind, _side(flow.actor, denier), _side(flow.recipient, denier), row)
        yield replace(claim, places=())  # a capital that denies is no place of the flow


def _is_left_open(verb: Token) -> bool:
    """ "Neither confirmed nor denied the claim", "would not confirm or deny it", "declined to confirm or deny it"."""
    if any(t.lower_ in ("nor", "neither") for t in verb.doc[max(verb.i - 2, verb.sent.start) : verb.i]):
        return True
    first = verb.head
    if verb.dep_ != "conj" or first.lemma_ not in CONFIRMING:
        return False
    over = first.head if first.dep_ in ("xcomp", "advcl") else None
    return is_negated(first) or (over is not None and (over.lemma_ in WITHHOLDING or is_negated(over)))


def _tells(beside: Token) -> bool:
    """Whether words at an allegation say what it is of: "of arming Chad", "that it sent rifles"; not who made it or how it
    is denied ("made by Chad", "in the strongest terms")."""
    if beside.dep_ == "prep":
        manner = any(p.lemma_.lower() in _MANNERS for p in beside.children)
        return beside.lower_ in _TELLING and not manner
    return beside.dep_ in _OF_ITS_OWN and not (beside.dep_ == "acl" and beside.lemma_.lower() in _MADE)


def _denied_nouns(verb: Token) -> Iterator[Token]:
    """The nouns that a verb of denying speaks of: its object, a subject, or what "a charge that it denies" hangs on."""
    direct = (t for t in verb.children if t.dep_ in ("dobj", "nsubj", "nsubjpass"))
    yield from (t for t in direct if verb.lemma_ == "deny" or t.pos_ != "PRON")  # "rejected it" may reject an offer
    called = verb.dep_ == "acl" and verb.tag_ in FINITE  # "a claim that Chad called absurd"
    if (verb.dep_ == "relcl" or called) and not any(
        t.dep_ == "dobj" and t.tag_ not in ("WDT", "WP") for t in verb.children
    ):
        yield verb.head


def _side(codes: tuple[str, ...], denier: Who) -> Who:
    """A side of the flow that was told; where it is the one who denies, with the words that name it here."""
    named = {state_of(c) for c in codes} <= {state_of(c) for c in denier.codes}
    return Who(codes, denier.spans, carried=False) if named else Who(codes, carried=True)


def _told_of(a: Assembly, deniers: set[str]) -> list[Told]:
    """The flows of the latest sentence that told one, where the deniers are a side."""
    flows = [t for t in a.context.told if t.kind in FLOW_KINDS and t.modality != "denied"]
    if any(c.dep_ == "relcl" for s in subjects_of(a.c.trigger) for c in s.rights):  # "Oman, which sent 40, denied it"
        flows = [t for t in flows if t.sentence != a.c.trigger.sent.start]
    starts = [s.start for s in a.seen.parse.sents if s.start <= a.c.trigger.i]
    near = set(starts[-1 - _FAR :])
    last = next((t.sentence for t in reversed(flows) if t.sentence in near), None)
    return [t for t in flows if t.sentence == last and deniers & {state_of(c) for c in (*t.actor, *t.recipient)}]
