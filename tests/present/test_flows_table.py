"""The table of flows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.present.flows_table import FlowRow, flows_table
from reportedly.present.names import Names
from reportedly.present.tables import Look
from shipped import shipped_tables

TABLES = shipped_tables()
NAMES = Names.of(TABLES)
ROW = FlowRow("KP", "RU", "munitions", 9, 4, 2, 13000, None, "container", date(2023, 10, 26), date(2024, 12, 3))
STATES = [row.code for row in TABLES.parties if row.kind == "state"]
CLASSES = [row.item for row in TABLES.items]
UNITS = [row.unit for row in TABLES.units]


@pytest.mark.parametrize("width", [80, 160])
def test_flows_show_origins_and_totals(width: int) -> None:
    """A flow shows how many origins are independent, and its total as an interval or as open."""
    table = flows_table([ROW, replace(ROW, low=None)], NAMES, Look(width))
    told = " ".join(table.split())
    assert {"North", "Korea", "→", "Russia", "munitions", "9", "4", "2", "containers"} <= set(told.split())
    for words in ("≥ 13,000", "no figure", "26 Oct 2023 –", "3 Dec 2024"):
        assert words in told


@pytest.mark.parametrize("width", [80, 120, 160])
def test_a_very_long_word_leaves_room_for_the_rest(width: int) -> None:
    """A party whose name is one word of 300 letters takes no column from another flow."""
    table = flows_table([ROW, replace(ROW, recipient="Rindfleischetikettierung" * 12)], NAMES, Look(width))
    told = " ".join(table.split())
    for words in ("≥ 13,000", "26 Oct 2023 –", "claims", "published", "munitions"):
        assert words in told
    assert max(map(len, table.splitlines())) <= width


def test_one_day_is_told_once() -> None:
    """What was published on one day alone has no span."""
    assert "–" not in flows_table([replace(ROW, last=ROW.first)], NAMES, Look(80))


@given(
    st.lists(
        st.builds(
            replace,
            st.just(ROW),
            supplier=st.sampled_from(STATES),
            recipient=st.sampled_from(STATES),
            item=st.sampled_from(CLASSES),
            unit=st.sampled_from(UNITS),
            claims=st.integers(0, 99_999),
            approximate=st.booleans(),
            pace=st.sampled_from(["", "at least 1,400 artillery rounds a month"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_no_word_is_broken_at_eighty_columns(rows: list[FlowRow]) -> None:
    """Whatever parties, classes and units are told, every word of theirs stands whole, within the width."""
    told = flows_table(rows, NAMES, Look(80))
    assert max(map(len, told.splitlines())) <= 80
    words = set(told.split())
    for row in rows:
        wanted = (
            f"{NAMES.party(row.supplier)} {NAMES.party(row.recipient)} {NAMES.item(row.item)} {row.pace} {row.claims}"
        )
        assert set(wanted.split()) <= words
