"""What the figures of one origin come to: revisions, increments, and what only ever raises."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from reportedly.assess.series import in_effect
from reportedly.terms.flow import Figure

JAN, FEB, MAR, APR = (date(2024, month, 1) for month in (1, 2, 3, 4))


def figure(low: int | None, high: int | None, as_of: date | None = JAN, **more: Any) -> Figure:
    """A figure of Seoul's of containers in all."""
    told = {"scope": "cumulative", "start": None, "claims": (f"{low}–{high} to {as_of}",)} | more
    return Figure("KR-NIS", ("KR",), "munitions", "container", low=low, high=high, as_of=as_of, **told)  # type: ignore[arg-type]


def edges(*figures: Figure, apart: bool = False) -> tuple[Any, Any]:
    found = in_effect(figures, "munitions", apart=apart)
    return found.low and found.low.value, found.high and found.high.value


MORE = {"scope": "increment", "start": FEB}


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((figure(5, 8), figure(3, 4, MAR)), (3, 4)),
        ((figure(5, 8), figure(3, 4, MAR, dated=False)), (5, 8)),
        ((figure(5, 8), figure(3, 4, MAR, start=FEB)), (5, 8)),
        ((figure(5, 8), figure(6, 9, MAR, dated=False)), (6, 9)),
        ((figure(5, 8), figure(6, 9, MAR, start=FEB)), (6, 9)),
        ((figure(None, 5), figure(None, 9, MAR, dated=False)), (None, 9)),
        ((figure(5, 8), figure(None, 6, MAR)), (5, 6)),
        ((figure(5, 8), figure(None, 4, MAR)), (None, 4)),
        ((figure(5, None), figure(None, 9, MAR)), (5, 9)),
        ((figure(50, 50), figure(100, 100, start=date(2023, 9, 1))), (100, 100)),
        ((figure(95, 95), figure(100, 100, start=date(2023, 9, 1))), (95, 100)),
    ],
)
def test_a_revision_replaces_what_an_origin_said_before(figures: tuple[Figure, ...], expected: tuple[Any, Any]) -> None:
    """Down too, by a day of its own and of no narrower window; else it only ever raises. "Up to" leaves a lower bound
    standing where both can hold.
    """
    assert edges(*figures) == edges(*figures[::-1]) == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((figure(5, 8), figure(2, 3, MAR, **MORE)), (7, 11)),
        ((figure(5, 8), figure(0, 3, MAR, **MORE)), (5, 11)),
        ((figure(5, 8), figure(2, None, MAR, **MORE)), (7, None)),
        ((figure(5, 8), figure(2, 3, MAR, **MORE, soft=True)), (7, None)),
        ((figure(5, None), figure(2, 3, MAR, **MORE)), (7, None)),
        (
            (figure(5, 8), figure(2, 3, MAR, **MORE), figure(1, 1, APR, scope="increment", start=date(2024, 3, 2))),
            (8, 12),
        ),
        ((figure(5, 8), figure(2, 3, MAR, **MORE), figure(1, 1, APR, scope="increment", start=MAR)), (7, 11)),
        ((figure(5, 8), figure(2, 3, MAR, scope="increment", start=JAN)), (5, 8)),
        ((figure(5, 8), figure(2, 3, MAR, scope="increment")), (5, 8)),
        ((figure(5, 8), figure(None, 3, MAR, **MORE)), (5, 8)),
    ],
)
def test_increments_after_an_origins_figure_add_onto_it(figures: tuple[Figure, ...], expected: tuple[Any, Any]) -> None:
    """Where they begin after its day, once for each window; the sum is open above where one of them is."""
    assert edges(*figures) == edges(*figures[::-1]) == expected


@pytest.mark.parametrize(
    ("raising", "expected"),
    [
        (figure(6, 6, scope=None), 6),
        (figure(6, 6, MAR, scope=None), 6),
        (figure(6, 6, None, scope=None), 6),
        (figure(6, None, soft=True), 6),
        (figure(4, 4, MAR, scope=None), 5),
        (figure(6, 6, date(2023, 12, 31), scope=None), 5),
    ],
)
def test_what_is_no_firm_figure_raises_and_never_lowers(raising: Figure, expected: int) -> None:
    """Without scope, without a day or vague: of the day of the firm figure, later, or of no day; not of an earlier one."""
    assert edges(figure(5, 8), raising)[0] == expected


def test_of_a_stock_the_latest_holds() -> None:
    """There are fewer now; nothing is added to what is there, and what was replaced is told."""
    before, now = figure(9, 9, scope="stock"), figure(4, 4, MAR, scope="stock", dated=False)
    assert edges(before, now, apart=True) == (4, 4)
    assert in_effect((now, before), "munitions", apart=True).replaced == (before,)
