"""resolve.rare_figures: who gives, without an origin, the rare figure of one. Shared rare values are evidence of copying:
two may count 10,000 each for themselves, hardly 6,738.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.resolve.restated import RARE, Key, Speakers, pairs, significant_digits
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.flow import Echo
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.quantity import Number
from reportedly.terms.telling import nearness, principal, told_on


def shared_figures(told: Speakers, items: ItemTree) -> Iterator[Echo]:
    """The voices that give a rare figure on the day that an origin gave it, or later, for the same pair, on the same line of
    classes, in the same unit.
    """
    speaking = [claim for claim in told.voices if claim.kind in FLOW_KINDS and _figure(claim) is not None]
    given = _given(told.named, {key for claim in speaking for key in _keys(claim)}) if speaking else {}
    for claim in speaking:
        day, figure = told_on(claim) or date.max, _figure(claim)
        like = [g for key in _keys(claim) for g in given.get(key, {}).values() if g.day <= day and g.fits(claim, items)]
        states = {frozenset(map(state_of, g.claim.origins)) for g in like}
        if figure is not None and like and (significant_digits(figure) >= RARE or len(states) == 1):
            first = min(like, key=lambda g: (g.day, nearness(g.claim)))
            yield Echo(claim.id, first.claim.id, "figure", _reason(figure, first))


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure as one origin first gave it."""

    day: date
    claim: Claim

    def fits(self, claim: Claim, items: ItemTree) -> bool:
        """Whether units are equal (or one unstated) and a class of one is, or lies above, a class of the other."""
        mine, other = self.claim.quantity, claim.quantity
        if mine is None or other is None or (mine.unit != other.unit and None not in (mine.unit, other.unit)):
            return False
        return any(
            items.within(one, two) or items.within(two, one)
            for one in self.claim.item_classes
            for two in claim.item_classes
        )


def _figure(claim: Claim) -> Number | None:
    """The figure, if it has two digits at least and is no number word's bound ("dozens")."""
    figure = principal(claim.quantity)
    if figure is None or claim.quantity is None or claim.quantity.vague or significant_digits(figure) < RARE - 1:
        return None
    return figure


def _keys(claim: Claim) -> Iterator[Key]:
    for pair in pairs(claim):
        yield (claim.kind, *pair, _figure(claim))


def _given(named: Sequence[Claim], asked: set[Key]) -> dict[Key, dict[Key, _Given]]:
    """By what is asked for: the first claim of each origin with its class and unit."""
    given: dict[Key, dict[Key, _Given]] = defaultdict(dict)
    for claim in sorted(
        (c for c in named if _figure(c) is not None), key=lambda c: (told_on(c) or date.max, nearness(c))
    ):
        unit = claim.quantity.unit if claim.quantity else None
        for key in asked.intersection(_keys(claim)):
            told = _Given(told_on(claim) or date.max, claim)
            given[key].setdefault((claim.origins, claim.item_classes, unit), told)
    return given


def _reason(figure: Number, given: _Given) -> str:
    day = f" on {given.day.isoformat()}" if given.day < date.max else ""
    return f"gives the rare figure {figure:,} that {' and '.join(given.claim.origins)} gave{day}"
