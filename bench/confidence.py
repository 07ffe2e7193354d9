"""The weights of reading confidence: fitted anew on the corpora beside the checkout, and judged on texts left out.

`python -m bench.confidence` reads `real` and `more`, matches the claims with their gold as the scorer does, writes
`src/reportedly/data/confidence.toml`, `docs/confidence.md` and its drawing, and prints the figures. Without the corpora
nothing is written.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from bench.confidence_page import Judged, Kept, drawing, page, rows
from bench.logistic import (
    Numbers,
    Sample,
    base_rate,
    brier,
    fitted,
    left_out,
    log_loss,
    reliability,
    strength_of,
)
from tests.quality.measure import CORPORA, shared

from reportedly.serve import wiring
from reportedly.terms.claim import CONFIDENT
from reportedly.terms.record import claim_record
from reportedly.world.files import documents

ROOT = Path(__file__).resolve().parents[1]
ROWS = ROOT / "src" / "reportedly" / "data" / "confidence.toml"
PAGE = ROOT / "docs" / "confidence.md"
FITTED_ON = ("real", "more")
PLACED = ("noun", "aside", "adverbial", "main-clause", "several-states", "long-sentence")
REACHED = (
    "actor-carried", "recipient-carried", "recipient-beside", "recipient-topic", "recipient-place", "recipient-nearby",
    "speaker-carried",
)  # fmt: skip
ASKED: dict[str, tuple[str, ...]] = {
    "claim": (
        *REACHED, *PLACED, "through-noun", "anaphoric", "people-frame", "official", "deployment", "assistance", "measure",
        "side-open", "several-parties", "not-a-state", "quantity", "several-goods", "general-goods", "denied", "told-again",
        "in-list",
    ),
    "parties": (*REACHED, *PLACED, "through-noun", "official", "assistance", "several-parties", "not-a-state"),
    "quantity": (
        "quantity", "money", "vague", "several-goods", "general-goods", "anaphoric", "people-frame", "not-alone",
        "long-sentence",
    ),
    "modality": (
        *PLACED, "recipient-carried", "speaker-carried", "asserted", "planned", "possible", "desired", "denied", "hedged",
        "attributed", "dated", "quantity", "official",
    ),
    "origin": (*PLACED, "speaker-carried", "official", "attributed", "no-origin", "hedged", "not-alone", "measure"),
}  # fmt: skip
"""What may speak for each target: with some hundred readings to learn from, only what can bear on it."""
FALLING = {*REACHED, "side-open"} - {"recipient-place"}
"""What can only make a reading less sure, whatever a small sample says."""
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A claim as it was read: its record, its features, whether it meets a row of the gold, and which fields are right."""

    text: str
    record: Record
    features: Mapping[str, float]
    met: bool
    right: dict[str, bool]


@dataclass(frozen=True, slots=True)
class Corpus:
    """All claims read, and the gold of each text, whether or not any was read in it."""

    reads: tuple[Read, ...]
    gold: dict[str, list[Record]]


def scorer() -> ModuleType:
    """The given scorer of claims, as a module."""
    spec = importlib.util.spec_from_file_location("score_claims", shared() / "score" / "score_claims.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer in {shared()}")
    module = importlib.util.module_from_spec(spec)
    kept, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = kept
    return module


def read(score: ModuleType) -> Corpus:
    """The corpora as they are read now, and matched."""
    reader = wiring.reader()
    reads: list[Read] = []
    gold: dict[str, list[Record]] = {}
    for corpus in FITTED_ON:
        texts = [str(p) for p in CORPORA[corpus].paths() if p.suffix == ".txt"]
        for document in (d for found, _ in documents(texts) for d in found):
            path = Path(document.path)
            lines = (shared() / corpus / f"{path.stem}.gold.jsonl").read_text(encoding="utf-8").splitlines()
            gold[path.stem] = [json.loads(line) for line in lines if line.strip()]
            reads += _matched(path.stem, reader.readings(document), gold[path.stem], score)
    return Corpus(tuple(reads), gold)


def _matched(text: str, claims: Sequence[Any], gold: list[Record], score: ModuleType) -> Iterator[Read]:
    records = [json.loads(json.dumps(claim_record(claim))) for claim in claims]
    met = {id(record): row for row, record in score.match(gold, records)}
    for claim, record in zip(claims, records, strict=True):
        row = met.get(id(record))
        right = score.fields_right(row, record) if row else {}
        yield Read(text, record, claim.features, row is not None, {name: right[name] for name in CONFIDENT if right})


def sample(corpus: Corpus, target: str) -> Sample:
    """What is known of a target: of the claim from all, of a field from those that meet a row."""
    reads = [r for r in corpus.reads if target == "claim" or r.met]
    right = [float(r.met if target == "claim" else r.right[target]) for r in reads]
    falling = tuple(n for n, name in enumerate(ASKED[target]) if name in FALLING)
    features = np.array([[r.features[name] for name in ASKED[target]] for r in reads])
    return Sample(features, np.array(right), tuple(r.text for r in reads), falling)


def judged(target: str, known: Sample) -> Judged:
    """The weights, and how they would have told texts left out."""
    weights = fitted(known, strength_of(known))
    found = {name: round(float(w), 2) + 0.0 for name, w in zip(ASKED[target], weights[1:], strict=True)}
    p, base = left_out(known), base_rate(known)
    return Judged(
        target,
        {"bias": round(float(weights[0]), 2), **dict(sorted(found.items(), key=lambda x: (-abs(x[1]), x[0])))},
        wrong=int((1 - known.right).sum()),
        n=len(p),
        brier=(brier(p, known.right), brier(base, known.right)),
        log_loss=(log_loss(p, known.right), log_loss(base, known.right)),
        bins=reliability(p, known.right),
    )


def thresholds(corpus: Corpus, p: Numbers, score: ModuleType) -> list[Kept]:
    """Precision and recall, as the scorer counts them, where claims told below a threshold are not kept."""
    return [_kept(corpus, p, score, n / 100) for n in range(0, 100)]


def _kept(corpus: Corpus, p: Numbers, score: ModuleType, least: float) -> Kept:
    by_text: dict[str, list[Record]] = {}
    for found, sure in zip(corpus.reads, p, strict=True):
        if sure >= least:
            by_text.setdefault(found.text, []).append(found.record)
    pairs = [row for text, gold in corpus.gold.items() for row, _ in score.match(gold, by_text.get(text, []))]
    met = sum(row.get("must", True) for row in pairs)
    wanted = sum(row.get("must", True) for gold in corpus.gold.values() for row in gold)
    claims = sum(map(len, by_text.values()))
    counted = claims - (len(pairs) - met)
    precision, recall = (met / counted if counted else 1.0), met / wanted
    return Kept(least, claims, precision, recall, 2 * precision * recall / ((precision + recall) or 1.0))


def main() -> None:
    """Fit, write, print."""
    if not all(CORPORA[name].is_there() for name in FITTED_ON):
        raise SystemExit(f"nothing is fitted: {' and '.join(FITTED_ON)} are not in {shared()}")
    score = scorer()
    corpus = read(score)
    found = [judged(target, sample(corpus, target)) for target in ("claim", *CONFIDENT)]
    kept = thresholds(corpus, left_out(sample(corpus, "claim")), score)
    on = [
        (name, len([p for p in CORPORA[name].paths() if p.suffix == ".txt"]), CORPORA[name].digest())
        for name in FITTED_ON
    ]
    ROWS.write_text(rows(found, on), encoding="utf-8")
    PAGE.write_text(page(found, kept, on), encoding="utf-8")
    PAGE.with_suffix(".svg").write_text(drawing(found), encoding="utf-8")
    print(page(found, kept, on))


if __name__ == "__main__":
    main()
