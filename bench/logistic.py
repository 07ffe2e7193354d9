"""Logistic regression in few lines: fitted by Newton's method, its weights held small, and judged on folds left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
STRENGTHS = (2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
"""How hard the weights are held to nought; which of them, folds left out decide."""
EDGE = 0.01
"""No probability in a log loss is nearer to 0 or 1."""


@dataclass(frozen=True, slots=True)
class Sample:
    """features: a row a reading; right: 1 or 0; texts: the document of each; falling: columns with
    a weight of 0 at most."""

    features: Numbers
    right: Numbers
    texts: tuple[str, ...]
    falling: tuple[int, ...] = ()

    def part(self, chosen: NDArray[np.bool_]) -> Sample:
        texts = tuple(t for t, inside in zip(self.texts, chosen, strict=True) if inside)
        return Sample(self.features[chosen], self.right[chosen], texts, self.falling)


def fitted(sample: Sample, strength: float) -> Numbers:
    """Bias and weights. A column that may only speak against, and would speak for, is left out."""
    out: set[int] = set()
    while True:
        weights = _newton(sample, strength, out)
        wrong = {c for c in sample.falling if weights[c + 1] > 0}
        if not wrong:
            return weights
        out |= wrong


def _newton(sample: Sample, strength: float, out: Collection[int]) -> Numbers:
    rows, columns = sample.features.shape
    x = np.hstack([np.ones((rows, 1)), sample.features])
    x[:, [c + 1 for c in out]] = 0.0
    held = np.eye(columns + 1) * strength
    held[0, 0] = 1e-6  # the bias is free
    weights = np.zeros(columns + 1)
    weights[0] = np.log((sample.right.sum() + 0.5) / ((1 - sample.right).sum() + 0.5))
    for _ in range(100):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + held, x.T @ (p - sample.right) + held @ weights)
        weights = weights - step
        if np.abs(step).max() < 1e-10:
            break
    return weights


def told(weights: Numbers, features: Numbers) -> Numbers:
    """The probabilities."""
    return np.asarray(1 / (1 + np.exp(-(weights[0] + features @ weights[1:]))))


def folds(texts: Sequence[str], number: int, salt: str = "") -> NDArray[np.int_]:
    """Which fold each falls into; all of one text into one, the texts in the order of a hash."""
    ordered = sorted(set(texts), key=lambda t: sha256(f"{salt}{t}".encode()).hexdigest())
    of = {text: n % number for n, text in enumerate(ordered)}
    return np.array([of[t] for t in texts])


def strength_of(sample: Sample, number: int = 10) -> float:
    """The strength that tells texts left out best, by log loss; of equals the greater."""
    losses = {s: log_loss(left_out(sample, s, number), sample.right) for s in STRENGTHS}
    return min(STRENGTHS, key=lambda s: (round(losses[s], 6), -s))


def left_out(sample: Sample, strength: float | None = None, number: int = 10, salt: str = "") -> Numbers:
    """Each probability as told without its own text's fold. strength: None where each fold chooses by its other texts."""
    fold, found = folds(sample.texts, number, salt), np.zeros(len(sample.right))
    for n in range(number):
        rest = sample.part(fold != n)
        found[fold == n] = told(fitted(rest, strength or strength_of(rest, 5)), sample.features[fold == n])
    return found


def base_rate(sample: Sample, number: int = 10) -> Numbers:
    """The same where nothing is known but how many were right."""
    fold = folds(sample.texts, number)
    return np.array([sample.right[fold != n].mean() for n in fold])


def brier(p: Numbers, right: Numbers) -> float:
    return float(((p - right) ** 2).mean())


def log_loss(p: Numbers, right: Numbers) -> float:
    p = p.clip(EDGE, 1 - EDGE)
    return float(-(right * np.log(p) + (1 - right) * np.log(1 - p)).mean())


@dataclass(frozen=True, slots=True)
class Bin:
    """Readings of like probability: its mean, the share that was right, its 95 % interval (Wilson), and how many."""

    predicted: float
    observed: float
    low: float
    high: float
    n: int


def reliability(p: Numbers, right: Numbers, number: int = 6) -> tuple[Bin, ...]:
    """Bins of like size, from the least sure up."""
    order = np.lexsort((np.arange(len(p)), p))
    return tuple(_bin(p[part], right[part]) for part in np.array_split(order, number))


def _bin(p: Numbers, right: Numbers) -> Bin:
    n, share, z = len(p), float(right.mean()), 1.96
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return Bin(float(p.mean()), share, max(0.0, middle - half), min(1.0, middle + half), n)
