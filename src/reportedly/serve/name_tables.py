"""Loads what is known of names for screening: spellings of one sound, words that tell little, names of states."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from reportedly.terms.screening import NameTables, NameWordRow, SpellingRow
from reportedly.terms.tables import Tables

SPELLINGS, WORDS = "transliterations.toml", "name_words.toml"


def name_tables(tables: Tables) -> NameTables:
    """The shipped rows, with the states of the tables for the words by which lists name countries."""
    spellings, signs, words, version = _rows()
    states = [row for row in tables.parties if row.kind == "state"]
    countries = {name.casefold(): row.code for row in states for name in (row.code, *row.names)}
    return NameTables(spellings, signs, words, countries, version)


@cache
def _rows() -> tuple[tuple[SpellingRow, ...], dict[str, str], tuple[NameWordRow, ...], str]:
    folder = files("reportedly") / "data"
    data = [(folder / name).read_bytes() for name in (SPELLINGS, WORDS)]
    spellings, words = (tomllib.loads(each.decode("utf-8")) for each in data)
    return (
        tuple(SpellingRow(**_frozen(row)) for row in spellings["spelling"]),
        spellings["signs"],
        tuple(NameWordRow(**_frozen(row)) for row in words["word"]),
        hashlib.sha256(b"\x00".join(data)).hexdigest()[:12],
    )


def _frozen(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
