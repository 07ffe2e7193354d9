"""What the fitting of reading confidence tells: the rows of the weights, the page of the docs, and its drawing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill

import vl_convert
from bench.logistic import Bin

from reportedly.serve.settings import DEFAULT_AT_LEAST

On = Sequence[tuple[str, int, str]]
"""Name, number of texts and digest of each corpus."""
SHOWN = (0.0, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
NAMES = {
    "claim": "the claim is one",
    "parties": "parties",
    "quantity": "quantity",
    "modality": "modality",
    "origin": "origin",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A target: its weights, and how texts left out were told. wrong of n; brier, log_loss: beside the base rate's."""

    target: str
    weights: Mapping[str, float]
    wrong: int
    n: int
    brier: tuple[float, float]
    log_loss: tuple[float, float]
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is left where claims below a threshold are not kept."""

    least: float
    claims: int
    precision: float
    recall: float
    f1: float


def rows(found: Sequence[Judged], on: On) -> str:
    """The file of the weights."""
    corpora = "; ".join(f"{name} ({texts} texts, digest {digest})" for name, texts, digest in on)
    lines = [
        "# Weights of reading confidence, in log odds: what each feature of find/features.py adds.",
        "# Written by `make confidence`, never by hand.",
        f"# Fitted on {corpora}:",
        f"# {found[0].n} claims read, {found[0].wrong} of them none by the gold.",
    ]
    for each in found:
        for feature, weight in each.weights.items():
            lines.append(f'\n[[confidence]]\ntarget = "{each.target}"\nfeature = "{feature}"\nweight = {weight}')
    return "\n".join(lines) + "\n"


def page(found: Sequence[Judged], kept: Sequence[Kept], on: On) -> str:
    """The page of the docs."""
    return "\n".join([*_meaning(found[0], on), *_judged(found), *_bins(found), *_thresholds(kept)]) + "\n"


def _meaning(claim: Judged, on: On) -> Iterator[str]:
    texts = " and ".join(f"{n} texts of `{name}` (digest `{digest}`)" for name, n, digest in on)
    counts = f"{claim.n} claims were read, {claim.wrong} of them none by the gold"
    fitted = f"The {texts}, which stand beside the checkout: {counts}."
    yield f"""# Reading confidence

Each claim bears `reading_confidence`: how likely it is, by the features of its reading, that a person who reads the same
words would call it a claim too. `field_confidence` says the same of its parties, quantity, modality and origin, given that
it is one. Both say that the words were read right, and never that the claim is true.

It is a logistic model: features of the reading (`find/features.py`) and a weight for each
([`confidence.toml`](../src/reportedly/data/confidence.toml)). `reportedly explain` prints the confidence and the features
that weigh most. This page is written by `make confidence`, which fits the weights anew; run it when the rules have
changed.

## What it was fitted on

{fill(fitted, 120)}

- **These texts were looked at while the rules were written**, and while it was chosen which features may speak for what.
  Leaving texts out of the fitting does not undo that. On a text that nobody looked at fewer claims are right (see the
  README), so the confidence is too high there; nothing here measures by how much.
- {claim.wrong} wrong claims in {claim.n} are few: the intervals below are wide. Weights are held small, and those of
  carried parties may only lower the confidence.
- It knows nothing of claims that were missed.
"""


def _judged(found: Sequence[Judged]) -> Iterator[str]:
    yield """## How well it tells

Cross-validated by document in ten folds: every figure is of texts left out of the fitting, also of choosing how hard the
weights are held. Beside each stands that of the base rate, which says the same of every claim. Less is better; where the
two are alike, the features tell nothing yet, and the confidence is the base rate.

| of | wrong | Brier score | base rate | log loss | base rate |
|---|---|---|---|---|---|"""
    for j in found:
        (brier, flat), (loss, even) = j.brier, j.log_loss
        yield f"| {NAMES[j.target]} | {j.wrong} of {j.n} | {brier:.4f} | {flat:.4f} | {loss:.3f} | {even:.3f} |"


def _bins(found: Sequence[Judged]) -> Iterator[str]:
    yield """
Reliability: the claims in groups of like size, from the least sure up; what was predicted, and what share was right, with
its 95 % interval.

![Predicted and observed, for the claim and each field](confidence.svg)

| of | predicted | observed | interval | n |
|---|---|---|---|---|"""
    for j in found:
        for b in j.bins:
            yield f"| {NAMES[j.target]} | {b.predicted:.2f} | {b.observed:.2f} | {b.low:.2f}–{b.high:.2f} | {b.n} |"


def _thresholds(kept: Sequence[Kept]) -> Iterator[str]:
    best = max(kept, key=lambda k: (round(k.f1, 6), -k.least))
    yield f"""
## Fewer claims, surer ones

`reportedly read --at-least 0.9` does not keep claims read with less confidence; `REPORTEDLY_AT_LEAST` sets it for good.
`reportedly claims --at-least 0.9` only leaves them out of the list; what a person has checked stays in it. By default
claims from {DEFAULT_AT_LEAST:g} up are kept. The best f1 here is at {best.least:g}. Cross-validated, on the same texts:

| at least | claims | precision | recall | f1 |
|---|---|---|---|---|"""
    for k in kept:
        if k.least in SHOWN or k is best:
            yield f"| {k.least:g} | {k.claims} | {k.precision:.2f} | {k.recall:.2f} | {k.f1:.2f} |"


def drawing(found: Sequence[Judged]) -> str:
    """The reliability of each target: observed over predicted, with intervals, beside the line on which both are alike."""
    values = [
        {
            "of": NAMES[j.target],
            "p": round(b.predicted, 3),
            "o": round(b.observed, 3),
            "l": round(b.low, 3),
            "h": round(b.high, 3),
        }
        for j in found
        for b in j.bins
    ]
    low = min(0.5, min(v["l"] for v in values) // 0.1 / 10)  # type: ignore[type-var,operator]
    scale = {"domain": [low, 1], "nice": False, "clamp": True}
    x = {"field": "p", "type": "quantitative", "title": "predicted", "scale": scale}
    y = {"field": "o", "type": "quantitative", "title": "observed", "scale": scale}
    line = [{"p": low, "o": low}, {"p": 1, "o": 1}]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "data": {"values": values},
        "facet": {"column": {"field": "of", "sort": list(NAMES.values()), "title": None}},
        "spec": {
            "width": 150,
            "height": 150,
            "layer": [
                {
                    "data": {"values": line},
                    "mark": {"type": "line", "color": "#999", "strokeDash": [4, 3]},
                    "encoding": {"x": x, "y": y},
                },
                {
                    "mark": {"type": "rule", "color": "#3b6ea5"},
                    "encoding": {"x": x, "y": y | {"field": "l"}, "y2": {"field": "h"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 45, "color": "#3b6ea5"},
                    "encoding": {"x": x, "y": y},
                },
            ],
        },
    }
    return str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])) + "\n"
