"""Numerals in figures and in words."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from find.parsing import numeral_rows
from reportedly.find.number_words import ONES, SCALES, TENS, words_value
from reportedly.find.numerals import NumeralReader

READER = NumeralReader.of(numeral_rows())
_SMALL = {value: word for word, value in ONES.items()}
_TENS = {value: word for word, value in TENS.items()}


def in_words(number: int) -> str:
    """A number below a trillion as English writes it."""
    for word, scale in sorted(SCALES.items(), key=lambda s: -s[1]):
        if number >= scale:
            rest = number % scale
            return f"{in_words(number // scale)} {word}" + (f" {in_words(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{_SMALL[number // 100]} hundred" + (f" and {in_words(rest)}" if rest else "")
    if number < 20:
        return _SMALL[number]
    return _TENS[number - number % 10] + (f"-{_SMALL[number % 10]}" if number % 10 else "")


@given(st.integers(0, 999_999))
def test_words_read_back(number: int) -> None:
    """A number written in words is read back as that number, over all of its words."""
    words = in_words(number)
    (found,) = READER.read(f"They sent {words} shells.")
    assert (found.low, found.high) == (number, number)
    assert found.end - found.start == len(words)


@given(st.integers(0, 10**15))
def test_separators_read_back(number: int) -> None:
    """A number printed with or without separators is read back as that number."""
    for printed in (f"{number:,}", str(number)):
        (found,) = READER.read(f"They sent {printed} shells.")
        assert found.low == found.high == number


@given(
    st.integers(1, 9999), st.sampled_from([("million", 10**6), ("billion", 10**9), ("bn", 10**9), ("thousand", 1000)])
)
def test_tenths_of_a_scale_are_exact(tenths: int, scale: tuple[str, int]) -> None:
    """Tenths of a scale come out as whole numbers: 1.2 million is 1,200,000 and not nearly so."""
    name, size = scale
    (found,) = READER.read(f"They sent {tenths / 10} {name} shells.")
    assert found.low == tenths * size // 10
    assert isinstance(found.low, int)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    """Any text is read without an error; the numerals come in order and do not overlap."""
    found = READER.read(text)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize("repeated", ["9", "9,999,", "999 999 ", "one million ", "one in ", "half a ", "1 1/2 "])
def test_endless_figures_are_read(repeated: str) -> None:
    """What repeats without end is read without an error."""
    assert all(n.low < 10**200 for n in READER.read(repeated * 500))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("a dozen ships", 12, 12),
        ("two dozen ships", 24, 24),
        ("half a dozen ships", 6, 6),
        ("half a million shells", 500_000, 500_000),
        ("two and a half million shells", 2_500_000, 2_500_000),
        ("3m shells", 3_000_000, 3_000_000),
        ("3.5bn euros", 3_500_000_000, 3_500_000_000),
        ("1.2-million shells", 1_200_000, 1_200_000),
        ("a hundred tanks", 100, 100),
        ("a thousand tanks", 1000, 1000),
        ("eleven thousand men", 11_000, 11_000),
        ("twelve hundred men", 1200, 1200),
        ("one hundred thousand men", 100_000, 100_000),
        ("twenty-three hundred men", 2300, 2300),
        ("1,20,000 crore rupees", 1_200_000_000_000, 1_200_000_000_000),
        ("12 000 men", 12_000, 12_000),
        ("3,5 million men", 3_500_000, 3_500_000),
        ("2½ miles", 2.5, 2.5),
        ("four-fifths", 0.8, 0.8),
        ("one in eight", 0.125, 0.125),
        ("tenfold", 10, 10),
    ],
)
def test_numeral(text: str, low: float, high: float) -> None:
    """The first numeral of each phrase has the value beside it."""
    found = READER.read(text)[0]
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "F-16",
        "M1A1",
        "T-72",
        "Su-35",
        "21st",
        "1990s",
        "9/11",
        "18:00",
        "24/7",
        "KN-23",
        "covid19",
        "x2",
        "v1.2.3",
        "tone",
    ],
)
def test_no_numeral(text: str) -> None:
    """Designations, ordinals, clock times and parts of words hold no numeral."""
    assert READER.read(f"the {text} there") == ()


def test_last_scale_is_told() -> None:
    """The last scale in words is told, so that a range may share it."""
    assert words_value("two million") == (2_000_000, 1_000_000)
    assert words_value("twenty-one") == (21, 1)


@pytest.mark.parametrize("row", numeral_rows(), ids=lambda row: row.words)
def test_row(row: object) -> None:
    """Each row of numerals.toml is read from its example with its low, high and vagueness."""
    found = READER.read(row.example)[0]  # type: ignore[attr-defined]
    assert (found.low, found.high, found.vague) == (row.low, row.high, row.vague)  # type: ignore[attr-defined]
