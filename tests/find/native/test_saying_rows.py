"""Words of saying and of hedging in Korean, Russian, Ukrainian and Japanese: every row is held to its own example."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from reportedly.serve.tables import load_native, load_tables
from reportedly.terms.native import NATIVE, NativeCueRow, NativeHedgeRow

TABLES = load_tables()
ROWS = {language: load_native(language, TABLES) for language in NATIVE}
CUES = [row for rows in ROWS.values() for row in rows.cues]
HEDGES = [row for rows in ROWS.values() for row in rows.hedges]
MODALITIES = {"denied", "conditional", "desired", "planned", "possible", "assessed"}
BASES = {"imagery", "debris", "observation", "admission", "intercept", "documents"}


def spans(row: NativeCueRow | NativeHedgeRow) -> list[tuple[int, int]]:
    """Where the row's words stand in its example: whole words where the language parts them by spaces."""
    edge = r"\b" if row.language in ("ru", "uk") else ""
    found = (re.finditer(edge + re.escape(word) + edge, row.example, re.IGNORECASE) for word in row.words)
    return [match.span() for matches in found for match in matches]


@pytest.mark.parametrize("row", CUES, ids=lambda row: f"{row.language}-{row.verb}-{row.place}-{row.words[0]}")
def test_a_cue_stands_beside_its_source(row: NativeCueRow) -> None:
    """The example of a cue holds its source on the side that the row names, outside the words of saying."""
    start = row.example.find(row.source)
    assert row.source and start >= 0
    end = start + len(row.source)
    assert any(end <= s if row.place == "before" else e <= start for s, e in spans(row))


@pytest.mark.parametrize("row", HEDGES, ids=lambda row: f"{row.language}-{row.words[0]}")
def test_a_hedge_stands_in_its_example(row: NativeHedgeRow) -> None:
    """The example of a hedge holds one of its words."""
    assert spans(row)


@pytest.mark.parametrize("language", NATIVE)
def test_breadth(language: str) -> None:
    """Each language has thirty verbs and phrases of saying, and thirty hedges of all modalities and bases."""
    rows = ROWS[language]
    assert len({cue.verb for cue in rows.cues}) >= 30
    assert len(rows.hedges) >= 30
    assert {hedge.modality for hedge in rows.hedges} == {*MODALITIES, None}
    assert {hedge.basis for hedge in rows.hedges} == {*BASES, None}


@pytest.mark.parametrize("language", NATIVE)
def test_a_word_hedges_in_one_way(language: str) -> None:
    """No word of a language stands in two rows of hedges, nor twice on one side among the cues."""
    rows = ROWS[language]
    hedging = Counter(word for row in rows.hedges for word in row.words)
    saying = Counter((word, row.place) for row in rows.cues for word in row.words)
    assert [word for word, times in hedging.items() if times > 1] == []
    assert [word for word, times in saying.items() if times > 1] == []
