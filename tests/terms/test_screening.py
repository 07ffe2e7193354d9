"""The nouns of screening."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.terms.screening import imo_digits, is_imo


def test_a_check_digit_holds() -> None:
    """9074729: 9×7 + 0×6 + 7×5 + 4×4 + 7×3 + 2×2 = 139, which ends in 9."""
    assert is_imo("9074729")


@given(st.integers(0, 999_999), st.integers(0, 9))
def test_one_digit_in_ten_is_right(beginning: int, last: int) -> None:
    """Of the ten numbers with the same six digits just one is an IMO number."""
    right = [digit for digit in range(10) if is_imo(f"{beginning:06}{digit}")]
    assert len(right) == 1
    assert is_imo(f"{beginning:06}{last}") == (last == right[0])


@pytest.mark.parametrize("given_", ["", "907472", "90747290", "907472x", "٩٠٧٤٧٢٩"])
def test_what_is_no_number_is_none(given_: str) -> None:
    """Other lengths, letters and digits of other scripts are no IMO number."""
    assert not is_imo(given_)


@pytest.mark.parametrize("given_", ["9074729", "IMO 9074729", "IMO9074729", "imo: 9074729;"])
def test_digits_are_found_as_lists_write_them(given_: str) -> None:
    """With IMO before it or without."""
    assert imo_digits(given_) == "9074729"


@pytest.mark.parametrize("given_", ["273000001", "IMO 907472", "none", ""])
def test_no_digits_are_made_of_others(given_: str) -> None:
    """Nine digits are an MMSI number and hold no IMO number."""
    assert imo_digits(given_) is None
