"""The CSV of another ledger's claims, read back as claim records."""

from __future__ import annotations

import json
from typing import Any

import pytest

from present.exports.generated import claims
from reportedly.present.lines import CLAIM_COLUMNS, claim_csv, csv_text
from reportedly.read.claim_table import claim_table
from reportedly.terms.record import claim_record


def told(value: Any) -> Any:
    """A value of a record as a table can tell it: no text and an empty one alike, a period of neither days nor words as
    none, lists of names joined.
    """
    if isinstance(value, dict):
        parts = {name: told(part) for name, part in value.items()}
        return parts if not value or any(part is not None for part in parts.values()) else None
    if isinstance(value, list):
        return "; ".join(value).split("; ") if value and all(isinstance(each, str) for each in value) else value
    return value or None if isinstance(value, str) else value


def test_claims_come_back_as_they_went() -> None:
    """Every part of every record: figures, flags, lists, records within; a claim stands in the line of its row."""
    made, _ = claims(300, seed=5)
    lines = (claim_table(claim_csv(made).encode()) or b"").decode().split("\n")
    assert (lines[0], lines[-1], len(lines)) == ("", "", len(made) + 2)
    for claim, line in zip(made, lines[1:], strict=False):
        assert told(json.loads(line)) == told(json.loads(json.dumps(claim_record(claim))))


@pytest.mark.parametrize(
    "table",
    [
        b"",
        b"supplier,recipient,item\nIran,Russia,drones\n",
        csv_text((*CLAIM_COLUMNS, "mine"), []).encode(),
        csv_text(CLAIM_COLUMNS, [["c-1"]]).encode(),
        csv_text(CLAIM_COLUMNS, [["{" for _ in CLAIM_COLUMNS]]).encode(),
    ],
)
def test_other_tables_are_none(table: bytes) -> None:
    """A sheet kept by hand, one with columns of one's own, one that is torn: they are read as sheets."""
    assert claim_table(table) is None
