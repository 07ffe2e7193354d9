"""Claims as columns: each typed, named as in the CSV, and as a pandas or a polars frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from reportedly.errors import UsageError
from reportedly.present.lines import CLAIM_COLUMNS, NESTED
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, Hedge, Item, PlaceUse, Vessel
from reportedly.terms.record import claim_record

Columns = dict[str, list[Any]]
DAYS = frozenset({
    "published_on", "document.published_on", "happened.start", "happened.end", "said.start", "said.end",
    "as_of", "total.as_of", "first", "last", "pace.start", "pace.end",
})  # fmt: skip
INSTANTS = frozenset({"reviewed.at"})
NUMBERS = frozenset({
    "translation.start", "translation.end", "quantity.low", "quantity.high", "likelihood.low", "likelihood.high",
    "reading_confidence",
    "low", "high", "total.low", "total.high", "pace.low", "pace.high",
})  # fmt: skip
COUNTS = frozenset({"evidence.start", "evidence.end"})
MARKS = frozenset({"quantity.approximate", "quantity.vague"})
"""True, false, or missing where there is no quantity."""
CODES = frozenset({"actor", "recipient", "compared", "origins"})
RECORDS: dict[str, tuple[str, ...]] = {
    "items": Item.__slots__,
    "places": PlaceUse.__slots__,
    "vessels": Vessel.__slots__,
    "hedges": Hedge.__slots__,
    "attribution": Link.__slots__,
    "also": NESTED["evidence"],
}
"""Columns that hold lists of records, and what each record has."""
LEFT_OUT = frozenset({"fields", "field_confidence"})
"""Spans and single confidences: they are in the record of a claim, and of no use in a column."""


def claim_columns(claims: Iterable[Claim]) -> Columns:
    """Column → values, a row a claim: days as days, numbers as numbers, lists as lists, None where nothing is said."""
    rows = [_row(claim) for claim in claims]
    names = [name for name in CLAIM_COLUMNS if name not in LEFT_OUT]
    return {name: [row[name] for row in rows] for name in names}


def pandas_frame(columns: Mapping[str, list[Any]]) -> Any:
    """A pandas frame; days are datetime64, marks boolean, whatever is missing. Raises UsageError where pandas is not
    installed.
    """
    try:
        import pandas
    except ModuleNotFoundError as missing:
        raise UsageError("a frame needs pandas: pip install pandas") from missing
    frame = pandas.DataFrame(dict(columns))
    for name in DAYS & set(columns):
        frame[name] = pandas.to_datetime(frame[name])
    for name in INSTANTS & set(columns):
        frame[name] = pandas.to_datetime(frame[name], utc=True)
    kinds = dict.fromkeys(NUMBERS, "float64") | dict.fromkeys(COUNTS, "int64") | dict.fromkeys(MARKS, "boolean")
    return frame.astype({name: kind for name, kind in kinds.items() if name in columns})


def polars_frame(columns: Mapping[str, list[Any]]) -> Any:
    """A polars frame of claims; days are Date, lists are lists, and every frame has the same schema, so that frames can be
    put under each other. Raises UsageError where polars is not installed.
    """
    try:
        import polars
    except ModuleNotFoundError as missing:
        raise UsageError("a frame needs polars: pip install polars") from missing
    parts = {"relay": polars.Boolean, "start": polars.Int64, "end": polars.Int64}
    kinds: dict[str, Any] = {
        **dict.fromkeys(DAYS, polars.Date),
        **dict.fromkeys(INSTANTS, polars.Datetime("us", "UTC")),
        **dict.fromkeys(NUMBERS, polars.Float64),
        **dict.fromkeys(COUNTS, polars.Int64),
        **dict.fromkeys(MARKS, polars.Boolean),
        **dict.fromkeys(CODES, polars.List(polars.String)),
    }
    for name, fields in RECORDS.items():
        kinds[name] = polars.List(polars.Struct({field: parts.get(field, polars.String) for field in fields}))
    return polars.DataFrame(dict(columns), schema={name: kinds.get(name, polars.String) for name in columns})


def _row(claim: Claim) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in {"translation": None, **claim_record(claim)}.items():
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
    if name in INSTANTS:
        return datetime.fromisoformat(value)
    return float(value) if name in NUMBERS else value
