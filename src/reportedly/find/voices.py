"""Verbs that tell of a flow in one voice or frame only: "rifles meant for Chad", not "it means rifles for Chad"."""

from __future__ import annotations

from spacy.tokens import Token

from reportedly.find.arguments import Slots, is_passive
from reportedly.find.lexicon import Frame

_ONLY_PASSIVE = {"mean"}
_SALES = {"sale", "export"}
_HELPING = {"help", "enable", "allow", "let", "assist"}
_WHERE = ("to", "in", "into", "at", "across", "inside")
_ONLY_OF_FLOWS = {"sanction"}
"""Whoever sanctions a sale allows it; whoever sanctions a firm over a sale punishes it."""


def done_otherwise(frame: Frame, verb: Token, slots: Slots) -> bool:
    """Whether a row does not hold in the voice that a verb has here: "pilots train in Chad" are trained there; "pilots train
    soldiers in Chad" and "pilots trained by Chad" are told by another row."""
    if frame.row.pos != "verb":
        return False
    if frame.row.stage == "produced":  # "a model for producing its own missiles" are nobody else's
        return any(c.lower_ == "own" for o in slots.get("obj", []) for c in o.lefts)
    if frame.name == "want" and any(_is_a_sale_to_somebody(o) for o in slots.get("obj", [])):
        return True  # "negotiates the sale of rifles to Chad" and is to get none
    if frame.row.lemma in _ONLY_OF_FLOWS and frame.name == "commit":
        return not any(o.lemma_.lower() in frame.row.needs for o in slots.get("obj", []))
    if frame.row.lemma in _ONLY_PASSIVE:
        return not is_passive(verb)
    if frame.name == "deploy" and verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ in _HELPING:
        return not any(slots.get(word) for word in _WHERE)  # "to help Chad deploy satellites" sends them to nobody
    learns = frame.name == "train" and not frame.rest and frame.slots.get("subj") == "recipient"
    return learns and (bool(slots.get("obj")) or is_passive(verb))


def _is_a_sale_to_somebody(noun: Token) -> bool:
    return noun.lemma_.lower() in _SALES and any(t.lower_ == "to" and t.dep_ == "prep" for t in noun.subtree)
