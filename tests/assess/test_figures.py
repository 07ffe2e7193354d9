"""The figure that one statement gives: of branches of an alternative one from the least to the most."""

from __future__ import annotations

from datetime import date

import pytest

from assess.told import ITEMS, told
from reportedly.assess.figures import stated
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Figure

DAY = date(2024, 3, 4)


def branch(low: int, high: int | None, **more: object) -> Claim:
    return told("KR-NIS", low, high, on=DAY, doc="d", group="a", name=str(low), at=low, **more)  # type: ignore[arg-type]


def figure(*claims: Claim) -> Figure:
    (found,) = stated(claims, ITEMS, {})
    return found.figure


def test_an_alternative_is_from_its_least_to_its_most_by_all_of_its_claims() -> None:
    """ "Either 3 or 5 to 8": 3 to 8, by both claims; open where a branch is."""
    found = figure(branch(3, 3), branch(5, 8))
    assert (found.low, found.high, found.claims) == (3, 8, ("3", "5"))
    assert figure(branch(3, 3), branch(5, None)).high is None


@pytest.mark.parametrize("rough", [0, 1])
def test_an_alternative_is_as_rough_as_its_roughest_branch(rough: int) -> None:
    """One "thousands" makes it vague, one "about" makes it about so much, whichever branch says it."""
    vague = figure(*(branch(n, 8, vague=place == rough) for place, n in enumerate((3, 5))))
    about = figure(*(branch(n, 8, approximate=place == rough) for place, n in enumerate((3, 5))))
    assert (vague.soft, vague.approximate) == (True, False)
    assert (about.soft, about.approximate) == (False, True)


def test_an_alternative_of_two_classes_bounds_neither_from_below() -> None:
    """Three fighters or five soldiers: perhaps no fighter at all; what could be held could be held of each."""
    either = branch(3, 3, item="fighter", unit="aircraft"), branch(5, 5, item="soldiers", unit="person")
    assert [(s.figure.low, s.figure.high) for s in stated(either, ITEMS, {})] == [(None, 3), (None, 5)]
    room = branch(3, 3, item="fighter", scope="capacity"), branch(5, 5, item="munitions", scope="capacity")
    assert [(s.figure.low, s.figure.high) for s in stated(room, ITEMS, {})] == [(3, 3), (5, 5)]
