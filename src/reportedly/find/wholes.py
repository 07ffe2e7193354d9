"""What includes something, and whether that has come: a package announced, a shipment held up."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.find.arguments import subjects_of
from reportedly.find.candidate import Candidate
from reportedly.find.context import Context
from reportedly.terms.claim import Modality

_PACKED = {
    "package", "tranche", "announcement", "drawdown", "capability", "assistance", "aid", "support", "shipment", "system",
}  # fmt: skip
_NEW = {"new", "latest", "additional", "another", "further", "next", "upcoming", "this"}
_TIMED = {"latest", "last", "earlier", "previous", "past", "initial"}
_HELD_UP = {
    "pause", "halt", "suspend", "delay", "cancel", "freeze", "block", "withhold", "propose", "promise", "pledge",
}  # fmt: skip


def modality_of_whole(verb: Token, context: Context) -> Modality:
    """Of what includes something: as the flow told last, where its words do not tell by themselves which is meant; what was
    held up or promised has not come."""
    clauses = [c for t in subjects_of(verb) for c in t.children if c.dep_ in ("acl", "relcl", "amod")]
    if any(c.lemma_.lower() in _HELD_UP for c in clauses):
        return "planned"
    told = context.load_last() or context.flow(None)
    apart = any(c.dep_ == "acl" or c.lower_ in _TIMED for c in clauses)
    return "asserted" if apart or told is None else told.modality


def is_new_package(c: Candidate) -> bool:
    """ "The new package contains rifles": what is newly put together is yet to come."""
    heads = {"package": [c.trigger], "include": subjects_of(c.trigger)}.get(c.frame.name, [])
    packed = [h for h in heads if h.lemma_.lower() in _PACKED]
    return any(w.lower_ in _NEW for h in packed for w in h.children)
