"""Aligning: which sentences of an original a translation's sentences stand for.

After Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, Computational Linguistics 19(1), 1993: the
cheapest way through both texts in beads of one or two sentences a side, by their lengths in characters, with the priors
and the variance given there (sections 3.1–3.2). What anchors both share lowers the cost of a bead, and the end of a
paragraph inside it raises it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain
from unicodedata import east_asian_width

from reportedly.find.translated.anchors import Held, anchors, likeness, rarity
from reportedly.find.translated.sides import Side

_SHARES = {
    (1, 1): 0.89,
    (1, 0): 0.03,
    (0, 1): 0.03,
    (2, 1): 0.089,
    (1, 2): 0.089,
    (2, 2): 0.011,
    (3, 1): 0.002,
    (1, 3): 0.002,
}
"""How often a bead is of so many sentences of the translation and of the original. Those of three are ours, and those
of none: news are shortened more often than the minutes of a parliament."""
_PRIORS = {sizes: -math.log(share) for sizes, share in _SHARES.items()}
_VARIANCE = 6.8
_WEIGHT = 2.0
"""Of the anchors beside the lengths. Fitted by eye on pairs written for this project."""
_ACROSS = 5.0
"""What a bead across paragraphs costs: translators join sentences, seldom a headline and its body."""
_RATIOS = (0.65, 1.2)
_USUAL = 0.9
"""How long an original is beside a translation of all of it: between these; beyond, much was left out or added, and the
usual one holds.
"""
_PLACES = 80_000
_NARROWEST = 40
"""How far from the diagonal the way may lead: as far as so many pairs of places allow, at least forty sentences."""


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
    rows, columns = costs.sizes
    # Of two sentences in a row of the translation the middle of the band moves on by columns / rows of the original.
    band = max(_NARROWEST, _PLACES // (2 * max(1, rows)), 2 * columns // max(1, rows))
    ways = _ways(costs, band)
    return Aligned(tuple(reversed(list(_back(ways, costs.sizes)))))


class _Costs:
    """What each bead costs."""

    def __init__(self, translation: Side, original: Side) -> None:
        sides = (translation, original)
        self.sizes = (len(translation.sentences), len(original.sentences))
        self._paragraphs = tuple(side.paragraphs for side in sides)
        self._behind = tuple((0, *accumulate(_length(side.text[s:e]) for s, e in side.sentences)) for side in sides)
        ratio = self._behind[1][-1] / max(1, self._behind[0][-1])
        self._ratio = ratio if _RATIOS[0] <= ratio <= _RATIOS[1] else _USUAL
        self._anchors = tuple(anchors(side) for side in sides)
        self._rare = rarity(tuple(chain(*self._anchors)))
        self._known: dict[tuple[int, range], Held] = {}

    def of(self, here: range, there: range) -> float:
        """The cost of a bead, in nats."""
        prior = _PRIORS[len(here), len(there)]
        if not (here and there):
            return prior
        expected = max(1.0, self._long(0, here) * self._ratio)
        delta = self._long(1, there) - expected
        across = _ACROSS * (self._parted(0, here) + self._parted(1, there))
        alike = likeness(self._held(0, here), self._held(1, there))
        return prior + across + delta * delta / (2 * expected * _VARIANCE) - _WEIGHT * alike

    def _long(self, side: int, run: range) -> int:
        return self._behind[side][run.stop] - self._behind[side][run.start]

    def _parted(self, side: int, run: range) -> bool:
        return self._paragraphs[side][run[0]] != self._paragraphs[side][run[-1]]

    def _held(self, side: int, run: range) -> Held:
        key = (side, run)
        if key not in self._known:
            self._known[key] = Held.of(self._anchors[side][run.start : run.stop], self._rare)
        return self._known[key]


def _length(words: str) -> int:
    """In narrow characters: a Chinese character or a Korean syllable says as much as two letters."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)


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
