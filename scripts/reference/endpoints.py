"""Every endpoint of REST with its parameters and answers, from the OpenAPI description that the server gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from reportedly.serve.web.access import Access
from reportedly.serve.web.app import create_app
from reportedly.serve.web.workbench import Workbench
from scripts.reference.markdown import code, page, table, words

NAME = "endpoints.md"
_METHODS = ("get", "post", "put", "patch", "delete")
_LEAD = (
    "What `reportedly serve` answers to programs, as its OpenAPI description at `/api/v1/openapi.json` has it. "
    "[REST](../rest.md) shows how it is used."
)


def text() -> str:
    """The page."""
    told = create_app(cast(Workbench, None), Access.of("127.0.0.1")).openapi()  # no request is made of it
    return page("Endpoints", _LEAD, (_endpoint(*each, told) for each in _endpoints(told)))


def _endpoints(told: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in sorted(told["paths"].items()):
        for method in _METHODS:
            if method in methods:
                yield path, method, methods[method]


def _endpoint(path: str, method: str, told: dict[str, Any], whole: dict[str, Any]) -> str:
    asked = [
        (code(each["name"]), each["in"], _kind(each["schema"]), words(each.get("description", "")))
        for each in told.get("parameters", ())
    ]
    body = [
        (code(name), "body", _kind(schema), words(schema.get("description", "")))
        for content in told.get("requestBody", {}).get("content", {}).values()
        for name, schema in _resolved(content.get("schema", {}), whole).get("properties", {}).items()
    ]
    rows = list(dict.fromkeys([*asked, *body]))
    answers = [(status, words(answer["description"])) for status, answer in sorted(told["responses"].items())]
    parts = [f"## {method.upper()} {path}", words(f"{told['summary']}. {told.get('description', '')}")]
    parts += [table(("name", "in", "what it is", "what it says"), rows)] if rows else []
    return "\n\n".join([*parts, table(("status", "answer"), answers)])


def _resolved(schema: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    named = schema.get("$ref", "").rpartition("/")[2]
    return cast(dict[str, Any], whole["components"]["schemas"][named]) if named else schema


def _kind(schema: dict[str, Any]) -> str:
    """What a value is, in words: its values, its type with its bounds, the model that it is."""
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(code(str(value)) for value in schema["enum"])
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    bounds = [f"{said} {schema[key]:,}" for key, said in _BOUNDS if key in schema]
    return ", ".join([schema.get("type", "any value"), *bounds])


_BOUNDS = (("minimum", "from"), ("maximum", "to"), ("minLength", "at least"), ("maxLength", "characters at most"))
