"""Parquet: the claim record as one typed, nested table, with days as days; made from the record's own schema."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from reportedly.present.exports.export import Export, Files
from reportedly.terms.claim import Claim
from reportedly.terms.record import VERSION, Json, claim_record, without_absent
from reportedly.terms.schema import claim_schema

LOST = (
    "A whole number beyond 9,007,199,254,740,992 is the nearest that 64 bits of floating point hold.",
    "Rejected claims, decisions that a later one replaced, and the documents' texts stay in the ledger.",
)

GROUP = 10_000
"""Rows in a row group."""
_LEVEL = 9
_OFFSET = "_offset"
"""Beside an instant, which stands in UTC: the seconds by which the clock that gave it was ahead."""


def parquet(export: Export) -> Files:
    """One row a claim, columns named as in the record; what this is and the moment stand in the file's metadata."""
    return {"": parquet_file(export.claims, export)}


def parquet_file(claims: Sequence[Claim], export: Export) -> bytes:
    """A file of some claims of an export. Rows are made group by group, so that no more than one group of them is held."""
    schema = SCHEMA.with_metadata(
        {
            "reportedly.about": export.about(),
            "reportedly.moment": export.moment.words(),
            "reportedly.version": export.version,
            "reportedly.record": str(VERSION),
        }
    )
    out = io.BytesIO()
    with pq.ParquetWriter(out, schema, compression="zstd", compression_level=_LEVEL) as writer:
        for start in range(0, len(claims), GROUP):
            rows = [_packed(claim_record(claim), SCHEMA) for claim in claims[start : start + GROUP]]
            writer.write_table(pa.Table.from_pylist(rows, schema))
    return out.getvalue()


def claims_of_parquet(data: bytes) -> list[Json]:
    """The claim records of such a file, as they were."""
    table = pq.read_table(io.BytesIO(data))
    return [without_absent(_unpacked(row, SCHEMA)) for row in table.to_pylist()]


def _arrow_schema() -> Any:
    """The record's schema, in the types of Arrow."""
    whole = claim_schema()
    return pa.schema(_fields(whole, whole["$defs"]))


def _fields(described: Json, terms: Json) -> list[Any]:
    found = []
    for name, each in described["properties"].items():
        typed, nullable = _typed(each, terms)
        nullable |= name not in described["required"]
        found.append(pa.field(name, typed, nullable, {"description": each["description"]}))
        if typed == _INSTANT:
            words = "Seconds by which the clock that gave the instant was ahead of UTC."
            found.append(pa.field(name + _OFFSET, pa.int32(), nullable, {"description": words}))
    return found


def _typed(described: Json, terms: Json) -> tuple[Any, bool]:
    """The type of a value, and whether it may be missing."""
    if "anyOf" in described:
        given = [each for each in described["anyOf"] if each != {"type": "null"}]
        return _typed(given[0], terms)[0], len(given) < len(described["anyOf"])
    if "$ref" in described:
        return pa.struct(_fields(terms[described["$ref"].rpartition("/")[2]], terms)), False
    if "enum" in described:
        return pa.string(), None in described["enum"]
    kinds = described["type"] if isinstance(described["type"], list) else [described["type"]]
    return _plain(next(kind for kind in kinds if kind != "null"), described, terms), "null" in kinds


def _plain(kind: str, described: Json, terms: Json) -> Any:
    match kind:
        case "array" if "prefixItems" in described:
            return _SPAN
        case "array":
            return pa.list_(pa.field("element", _typed(described["items"], terms)[0], nullable=False))
        case "object":
            return pa.map_(pa.string(), pa.field("value", _typed(described["additionalProperties"], terms)[0], False))
        case "string":
            return _TEXTS.get(described.get("format", ""), pa.string())
        case _:
            return _SCALARS[kind]


def _packed(value: Any, typed: Any) -> Any:
    """A value of the record as Arrow takes it for a type (or the whole schema)."""
    if value is None:
        return None
    if isinstance(typed, pa.Schema | pa.StructType):
        if typed == _SPAN:
            return {"start": value[0], "end": value[1]}
        packed = {name: _packed(each, typed.field(name).type) for name, each in value.items()}
        instants = [name for name in value if typed.field(name).type == _INSTANT]
        return packed | {name + _OFFSET: _ahead(value[name]) for name in instants}
    if pa.types.is_map(typed):
        return [(name, _packed(each, typed.item_type)) for name, each in value.items()]
    if pa.types.is_list(typed):
        return [_packed(each, typed.value_type) for each in value]
    return _READ[typed](value) if typed in _READ else value


def _unpacked(value: Any, typed: Any) -> Any:
    """A value of the record from what Arrow gives for a type (or the whole schema)."""
    if value is None:
        return None
    if isinstance(typed, pa.Schema | pa.StructType):
        if typed == _SPAN:
            return [value["start"], value["end"]]
        given = {name: each for name, each in value.items() if not name.endswith(_OFFSET)}
        return {name: _moved(name, value) or _unpacked(each, typed.field(name).type) for name, each in given.items()}
    if pa.types.is_map(typed):
        return {name: _unpacked(each, typed.item_type) for name, each in value}
    if pa.types.is_list(typed):
        return [_unpacked(each, typed.value_type) for each in value]
    return value.isoformat() if typed == _DAY else value


def _ahead(instant: str) -> int:
    offset = datetime.fromisoformat(instant).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _moved(name: str, beside: Json) -> str | None:
    """An instant by the clock that gave it; None for what is no instant."""
    if name + _OFFSET not in beside:
        return None
    zone = timezone(timedelta(seconds=beside[name + _OFFSET]))
    moved: datetime = beside[name].astimezone(zone)
    return moved.isoformat()


_DAY = pa.date32()
_INSTANT = pa.timestamp("us", "UTC")
_SPAN = pa.struct([pa.field("start", pa.int64(), False), pa.field("end", pa.int64(), False)])
_TEXTS = {"date": _DAY, "date-time": _INSTANT}
_READ: dict[Any, Callable[[Any], Any]] = {
    _DAY: date.fromisoformat,
    _INSTANT: lambda text: datetime.fromisoformat(text).astimezone(UTC),
    pa.float64(): float,
}
_SCALARS = {"boolean": pa.bool_(), "integer": pa.int64(), "number": pa.float64()}
SCHEMA = _arrow_schema()
"""Every field carries its description."""
