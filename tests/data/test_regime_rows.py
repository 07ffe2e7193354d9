"""The shipped rows of regimes and conversions: each holds its own example, names its source and known classes."""

from __future__ import annotations

import re
from datetime import date

import pytest

from assess.told import told
from reportedly.assess.conversions import converted
from reportedly.assess.regimes import regime_findings
from reportedly.terms.findings import RegimeFinding
from reportedly.terms.flow import Flow, Total
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import ConversionRow, RegimeRow
from shipped import shipped_tables

TABLES = shipped_tables()
ITEMS = ItemTree(TABLES.items)
PARTIES = {row.code for row in TABLES.parties}
UNITS = {row.unit for row in TABLES.units}


def asked(supplier: str, recipient: str, item: str, day: date) -> tuple[RegimeFinding, ...]:
    """What the shipped rows answer to a claim of that day."""
    kind = "deployment" if ITEMS.within(item, "people") else "transfer"
    claim = told("US", on=day, said=day, item=item, kind=kind, actor=(supplier,), recipient=(recipient,))
    return regime_findings([claim], TABLES.regimes, ITEMS)


@pytest.mark.parametrize("row", TABLES.regimes, ids=lambda row: row.regime)
def test_every_regime_row_gives_its_example(row: RegimeRow) -> None:
    """Supplier, recipient, class and day fall within it, with the answer it names."""
    *parties, item, day, answer = row.example.split()
    supplier, recipient = _two(parties)
    found = {f.regime: f.answer for f in asked(supplier, recipient, item, date.fromisoformat(day))}
    assert found.get(row.regime) == answer


def _two(words: list[str]) -> tuple[str, str]:
    """Two parties out of words, of which a name may have several."""
    known = [n for n in range(1, len(words)) if {" ".join(words[:n]), " ".join(words[n:])} <= PARTIES]
    assert known, words
    return " ".join(words[: known[0]]), " ".join(words[known[0] :])


@pytest.mark.parametrize("row", TABLES.regimes, ids=lambda row: row.regime)
def test_every_regime_row_is_whole(row: RegimeRow) -> None:
    """A known state, a source, days in order, a dispute with whose it is; what stays in doubt is said."""
    assert row.state in PARTIES
    assert len(row.source) > 15
    assert row.end is None or row.start < row.end
    assert bool(row.disputed_by) == bool(row.dispute)
    assert set(row.disputed_by) <= PARTIES
    assert row.bans[:1].islower()
    assert not re.search("violat|breach", row.bans + row.dispute)


@pytest.mark.parametrize("row", [*TABLES.regimes, *TABLES.conversions], ids=lambda row: row.source[:40])
def test_no_row_tells_readers_how_it_was_compiled(row: RegimeRow | ConversionRow) -> None:
    """What is in doubt is named as what is not confirmed, never as a note of who wrote the row: no memory, no us."""
    told = " ".join(str(getattr(row, name)) for name in row.__slots__ if name not in ("source", "words"))
    assert not re.search(r"\b(memory|remember\w*|[Ww]e|us|[Oo]ur|my|seen|todo)\b", told)


def test_what_is_known_of_the_field_holds() -> None:
    """Munitions from North Korea fall under paragraph 9 of 1874, a Russian transfer of arms to it under paragraph 10;
    soldiers are disputed; shells from Iran in October 2023 fall in a gap; arms between others are not covered.
    """
    october = date(2023, 10, 13)
    munitions = {(f.instrument[-11:], f.paragraph): f.answer for f in asked("KP", "RU", "artillery-shell", october)}
    assert munitions[("1874 (2009)", "paragraph 9")] == "engaged"
    back = {(f.instrument[-11:], f.paragraph): f.answer for f in asked("RU", "KP", "air-defence", october)}
    assert back[("1874 (2009)", "paragraph 10")] == "engaged"
    soldiers = asked("KP", "RU", "soldiers", date(2024, 10, 18))
    assert {f.answer for f in soldiers} == {"disputed"}
    (iran,) = asked("IR", "RU", "artillery-shell", october)
    assert iran.answer == "not covered by the rows checked"
    assert "between" in iran.reason
    assert next(f.answer for f in asked("IR", "RU", "artillery-shell", date(2025, 10, 13))) == "disputed"
    assert [f.sentence for f in asked("US", "UA", "howitzer", october)] == ["Not covered by the rows checked."]


@pytest.mark.parametrize("row", TABLES.conversions, ids=lambda row: row.conversion)
def test_every_conversion_row_gives_its_example(row: ConversionRow) -> None:
    """So many of its unit come to what it says, rounded; an open side stays open."""
    count, low, high, unit = re.fullmatch(r"([\d.]+) \S+(?: \S+)?: (\d*)–(\d*) (\S+)", row.example).groups()  # type: ignore[union-attr]
    band = Total(row.item, row.unit, 1, "with-unknown", float(count), float(count), row.said, ("a claim",))
    (found,) = converted([band], Flow(row.supplier, row.recipient), [row], ITEMS)
    assert [None if b is None else round(b) for b in (found.low, found.high)] == [
        int(low) if low else None, int(high) if high else None,
    ]  # fmt: skip
    assert (found.unit, found.said_by) == (unit, row.said_by)
    assert {row.to_unit, row.unit} <= UNITS
    assert len(row.source) > 15
