"""Projections and conversions: reckoned from bands and paces, claimed by nobody, and counted nowhere."""

from __future__ import annotations

from datetime import date

from assess.told import GROUND, ITEMS, SHARING, told
from reportedly.assess.conversions import converted
from reportedly.assess.flows import flow_answer
from reportedly.assess.ground import Ground
from reportedly.assess.projection import projections
from reportedly.terms.flow import Flow, Pace, Total
from reportedly.terms.tables import ConversionRow

START, MIDDLE, END = date(2023, 9, 1), date(2024, 2, 29), date(2024, 9, 1)
SHELLS = ConversionRow(
    "a row", "KR-MND", date(2024, 2, 26), "KP", "RU", "munitions", "container", 6_700, "artillery-shell", "shell",
    "what they could hold", "said to the press", "-", low=3_000_000, high=3_000_000,
)  # fmt: skip


def series() -> list:
    return [
        told("KR-MND", 6_000, 6_000, on=MIDDLE, said=MIDDLE, happened=(START, MIDDLE)),
        told("KR-MND", 12_000, 12_000, on=END, said=END, happened=(START, END)),
    ]


def test_a_pace_is_drawn_on_by_a_straight_line_and_says_on_what_assumption() -> None:
    """Twelve thousand in a year are eighteen thousand in a year and a half."""
    found = flow_answer(series(), (), Flow("KP", "RU", "munitions", until=date(2025, 3, 1)), GROUND)
    (projection,) = found.projection
    assert round(projection.low or 0, -2) == round(projection.high or 0, -2) == 17_900
    assert projection.assumption.startswith("if the pace that KR-MND's own figures show from 2023-09-01")
    assert set(projection.because) == {claim.id for claim in series()}


def test_without_a_day_a_pace_is_drawn_on_for_a_year() -> None:
    """A year after the last figure's day."""
    found = flow_answer(series(), (), Flow("KP", "RU", "munitions"), GROUND)
    assert found.projection[0].by == date(2025, 9, 1)


def test_no_pace_and_no_day_ahead_make_no_projection() -> None:
    """Where the pace is not computable, or the day asked for has passed, nothing is drawn on."""
    assert projections([Pace("not computable: one figure")]) == ()
    found = flow_answer(series(), (), Flow("KP", "RU", "munitions", until=date(2024, 1, 1)), GROUND)
    assert found.projection == ()


def test_an_open_figure_has_an_open_projection() -> None:
    """At least so many stay at least so many."""
    (found,) = projections(
        [Pace("so", "KR", "munitions", "container", 100.0, None, START, END, ("a",))], date(2025, 9, 1)
    )
    assert found.high is None
    assert found.low is not None


def band(low: int | None, high: int | None, item: str = "munitions") -> Total:
    return Total(item, "container", 1, "with-unknown", low, high, END, ("a claim",))


def test_a_band_is_converted_by_a_declared_row_and_stands_apart() -> None:
    """Thirteen thousand four hundred containers at the ministry's ratio are six million shells, by whom and when."""
    (found,) = converted([band(13_400, None)], Flow("KP", "RU"), [SHELLS], ITEMS)
    assert (found.low, found.high, found.item, found.unit) == (6_000_000, None, "artillery-shell", "shell")
    assert (found.of_item, found.of_unit, found.of_low, found.of_high) == ("munitions", "container", 13_400, None)
    assert (found.said_by, found.said, found.because) == ("KR-MND", date(2024, 2, 26), ("a claim",))
    assert found.reason == "6,700 containers to 3,000,000 shells: what they could hold"
    answer = flow_answer(series(), (), Flow("KP", "RU", "munitions"), Ground(ITEMS, SHARING, (), (SHELLS,)))
    assert answer.converted
    assert {t.unit for t in answer.totals} == {"container"}


def test_a_row_is_used_on_its_own_flow_only_and_once_it_was_public() -> None:
    """Not for another pair, and not on a day before it was said."""
    assert converted([band(5, 5)], Flow("IR", "RU"), [SHELLS], ITEMS) == ()
    assert converted([band(5, 5)], Flow("KP", "RU", None, date(2024, 2, 25)), [SHELLS], ITEMS) == ()
    assert converted([band(5, 5)], Flow("KP", "RU", None, date(2024, 2, 26)), [SHELLS], ITEMS)


def test_the_band_nearest_the_rows_class_is_converted() -> None:
    """Munitions before arms, where both are counted in containers."""
    (found,) = converted([band(9_000, None, "arms"), band(6_700, None)], Flow("KP", "RU"), [SHELLS], ITEMS)
    assert found.of_low == 6_700


def test_a_narrower_band_is_never_converted() -> None:
    """Containers of rockets hold no shells; what is wider is named as that."""
    assert converted([band(1_000, None, "rocket-round")], Flow("KP", "RU"), [SHELLS], ITEMS) == ()
    (found,) = converted([band(1_000, None, "arms")], Flow("KP", "RU"), [SHELLS], ITEMS)
    assert found.of_item == "arms"
