"""Claim records without null and without empty lists, for forms that forbid both; and whole again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from reportedly.terms.record import Json, without_absent
from reportedly.terms.schema import claim_schema

_EMPTY: tuple[Any, ...] = (None, [], {})


def pruned(record: Mapping[str, Any]) -> Json:
    """A claim record without what is null or empty. `fields` becomes a list of name and spans, so that a field that was
    read from nowhere keeps its name.
    """
    fields = [{"name": name, "spans": spans} for name, spans in record["fields"].items()]
    cut: Json = _without_empty({**record, "fields": fields})
    return cut


def whole(cut: Mapping[str, Any]) -> Json:
    """The claim record that was pruned."""
    record = _filled(cut, _schema())
    record["fields"] = {each["name"]: each.get("spans", []) for each in cut.get("fields", [])}
    return without_absent(record)


def pruned_schema() -> Json:
    """The schema of a pruned record: what is absent is null or empty."""
    schema = claim_schema()
    for term in (schema, *schema["$defs"].values()):
        term["required"] = [name for name in term["required"] if _always(term["properties"][name])]
    spans = schema["properties"]["fields"]["additionalProperties"]
    named = {"type": "object", "properties": {"name": {"type": "string"}, "spans": spans}, "required": ["name"]}
    described = schema["properties"]["fields"]["description"]
    schema["properties"]["fields"] = {"description": described, "type": "array", "items": named}
    schema["$id"] += ":pruned"
    schema["description"] += " What is absent is null or empty."
    return schema


@cache
def _schema() -> Json:
    return claim_schema()


def _without_empty(value: Any) -> Any:
    if isinstance(value, Mapping):
        kept = {name: _without_empty(each) for name, each in value.items()}
        return {name: each for name, each in kept.items() if each not in _EMPTY}
    return [_without_empty(each) for each in value] if isinstance(value, list) else value


def _filled(cut: Mapping[str, Any], term: Json) -> Json:
    return {name: _value(cut.get(name), shape) for name, shape in term["properties"].items()}


def _value(given: Any, shape: Json) -> Any:
    """A value by its shape: of a term with all its names, of a list each, and what is absent as null or empty."""
    kind = shape.get("type")
    if given is None:
        return [] if kind == "array" else {} if kind == "object" else None
    if kind == "array":
        return [_value(each, shape["items"]) for each in given]
    refers = [one["$ref"] for one in (shape, *shape.get("anyOf", ())) if "$ref" in one]
    return _filled(given, _schema()["$defs"][refers[0].rpartition("/")[2]]) if refers else given


def _always(shape: Json) -> bool:
    """Whether a value of this shape is neither null nor empty, so that it stands in every pruned record."""
    may_be = shape.get("type", "")
    nullable = {"type": "null"} in shape.get("anyOf", ()) or None in shape.get("enum", ()) or "null" in may_be
    return not nullable and may_be not in ("array", "object")
