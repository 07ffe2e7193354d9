"""Every row of Korean and Japanese figures and days does what its example says."""

from __future__ import annotations

from datetime import date

import pytest

from find.native.reading import LANGUAGES, goods_in, listed, numbers, times
from reportedly.terms.native import NativeBoundRow, NativeNameRow, NativeNumberRow, NativeTimeRow
from shipped import shipped_rows

GOODS = {language: listed(f"numbers_{language}")["goods"] for language in LANGUAGES}
COUNTER = {"ko": "명", "ja": "人"}
NOT_COUNTED = {"year", "month", "week", "day", "hour", "minute", "second", "century", "quarter", "ordinal", "calibre"}
NUMBERS = [row for language in LANGUAGES for row in shipped_rows(language).numbers]
BOUNDS = [row for language in LANGUAGES for row in shipped_rows(language).bounds]
TIMES = [row for language in LANGUAGES for row in shipped_rows(language).times]
UNITS = [row for language in LANGUAGES for row in shipped_rows(language).names if row.of == "unit"]


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: f"{row.language}-{row.words[0]}")
def test_number_row(row: NativeNumberRow) -> None:
    """Each numeral word is read from its example as its row says."""
    first = numbers(row.language).quantities(row.example, goods_in(row.example, GOODS[row.language]))[0]
    assert (first.quantity.low, first.quantity.high) == (row.found, row.found_high)
    assert first.quantity.vague == (row.role == "vague")
    assert row.role == "none" or any(word in first.text for word in row.words)


@pytest.mark.parametrize("row", BOUNDS, ids=lambda row: f"{row.language}-{row.words[0]}")
def test_bound_row(row: NativeBoundRow) -> None:
    """Each bound is read from its example: the interval, nearness, addition, period and share that its row names."""
    found = numbers(row.language).quantities(row.example, goods_in(row.example, GOODS[row.language]))
    assert (found[0].quantity.low, found[0].quantity.high) == (row.low, row.high)
    assert found[-1].quantity.approximate == row.approximate
    assert (found[-1].additional, found[-1].each) == (row.bound == "additional", row.each)
    assert found[-1].quantity.per == row.per
    assert any(word in found[-1].text for word in row.words)


@pytest.mark.parametrize("row", BOUNDS, ids=lambda row: f"{row.language}-{row.words[0]}")
def test_every_bound_word(row: NativeBoundRow) -> None:
    """Each word of a bound row does what the row's first word does."""
    for word in row.words:
        text = f" {word} 500{COUNTER[row.language]}" if row.place == "before" else f" 500{COUNTER[row.language]}{word} "
        (found,) = numbers(row.language).quantities(text, ())
        bound = {"low": (500, None), "high": (None, 500)}.get(row.bound, (500, 500))
        assert (found.quantity.low, found.quantity.high) == bound, word
        assert (found.quantity.approximate, found.quantity.per) == (row.approximate, row.per), word


@pytest.mark.parametrize("row", UNITS, ids=lambda row: f"{row.language}-{row.key}-{row.names[0]}")
def test_unit_row(row: NativeNameRow) -> None:
    """Each unit is read after a figure, and those of days, ranks and bores make it no quantity."""
    for name in row.names:
        text = f"{name}12" if name[-1] in "$€£¥₩" else f" 12{name} "
        found = numbers(row.language).quantities(text, ())
        units = [mention.quantity.unit for mention in found]
        assert units == ([] if row.key in NOT_COUNTED else [row.key or None]), name


@pytest.mark.parametrize("row", TIMES, ids=lambda row: f"{row.language}-{row.means}")
def test_time_row(row: NativeTimeRow) -> None:
    """Each word of time is read from its example, on Wednesday, 20 November 2024, as its row says."""
    first = times(row.language).periods(row.example, date(2024, 11, 20))[0]
    assert f"{first.start_on or ''}..{first.end_on or ''}" == row.found
