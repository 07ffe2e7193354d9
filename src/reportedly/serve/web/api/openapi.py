"""The description of the interface: the claim record in it is the one schema that ships with the package."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import WithJsonSchema

from reportedly.serve.settings import VERSION
from reportedly.serve.web.api.errors import ErrorAnswer
from reportedly.terms.schema import claim_schema

_MARK = "x-record"
_AT = "#/components/schemas/"
ClaimRecord = Annotated[dict[str, Any], WithJsonSchema({"type": "object", _MARK: "Claim"})]
"""The record of a claim, as `reportedly claims --format jsonl` prints it."""
DecidedClaim = Annotated[dict[str, Any], WithJsonSchema({"type": "object", _MARK: "DecidedClaim"})]
"""The same as a person has just left it; with `problems` where they put names into it that nobody bears, or have decided so
before."""

TAGS = [
    {"name": "documents", "description": "Texts as published."},
    {"name": "jobs", "description": "Readings that go on, or have ended."},
    {"name": "claims", "description": "Who says who sent what to whom; and what people decided of it."},
    {"name": "flows", "description": "What stands between two parties, and how much."},
    {"name": "sources", "description": "Publishers and origins, and how far they are relied on."},
    {"name": "watch", "description": "Sources that are polled, lines that are watched, alerts."},
    {"name": "exports", "description": "Files to take along. Restricted claims are in none of them."},
    {"name": "status", "description": "What this is, and what it holds."},
]


_ANY = (413, 414, 422, 503)


def errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that a route may answer with, for its description; 413, 414, 422 and 503 any may,
    415 whatever takes a body (400).
    """
    said = {
        400: "The body cannot be read.",
        403: "Restricted.",
        404: "Unknown.",
        409: "Not as things stand.",
        413: "Too large.",
        414: "The address is too long.",
        415: "Of another media type.",
        422: "A value that makes no sense.",
        503: "Busy; ask again.",
    }
    # Not as a model: of a route that answers with text the errors would be described as text.
    content = {"application/json": {"schema": {"$ref": f"{_AT}ErrorAnswer"}}}
    body = (415,) if 400 in statuses else ()
    return {status: {"description": said[status], "content": content} for status in sorted({*statuses, *body, *_ANY})}


UNCHANGED: dict[int | str, dict[str, Any]] = {304: {"description": "Nothing has changed since the tag was given."}}

KEPT_BEFORE: dict[int | str, dict[str, Any]] = {
    200: {"description": "The same was decided before, and nothing was added.", "model": DecidedClaim}
}


def install(app: FastAPI) -> None:
    """Describe the interface by `description`."""
    made: dict[str, Any] = {}

    def openapi() -> dict[str, Any]:
        if not made:
            made.update(description(app))
        return made

    app.openapi = openapi  # type: ignore[method-assign]


def description(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description of an application."""
    whole = get_openapi(title="reportedly", version=VERSION, routes=app.routes, tags=TAGS)
    schema = json.loads(json.dumps(claim_schema()).replace("#/$defs/", _AT))
    parts = schema.pop("$defs")
    for name in ("$schema", "$id"):
        schema.pop(name)
    described: dict[str, Any] = _marked({**whole})
    error = ErrorAnswer.model_json_schema(ref_template=_AT + "{model}")
    named = {**error.pop("$defs"), "ErrorAnswer": error}
    problems = {
        "type": "array",
        "items": {"$ref": f"{_AT}Problem"},
        "description": "Names that were put in and that nobody bears, with the nearest, and that nothing was added; "
        "left out where there are none.",
    }
    decided = {**schema, "title": "DecidedClaim", "properties": {**schema["properties"], "problems": problems}}
    described["components"]["schemas"] |= {**parts, **named, "Claim": schema, "DecidedClaim": decided}
    return described


def _marked(value: Any) -> Any:
    """The value, a reference in place of each mark."""
    if isinstance(value, dict):
        if _MARK in value:
            return {"$ref": _AT + value[_MARK]}
        return {name: _marked(each) for name, each in value.items()}
    return [_marked(each) for each in value] if isinstance(value, list) else value
