"""Every field of the claim record, from the JSON Schema that ships."""

from __future__ import annotations

from typing import Any

from reportedly.terms.schema import claim_schema
from scripts.reference.markdown import code, page, table, words

NAME = "claim-fields.md"
_LEAD = (
    "The claim record by its JSON Schema, which ships as `reportedly/data/schema/claim-1.json`. "
    "[The record](../record.md) explains it with an example."
)
_KEPT = (("pattern", "matches"), ("format", "format"), ("minimum", "from"), ("maximum", "to"))


def text() -> str:
    """The page."""
    schema = claim_schema()
    parts = [_table("Claim", schema)]
    parts += [_table(name, each) for name, each in sorted(schema["$defs"].items()) if "properties" in each]
    return page("Fields of a claim", _LEAD, parts)


def _table(name: str, schema: dict[str, Any]) -> str:
    must = set(schema.get("required", ()))
    rows = [
        (code(field), _kind(told), "yes" if field in must else "no", words(told.get("description", "")))
        for field, told in schema["properties"].items()
    ]
    return f"## {name}\n\n" + table(("field", "what it is", "always there", "what it says"), rows)


def _kind(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join("null" if value is None else code(str(value)) for value in schema["enum"])
    if "const" in schema:
        return code(str(schema["const"]))
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if schema.get("type") == "array":
        inner = schema.get("items") or {}
        return f"list of {_kind(inner)}" if inner else "list"
    kind = schema.get("type", "any value")
    kinds = " or ".join(kind) if isinstance(kind, list) else kind
    return ", ".join([kinds, *(f"{said} {code(str(schema[key]))}" for key, said in _KEPT if key in schema)])
