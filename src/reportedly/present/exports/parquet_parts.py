"""Parquet in many files: a folder for each kind of claim and year of publication, in the manner of Hive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reportedly.present.exports.export import Export
from reportedly.present.exports.parquet import parquet_file
from reportedly.terms.claim import Claim

UNDATED = "__HIVE_DEFAULT_PARTITION__"
"""What pyarrow, DuckDB, Polars and Spark read as no value."""
PART = 100_000
"""Rows in a file."""


def parquet_parts(export: Export, rows: int = PART) -> Iterator[tuple[str, bytes]]:
    """Path within the folder and bytes of each file, one at a time: `kind=…/year=…/part-NNNN.parquet`.

    Every file has the columns and metadata of the single one, so `kind` stands in the rows too; `year` is that of
    `published_on` and stands in the path alone. Claims keep the ledger's order within a folder. rows: in a file, at most.
    """
    for folder, claims in sorted(_by_folder(export).items()):
        for number, start in enumerate(range(0, len(claims), rows)):
            yield f"{folder}/part-{number:04}.parquet", parquet_file(claims[start : start + rows], export)


def _by_folder(export: Export) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in export.claims:
        year = claim.published_on.year if claim.published_on else UNDATED
        found[f"kind={claim.kind}/year={year}"].append(claim)
    return found
