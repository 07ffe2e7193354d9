"""The language model, loaded once: text → parse. A new line that ends a line of print starts a sentence."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from reportedly.errors import ParserError
from reportedly.find.datelines import dateline_end
from reportedly.world.headlines import headline_verbs, in_the_past, told_again
from reportedly.world.model_files import measured, verified

_HIDING = {"hop"}
_TERMINAL = set(".!?:;”\"'’)]")
_UNKNOWN = {
    "resold": ["resell"], "readied": ["ready"], "readies": ["ready"], "greenlighted": ["greenlight"],
    "greenlit": ["greenlight"], "prepositioned": ["preposition"], "resupplied": ["resupply"], "resupplies": ["resupply"],
    "trafficked": ["traffic"], "airdropped": ["airdrop"], "redeployed": ["redeploy"],
    "reexported": ["reexport"], "re-exported": ["reexport"], "re-exports": ["reexport"], "re-export": ["reexport"],
    "re-exporting": ["reexport"], "re-supplied": ["resupply"], "re-supplies": ["resupply"], "re-supply": ["resupply"],
    "re-sold": ["resell"], "re-sell": ["resell"], "re-sells": ["resell"], "re-deployed": ["redeploy"],
    "re-deploy": ["redeploy"], "re-transferred": ["retransfer"], "re-transfer": ["retransfer"],
    "retransferred": ["retransfer"],
}  # fmt: skip
"""Forms that the rule lemmatizer takes apart wrongly."""
_AGAIN = re.compile(r"re-(?:export|suppl|transfer|sell|sold|deploy)[a-z]*", re.IGNORECASE)
"""Verbs that are one word with their hyphen."""
_BULLET = re.compile(r"[•*▪·–—-][ \t]+(?=\S)")
_CREDIT = re.compile(r"[.!?”\"’)][ \t]+(?=(?:\([A-Z][^()\n]{1,60}\)[ \t]*)+$)")
WRAPPED_AT = range(55, 100)
"""Lengths of a line that may be wrapped prose; shorter or longer lines are lines of their own."""


def wanted_model() -> str:
    """The model that `REPORTEDLY_MODEL` names, else the one that ships."""
    return os.environ.get("REPORTEDLY_MODEL") or measured().package


def unmeasured() -> str | None:
    """The model that is wanted, where it is not the one that everything here was measured with."""
    wanted = wanted_model()
    return wanted if wanted != measured().package else None


@lru_cache(maxsize=2)
def loaded(model: str | None = None) -> Language:
    """The pipeline; `REPORTEDLY_MODEL` names another one. Costs about a second. Raises ParserError where the model that
    ships has other files than it was measured with (some 25 ms of that second), or where another is not there.
    """
    known, wanted = measured(), model or wanted_model()
    try:
        nlp = spacy.load(verified(known) if wanted == known.package else wanted)
    except OSError as fault:
        raise ParserError(f"the language model {wanted} cannot be loaded: {fault}") from fault
    _mend_lemmas(nlp)
    _keep_whole(nlp.tokenizer)
    return nlp


def _keep_whole(tokenizer: Any) -> None:
    """Leaves "re-export" one word, which else is an "export" of nobody's behind a "re"."""
    known = tokenizer.token_match.__self__.pattern if tokenizer.token_match else "(?!)"
    # The match of a pattern, and no function: with that a pipeline could not be saved.
    tokenizer.token_match = re.compile(f"(?:{known})|(?i:{_AGAIN.pattern})$").match


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
        parse = told_again(doc, self._nlp(in_the_past(doc, told)), told) if told else self._nlp(doc)
        for token in parse:
            if _AGAIN.fullmatch(token.text):  # a base form, of which the lemmatizer asks no table
                token.lemma_ = token.lemma_.replace("-", "")
        return parse

    def _lined(self, text: str) -> Doc:
        doc = self._nlp.make_doc(text)
        starts = line_starts(text)
        for token in doc:
            if token.idx in starts and token.i:
                token.is_sent_start = True
        return doc


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
