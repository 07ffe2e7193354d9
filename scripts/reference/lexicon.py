"""Every table of the lexicon with the keys of its rows, from the types of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from inspect import getdoc
from typing import Any

from reportedly.serve.tables import TABLES, Table
from scripts.reference.markdown import code, page, table, words

NAME = "lexicon.md"
_LEAD = (
    "Each table that a file of rows may hold (`--lexicon my.toml`), with the keys of its rows. A row whose *known by* keys "
    "equal those of a shipped row takes its place. [The lexicon](../lexicon.md) has the notation with examples."
)


def text() -> str:
    """The page."""
    return page("Tables of the lexicon", _LEAD, map(_table, TABLES.values()))


def _table(kept: Table) -> str:
    rows = [(code(field.name), code(_type(field)), _default(field)) for field in fields(kept.row)]
    parts = [f"## \\[\\[{kept.name}\\]\\]", *_told(kept.row), f"Known by: {', '.join(map(code, kept.key))}."]
    return "\n\n".join([*parts, table(("key", "value", "if left out"), rows)])


def _told(row: type[Any]) -> Iterator[str]:
    """What the type says of itself, a paragraph each."""
    for paragraph in (getdoc(row) or "").split("\n\n"):
        yield words(paragraph)


def _type(field: Field[Any]) -> str:
    """The type as the code names it, without what is only Python's."""
    return str(field.type).replace("tuple[", "list[").replace(", ...]", "]")


def _default(field: Field[Any]) -> str:
    if field.default_factory is not MISSING:
        return "none"
    if field.default is MISSING:
        return "none" if str(field.type).endswith("| None") else "it must be there"
    empty = {(): "none", None: "none", "": "empty"}
    return empty[field.default] if field.default in empty else code(str(field.default))
