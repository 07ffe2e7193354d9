"""Words of saying and of hedging in Korean, Russian, Ukrainian and Japanese: every row is held to its own example."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from reportedly.terms.native import NATIVE, NativeCueRow, NativeHedgeRow
from shipped import shipped_rows, shipped_tables

TABLES = shipped_tables()
ROWS = {language: shipped_rows(language) for language in NATIVE}
CUES = [row for rows in ROWS.values() for row in rows.cues]
HEDGES = [row for rows in ROWS.values() for row in rows.hedges]
CASES = tomllib.loads((Path(__file__).parent / "saying.toml").read_text(encoding="utf-8"))["case"]
MODALITIES = {"denied", "conditional", "desired", "planned", "possible", "assessed"}
BASES = {"imagery", "debris", "observation", "admission", "intercept", "documents"}


def matches(row: NativeCueRow | NativeHedgeRow, text: str) -> Iterator[tuple[int, int]]:
    """Where the row's words stand in a text: whole words where the language parts them by spaces."""
    edge = r"\b" if row.language in ("ru", "uk") else ""
    for word in row.words:
        yield from (match.span() for match in re.finditer(edge + re.escape(word) + edge, text, re.IGNORECASE))


def longest(rows: Sequence[NativeCueRow] | Sequence[NativeHedgeRow], text: str) -> dict[tuple[int, int], set[str]]:
    """The spans of the rows' words, none inside another, with what their rows say."""
    kept: dict[tuple[int, int], set[str]] = {}
    found = [(span, row) for row in rows for span in matches(row, text)]
    for span, row in sorted(found, key=lambda pair: (pair[0][0], -pair[0][1])):
        if span in kept or all(end <= span[0] for _, end in kept):
            kept.setdefault(span, set()).add(told(row))
    return kept


def told(row: NativeCueRow | NativeHedgeRow) -> str:
    """The side of a cue's source; the modality or the basis of a hedge."""
    return row.place if isinstance(row, NativeCueRow) else row.modality or row.basis or ""


def lines(rows: Sequence[NativeCueRow] | Sequence[NativeHedgeRow], text: str) -> list[str]:
    """The spans as the cases write them."""
    spans = longest(rows, text).items()
    return [f"{text[start:end].strip()} {'/'.join(sorted(says))}".strip() for (start, end), says in spans]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case: dict[str, Any]) -> None:
    """A sentence holds the words of saying and of hedging that its case lists, and no others."""
    rows = ROWS[case["language"]]
    assert lines(rows.cues, case["text"]) == case.get("cues", [])
    assert lines(rows.hedges, case["text"]) == case.get("hedges", [])


@pytest.mark.parametrize("row", CUES, ids=lambda row: f"{row.language}-{row.verb}-{row.place}-{row.words[0]}")
def test_a_cue_stands_beside_its_source(row: NativeCueRow) -> None:
    """The example of a cue holds its source on the side that the row names, outside the words of saying."""
    start = row.example.find(row.source)
    assert row.source
    assert start >= 0
    end = start + len(row.source)
    assert any(end <= s if row.place == "before" else e <= start for s, e in matches(row, row.example))


@pytest.mark.parametrize("row", HEDGES, ids=lambda row: f"{row.language}-{row.words[0]}")
def test_a_hedge_stands_in_its_example(row: NativeHedgeRow) -> None:
    """The example of a hedge holds one of its words."""
    assert list(matches(row, row.example))


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
