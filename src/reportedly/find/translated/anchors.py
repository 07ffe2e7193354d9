"""Anchors: what a sentence and its translation share, whatever the languages: figures, days, names, kinds of goods."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.find.translated.sides import Side
from reportedly.terms.mention import Mention
from reportedly.terms.party import state_of

Anchor = tuple[str, object]
_WEIGHTS = {"figure": 3.0, "day": 2.0, "place": 1.5, "type": 1.5, "party": 1.0, "item": 0.8}
_LACKING = 0.25
"""What an anchor weighs against a pair of which only one side has it: translators add and leave out names."""
_TYPE = re.compile(r"(?<![A-Za-z0-9])(?=[A-Z0-9-]*[A-Z])(?=[A-Z0-9-]*\d)[A-Z]{1,6}-?\d{1,4}(?![A-Za-z0-9])")


def anchors(side: Side) -> tuple[Counter[Anchor], ...]:
    """For each sentence of a text its anchors, with how often each stands there."""
    return tuple(
        Counter([*_of_mentions(mentions), *_of_letters(side.text[start:end])])
        for mentions, (start, end) in zip(side.within, side.sentences, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Held:
    """What a run of sentences holds. weights: of each anchor; whole: of all together."""

    weights: Mapping[Anchor, float]
    whole: float

    @classmethod
    def of(cls, sentences: Iterable[Counter[Anchor]], rare: Mapping[Anchor, float]) -> Held:
        """rare: how much of its weight each anchor keeps, less for one that stands in many sentences."""
        most: Counter[Anchor] = Counter()
        for sentence in sentences:
            most |= sentence
        weights = {a: _WEIGHTS[a[0]] * rare.get(a, 1.0) * min(number, 2) for a, number in most.items()}
        return cls(weights, sum(weights.values()))


def likeness(one: Held, other: Held) -> float:
    """How much the anchors speak for two runs of sentences being translations of each other; below 0: against."""
    shared = sum(min(weight, other.weights[a]) for a, weight in one.weights.items() if a in other.weights)
    return shared - _LACKING * (one.whole + other.whole - 2 * shared)


def rarity(sentences: Sequence[Counter[Anchor]]) -> dict[Anchor, float]:
    """For each anchor 1 divided by the square root of the number of sentences that hold it."""
    held = Counter(anchor for each in sentences for anchor in each)
    return {anchor: number**-0.5 for anchor, number in held.items()}


def _of_mentions(mentions: Sequence[Mention]) -> Iterator[Anchor]:
    for mention in mentions:
        match mention.type:
            case "quantity":
                yield "figure", (mention.quantity.low, mention.quantity.high)
            case "period" if mention.start_on and mention.end_on:
                yield "day", (mention.start_on, mention.end_on)
            case "place" if mention.place:
                yield "place", mention.place
            case "party" if mention.code and mention.refers is None:
                yield "party", state_of(mention.code)
            case "item":
                yield "item", mention.item


def _of_letters(text: str) -> Iterator[Anchor]:
    """Names of types ("KN-23"), which are written alike everywhere."""
    yield from (("type", match[0]) for match in _TYPE.finditer(text))
