"""Checking a JSON value against the schemas that the terms give: enough of JSON Schema for those, and nothing else."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from reportedly.terms.schema import Json

LARGEST = 10**18
"""Beyond it no number is taken: no database holds it."""

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def fault(value: Any, schema: Json) -> str | None:
    """The first thing that is wrong with a value, with its place in it ("quantity.low: …"); None where nothing is."""
    return next(_faults(value, schema, schema.get("$defs", {}), ""), None)


def _faults(value: Any, schema: Json, terms: Json, at: str) -> Iterator[str]:
    if "$ref" in schema:
        schema = {**terms[schema["$ref"].rpartition("/")[2]], **{k: v for k, v in schema.items() if k != "$ref"}}
    if "anyOf" in schema:
        if all(next(_faults(value, each, terms, at), None) for each in schema["anyOf"]):
            wrong = [found for each in schema["anyOf"] for found in _faults(value, each, terms, at)]
            yield wrong[0]
        return
    if "enum" in schema and not any(
        value is known or (type(value) is str and value == known) for known in schema["enum"]
    ):
        yield f"{at or 'it'}: {_shown(value)} is none of {', '.join(map(str, schema['enum']))}"
        return
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is_a(value, kind) for kind in kinds):
        yield f"{at or 'it'}: {_shown(value)} is no {' or '.join(kinds)}"
        return
    if isinstance(value, dict):
        yield from _object_faults(value, schema, terms, at)
    elif isinstance(value, list):
        yield from _array_faults(value, schema, terms, at)
    elif isinstance(value, str):
        yield from _string_faults(value, schema, at)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _number_faults(value, schema, at)


def _is_a(value: Any, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _object_faults(value: Json, schema: Json, terms: Json, at: str) -> Iterator[str]:
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{_in(at, name)} is missing"
    for name, inner in value.items():
        if name in known:
            yield from _faults(inner, known[name], terms, _in(at, name))
        elif others is False:
            yield f"{_in(at, name)} is no name of it"
        elif isinstance(others, dict):
            yield from _faults(inner, others, terms, _in(at, name))


def _array_faults(value: list[Any], schema: Json, terms: Json, at: str) -> Iterator[str]:
    first = schema.get("prefixItems")
    if first is not None:
        if len(value) != len(first):
            yield f"{at}: it has {len(value)} values, not {len(first)}"
            return
        for n, (inner, each) in enumerate(zip(value, first, strict=True)):
            yield from _faults(inner, each, terms, f"{at}[{n}]")
        return
    for n, inner in enumerate(value):
        yield from _faults(inner, schema.get("items", {}), terms, f"{at}[{n}]")


def _string_faults(value: str, schema: Json, at: str) -> Iterator[str]:
    if any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
        yield f"{at}: it holds what no text holds"
    if len(value) < schema.get("minLength", 0):
        yield f"{at}: it is empty"
    if "pattern" in schema and not re.search(schema["pattern"].removesuffix("$") + r"\Z", value):
        yield f"{at}: {_shown(value)} is not of its form"
    reads = {"date": date.fromisoformat, "date-time": datetime.fromisoformat}.get(schema.get("format", ""))
    if reads:
        try:
            reads(value)
        except ValueError:
            yield f"{at}: {_shown(value)} is no {schema['format']}"


def _number_faults(value: int | float, schema: Json, at: str) -> Iterator[str]:
    if (isinstance(value, float) and not math.isfinite(value)) or abs(value) > LARGEST:
        yield f"{at}: it is no number that can be kept"
    elif value < schema.get("minimum", value) or value > schema.get("maximum", value):
        yield f"{at}: {value} is out of its bounds"


def _in(at: str, name: str) -> str:
    return f"{at}.{name[:40]}" if at else name[:40]


def _shown(value: Any) -> str:
    return ascii(value)[:60] if not isinstance(value, str) else repr(value[:60])
