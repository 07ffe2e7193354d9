"""Rows of JSON values as CSV, for the tables that are not of claims."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from reportedly.present.lines import Cell, csv_text


def csv_of(rows: Sequence[Mapping[str, Any]]) -> str:
    """One line a row, the names of all rows as columns; nested values in dotted columns, lists as JSON."""
    flat = [{name: _cell(value) for name, value in flat_record(row).items()} for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row))
    return csv_text(columns, ([row.get(column) for column in columns] for row in flat))


def flat_record(row: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """A record with its nested values under dotted names."""
    cells: dict[str, Any] = {}
    for name, value in row.items():
        cells |= flat_record(value, f"{above}{name}.") if isinstance(value, Mapping) else {above + name: value}
    return cells


def _cell(value: Any) -> Cell:
    if isinstance(value, list | tuple):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else value
