"""JSON lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from present.sample import ARMS, CONTAINERS, LATEST
from present.sample_texts import DOCUMENTS
from reportedly.present.lines import CLAIM_COLUMNS, claim_csv, claim_lines, guarded, mention_lines, unguarded
from reportedly.terms.claim import Item
from reportedly.terms.mention import (
    AttributionMention,
    ItemMention,
    Mention,
    PartyMention,
    PeriodMention,
    PlaceMention,
    QuantityMention,
    VesselMention,
)
from reportedly.terms.quantity import Quantity
from reportedly.terms.record import claim_of

MENTIONS: tuple[Mention, ...] = (
    PartyMention(0, 5, "Seoul", "state", "KR"),
    PlaceMention(6, 11, "Rajin", "Rajin", "rajin", "KP", 42.2, 130.3),
    ItemMention(12, 18, "shells", "weapon", "artillery-shell"),
    VesselMention(19, 25, "Angara", "Angara", "9179842"),
    QuantityMention(26, 37, "some 10,000", Quantity(10000, 10000, approximate=True), (31, 37)),
    PeriodMention(38, 50, "since August", date(2024, 8, 1), None, "DATE", "2024-08", since=True),
    AttributionMention(51, 70, "the ministry said x", (51, 63), (64, 68), ((69, 70),), ("KR-MND",), "say"),
)


def test_lines_give_the_claims_back() -> None:
    """Each line is one claim record, from which the same claim is read."""
    texts = {document.id: document.text for document in DOCUMENTS}
    records = [json.loads(line) for line in claim_lines(ARMS).splitlines()]
    assert tuple(claim_of(record, texts[record["document"]["id"]]) for record in records) == ARMS


def test_lines_keep_letters_as_they_are() -> None:
    """No letter is written as an escape, and no line holds two claims."""
    korean = replace(CONTAINERS, items=(Item("포탄", "artillery-shell"),))
    assert "포탄" in claim_lines([korean, LATEST]).splitlines()[0]


def test_csv_has_a_cell_for_every_field() -> None:
    """Every row has every column, and nested values stand in dotted columns."""
    rows = list(csv.DictReader(io.StringIO(claim_csv(ARMS))))
    assert all(tuple(row) == CLAIM_COLUMNS for row in rows)
    assert (rows[0]["quantity.low"], rows[0]["quantity.high"], rows[0]["actor"]) == ("1000", "", "KP")
    assert rows[0]["evidence.quote"] == CONTAINERS.evidence.quote


def test_csv_quotes_every_break_of_a_line() -> None:
    """A lone carriage return within a cell ends no row, and rows end in a line feed alone."""
    broken = replace(CONTAINERS, condition="one\rtwo", exchange="one\ntwo", method="one\r\ntwo")
    text = claim_csv([broken, LATEST])
    first, _ = csv.DictReader(io.StringIO(text, newline=""))
    assert (first["condition"], first["exchange"], first["method"]) == ("one\rtwo", "one\ntwo", "one\r\ntwo")
    assert text.replace("one\r\ntwo", "").count("\r\n") == 0


def test_csv_defuses_formulas() -> None:
    """A cell that a spreadsheet would run bears an apostrophe."""
    trap = replace(CONTAINERS, items=(), method='=HYPERLINK("x")', condition="@SUM(A1)")
    row = next(csv.DictReader(io.StringIO(claim_csv([trap]))))
    assert (row["method"], row["condition"]) == ('\'=HYPERLINK("x")', "'@SUM(A1)")


@given(st.text())
def test_guarding_is_undone_by_unguarding(text: str) -> None:
    """No guarded text begins like a formula, and the text is found again."""
    cell = str(guarded(text))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(cell) == text


@pytest.mark.parametrize("text", ["\n=1+1", "\r=1+1", "\t=1+1", "＝1+1", "＋1", "－1", "＠SUM(A1)"])
def test_formulas_behind_another_sign(text: str) -> None:
    """Signs of double width and line ends before a formula are guarded as well."""
    assert guarded(text) == f"'{text}"


def test_mention_lines() -> None:
    """Each mention is one record with its document, its words and what its type adds."""
    lines = mention_lines(MENTIONS, "a.txt").splitlines()
    party, place, item, vessel, quantity, period, attribution = map(json.loads, lines)
    where = {"document": {"path": "a.txt"}, "type": "party", "start": 0, "end": 5}
    assert party == {**where, "text": "Seoul", "class": "state", "code": "KR"}
    assert (place["place"], place["lat"], item["item"], vessel["imo"]) == ("rajin", 42.2, "artillery-shell", "9179842")
    assert (quantity["low"], quantity["approximate"]) == (10000, True)
    assert (period["start_on"], period["end_on"]) == ("2024-08-01", None)
    assert period["timex3"] == {"type": "DATE", "value": "2024-08"}
    assert (attribution["source"], attribution["content"], attribution["party"]) == ([51, 63], [[69, 70]], "KR-MND")
