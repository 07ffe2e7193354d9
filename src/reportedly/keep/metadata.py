"""Metadata of a document: all but its text, publisher and url, which make its id."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, get_args

from reportedly.errors import UsageError
from reportedly.terms.document import Document, Handling

WORDS = ("title", "host", "archived_url", "language", "path", "raw_sha256", "translation_of")
METADATA = (*WORDS, "published_on", "retrieved_at", "handling")
COMPARED = ("title", "host", "archived_url", "language", "published_on", "translation_of")
"""What reading again may change. A copy in another place, or fetched at another time, is no news."""


def with_metadata(document: Document, changes: Mapping[str, Any]) -> Document:
    """The document with some metadata changed; its id stays. Raises UsageError on another field or a bad value."""
    unknown = sorted(set(changes) - set(METADATA))
    if unknown:
        raise UsageError(f"{', '.join(unknown)}: not metadata of a document (choose from {', '.join(METADATA)})")
    return replace(document, **{name: _value(name, value) for name, value in changes.items()})


def metadata_changes(known: Document, again: Document, settled: Collection[str] = ()) -> dict[str, Any]:
    """What a new copy of a known document tells anew, as JSON values. Silence erases nothing, `restricted` stays, and so
    do the `settled` fields, which a person has changed."""
    changes = {
        name: json_value(getattr(again, name))
        for name in COMPARED
        if getattr(again, name) is not None and getattr(again, name) != getattr(known, name)
    }
    if again.handling == "restricted" != known.handling:
        changes["handling"] = "restricted"
    return {name: value for name, value in changes.items() if name not in settled}


def json_value(value: Any) -> Any:
    """A day or an instant as ISO 8601; anything else as it is."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _value(name: str, value: Any) -> Any:
    if value is None and name not in ("language", "path", "handling"):
        return None
    if not isinstance(value, str):
        raise UsageError(f"{name}: {value!r} is no text")
    try:
        if name == "published_on":
            return date.fromisoformat(value)
        if name == "retrieved_at":
            return datetime.fromisoformat(value)
    except ValueError as error:
        raise UsageError(f"{name}: {value!r} is no ISO 8601 date") from error
    if name == "handling" and value not in get_args(Handling):
        raise UsageError(f"handling: {value!r} is neither of {', '.join(get_args(Handling))}")
    return value
