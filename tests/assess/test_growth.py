"""How a band grew, by day of publication."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assess.told import GROUND, ITEMS, SHARING, told
from reportedly.assess.growth import STEPS, growth
from reportedly.assess.totals import totals
from reportedly.terms.findings import Grown

JAN, FEB, MAR = (date(2024, month, 1) for month in (1, 2, 3))
figures = st.lists(
    st.tuples(
        st.sampled_from(("KR-NIS", "US-NSC", "GB-MOD", "UA-GUR", "KP")),
        st.integers(1, 50),
        st.booleans(),
        st.integers(0, 200),
    ),
    min_size=1,
    max_size=12,
)


def test_each_step_is_the_band_as_it_then_stood() -> None:
    """A second origin holds up the second edge, a higher figure raises the first; a day that moves nothing is no step."""
    claims = (
        told("KR-NIS", 1_000, 2_000, on=JAN),
        told("US-NSC", 800, 800, on=FEB),
        told("GB-MOD", 700, 700, on=FEB + timedelta(days=9)),
        told("UA-GUR", 3_000, None, on=MAR),
    )
    assert growth(claims, "munitions", "container", GROUND) == (
        Grown(JAN, 1_000, None, 2_000),
        Grown(FEB, 1_000, 800, 2_000),
        Grown(MAR, 3_000, 1_000, None),
    )


@given(figures)
def test_the_last_step_is_the_band_of_all(drawn: list[tuple[str, int, bool, int]]) -> None:
    """Whatever was claimed: the band ends where the totals of all claims put it."""
    claims = [
        told(origin, low, low if closed else None, on=JAN + timedelta(days=days)) for origin, low, closed, days in drawn
    ]
    band = {t.level: t for t in totals(claims, ITEMS, SHARING).headline if t.counting == "with-unknown"}
    last = growth(claims, "munitions", "container", GROUND)[-1]
    assert (last.one, last.high) == (band[1].low, band[1].high)
    assert last.two == (band[2].low if band[2].because else None)


def test_a_long_course_is_told_in_few_steps() -> None:
    """Of more days than can be drawn, an even share: the last day is among them."""
    for days in (200, 202):  # the second leaves less than a share for the last day
        claims = [told("KR-NIS", 100 + n, None, on=JAN + timedelta(days=n)) for n in range(days)]
        steps = growth(claims, "munitions", "container", GROUND)
        assert STEPS // 2 < len(steps) <= STEPS
        assert (steps[-1].day, steps[-1].one) == (JAN + timedelta(days=days - 1), 99 + days)


def test_undated_and_other_units_take_no_part() -> None:
    """Nobody can say when they came."""
    claims = (told("KR-NIS", 5), told("US-NSC", 9, on=JAN, unit="shell"))
    assert growth(claims, "munitions", "container", GROUND) == ()


def test_days_come_in_their_order_whatever_the_claims_are_called() -> None:
    """Neither the order in which claims are handed in nor their ids decide what was public first."""
    claims = [
        told("KR-NIS", figure, None, on=day, name=name)
        for figure, day, name in ((300, MAR, "a"), (100, JAN, "c"), (200, FEB, "b"))
    ]
    assert growth(claims, "munitions", "container", GROUND) == (
        Grown(JAN, 100, None, None),
        Grown(FEB, 200, None, None),
        Grown(MAR, 300, None, None),
    )


def test_figures_on_classes_above_the_one_asked_for_move_no_band() -> None:
    """Who asks for shells is shown no course of munitions of any kind."""
    claims = (told("KR-NIS", 40, on=JAN, item="munitions", unit="shell"),)
    assert growth(claims, "munitions", "shell", GROUND, "artillery-shell") == ()
    assert growth(claims, "munitions", "shell", GROUND, "munitions") != ()


def test_a_reports_basis_is_that_of_all_its_origin_says() -> None:
    """A basis stated once in a report of a mechanism is its basis for each claim there."""
    claims = (
        told("MSMT", 400, on=JAN, basis="imagery", doc="d1", name="a"),
        told("MSMT", 950, on=JAN, doc="d1", name="b", at=50),
    )
    assert growth(claims, "munitions", "container", GROUND) == (Grown(JAN, 950, None, None),)
