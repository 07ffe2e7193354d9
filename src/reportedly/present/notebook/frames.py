"""Claims as columns: each typed, named as in the CSV, and as a pandas or a polars frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from reportedly.errors import UsageError
from reportedly.present.lines import CLAIM_COLUMNS, NESTED
from reportedly.terms.claim import Claim
from reportedly.terms.record import claim_record

Columns = dict[str, list[Any]]
DAYS = frozenset({"published_on", "document.published_on", "happened.start", "happened.end", "said.start", "said.end"})
LEFT_OUT = frozenset({"fields", "field_confidence"})
"""Spans and single confidences: they are in the record of a claim, and of no use in a column."""


def claim_columns(claims: Iterable[Claim]) -> Columns:
    """Column → values, a row a claim: days as days, numbers as numbers, lists as lists, None where nothing is said."""
    rows = [_row(claim) for claim in claims]
    names = [name for name in CLAIM_COLUMNS if name not in LEFT_OUT]
    return {name: [row[name] for row in rows] for name in names}


def pandas_frame(columns: Mapping[str, list[Any]]) -> Any:
    """A pandas frame; days are datetime64. Raises UsageError where pandas is not installed."""
    try:
        import pandas
    except ModuleNotFoundError as missing:
        raise UsageError("a frame needs pandas: pip install pandas") from missing
    frame = pandas.DataFrame(dict(columns))
    for name in DAYS & set(columns):
        frame[name] = pandas.to_datetime(frame[name])
    for name in ("quantity.low", "quantity.high"):
        if name in columns:
            frame[name] = pandas.to_numeric(frame[name])
    return frame


def polars_frame(columns: Mapping[str, list[Any]]) -> Any:
    """A polars frame; days are Date, lists are lists. Raises UsageError where polars is not installed."""
    try:
        import polars
    except ModuleNotFoundError as missing:
        raise UsageError("a frame needs polars: pip install polars") from missing
    numbers = {"quantity.low": polars.Float64, "quantity.high": polars.Float64}
    days = dict.fromkeys(sorted(DAYS & set(columns)), polars.Date)
    schema = {name: kind for name, kind in (numbers | days).items() if name in columns}
    return polars.DataFrame(dict(columns), schema_overrides=schema, strict=False, infer_schema_length=None)


def _row(claim: Claim) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in claim_record(claim).items():
        if name in LEFT_OUT:
            continue
        if name in NESTED:
            row |= {f"{name}.{part}": _cell(f"{name}.{part}", (value or {}).get(part)) for part in NESTED[name]}
        else:
            row[name] = _cell(name, value)
    return row


def _cell(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DAYS:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name == "reviewed.at" else value
