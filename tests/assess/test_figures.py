"""The figure that one statement gives: of branches of an alternative one from the least to the most."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assess.told import ITEMS, told
from reportedly.assess.figures import joined, stated
from reportedly.terms.claim import Claim, PlaceUse, Review
from reportedly.terms.flow import Figure

DAY, LATER = date(2024, 3, 4), date(2024, 9, 4)


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


def test_what_is_no_alternative_states_figures_of_its_own() -> None:
    """Two plain claims are two figures, a share of something is none."""
    plain = [told("KR-NIS", n, n, on=DAY, name=str(n)) for n in (3, 5)]
    share = told("KR-NIS", 40, 40, on=DAY, unit="percent")
    assert [one.figure.claims for one in stated([*plain, share], ITEMS, {})] == [("3",), ("5",)]


def test_what_is_told_again_without_a_day_is_of_the_day_it_was_told_first() -> None:
    """Also of a narrower class, or of one above; an unlike class is another figure."""
    first = told("US-NSC", 9, on=DAY, said=DAY, item="arms", name="first")
    for item, day in (("munitions", DAY), ("materiel", DAY), ("soldiers", LATER)):
        again = told("US-NSC", 9, on=LATER, item=item, name="again")
        every = [one for claim in (again, first) for one in stated([claim], ITEMS, {})]
        assert [(f.as_of, f.claims) for f in joined(every, ITEMS)[item]] == [(day, ("again",))]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (PlaceUse("the Kursk region", "kursk", "at"), ("kursk",)),
        (PlaceUse("the Kursk region", None, "at"), ("the Kursk region",)),
        (PlaceUse("the Kursk region", "kursk", "destination"), ("kursk",)),
        (PlaceUse("Rajin", "rajin", "via"), ()),
        (PlaceUse("Rajin", "rajin", "origin"), ()),
    ],
)
def test_a_stock_is_of_the_places_where_it_is_or_goes_to(place: PlaceUse, expected: tuple[str, ...]) -> None:
    """By their ids, or the words where nobody knows the place; what was sent in all is of none."""
    there = replace(told("KR-NIS", 9, on=DAY, scope="stock"), places=(place,))
    assert figure(there).places == expected
    assert figure(replace(told("KR-NIS", 9, on=DAY), places=(place,))).places == ()


def test_a_figure_told_twice_of_one_day_is_one_by_both_claims() -> None:
    """Nearest first; about so much where either says about."""
    first = told("US-NSC", 9, on=DAY, said=DAY, name="first", approximate=True)
    again = told("US-NSC", 9, on=LATER, said=DAY, name="again", happened=(date(2023, 9, 1), DAY))
    every = [one for claim in (again, first) for one in stated([claim], ITEMS, {})]
    ((found,),) = joined(every, ITEMS).values()
    assert (found.claims, found.as_of, found.start) == (("first", "again"), DAY, date(2023, 9, 1))
    assert found.approximate


def test_a_checked_claim_stands_before_one_nearer_the_origin() -> None:
    """What a person has looked at holds the figure; else the report that came first."""
    near, far = (told("US-NSC", 9, on=day, said=DAY, name=name) for day, name in ((DAY, "near"), (LATER, "far")))
    checked = replace(far, reviewed=Review("Ann", datetime(2024, 9, 9, tzinfo=UTC), "accepted"))
    for last, names in ((far, ("near", "far")), (checked, ("far", "near"))):
        every = [one for claim in (near, last) for one in stated([claim], ITEMS, {})]
        ((found,),) = joined(every, ITEMS).values()
        assert found.claims == names
