"""Aligning: which sentences of an original a translation's sentences stand for.

After Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, Computational Linguistics 19(1), 1993: the
cheapest way through both texts in beads of one or two sentences a side, by their lengths in characters, with the priors
and the variance given there (sections 3.1–3.2). What anchors both share lowers the cost of a bead.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from reportedly.find.translated.anchors import Anchor, anchors, likeness, rarity
from reportedly.find.translated.sides import Side

_PRIORS = {
    (1, 1): 0.89,
    (1, 0): 0.0099,
    (0, 1): 0.0099,
    (2, 1): 0.089,
    (1, 2): 0.089,
    (2, 2): 0.011,
    (3, 1): 0.002,
    (1, 3): 0.002,
}
"""How often a bead is of so many sentences of the translation and of the original; those of three are ours."""
_VARIANCE = 6.8
_WEIGHT = 2.0
"""Of the anchors beside the lengths. Fitted by eye on pairs written for this project."""
_BAND = 0.25
_NARROWEST = 12
"""How far from the diagonal the way may lead: a quarter of the original, at least twelve sentences."""


_Ways = dict[tuple[int, int], tuple[float, tuple[int, int]]]
"""(sentences of the translation, of the original) behind us → what the way there costs, and the place before."""


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences that stand for each other: [first, past) of the translation, and of the original."""

    translation: range
    original: range


@dataclass(frozen=True, slots=True)
class Aligned:
    """All beads in order; of each sentence of the translation, those of the original."""

    beads: tuple[Bead, ...]

    def originals(self, sentence: int) -> range:
        """The sentences of the original for one of the translation; empty where it has none."""
        return next((bead.original for bead in self.beads if sentence in bead.translation), range(0))


def aligned(translation: Side, original: Side) -> Aligned:
    """The cheapest alignment of two texts, sentence by sentence, in the order of both."""
    costs = _Costs(translation, original)
    if 0 in costs.sizes:
        return Aligned(())
    band = max(_NARROWEST, int(costs.sizes[1] * _BAND))
    ways = _ways(costs, band)
    if costs.sizes not in ways:  # one text is so much shorter that the band leads nowhere
        ways = _ways(costs, costs.sizes[1])
    return Aligned(tuple(reversed(list(_back(ways, costs.sizes)))))


class _Costs:
    """What each bead costs."""

    def __init__(self, translation: Side, original: Side) -> None:
        self.sizes = (len(translation.sentences), len(original.sentences))
        self._lengths = tuple([end - start for start, end in side.sentences] for side in (translation, original))
        self._ratio = max(1, sum(self._lengths[1])) / max(1, sum(self._lengths[0]))
        self._anchors = (anchors(translation), anchors(original))
        self._rare = rarity(tuple(chain(*self._anchors)))

    def of(self, here: range, there: range) -> float:
        """The cost of a bead, in nats."""
        prior = -math.log(_PRIORS[len(here), len(there)])
        if not (here and there):
            return prior + 2.0
        long, other = (sum(self._lengths[side][i] for i in run) for side, run in enumerate((here, there)))
        expected = max(1.0, long * self._ratio)
        delta = (other - expected) / math.sqrt(expected * _VARIANCE)
        return prior + delta * delta / 2 - _WEIGHT * likeness(self._held(0, here), self._held(1, there), self._rare)

    def _held(self, side: int, run: range) -> Counter[Anchor]:
        held: Counter[Anchor] = Counter()
        for sentence in run:
            held |= self._anchors[side][sentence]
        return held


def _ways(costs: _Costs, band: int) -> _Ways:
    """The cheapest way to every pair of places within the band."""
    rows, columns = costs.sizes
    best: _Ways = {(0, 0): (0.0, (0, 0))}
    for row in range(rows + 1):
        middle = row * columns // max(1, rows)
        for column in range(max(0, middle - band), min(columns, middle + band) + 1):
            for deep, wide in _PRIORS:
                before = (row - deep, column - wide)
                if before not in best:
                    continue
                cost = best[before][0] + costs.of(range(before[0], row), range(before[1], column))
                if (row, column) not in best or cost < best[row, column][0]:
                    best[row, column] = (cost, before)
    return best


def _back(ways: _Ways, at: tuple[int, int]) -> Iterator[Bead]:
    while at != (0, 0):
        before = ways[at][1]
        yield Bead(range(before[0], at[0]), range(before[1], at[1]))
        at = before
