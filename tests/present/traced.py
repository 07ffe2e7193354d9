"""A trace of one sentence, as values, for the tests of its print and its drawing."""

from __future__ import annotations

from datetime import date

from reportedly.terms.claim import Claim, DocumentRef, Item
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.mention import (
    AttributionMention,
    ItemMention,
    Mention,
    PartyMention,
    PeriodMention,
    QuantityMention,
)
from reportedly.terms.quantity import Quantity
from reportedly.terms.tables import FrameRow
from reportedly.terms.trace import Candidate, Caught, CaughtGoods, Parsed, Rowless, Trace, Tried, Word

TEXT = "Malta sent 30 mortars to Chad in May, the ministry said."
_DOCUMENT = Document(TEXT, path="text", published_on=date(2024, 5, 17))
_WORDS = (
    ("Malta", "Malta", "PROPN", "NNP", "nsubj", 1),
    ("sent", "send", "VERB", "VBD", "ccomp", 11),
    ("30", "30", "NUM", "CD", "nummod", 3),
    ("mortars", "mortar", "NOUN", "NNS", "dobj", 1),
    ("to", "to", "ADP", "IN", "prep", 1),
    ("Chad", "Chad", "PROPN", "NNP", "pobj", 4),
    ("in", "in", "ADP", "IN", "prep", 1),
    ("May", "May", "PROPN", "NNP", "pobj", 6),
    (",", ",", "PUNCT", ",", "punct", 11),
    ("the", "the", "DET", "DT", "det", 10),
    ("ministry", "ministry", "NOUN", "NN", "nsubj", 11),
    ("said", "say", "VERB", "VBD", "ROOT", 11),
    (".", ".", "PUNCT", ".", "punct", 11),
)
ROW = FrameRow(
    lemma="send",
    pos="verb",
    frame="send",
    roles=(("subj", "actor"), ("obj", "item"), ("to", "recipient"), ("from", "actor")),
    example="Iran sent drones to Russia.",
)


def at(words: str) -> Span:
    """Where some words stand."""
    start = TEXT.index(words)
    return start, start + len(words)


def _parsed() -> Parsed:
    words, start = [], 0
    for place, (text, lemma, pos, tag, dep, head) in enumerate(_WORDS):
        start = TEXT.index(text, start)
        words.append(Word(place, start, start + len(text), text, lemma, pos, tag, dep, head))
        start += len(text)
    return Parsed(0, len(TEXT), tuple(words))


SENTENCE = _parsed()
THIRTY = Quantity(30, 30, "mortar", text="30 mortars")
MENTIONS: tuple[Mention, ...] = (
    PartyMention(*at("Malta"), "Malta", "state", "MT", "Malta"),
    QuantityMention(*at("30 mortars"), "30 mortars", THIRTY, at("30"), at("mortars")),
    ItemMention(*at("mortars"), "mortars", "weapon", "mortar"),
    PeriodMention(*at("May"), "May", date(2024, 5, 1), date(2024, 5, 31), "DATE", "2024-05"),
    AttributionMention(
        *at(TEXT[:-1]), TEXT[:-1], at("the ministry"), at("said"), (at("Malta sent 30 mortars to Chad in May"),), ("MT-MOD",)
    ),
)  # fmt: skip
CLAIM = Claim(
    document=DocumentRef.of(_DOCUMENT),
    kind="transfer",
    actor=("MT",),
    recipient=("TD",),
    evidence=Evidence.cut(TEXT, 0, len(TEXT)),
    items=(Item("mortars", "mortar"),),
    quantity=THIRTY,
    fields={
        "actor": (at("Malta"),),
        "item": (at("mortars"),),
        "recipient": (at("Chad"),),
        "trigger": (at("sent"),),
        "origins": (at("the ministry"), at("said")),
    },
)
CAUGHT = (
    Caught("subj", "actor", (at("Malta"),), ("MT",)),
    Caught("obj", "item", (at("30 mortars"),)),
    Caught("to", "recipient", (at("Chad"),), ("TD",)),
    Caught("from", "actor"),
)
MADE = Tried(
    at("sent"),
    ROW,
    "claim",
    caught=CAUGHT,
    candidate=Candidate(("MT",), ("TD",), (CaughtGoods("mortars", ("mortar",), "30 mortars"),)),
    claims=(CLAIM.id,),
)
UNMET = Tried(at("sent"), ROW, "lexicon", "the row needs one of: could, can")
ASIDE = Tried(at("mortars"), ROW, "proposal", "spoken through by “sent”", CAUGHT[:1], Candidate())
VERB = Rowless(SENTENCE.words[11], (Caught("subj", "", (at("the ministry"),), ("MT-MOD",)),))
TRACE = Trace((SENTENCE,), MENTIONS, (MADE, UNMET, ASIDE), (CLAIM,), (VERB,))
