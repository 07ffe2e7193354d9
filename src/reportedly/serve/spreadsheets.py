"""Rows of JSON values as CSV, for the tables that are not of claims."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from reportedly.present.lines import guarded


def csv_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """One line a row, the names of all rows as columns; nested values in dotted columns, lists as JSON."""
    flat = [_flat(row) for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in flat:
        writer.writerow([guarded(row.get(column)) for column in columns])
    return out.getvalue()


def _flat(row: Mapping[str, Any], above: str = "") -> dict[str, str | int | float | None]:
    cells: dict[str, str | int | float | None] = {}
    for name, value in row.items():
        if isinstance(value, Mapping):
            cells |= _flat(value, f"{above}{name}.")
        elif isinstance(value, list | tuple):
            cells[above + name] = json.dumps(value, ensure_ascii=False)
        else:
            cells[above + name] = str(value).lower() if isinstance(value, bool) else value
    return cells
