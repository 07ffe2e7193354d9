"""CSV with its metadata beside it (W3C "Metadata Vocabulary for Tabular Data"): what each column is, for programs."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from reportedly.present.exports.export import Export, Files
from reportedly.present.lines import CLAIM_COLUMNS, claim_csv
from reportedly.terms.record import Json
from reportedly.terms.schema import claim_schema

LOST = (
    "A cell that a spreadsheet would run as a formula, or that begins with an apostrophe, has an apostrophe put before it.",
    "Lists of codes are joined by “; ”: a name that holds “; ” itself reads as two.",
    "No text and an empty text are both an empty cell.",
    "Rejected claims, decisions that a later one replaced, and the documents' texts stay in the ledger.",
)

SEPARATOR = "; "
_NEVER_EMPTY = frozenset(
    {"id", "kind", "modality", "document.id", "evidence.start", "evidence.end", "evidence.quote", "fields",
     "reading_confidence", "field_confidence", "handling"}
)  # fmt: skip


def csv(export: Export) -> Files:
    """The claims as CSV, and a file -metadata.json beside it: programs that know CSVW find it by that name."""
    metadata = json.dumps(table_metadata(export), ensure_ascii=False, indent=2) + "\n"
    return {"": claim_csv(export.claims).encode(), "-metadata.json": metadata.encode()}


def table_metadata(export: Export) -> Json:
    """The description of the table: its file, its dialect, its columns, what it is and which moment it shows."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "url": quote(export.name),
        "dc:title": "Claims",
        "dc:description": export.about(),
        "dc:creator": f"reportedly {export.version}",
        "notes": [{"rdfs:comment": line} for line in (export.moment.words(), *LOST)],
        "dialect": {
            "encoding": "utf-8",
            "header": True,
            "headerRowCount": 1,
            "delimiter": ",",
            "quoteChar": '"',
            "doubleQuote": True,
            "lineTerminators": ["\n"],
            "skipInitialSpace": False,
            "trim": False,
        },
        "tableSchema": {"primaryKey": "id", "columns": [_column(name) for name in CLAIM_COLUMNS]},
    }


def _column(name: str) -> Json:
    described = _schema_of(name)
    lists = described.get("type") == "array" and described["items"].get("type") == "string"
    column: Json = {
        "name": name,
        "titles": name,
        "dc:description": described["description"],
        "datatype": "string" if lists else _datatype(described),
        "required": name in _NEVER_EMPTY,
    }
    return column | ({"separator": SEPARATOR, "ordered": True} if lists else {})


def _schema_of(column: str) -> Json:
    """What the schema of the record says of a column; of a dotted one, of the value within."""
    name, _, part = column.partition(".")
    described: Json = _SCHEMA["properties"][name]
    if not part:
        return described
    either = [described, *described.get("anyOf", ())]
    reference = next(each["$ref"] for each in either if "$ref" in each)
    within: Json = _SCHEMA["$defs"][reference.rpartition("/")[2]]["properties"][part]
    return within


def _datatype(described: Json) -> Any:
    if "enum" in described:
        return {"base": "string", "format": "|".join(re.escape(each) for each in described["enum"] if each)}
    kind = described.get("type")
    match next((each for each in kind if each != "null"), None) if isinstance(kind, list) else kind:
        case "string":
            return _TEXTS.get(described.get("format", ""), "string")
        case "boolean":
            return {"base": "boolean", "format": "true|false"}
        case "integer" | "number" as base:
            bounds = {name: described[name] for name in ("minimum", "maximum") if name in described}
            return {"base": base} | bounds if bounds else base
        case _:
            return "json"


_SCHEMA = claim_schema()
_TEXTS: dict[str, Any] = {"date": {"base": "date", "format": "yyyy-MM-dd"}, "date-time": "dateTimeStamp"}
