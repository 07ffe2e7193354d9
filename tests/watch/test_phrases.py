"""Amounts and units as the sentences of indicators bear them."""

from __future__ import annotations

import pytest

from reportedly.serve.wiring import tables
from reportedly.watch.phrases import amount, noun

NAMED = [row for row in tables().units if row.kind in ("item", "person", "pack") and len(row.names) > 1]


@pytest.mark.parametrize("unit", [row.unit for row in NAMED])
def test_a_unit_reads_as_the_tables_have_it(unit: str) -> None:
    """The plural of every unit of goods, loads and people is one of its names; nothing is made up."""
    (row,) = (row for row in NAMED if row.unit == unit)
    assert noun(unit) in row.names
    assert noun(unit, 1) == unit.replace("-", " ")


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (2, "piece-of-equipment", "2 pieces of equipment"),
        (1, "piece-of-equipment", "1 piece of equipment"),
        (1_500, "torpedo", "1,500 torpedoes"),
        (2, "bus", "2 buses"),
        (3, "battery", "3 batteries"),
        (2, "chassis", "2 chassis"),
        (2, "winch", "2 winches"),
        (2, "cubic-foot", "2 cubic feet"),
        (2.5, "tonne", "2.5 tonnes"),
        (2, "fighter-aircraft", "2 fighter aircraft"),
        (2_000, "USD", "USD 2,000"),
    ],
)
def test_an_amount_agrees_with_its_number(number: float, unit: str, words: str) -> None:
    """One of a unit, or several; of "pieces of equipment" the pieces; a currency before its figure."""
    assert amount(number, unit) == words
