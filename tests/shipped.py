"""The tables as they are shipped, read once for all tests of a process."""

from __future__ import annotations

from functools import cache

from reportedly.serve.tables import load_native, load_tables
from reportedly.terms.native import NativeRows
from reportedly.terms.tables import Tables


@cache
def shipped_tables() -> Tables:
    """The tables that every user has."""
    return load_tables()


@cache
def shipped_rows(language: str) -> NativeRows:
    """The rows of a language that every user has."""
    return load_native(language, shipped_tables())
