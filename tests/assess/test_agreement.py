"""Whether two claims agree, are compatible, or exclude each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assess.told import GROUND, ITEMS, told
from reportedly.assess.agreement import agreement, figures_agreement
from reportedly.assess.figures import figure_of
from reportedly.assess.flows import flow_answer
from reportedly.terms.claim import Claim, PlaceUse
from reportedly.terms.flow import Flow

DAY, NEXT_YEAR = date(2024, 3, 4), date(2025, 3, 4)


def exactly(figure: int, origin: str = "US-NSC", **more: object) -> Claim:
    return told(origin, figure, figure, **{"on": DAY, "said": DAY, **more})  # type: ignore[arg-type]


def at(places: str, claim: Claim) -> Claim:
    return replace(claim, places=tuple(PlaceUse(place, None, "at") for place in places.split()))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (exactly(11_000), exactly(10_900, "KR-NIS"), "agree"),
        (exactly(11_000), told("KR-NIS", 5_000, on=DAY), "compatible"),
        (exactly(11_000), exactly(5_000, "KR-NIS"), "conflict"),
        (exactly(11_000), told("KR-NIS", 2_000, 9_999, on=DAY, vague=True), "compatible"),
        (exactly(11_000), exactly(5_000, "KR-NIS", scope=None), "compatible"),
        (exactly(11_000), exactly(11_000, "KR-NIS", scope="stock"), None),
        (told("US-NSC", None, 900, on=DAY), told("KR-NIS", None, 880, on=DAY), "agree"),
        (told("US-NSC", None, 900, on=DAY), told("KR-NIS", None, 5, on=DAY), "compatible"),
        (exactly(11_000), exactly(11_000, "KR-NIS", item="fighter"), None),
        (exactly(11_000), exactly(11_000, "KR-NIS", unit="shell"), None),
        (exactly(11_000), told("KR-NIS", on=DAY), None),
        (exactly(5_000), exactly(11_000, "KR-NIS", on=NEXT_YEAR, said=NEXT_YEAR), "compatible"),
        (exactly(11_000), exactly(5_000, "KR-NIS", on=NEXT_YEAR, said=NEXT_YEAR), "conflict"),
        (exactly(11_000), exactly(11_000, "KR-NIS", on=NEXT_YEAR, said=NEXT_YEAR), "compatible"),
        (exactly(9, happened=(date(2023, 9, 1), DAY)), exactly(9, "KR", happened=(date(2022, 2, 24), DAY)), "compatible"),
        (exactly(9, happened=(date(2023, 9, 1), DAY)), exactly(9, "KR", happened=(date(2023, 8, 20), DAY)), "agree"),
    ],
)  # fmt: skip
def test_two_claims_stand_to_each_other(one: Claim, other: Claim, expected: str | None) -> None:
    """Near figures of like scope agree; soft highs and figures without scope conflict with none; less to a later day
    than another says to an earlier one is a conflict; the order of the two does not matter.
    """
    assert agreement(one, other, ITEMS) == expected
    assert agreement(other, one, ITEMS) == expected


def test_windows_that_do_not_overlap_are_not_compared() -> None:
    """What went in spring says nothing of what went in autumn."""
    spring = exactly(9, scope="increment", happened=(date(2024, 3, 1), date(2024, 4, 1)))
    autumn = exactly(5_000, "KR-NIS", scope="increment", happened=(date(2024, 9, 1), date(2024, 10, 1)))
    assert agreement(spring, autumn, ITEMS) is None


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ((date(2024, 3, 1), date(2024, 4, 1)), (date(2024, 4, 1), date(2024, 5, 1)), True),
        ((date(2024, 3, 1), date(2024, 4, 1)), (date(2024, 4, 2), date(2024, 5, 1)), False),
        ((None, date(2024, 4, 1)), (date(2024, 4, 2), None), False),
        ((None, date(2024, 4, 1)), (date(2024, 4, 1), None), True),
        ((date(2024, 4, 2), None), (date(2024, 3, 1), None), True),
        ((date(2024, 4, 2), date(2024, 5, 1)), (None, None), True),
    ],
)
def test_windows_meet_on_a_day_and_open_sides_reach_on(
    one: tuple[date | None, date | None], other: tuple[date | None, date | None], meet: bool
) -> None:
    """Both ends are inclusive; an open start reaches back for ever and an open end on."""
    first, second = exactly(9, happened=one), exactly(9, "KR-NIS", happened=other)
    assert (agreement(first, second, ITEMS) is not None) is meet
    assert (agreement(second, first, ITEMS) is not None) is meet


def test_branches_of_an_alternative_are_not_compared() -> None:
    """Three million of one or half a million of the other is no conflict."""
    one = exactly(3_000_000, scope="capacity", group="a", doc="d")
    other = exactly(500_000, scope="capacity", group="a", doc="d")
    assert agreement(one, other, ITEMS) is None


def test_a_claim_agrees_with_itself_told_again() -> None:
    """The same claim in another document agrees."""
    assert agreement(exactly(7), replace(exactly(7), id="again"), ITEMS) == "agree"


def test_increments_of_disjoint_windows_do_not_meet() -> None:
    """A thousand more in the first days of January and three thousand in the last neither agree nor conflict."""
    first = told(
        "KR", 1_000, 1_000, on=date(2024, 1, 10), scope="increment", happened=(date(2024, 1, 1), date(2024, 1, 10))
    )
    last = told(
        "US", 3_000, 3_000, on=date(2024, 1, 30), scope="increment", happened=(date(2024, 1, 20), date(2024, 1, 30))
    )
    found = flow_answer([first, last], (), Flow("KP", "RU"), GROUND)
    assert (found.conflicts, found.agreements) == ((), ())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (exactly(11_000, scope="stock"), exactly(5_000, "KR-NIS", scope="stock"), "conflict"),
        (exactly(9, scope="stock"), exactly(5, "KR", scope="stock", on=NEXT_YEAR, said=NEXT_YEAR), "compatible"),
        (at("Kursk", exactly(9, scope="stock")), at("Kursk", exactly(9, "KR", scope="stock")), "agree"),
        (at("Kursk", exactly(9, scope="stock")), at("Kursk Oryol", exactly(9, "KR", scope="stock")), "agree"),
        (at("Kursk", exactly(9, scope="stock")), exactly(9, "KR", scope="stock"), "agree"),
        (at("Kursk", exactly(9, scope="stock")), at("Oryol", exactly(9, "KR", scope="stock")), None),
        (at("Kursk", exactly(9)), at("Oryol", exactly(9, "KR")), "agree"),
        (at("Kursk", exactly(9, scope="subset")), at("Kursk", exactly(9, "KR", scope="subset")), "agree"),
        (at("Kursk", exactly(9, scope="subset")), exactly(9, "KR", scope="subset"), None),
        (exactly(9, scope="subset"), exactly(9, "KR", scope="subset"), None),
    ],
)  # fmt: skip
def test_what_is_somewhere_is_compared_with_what_is_there_at_that_time(
    one: Claim, other: Claim, expected: str | None
) -> None:
    """A stock is of its place and its day, a part of its place alone; what was sent in all is of no place."""
    assert agreement(one, other, ITEMS) == agreement(other, one, ITEMS) == expected


@pytest.mark.parametrize(
    ("window", "meets"),
    [
        ((date(2024, 1, 1), date(2024, 1, 10)), False),
        ((date(2024, 1, 1), date(2024, 1, 20)), True),
        ((date(2024, 1, 31), date(2024, 2, 9)), False),
        ((date(2024, 1, 31), None), False),
        ((date(2024, 1, 1), None), True),
        ((None, date(2024, 1, 19)), False),
        ((None, None), True),
    ],
)
def test_increments_are_compared_where_their_windows_meet(window: tuple[date | None, date | None], meets: bool) -> None:
    """Whichever of the two is asked first; a side without a day reaches on."""
    january = figure_of(exactly(9, scope="increment"), ITEMS, {})
    assert january is not None
    one = replace(january, start=date(2024, 1, 20), as_of=date(2024, 1, 30))
    other = replace(january, start=window[0], as_of=window[1])
    assert (figures_agreement(one, other) is not None) is (figures_agreement(other, one) is not None) is meets
