"""The same claims as Parquet, and the same facets of them as DuckDB counts them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.keep.held import MULTIPLE, READ
from reportedly.keep.index import several
from reportedly.serve.wiring import tables
from reportedly.terms.items import ItemTree
from reportedly.world.ledgers.current import rows_after
from reportedly.world.ledgers.sql import SqlLedger


def duck_facets(duck: duckdb.DuckDBPyConnection, asked: dict[str, Any]) -> None:
    """The same facets, each without its own condition, and the years."""
    columns = {"kind": "kind", "modality": "modality", "actor": "actors", "recipient": "recipients", "item": "items",
               "origin": "origins", "publisher": "publisher"}  # fmt: skip
    tree = ItemTree(tables().items)

    def where(left_out: str | None) -> str:
        told = [f"published_on >= DATE '{asked['published_from']}'"] if "published_from" in asked else []
        for part, value in asked.items():
            if part in columns and part != left_out:
                column = columns[part]
                if part == "item":
                    below = [i.item for i in tables().items if tree.within(i.item, value)]
                    told.append(f"list_has_any(items, {below})")
                else:
                    told.append(
                        f"list_contains({column}, '{value}')" if column in MULTIPLE else f"{column} = '{value}'"
                    )
        return " WHERE " + " AND ".join(told) if told else ""

    for part, column in columns.items():
        one = f"unnest({column})" if column in MULTIPLE else column
        duck.execute(
            f"SELECT v, count(*) n FROM (SELECT {one} v FROM claims{where(part)}) GROUP BY v ORDER BY n DESC LIMIT 12"
        ).fetchall()
    duck.execute(f"SELECT year(published_on), count(*) FROM claims{where(None)} GROUP BY 1").fetchall()


def as_parquet(ledger: SqlLedger, path: Path) -> None:
    """The claims' columns as Parquet."""
    names = [name for name in READ if name in ("published_on", "kind", "modality", "publisher", *MULTIPLE)]
    schema = pa.schema([
        (name, pa.date32() if name == "published_on" else pa.list_(pa.string()) if name in MULTIPLE else pa.string())
        for name in names
    ])  # fmt: skip
    with pq.ParquetWriter(path, schema) as writer, ledger.engine.connect() as connection:
        for rows in rows_after(connection, 0):
            cells = dict(zip(READ, zip(*rows, strict=True), strict=True))
            told = {
                name: [several(v) for v in cells[name]] if name in MULTIPLE else list(cells[name]) for name in names
            }
            told["published_on"] = [date.fromisoformat(d) if isinstance(d, str) else d for d in told["published_on"]]
            writer.write_table(pa.table(told, schema=schema))
