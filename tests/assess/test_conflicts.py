"""Figures of different origins that exclude each other or agree: which claims are named, and in what words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assess.told import ITEMS, told
from reportedly.assess.conflicts import agreements, conflicts
from reportedly.assess.figures import figure_of
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Figure

JANUARY, APRIL = date(2024, 1, 31), date(2024, 4, 30)
BASE = told("KR-NIS", 1_000, 1_000, on=JANUARY, said=JANUARY, name="base")


def more(low: int, high: int | None, **told_so: bool) -> Claim:
    """What the same origin says came on top in April."""
    window = (date(2024, 4, 1), APRIL)
    return told("KR-NIS", low, high, on=APRIL, said=APRIL, scope="increment", happened=window, name="more", **told_so)  # type: ignore[arg-type]


def other(low: int | None, high: int | None = None, origin: str = "US-NSC") -> Claim:
    """What another origin, or another body, says of all until April."""
    return told(origin, low, high, on=APRIL, said=APRIL, name="other")


def figures(*claims: Claim) -> list[Figure]:
    found = [figure_of(claim, ITEMS, {}) for claim in claims]
    return [figure for figure in found if figure]


def test_an_origins_figure_is_compared_with_its_increments_added() -> None:
    """A thousand and five hundred more are less than two thousand: both claims stand in the conflict."""
    (found,) = conflicts(figures(BASE, more(500, 500), other(2_000)))
    assert found.claims == ("base", "more", "other")
    assert found.reason == (
        "KR-NIS says 1,500 container (cumulative to 2024-04-30); US-NSC says at least 2,000 container "
        "(cumulative to 2024-04-30)"
    )
    (alike,) = agreements(figures(BASE, more(500, 500), other(1_500, 1_500)))
    assert alike.claims == ("base", "more", "other")


@pytest.mark.parametrize(
    "given",
    [
        (BASE, more(500, None), other(2_000)),
        (BASE, more(950, 950, approximate=True), other(2_000)),
        (BASE, other(2_000)),
        (more(500, 500), other(2_000)),
        (BASE, more(500, 500), other(2_000, origin="KR-NIS")),
    ],
)
def test_a_sum_that_may_be_as_much_conflicts_with_none(given: tuple[Claim, ...]) -> None:
    """Nor does what is open above, about as much, of an earlier day, only a part, or the same origin's."""
    assert conflicts(figures(*given)) == ()


def test_one_about_makes_the_sum_about() -> None:
    """A thousand and about five hundred are about 1,500."""
    (found,) = conflicts(figures(BASE, more(500, 500, approximate=True), other(2_000)))
    assert found.reason.startswith("KR-NIS says about 1,500 container")


def test_bodies_of_one_state_may_conflict_and_never_agree() -> None:
    """Two services of Seoul that say the same are one state; that they say otherwise is worth knowing."""
    nine = told("KR-NIS", 9, 9, on=APRIL, said=APRIL)
    assert agreements(figures(nine, other(9, 9, "KR-MND"))) == ()
    assert len(agreements(figures(nine, other(9, 9, "US-NSC")))) == 1
    assert len(conflicts(figures(nine, other(90, 90, "KR-MND")))) == 1


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, 4, "up to 4"), (3, 4, "3 to 4"), (4, 4, "4")],
)
def test_bounds_are_told_in_words(low: int | None, high: int, words: str) -> None:
    """Both bounds, one number where they are the same, and an open one as such."""
    (found,) = conflicts(figures(told("KR-NIS", low, high, on=APRIL, said=APRIL), other(2_000)))
    assert found.reason.startswith(f"KR-NIS says {words} container (cumulative")


def test_a_figure_of_many_reports_is_named_by_the_nearest() -> None:
    """One claim of each side stands in a conflict, however many tell it."""
    (seoul, washington) = figures(told("KR-NIS", 3, 3, on=APRIL, said=APRIL), other(2_000))
    (found,) = conflicts([replace(seoul, claims=("near", "far")), washington])
    assert found.claims == ("near", "other")
