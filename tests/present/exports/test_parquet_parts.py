"""Parquet in many files, read back as one table by other programs."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas
import polars
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from polars.testing import assert_frame_equal

from present.exports.generated import sample_export
from reportedly.present.exports.export import Export
from reportedly.present.exports.parquet import GROUP, SCHEMA, claims_of_parquet, parquet, parquet_file
from reportedly.present.exports.parquet_parts import UNDATED, parquet_parts
from reportedly.terms.record import claim_record

COLUMNS = ", ".join(SCHEMA.names)
EXPORT = sample_export(400)
YEARS = Counter(claim.published_on.year if claim.published_on else None for claim in EXPORT.claims)


def put(folder: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    for path, data in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export of four hundred claims in parts."""
    return put(tmp_path_factory.mktemp("parts"), parquet_parts(EXPORT))


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in one file."""
    return put(tmp_path_factory.mktemp("single"), [("claims.parquet", parquet(EXPORT)[""])]) / "claims.parquet"


def by_id(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: {name: row[name] for name in SCHEMA.names} for row in rows}


def test_there_are_undated_claims_to_test_with() -> None:
    """The made-up claims have years and none, of every kind."""
    assert YEARS[None] > 10
    assert len(YEARS) > 10
    assert len({claim.kind for claim in EXPORT.claims}) == 7


def test_every_claim_lies_in_the_folder_of_its_kind_and_year(parts: Path) -> None:
    """Whatever reads a file alone finds the whole records there."""
    found = {}
    for path in parts.rglob("*.parquet"):
        kind, year, name = path.relative_to(parts).parts
        assert name == "part-0000.parquet"
        for record in claims_of_parquet(path.read_bytes()):
            assert kind == f"kind={record['kind']}"
            assert year == f"year={record['published_on'][:4].lstrip('0') if record['published_on'] else UNDATED}"
            found[record["id"]] = record
    assert found == {claim.id: claim_record(claim) for claim in EXPORT.claims}


def test_pyarrow_reads_it(parts: Path, single: Path) -> None:
    """All rows, of equal values; the year is a number, none where the document has no day."""
    table = ds.dataset(parts, partitioning="hive").to_table()
    assert by_id(table.to_pylist()) == by_id(pq.read_table(single).to_pylist())
    assert table.num_rows == len(EXPORT.claims)
    assert Counter(table["year"].to_pylist()) == YEARS


def test_polars_reads_it(parts: Path, single: Path) -> None:
    """All rows, of equal values and types."""
    frame = polars.read_parquet(parts / "**" / "*.parquet", hive_partitioning=True)
    assert_frame_equal(frame.select(SCHEMA.names).sort("id"), polars.read_parquet(single).sort("id"))
    assert Counter(frame["year"].to_list()) == YEARS


def test_pandas_reads_it(parts: Path) -> None:
    """By the columns of the files alone."""
    frame = pandas.read_parquet(parts, partitioning=None)
    assert sorted(frame["id"]) == sorted(claim.id for claim in EXPORT.claims)
    assert Counter(frame["kind"]) == Counter(claim.kind for claim in EXPORT.claims)


def test_duckdb_reads_it(parts: Path, single: Path) -> None:
    """All rows, of equal values, no more and no fewer."""
    given = f"SELECT {COLUMNS} FROM read_parquet('{parts}/**/*.parquet', hive_partitioning = true)"
    whole = f"SELECT {COLUMNS} FROM read_parquet('{single}')"
    assert duckdb.sql(f"SELECT count(*) FROM ({given})").fetchall() == [(len(EXPORT.claims),)]
    assert duckdb.sql(f"({given}) EXCEPT ALL ({whole})").fetchall() == []
    assert duckdb.sql(f"({whole}) EXCEPT ALL ({given})").fetchall() == []


def test_duckdb_counts_by_supplier_and_year(parts: Path) -> None:
    """The query of the documentation: the undated have no year."""
    found = duckdb.sql(
        f"""SELECT supplier, year, count(*) AS claims
        FROM (SELECT unnest(actor) AS supplier, year
              FROM read_parquet('{parts}/**/*.parquet', hive_partitioning = true) WHERE kind = 'transfer')
        GROUP BY ALL ORDER BY claims DESC, supplier, year"""
    ).fetchall()
    expected = Counter(
        (supplier, claim.published_on.year if claim.published_on else None)
        for claim in EXPORT.claims
        if claim.kind == "transfer"
        for supplier in claim.actor
    )
    assert {(supplier, year): count for supplier, year, count in found} == expected


def two_years() -> tuple[int, int]:
    """Two years in which there are transfers, and which have other claims too."""
    years = sorted({c.published_on.year for c in EXPORT.claims if c.published_on and c.kind == "transfer"})
    return years[0], years[-1]


def test_pyarrow_opens_the_two_folders_asked_for_alone(parts: Path) -> None:
    """A filter on kind and year prunes by the path."""
    early, late = two_years()
    asked = (ds.field("kind") == "transfer") & ds.field("year").isin([early, late])
    opened = {Path(each.path).parent.name for each in ds.dataset(parts, partitioning="hive").get_fragments(asked)}
    assert opened == {f"year={early}", f"year={late}"}
    assert len(list(ds.dataset(parts, partitioning="hive").get_fragments(asked))) == 2


def test_duckdb_opens_the_two_folders_asked_for_alone(parts: Path) -> None:
    """Its own account of the query says how many files it read."""
    early, late = two_years()
    query = f"""EXPLAIN ANALYZE SELECT count(id) FROM read_parquet('{parts}/**/*.parquet', hive_partitioning = true)
        WHERE kind = 'transfer' AND year IN ({early}, {late})"""
    (row,) = duckdb.sql(query).fetchall()
    assert f"Scanning Files: 2/{len(list(parts.rglob('*.parquet')))}" in row[1]


def test_every_file_tells_the_moment_of_the_whole(parts: Path, single: Path) -> None:
    """The same columns and metadata as the single file, the seal among them."""
    whole = pq.read_schema(single)
    for path in parts.rglob("*.parquet"):
        assert pq.read_schema(path).equals(whole, check_metadata=True)
    assert b"0123456789abcdef" in whole.metadata[b"reportedly.moment"]


def test_a_large_folder_has_several_files(tmp_path: Path) -> None:
    """None of more rows than allowed, in the ledger's order."""
    claim = EXPORT.claims[0]
    export = replace(EXPORT, claims=tuple(replace(claim, method=f"rules/{n}") for n in range(25)))
    written = list(parquet_parts(export, rows=10))
    assert [Path(path).name for path, _ in written] == [f"part-{n:04}.parquet" for n in range(3)]
    assert [len(claims_of_parquet(data)) for _, data in written] == [10, 10, 5]
    read = ds.dataset(put(tmp_path, written), partitioning="hive").to_table()["method"].to_pylist()
    assert read == [f"rules/{n}" for n in range(25)]


def test_a_file_is_of_groups_of_rows() -> None:
    """No row group is larger than allowed, however many claims there are."""
    made = pq.ParquetFile(io.BytesIO(parquet_file(EXPORT.claims[:1] * (GROUP + 1), EXPORT))).metadata
    assert [made.row_group(n).num_rows for n in range(made.num_row_groups)] == [GROUP, 1]


def test_no_claims_are_no_files() -> None:
    """A folder for nobody is not made."""
    nothing: Export = replace(EXPORT, claims=())
    assert list(parquet_parts(nothing)) == []
