"""resolve.restated: a publisher's own words on what an origin had said by then."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportedly.resolve.credits import called
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Echo
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.quantity import Number
from reportedly.terms.telling import is_own_voice, is_state, nearness, principal, told_on

Key = tuple[object, ...]
_NOT_SO = ("pledged", "approved", "ordered", "produced", "returned")
RARE = 3
"""Significant digits from which a figure is rare whoever gives it."""


def told_as_so(claims: Iterable[Claim]) -> list[Claim]:
    """The claims that say that something is so: not planned, possible, denied …, and not merely promised or made."""
    return [c for c in claims if c.modality in ("asserted", "assessed") and c.stage not in _NOT_SO]


def significant_digits(number: Number) -> int:
    """How many digits a number has without the noughts that round it: 1 of 10,000, 2 of 6,700, 4 of 6,738."""
    return len(Decimal(str(number)).normalize().as_tuple().digits)


@dataclass(frozen=True, slots=True)
class Speakers:
    """The claims that say that something is so, in order: `named` has an origin beyond the press; `voices` has none and
    states no basis of its own. With one, a voice is more than an echo, and stands in neither.
    """

    named: tuple[Claim, ...]
    voices: tuple[Claim, ...]


def speakers(ordered: Sequence[Claim], bodies: Container[str] = ()) -> Speakers:
    """A voice names nobody, or ends at a publisher: who published it itself, or another of those that tell something here
    ("…, Yonhap reported", where Yonhap's own report is known). bodies: codes of organisations, which speak for themselves
    wherever they publish.
    """
    tellers = {called(name) for c in ordered for name in (c.document.publisher, c.document.host) if name}
    named, voices = [], []
    for claim in told_as_so(ordered):
        if claim.origins and not all(
            o not in bodies and not is_state(o) and called(o) in tellers for o in claim.origins
        ):
            named.append(claim)
        elif claim.basis is None:
            voices.append(claim)
    return Speakers(tuple(named), tuple(voices))


def pairs(claim: Claim) -> Iterator[tuple[str, str]]:
    """The states that a claim lies between; '' where a side is open."""
    for actor in dict.fromkeys(map(state_of, claim.actor)) or ("",):
        for recipient in dict.fromkeys(map(state_of, claim.recipient)) or ("",):
            yield actor, recipient


def restated(told: Speakers, items: ItemTree) -> Iterator[Echo]:
    """The voices of publishers that give an origin's figure, a lower one, or none, on the day of the origin or later."""
    speaking = [claim for claim in told.voices if claim.origins]
    heard = _heard(told.named, items) if speaking else {}
    for claim in speaking:
        day = told_on(claim) or date.max
        matches = (heard[key].restated_by(claim, day) for key in _asked(claim) if key in heard)
        original = next((match for match in matches if match), None)
        if original:
            voice = "its own voice" if is_own_voice(claim) else f"the voice of {' and '.join(claim.origins)}"
            reason = f"{voice}, restating what {' and '.join(original.origins)} said"
            yield Echo(claim.id, original.id, "own-voice", reason)


class _Heard:
    """What named origins had stated of one pair, class and unit, by the day they said it."""

    def __init__(self) -> None:
        self._told: list[tuple[date, Claim]] = []
        self._days: list[date] = []
        self._highest: list[tuple[Number, Claim] | None] = []
        self._first_with: dict[tuple[Number, bool], tuple[date, Claim]] = {}

    def add(self, day: date, claim: Claim) -> None:
        """Days in rising order."""
        low, figure = claim.quantity.low if claim.quantity else None, principal(claim.quantity)
        before = self._highest[-1] if self._highest else None
        higher = low is not None and (before is None or low > before[0])
        self._days.append(day)
        self._highest.append((low, claim) if higher and low is not None else before)
        self._told.append((day, claim))
        if figure is not None:
            self._first_with.setdefault((figure, low is None), (day, claim))

    def restated_by(self, claim: Claim, day: date) -> Claim | None:
        """The claim that a voice of that day repeats: the same figure; or a higher one, of which it names a part in a round
        or vague number. A rare figure of its own is no part of another's.
        """
        until = bisect_right(self._days, day)
        quantity, figure = claim.quantity, principal(claim.quantity)
        if quantity is None or figure is None:
            return self._told[0][1] if until else None
        same = self._first_with.get((figure, quantity.low is None))
        if same and same[0] <= day:
            return same[1]
        round_ = quantity.vague or significant_digits(figure) < RARE
        bound_only = quantity.low is not None and round_ and (quantity.vague or quantity.high is None)
        highest = self._highest[until - 1] if until else None
        return highest[1] if bound_only and highest and highest[0] >= figure else None


def _heard(claims: Sequence[Claim], items: ItemTree) -> dict[Key, _Heard]:
    heard: dict[Key, _Heard] = defaultdict(_Heard)
    for day, _, claim in sorted((told_on(c) or date.max, nearness(c), c) for c in claims):
        classes = {above for item in claim.item_classes for above in items.path(item)}
        units = {claim.quantity.unit, None} if claim.quantity else {None}
        for pair in pairs(claim):
            for item in classes:
                for unit in units:
                    heard[(claim.kind, *pair, item, unit)].add(day, claim)
    return heard


def _asked(claim: Claim) -> Iterator[Key]:
    unit = claim.quantity.unit if claim.quantity else None
    for pair in pairs(claim):
        for item in claim.item_classes:
            yield (claim.kind, *pair, item, unit)
