"""The floors of triage: documents that bear claims are not thrown away, on the corpora that are there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from quality.measure import CORPORA, Corpus
from reportedly.find.triage import Triage
from shipped import shipped_tables

FLOORS: dict[str, float] = tomllib.loads(
    (Path(__file__).parent / "triage_floors.toml").read_text(encoding="utf-8"),
)


@pytest.fixture(scope="module")
def triage() -> Triage:
    return Triage.of(shipped_tables())


@pytest.mark.parametrize("name", FLOORS)
def test_documents_with_claims_are_kept(name: str, triage: Triage) -> None:
    """Of the documents with gold claims at least the share that was reached once is kept."""
    corpus = CORPORA[name]
    if not corpus.is_there():
        pytest.skip(f"{name}: not measured, the corpus is not there")
    if not corpus.is_as_floored():
        pytest.skip(f"{name}: not compared, the corpus has changed since its floors were set")
    kept = [triage.judged(text).kept for text in with_claims(corpus)]
    assert kept
    assert sum(kept) / len(kept) >= FLOORS[name], "of check only the share is looked at"


def test_no_floor_is_below_what_was_promised() -> None:
    """At least 99 of 100 documents with claims are kept."""
    assert FLOORS.keys() <= CORPORA.keys()
    assert all(0.99 <= floor <= 1 for floor in FLOORS.values())


def with_claims(corpus: Corpus) -> list[str]:
    """The texts whose gold is not empty."""
    golds = [path for path in corpus.paths() if path.name.endswith(".gold.jsonl")]
    texts = [gold.with_name(gold.name.replace(".gold.jsonl", ".txt")) for gold in golds if gold.read_bytes().strip()]
    return [text.read_text(encoding="utf-8") for text in texts]
