"""Every row of the frame lexicon and of the hedges is tested by its own example."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.serve.wiring import Reader, reader, tables
from reportedly.terms.document import Document
from reportedly.terms.tables import FrameRow, HedgeRow

FRAMES = tables().frames
HEDGES = tables().hedges


@pytest.fixture(scope="module")
def rules() -> Reader:
    return reader()


def document(text: str) -> Document:
    return Document(text, path="row.txt", publisher="Harbour Gazette", published_on=date(2024, 11, 20))


@pytest.mark.parametrize("row", FRAMES, ids=lambda r: f"{r.lemma}-{r.pos}-{r.frame}")
def test_a_frame_is_evoked_by_its_example(rules: Reader, row: FrameRow) -> None:
    """The example of a frame's row evokes that frame by that word."""
    seen = rules.seen(document(row.example))
    evoked = {(c.frame.row.lemma, c.frame.row.frame) for c in rules.candidates(seen)}
    assert (row.lemma, row.frame) in evoked


@pytest.mark.parametrize("row", HEDGES, ids=lambda r: f"{r.words}-{r.modality}")
def test_a_hedge_sets_its_modality(rules: Reader, row: HedgeRow) -> None:
    """The example of a hedge gives a claim of the modality that the row names, with the word among its hedges."""
    claims, _ = rules.claims(document(row.example))
    assert any(c.modality == row.modality or row.modality is None for c in claims), [c.modality for c in claims]


def test_every_row_has_an_example() -> None:
    """No frame and no hedge stands without a sentence that needs it."""
    assert [r.lemma for r in FRAMES if not r.example] == []
    assert [r.words for r in HEDGES if not r.example] == []
