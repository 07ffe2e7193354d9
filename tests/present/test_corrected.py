"""What a correction changed, in words."""

from __future__ import annotations

from typing import Any

import pytest

from present.sample import CONTAINERS
from present.sample_texts import NAMES
from reportedly.keep.corrections import changed_fields, corrected
from reportedly.keep.fields import EMPTY
from reportedly.present.corrected import changes_words

SHELLS = {**EMPTY["quantity"], "low": 40, "high": 40, "unit": "container"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ""),
        ({"quantity": None, "stage": "delivered"}, "no quantity now; stage is now delivered"),
        ({"quantity": SHELLS}, "quantity is now 40 containers"),
        ({"quantity": {**SHELLS, "scope": "stock"}}, "quantity is now 40 containers, stock"),
        ({"happened": {"start": "2024-03-04", "end": "2024-03-04", "text": ""}}, "happened is now 4 Mar 2024"),
        ({"happened": {"start": None, "end": None, "text": ""}}, "happened is now left open"),
        ({"origins": []}, "origins is now empty"),
        ({"items": [{"label": "shells", "item": "artillery-shell"}]}, "items is now artillery-shell"),
        ({"basis": {"type": "imagery", "text": ""}}, "basis is now type imagery"),
        ({"evidence": {"start": 1, "end": 2, "quote": "x"}}, "evidence is now “x”"),
        ({"fields": {"actor": [[1, 2], [4, 6]]}}, "fields is now actor 1-2 and 4-6"),
    ],
)
def test_every_kind_of_value_is_told_in_words(changes: dict[str, Any], told: str) -> None:
    """Figures, periods, lists, quotes and what is no more read as words."""
    assert changes_words(changes, NAMES) == told


@pytest.mark.parametrize(
    "given",
    [
        {"quantity.low": "40", "quantity.high": "40"}, {"quantity": "none"}, {"happened.start": "2023-09-01"},
        {"places": "origin:Rason"}, {"likelihood.low": "5", "likelihood.high": "9", "likelihood.term": "unlikely"},
        {"actor": "none"}, {"basis.type": "imagery"}, {"item": "munitions, missile"}, {"compared": "IR, BY"},
    ],
)  # fmt: skip
def test_no_correction_is_told_in_a_programs_values(given: dict[str, str]) -> None:
    """No braces, quotes or None of the record's own form, whatever is corrected."""
    text = " " * CONTAINERS.evidence.start + CONTAINERS.evidence.quote
    after = changes_words(changed_fields(CONTAINERS, corrected(CONTAINERS, given, text)), NAMES)
    assert after
    assert not set("{}[]'\"") & set(after)
    assert "None" not in after
