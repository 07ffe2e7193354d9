"""Quantities are intervals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.terms.quantity import Quantity

numbers = st.integers(0, 10**12) | st.floats(0, 1e12, allow_nan=False)


@given(numbers, numbers)
def test_the_low_bound_is_never_above_the_high(one: float, other: float) -> None:
    """Bounds in order make a quantity; the other way round they do not, unless they are equal."""
    low, high = sorted((one, other))
    assert Quantity(low, high).low == low
    if low != high:
        with pytest.raises(ValueError, match="a quantity from"):
            Quantity(high, low)


@pytest.mark.parametrize(("low", "high"), [(None, None), (1000, None), (None, 3_000_000), (7, 7), (0, 0)])
def test_any_side_may_be_open(low: int | None, high: int | None) -> None:
    """More than, up to, exactly, none at all, and no figure ("large")."""
    assert (Quantity(low, high).low, Quantity(low, high).high) == (low, high)


def test_a_bare_quantity_says_nothing_more() -> None:
    """Without further words there is no unit, no scope, no rate, and the figure is neither soft nor about."""
    bare = Quantity(5, 5)
    assert (bare.unit, bare.scope, bare.per, bare.alternative_group) == (None,) * 4
    assert not bare.approximate
    assert not bare.vague
