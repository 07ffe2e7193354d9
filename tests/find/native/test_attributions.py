"""Who says what in Korean, Russian, Ukrainian and Japanese: cases by their marks, rows by their examples, and any text."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.find.native.reader import NativeReader
from reportedly.terms.document import Document
from reportedly.terms.mention import AttributionMention
from reportedly.terms.native import NATIVE, NativeCueRow, NativeSpeakerRow
from shipped import shipped_rows, shipped_tables

CASES = tomllib.loads(Path(__file__).with_name("attributions.toml").read_text(encoding="utf-8"))["case"]
TOLD = [(case["language"], told) for case in CASES for told in case["told"]]
CUES = [row for language in NATIVE for row in shipped_rows(language).cues]
SPEAKERS = [row for language in NATIVE for row in shipped_rows(language).speakers]
MARKS = re.compile(r"[\[\]{}<>]")


@cache
def reader(language: str) -> NativeReader:
    return NativeReader.of(language, shipped_rows(language), shipped_tables())


def found_in(language: str, text: str) -> list[AttributionMention]:
    seen = reader(language).mentions(Document(text, language=language))
    return [mention for mention in seen if isinstance(mention, AttributionMention)]


def marked(text: str, said: AttributionMention) -> str:
    """An attribution as the cases write it."""
    signs: list[tuple[int, int, str]] = []
    for opens, closes, spans in (("[", "]", [said.source]), ("<", ">", [said.cue]), ("{", "}", said.content)):
        for span in spans:
            if span:
                signs += [(span[0], 1, opens), (span[1], 0, closes)]
    for at, _, sign in sorted(signs, reverse=True):
        text = text[:at] + sign + text[at:]
    flags = ["relay"] * said.relay + ["anonymous"] * said.anonymous
    stance = [said.stance] if said.stance != "asserted" else []
    return " ".join([",".join(said.parties) or "-", *stance, *flags]) + ": " + text


@pytest.mark.parametrize(("language", "told"), TOLD, ids=lambda given: str(given)[:60])
def test_case(language: str, told: list[str]) -> None:
    """A sentence holds the attributions that its case marks, and no others."""
    text = MARKS.sub("", told[0].split(": ", 1)[1])
    expected = [] if told[0].startswith(": ") else told
    assert sorted(marked(text, said) for said in found_in(language, text)) == sorted(expected)


@pytest.mark.parametrize("language", NATIVE)
def test_breadth(language: str) -> None:
    """At least 35 sentences of each language are listed."""
    assert len([told for of, told in TOLD if of == language]) >= 35


@pytest.mark.parametrize("row", CUES, ids=lambda row: f"{row.language}-{row.verb}-{row.place}-{row.words[0]}")
def test_row(row: NativeCueRow) -> None:
    """The example of a cue is read as said by its source."""
    sources = [row.example[slice(*said.source)] for said in found_in(row.language, row.example) if said.source]
    assert row.source in sources


@pytest.mark.parametrize("row", SPEAKERS, ids=lambda row: f"{row.language}-{row.words[0]}")
def test_speaker(row: NativeSpeakerRow) -> None:
    """The example of a row of speakers is read as said by one of them, named or not."""
    said = found_in(row.language, row.example)
    sources = [row.example[slice(*one.source)].lower() for one in said if one.source]
    assert any(word.lower() in source for word in row.words for source in sources)
    assert [one.anonymous for one in said] == [row.anonymous]


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """Pieces of the cases of a language in any order, with marks between."""
    language = draw(st.sampled_from(NATIVE))
    words = [w for of, told in TOLD if of == language for w in re.split(r"(\W)", told[0].split(": ", 1)[1]) if w]
    return language, "".join(draw(st.lists(st.sampled_from([*words, " ", "«", "»", "“", ", ", "。"]), max_size=30)))


@given(texts())
def test_any_text(given_text: tuple[str, str]) -> None:
    """No text is a fault: spans are slices of it in order, and source and cue never overlap."""
    language, text = given_text
    for said in found_in(language, text):
        assert text[said.start : said.end] == said.text
        spans = [span for span in (said.source, said.cue, *said.content) if span]
        assert all(said.start <= start < end <= said.end for start, end in spans)
        assert not (said.source and said.cue and said.source[0] < said.cue[1] and said.cue[0] < said.source[1])
