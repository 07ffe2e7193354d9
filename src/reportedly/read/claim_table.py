"""The CSV of another ledger's claims, as `reportedly export csv` writes it, back as claim records."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from reportedly.read.encoding import decoded
from reportedly.terms.record import Json
from reportedly.terms.schema import claim_schema

_ITS_OWN = frozenset({"id", "kind", "document.id", "evidence.quote", "evidence.start", "fields", "method"})
"""Columns by which such a table is known: nobody keeps these by hand."""
_SEPARATOR = "; "


def holds_claims(header: Collection[str]) -> bool:
    """Whether a table of these columns is an export of claims."""
    return set(header) >= _ITS_OWN


def claim_table(data: bytes) -> bytes | None:
    """The claims of such a table as JSON lines, each in the line that is its row; None for any other table."""
    found = decoded(data)
    rows = csv.reader(io.StringIO(found.text if found else "", newline=""))
    try:
        header = next(rows, [])
        if not holds_claims(header) or any(_described(name) is None for name in header):
            return None
        lines = [json.dumps(_record(dict(zip(header, row, strict=True))), ensure_ascii=False) for row in rows if row]
    except (csv.Error, ValueError):  # torn, or changed by hand: a sheet like others
        return None
    return "\n".join(["", *lines, ""]).encode()


def _record(row: Mapping[str, str]) -> Json:
    """A row as a record. A record within of which every part is empty is none, and left out where it need not be there."""
    record: Json = {}
    within: dict[str, Json] = {}
    for name, cell in row.items():
        whole, dot, part = name.partition(".")
        value = _value(cell.removeprefix("'"), _described(name) or {})
        (within.setdefault(whole, {}) if dot else record)[part or name] = value
    needed = claim_schema()["required"]
    filled = {name: parts if any(parts.values()) else None for name, parts in within.items()}
    return record | {name: parts for name, parts in filled.items() if parts or name in needed}


def _value(cell: str, described: Json) -> Any:
    kinds = set(_kinds(described))
    if not cell:
        return [] if "array" in kinds else "" if kinds == {"string"} else None
    if "array" in kinds and described["items"].get("type") == "string":
        return cell.split(_SEPARATOR)
    return cell if "string" in kinds else json.loads(cell)


def _kinds(described: Json) -> Iterator[str]:
    if "enum" in described:
        yield from ("null" if each is None else "string" for each in described["enum"])
    given = described.get("type", [])
    yield from [given] if isinstance(given, str) else given
    for either in described.get("anyOf", ()):
        yield from _kinds(either)


@cache
def _described(column: str) -> Json | None:
    """What the schema of the record says of a column; of a dotted one, of the value within. None where it knows none."""
    name, dot, part = column.partition(".")
    schema = claim_schema()
    described: Json | None = schema["properties"].get(name)
    if described is None or not dot:
        return described
    named = (each["$ref"] for each in (described, *described.get("anyOf", ())) if "$ref" in each)
    within: Json = schema["$defs"].get(next(named, "").rpartition("/")[2], {})
    found: Json | None = within.get("properties", {}).get(part)
    return found
