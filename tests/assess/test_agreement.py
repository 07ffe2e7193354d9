"""Whether two claims agree, are compatible, or exclude each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assess.told import GROUND, ITEMS, told
from reportedly.assess.agreement import agreement
from reportedly.assess.flows import flow_answer
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Flow

DAY, NEXT_YEAR = date(2024, 3, 4), date(2025, 3, 4)


def exactly(figure: int, origin: str = "US-NSC", **more: object) -> Claim:
    return told(origin, figure, figure, **{"on": DAY, "said": DAY, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (exactly(11_000), exactly(10_900, "KR-NIS"), "agree"),
        (exactly(11_000), told("KR-NIS", 5_000, on=DAY), "compatible"),
        (exactly(11_000), exactly(5_000, "KR-NIS"), "conflict"),
        (exactly(11_000), told("KR-NIS", 2_000, 9_999, on=DAY, vague=True), "compatible"),
        (exactly(11_000), exactly(5_000, "KR-NIS", scope=None), "compatible"),
        (exactly(11_000), exactly(11_000, "KR-NIS", scope="stock"), None),
        (exactly(11_000), exactly(11_000, "KR-NIS", item="fighter"), None),
        (exactly(11_000), exactly(11_000, "KR-NIS", unit="shell"), None),
        (exactly(11_000), told("KR-NIS", on=DAY), None),
        (exactly(5_000), exactly(11_000, "KR-NIS", on=NEXT_YEAR, said=NEXT_YEAR), "compatible"),
        (exactly(11_000), exactly(5_000, "KR-NIS", on=NEXT_YEAR, said=NEXT_YEAR), "conflict"),
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
