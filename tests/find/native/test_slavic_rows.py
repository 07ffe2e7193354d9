"""The rows of figures and days of Russian and Ukrainian, each read from its example."""

from __future__ import annotations

from datetime import date

import pytest

from find.native.slavic import LANGUAGES, found_in, numbers, times
from reportedly.terms.native import NativeBoundRow, NativeNameRow, NativeNumberRow, NativeTimeRow
from shipped import shipped_rows

DAY = date(2024, 11, 20)
NUMBERS = [row for language in LANGUAGES for row in shipped_rows(language).numbers]
BOUNDS = [row for language in LANGUAGES for row in shipped_rows(language).bounds]
TIMES = [row for language in LANGUAGES for row in shipped_rows(language).times]
UNITS = [row for language in LANGUAGES for row in shipped_rows(language).names if row.of == "unit" and row.as_is]


@pytest.mark.parametrize("row", NUMBERS, ids=lambda row: f"{row.language}-{row.role}-{row.words[0]}")
def test_number_row(row: NativeNumberRow) -> None:
    """Each numeral is read from its example: the first quantity that its row names, or none."""
    found = found_in(row.language, row.example)
    first = found[0].quantity if found else None
    assert ((first.low, first.high) if first else (None, None)) == (row.found, row.found_high)


@pytest.mark.parametrize("row", BOUNDS, ids=lambda row: f"{row.language}-{row.words[0]}-{row.place}")
def test_bound_row(row: NativeBoundRow) -> None:
    """Each of a row's words bounds the figure of its example alike."""
    for words in row.words:
        text = row.example.replace(row.words[0], words)
        first = found_in(row.language, text)[0]
        assert (first.quantity.low, first.quantity.high) == (row.low, row.high), text
        assert (first.quantity.approximate, first.additional) == (row.approximate, row.bound == "additional"), text
        assert words.lower() in first.text.lower(), text


@pytest.mark.parametrize("row", TIMES, ids=lambda row: f"{row.language}-{row.means}-{row.words[0]}")
def test_time_row(row: NativeTimeRow) -> None:
    """Each word of time is read from its example: its last expression has the days that the row names."""
    found = times(row.language).periods(row.example, DAY)
    assert f"{found[-1].start_on or ''}..{found[-1].end_on or ''}" == row.found


@pytest.mark.parametrize("row", UNITS, ids=lambda row: f"{row.language}-{row.key}")
def test_unit_row(row: NativeNameRow) -> None:
    """Each name of a unit is read after a figure, and one of a calibre makes it none."""
    for name in row.names:
        found = numbers(row.language).quantities(f"Привезли 400 {name}", [])
        expected = [] if row.key == "calibre" else [row.key or None]
        assert [m.quantity.unit for m in found] == expected, name
