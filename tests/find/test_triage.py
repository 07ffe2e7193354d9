"""Triage: what is worth reading is kept, most ordinary news is not, and every row does what its example says."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cases.expectation import cases
from reportedly.find.triage import Triage
from reportedly.serve.tables import load_tables
from reportedly.terms.tables import IrregularRow, Tables, TriageRow

HERE = Path(__file__).parent
ORDINARY: list[dict[str, Any]] = tomllib.loads((HERE / "ordinary_news.toml").read_text(encoding="utf-8"))["report"]
CLAIMING = [case for case in cases() if any(not claim.get("optional") for claim in case.claims)]


@cache
def tables() -> Tables:
    return load_tables()


@cache
def triage() -> Triage:
    return Triage.of(tables())


def keeps(text: str) -> bool:
    return triage().judged(text).kept


@pytest.mark.parametrize("row", tables().triage, ids=lambda row: f"{row.of} {row.names[0]} {row.weight}")
def test_a_row_does_what_its_example_says(row: TriageRow) -> None:
    """Without the row its example would be judged the other way."""
    without = replace(tables(), triage=tuple(other for other in tables().triage if other is not row))
    assert keeps(row.example) is row.kept
    assert Triage.of(without).judged(row.example).kept is not row.kept


@pytest.mark.parametrize("row", tables().irregular, ids=lambda row: row.verb)
def test_a_past_form_is_known_by_its_row(row: IrregularRow) -> None:
    """Without the row its example would not be kept."""
    without = replace(tables(), irregular=tuple(other for other in tables().irregular if other is not row))
    assert keeps(row.example)
    assert not Triage.of(without).judged(row.example).kept
