"""Claim lines: the JSON lines of another ledger, claim records and the documents before them. Nothing in them is trusted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, NoReturn

from reportedly.read.encoding import decoded
from reportedly.terms.checking import fault
from reportedly.terms.document import Document, normalised
from reportedly.terms.problem import Problem
from reportedly.terms.record import VERSION, Json
from reportedly.terms.schema import claim_schema

_WORDS = {"type": ["string", "null"]}
_DOCUMENT: Json = {
    "type": "object",
    "required": ["document", "text"],
    "properties": {
        "document": {"type": "string", "pattern": "^d-[0-9a-f]{16}$"},
        "text": {"type": "string", "minLength": 1},
        **dict.fromkeys(("publisher", "url", "title", "host", "archived_url", "raw_sha256", "translation_of"), _WORDS),
        "path": {"type": "string"},
        "language": {"type": "string"},
        "published_on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        "retrieved_at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
        "handling": {"enum": ["public", "restricted"]},
    },
}


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim record that is one by its form. number: its line, from 1."""

    number: int
    record: Json


@dataclass(frozen=True, slots=True)
class ClaimLines:
    """What the lines of a file hold. documents: with their texts, by id; changed: ids whose texts are not theirs."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    claims: tuple[ClaimLine, ...] = ()
    changed: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def claim_lines(data: bytes, where: str) -> ClaimLines:
    """The documents and claims of a file's lines; a bad line never stops the others.

    Problems: `not-text`, `empty-file`, `not-json`, `not-a-claim`, `newer-version`, `changed-document`.
    """
    found = decoded(data)
    if found is None:
        return ClaimLines(problems=(Problem("not-text", "it is no text", where),))
    lines = [(n, line) for n, line in enumerate(found.text.split("\n"), start=1) if line.strip()]
    if not lines:
        return ClaimLines(problems=(Problem("empty-file", "there is no text in it", where),))
    documents: dict[str, Document] = {}
    claims: list[ClaimLine] = []
    changed: set[str] = set()
    problems: list[Problem] = []
    for number, line in lines:
        try:
            read = _line(line)
        except _Bad as bad:
            changed |= {bad.document} if bad.document else set()
            problems.append(Problem(bad.slug, f"line {number}: {bad}", where))
        else:
            if isinstance(read, Document):
                documents[read.id] = read
            else:
                claims.append(ClaimLine(number, read))
    return ClaimLines(documents, tuple(claims), frozenset(changed - documents.keys()), tuple(problems))


class _Bad(Exception):
    """A line that is not taken. document: the id of one that is not what it was."""

    def __init__(self, slug: str, message: str, document: str | None = None) -> None:
        super().__init__(message)
        self.slug, self.document = slug, document


def _line(line: str) -> Document | Json:
    try:
        row = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as broken:
        raise _Bad("not-json", "it is not JSON") from broken
    if not isinstance(row, dict):
        raise _Bad("not-a-claim", "it is no JSON object")
    if isinstance(row.get("document"), str) and "text" in row:
        return _document(row)
    version = row.pop("version", VERSION)
    if isinstance(version, int | float) and version > VERSION:
        raise _Bad("newer-version", f"its record is of version {version}; this reads version {VERSION}")
    record = _with_defaults(row)
    if wrong := _checked(record, _claim_schema()):
        raise _Bad("not-a-claim", wrong)
    return record


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


@cache
def _claim_schema() -> Json:
    return claim_schema()


def _checked(value: Any, schema: Json) -> str | None:
    try:
        return fault(value, schema)
    except RecursionError:
        return "it is nested too deeply"


def _with_defaults(row: Json) -> Json:
    """A record with what earlier ones of its version lack."""
    review = row.get("reviewed")
    noted = {"reviewed": {"note": "", **review}} if isinstance(review, dict) else {}
    return {"field_confidence": {}, **row, **noted}


def _document(row: Json) -> Document:
    if wrong := _checked(row, _DOCUMENT):
        raise _Bad("not-a-claim", f"its document is none: {wrong}")
    document = Document(
        row["text"],
        publisher=row.get("publisher"),
        url=row.get("url"),
        title=row.get("title"),
        host=row.get("host"),
        archived_url=row.get("archived_url"),
        raw_sha256=row.get("raw_sha256"),
        path=row.get("path", ""),
        language=row.get("language", "en"),
        published_on=date.fromisoformat(row["published_on"]) if row.get("published_on") else None,
        retrieved_at=datetime.fromisoformat(row["retrieved_at"]) if row.get("retrieved_at") else None,
        handling=row.get("handling", "public"),
        translation_of=row.get("translation_of"),
    )
    if document.id != row["document"] or normalised(document.text) != document.text:
        message = (
            f"document {row['document']} is not what it was: its id does not come from its text, publisher and url"
        )
        raise _Bad("changed-document", message, row["document"])
    return document
