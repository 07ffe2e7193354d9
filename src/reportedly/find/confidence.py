"""How sure a reading is: from its features, by fitted weights, the probability that the claim is one and its fields right.

It is about the words and never about the world: that they were read right, not that what they say is so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import exp

from reportedly.errors import DataError
from reportedly.find.features import WORDS, Features, ReadClaim, with_features
from reportedly.terms.claim import CONFIDENT, Claim
from reportedly.terms.tables import ConfidenceRow

BIAS = "bias"
CLAIM = "claim"


class Confidence:
    """The weights by target. Raises DataError on a feature that no reading has."""

    def __init__(self, rows: Iterable[ConfidenceRow]) -> None:
        self._weights: dict[str, dict[str, float]] = {}
        for row in rows:
            if row.feature not in WORDS and row.feature != BIAS:
                raise DataError(f"[[confidence]]: no feature is called {row.feature!r}")
            self._weights.setdefault(row.target, {})[row.feature] = row.weight

    def of(self, target: str, features: Features) -> float:
        """The probability, rounded to three digits as a record bears it."""
        weights = self._weights.get(target, {})
        odds = weights.get(BIAS, 0.0) + sum(w * features.get(name, 0.0) for name, w in weights.items() if name != BIAS)
        return round(_sigmoid(odds), 3)

    def reasons(self, target: str, features: Features) -> Iterator[tuple[str, float]]:
        """What weighs in a reading: the words of each feature that it has and its weight, the heaviest first."""
        weights = self._weights.get(target, {})
        shares = {n: w * features[n] for n, w in weights.items() if w and n != BIAS and features.get(n)}
        for name in sorted(shares, key=lambda n: (-abs(shares[n]), n)):
            yield WORDS[name], shares[name]


def _sigmoid(odds: float) -> float:
    """1 / (1 + e^-x) without overflow."""
    return 1 / (1 + exp(-odds)) if odds >= 0 else exp(odds) / (1 + exp(odds))


def rated(claims: Sequence[Claim], confidence: Confidence) -> tuple[ReadClaim, ...]:
    """All claims of a document with the confidence of each and of its fields."""
    return tuple(
        replace(
            claim,
            reading_confidence=confidence.of(CLAIM, claim.features),
            field_confidence={name: confidence.of(name, claim.features) for name in CONFIDENT},
        )
        for claim in with_features(claims)
    )


def at_least(claims: Sequence[Claim], least: float) -> tuple[Claim, ...]:
    """The claims read with such confidence; what was given in exchange for one left out points nowhere."""
    kept = [claim for claim in claims if claim.reading_confidence >= least]
    gone = {claim.id for claim in claims} - {claim.id for claim in kept}
    return tuple(replace(c, exchange=None) if c.exchange in gone else c for c in kept)
