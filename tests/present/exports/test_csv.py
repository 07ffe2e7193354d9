"""CSV with its metadata, read by a program that knows CSVW."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW, TableGroup
from csvw.metadata import Table

from present.exports.generated import MANY, sample_export
from reportedly.present.exports.csv import LOST, csv, table_metadata
from reportedly.present.exports.export import Export
from reportedly.present.lines import CLAIM_COLUMNS, claim_row, guarded
from reportedly.terms.claim import Claim
from reportedly.terms.record import claim_record

DAYS = {"happened.start", "happened.end", "said.start", "said.end", "published_on", "document.published_on"}
BOOLEANS = {"quantity.approximate", "quantity.vague"}
LISTS = {"actor", "recipient", "compared", "origins"}
JSONS = {"items", "places", "vessels", "hedges", "attribution", "also", "fields", "field_confidence"}


def written(export: Export, folder: Path) -> Path:
    """The two files in a folder; the path of the metadata."""
    for added, data in csv(export).items():
        (folder / (export.name + added)).write_bytes(data)
    return folder / f"{export.name}-metadata.json"


def rows(metadata: Path) -> list[dict[str, Any]]:
    """The rows as a program reads them that goes by the metadata, strictly."""
    return list(Table.from_file(metadata).iterdicts(strict=True))


def expected(claim: Claim) -> dict[str, Any]:
    """What a program should read of a claim: typed values; what is guarded, with its apostrophe."""
    record = claim_record(claim)
    return {name: _value(name, cell, record) for name, cell in claim_row(record).items()}


def _value(name: str, cell: Any, record: Mapping[str, Any]) -> Any:
    if name in LISTS:
        joined = str(guarded(cell))
        return joined.split("; ") if joined else []
    if name in JSONS:
        return record[name] or (None if isinstance(record[name], list) else {})
    if cell is None or cell == "":
        return None
    if name in DAYS:
        return date.fromisoformat(cell)
    if name == "reviewed.at":
        return datetime.fromisoformat(cell)
    return cell == "true" if name in BOOLEANS else guarded(cell)


def valid(metadata: Path) -> list[str]:
    """What the library finds wrong with the files."""
    with warnings.catch_warnings(record=True):
        checked = CSVW(str(metadata), validate=True)
        assert checked.is_valid or checked.warnings
        return [str(each.message) for each in checked.warnings]


def differing(export: Export, metadata: Path) -> list[tuple[str, str, Any, Any]]:
    """Where the values read are not those of the records."""
    found = rows(metadata)
    assert len(found) == len(export.claims)
    pairs = ((claim.id, expected(claim), row) for claim, row in zip(export.claims, found, strict=True))
    return [
        (id_, name, wanted[name], row[name])
        for id_, wanted, row in pairs
        for name in CLAIM_COLUMNS
        if plain(name, row[name]) != wanted[name]
    ]


def plain(name: str, value: Any) -> Any:
    """A value as the standard library has it: the library tells a day as its midnight."""
    if name in DAYS and isinstance(value, datetime):
        return value.date()
    return dict(value) if isinstance(value, Mapping) else value


@pytest.mark.parametrize("many", MANY)
def test_many_claims_are_valid_and_read_as_they_are(tmp_path: Path, many: int) -> None:
    """By the library's own validation; every typed value is the record's."""
    export = sample_export(many)
    metadata = written(export, tmp_path)
    assert valid(metadata) == []
    assert differing(export, metadata)[:5] == []


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    """The validation that the files pass does see a day that is none, and a second claim of one id."""
    export = sample_export(1, seed=3)
    metadata = written(export, tmp_path)
    whole = csv(export)[""]
    line = whole.removeprefix(",".join(CLAIM_COLUMNS).encode() + b"\n")
    odd = replace(export.claims[0], document=replace(export.claims[0].document, published_on=date(2024, 12, 31)))
    wrong = csv(replace(export, claims=(odd,)))[""].split(b"\n", 1)[1].replace(b"2024-12-31", b"2024-13-31")
    assert line
    (tmp_path / export.name).write_bytes(whole + line)
    with pytest.raises(ValueError, match="duplicate primary key"):
        valid(metadata)
    (tmp_path / export.name).write_bytes(whole.removesuffix(line) + wrong)
    assert any("2024-13-31" in told for told in valid(metadata))


def test_a_name_of_two_halves_reads_as_two(tmp_path: Path) -> None:
    """Lists are joined by “; ”; a party that bears it in its name is the one thing that does not come back, and is told."""
    claim = replace(sample_export(1).claims[0], actor=("Smith; Sons", "KP"), recipient=("A;B", "RU"))
    row = rows(written(replace(sample_export(1), claims=(claim,)), tmp_path))[0]
    assert row["actor"] == ["Smith", "Sons", "KP"]
    assert row["recipient"] == ["A;B", "RU"]
    assert any("reads as two" in line for line in LOST)


def test_a_guarded_cell_is_told_of() -> None:
    """The apostrophe before a formula stands in the cell, and the metadata says so."""
    notes = " ".join(note["rdfs:comment"] for note in table_metadata(sample_export(1))["notes"])
    assert "has an apostrophe put before it" in notes


def test_the_moment_stands_in_the_metadata() -> None:
    """What this is, which moment it shows, how many claims."""
    export = sample_export(3)
    described = table_metadata(export)
    assert described["dc:description"] == export.about()
    assert described["notes"][0]["rdfs:comment"] == export.moment.words()


def test_the_file_is_named_as_a_web_address_is() -> None:
    """A name with spaces and letters of any script becomes a relative address, as the vocabulary asks."""
    url = table_metadata(replace(sample_export(1), name="claims of 한국 100%.csv"))["url"]
    assert url == "claims%20of%20%ED%95%9C%EA%B5%AD%20100%25.csv"


def test_no_claims_are_a_table_with_its_head(tmp_path: Path) -> None:
    """And still valid."""
    metadata = written(sample_export(0), tmp_path)
    assert valid(metadata) == []
    assert rows(metadata) == []


def test_a_group_of_tables_may_hold_it(tmp_path: Path) -> None:
    """The description of the table is one that others may take into a group of their own."""
    metadata = written(sample_export(5), tmp_path)
    described = json.loads(metadata.read_text(encoding="utf-8"))
    context = described.pop("@context")
    metadata.write_text(json.dumps({"@context": context, "tables": [described]}), encoding="utf-8")
    assert len(list(TableGroup.from_file(metadata).tables[0].iterdicts(strict=True))) == 5


@pytest.mark.parametrize("seed", [1, 2])
def test_the_same_export_gives_the_same_bytes(seed: int) -> None:
    """Nothing of the hour or the machine is in it."""
    assert csv(sample_export(50, seed)) == csv(sample_export(50, seed))


def test_the_examples_are_valid_and_read_as_they_are(examples: Export, tmp_path: Path) -> None:
    """What the shipped examples give."""
    metadata = written(examples, tmp_path)
    assert valid(metadata) == []
    assert differing(examples, metadata)[:5] == []
