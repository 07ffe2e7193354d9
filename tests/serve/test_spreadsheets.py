"""Rows of JSON values as CSV."""

from __future__ import annotations

import csv
import io

from reportedly.serve.spreadsheets import csv_of


def test_nested_values_stand_in_dotted_columns() -> None:
    """Records within become columns, lists JSON, truth true and false; rows may differ in their columns."""
    text = csv_of([{"a": {"b": 1, "c": None}, "d": [1, 2]}, {"a": {"b": 2}, "e": True}])
    assert list(csv.DictReader(io.StringIO(text))) == [
        {"a.b": "1", "a.c": "", "d": "[1, 2]", "e": ""},
        {"a.b": "2", "a.c": "", "d": "", "e": "true"},
    ]


def test_no_cell_is_a_formula() -> None:
    """Text that a spreadsheet would run bears an apostrophe."""
    assert "\n'=1+1\n" in csv_of([{"words": "=1+1"}])
