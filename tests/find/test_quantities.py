"""Quantities: figure, bound, unit, counted noun, and how one stands to another."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from find import written
from find.parsing import HERE, bound_rows, parse, table, unit_index, unit_rows
from reportedly.find.quantities import quantities
from reportedly.find.units import singular
from reportedly.terms.mention import QuantityMention
from reportedly.terms.tables import BoundRow, UnitRow

CASES = table(HERE / "quantities.toml", "case") + table(HERE / "quantities_in_news.toml", "case")


def found_in(text: str) -> tuple[QuantityMention, ...]:
    return quantities(parse(text), unit_index())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    """The text holds the quantities that its case lists, in order, and no others."""
    found = found_in(case["text"])
    assert [written.quantity(case["text"], m) for m in found] == case["found"]
    if "words" in case:
        assert [m.text for m in found] == case["words"]
    if "counted" in case:
        assert [case["text"][slice(*m.counted)] if m.counted else "" for m in found] == case["counted"]
    if "numbers" in case:
        assert [case["text"][slice(*m.number)] for m in found] == case["numbers"]


def test_breadth() -> None:
    """At least four hundred quantities are listed."""
    assert sum(max(1, len(case["found"])) for case in CASES) >= 400


@pytest.mark.parametrize("row", bound_rows(), ids=lambda row: f"{row.words}-{row.place}")
def test_bound_row(row: BoundRow) -> None:
    """Each bound word is read from its example: the interval, nearness and addition that its row names."""
    first = found_in(row.example)[0]
    assert (first.quantity.low, first.quantity.high) == (row.low, row.high)
    assert first.quantity.approximate == row.approximate
    assert first.additional == (row.bound == "additional")
    assert row.words.lower() in first.text.lower()


@pytest.mark.parametrize("row", [r for r in unit_rows() if r.kind == "money"], ids=lambda row: row.unit)
def test_money_row(row: UnitRow) -> None:
    """Each currency is read from every mark before and every name after a figure."""
    for name in row.names:
        letters = name.isalpha() and name[0].isupper() and len(name) <= 3 and name not in ("NIS", "Kč")
        before = not re.fullmatch(r"[^\W\d_][\w. ]*", name) or letters or name == "Rs."
        text = (
            f"It paid {name}{' ' if name.isalpha() else ''}400 million." if before else f"It paid 400 million {name}."
        )
        (found,) = found_in(text)
        assert (found.quantity.low, found.quantity.unit) == (400_000_000, row.unit), text


@pytest.mark.parametrize("row", [r for r in unit_rows() if r.kind in ("item", "pack")], ids=lambda row: row.unit)
def test_counted_row(row: UnitRow) -> None:
    """Each unit of goods and loads is read from each of its names."""
    for name in row.names:
        found = found_in(f"It handed over 500 {name} to the army.")
        assert [m.quantity.unit for m in found] == [row.unit], name


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 10**9))
def test_offsets(number: int) -> None:
    """Every span lies inside its mention, and the mention's text is its slice."""
    text = f"It sent more than {number:,} shells, and a further {number:,} rounds of it."
    for mention in found_in(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.start <= mention.number[0] < mention.number[1] <= mention.end
        assert mention.counted is None or mention.counted[1] <= mention.end


def test_long_text_is_read_once() -> None:
    """The same sentence twice gives the same quantities twice, at their own places."""
    text = "It sent 500 shells. " * 2
    one, two = found_in(text)
    assert (one.quantity, two.start - one.start) == (two.quantity, 20)


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("tanks", "tank"),
        ("batteries", "battery"),
        ("boxes", "box"),
        ("caches", "cache"),
        ("class", "class"),
        ("launches", "launch"),
    ],
)
def test_singular(plural: str, one: str) -> None:
    """A plural is made singular by its ending."""
    assert singular(plural) == one
