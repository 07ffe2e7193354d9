"""The mapping of a sheet's columns: read from TOML, written as TOML, shown as a table of what would be read."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from reportedly.errors import DataError, UsageError
from reportedly.find.sheets.columns import Columns, columns_of
from reportedly.find.sheets.rows import SheetReader
from reportedly.serve.asking import is_known, near_parties
from reportedly.serve.printing import plain
from reportedly.terms.sheet import (
    SHEET_FIELDS,
    CellWords,
    ColumnMap,
    ColumnWords,
    DateOrder,
    DecimalSign,
    Sheet,
    SheetField,
    SheetRow,
    SheetWords,
)
from reportedly.terms.tables import Tables

_KEYS = ("date_order", "decimal", "columns", "defaults", "units")
_SAMPLES = 3


@lru_cache(maxsize=1)
def sheet_words() -> SheetWords:
    """The words by which sheets are understood, as shipped. Raises DataError on a malformed row."""
    where = files("reportedly") / "data" / "columns.toml"
    try:
        given = tomllib.loads(where.read_text(encoding="utf-8"))
        columns = tuple(ColumnWords(r["field"], tuple(r["words"]), r["example"]) for r in given["column"])
        values = tuple(CellWords(r["field"], r["value"], tuple(r["words"])) for r in given["value"])
        cells = {name: tuple(words) for name, words in given["cells"].items()}
        return SheetWords(columns, values, **cells)
    except (KeyError, TypeError, ValueError) as fault:
        raise DataError(f"columns.toml: {fault}") from fault


def mapping_of(path: Path) -> ColumnMap:
    """The mapping in a TOML file. Raises UsageError, naming the file and what is wrong."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise UsageError(f"{path}: it cannot be read as a mapping ({fault})") from fault
    _check_keys(path, given, _KEYS)
    columns, defaults = given.get("columns", {}), given.get("defaults", {})
    for title, table in (("columns", columns), ("defaults", defaults)):
        if not isinstance(table, dict):
            raise UsageError(f"{path}: [{title}] is no table of fields")
        _check_keys(path, table, SHEET_FIELDS)
    units = given.get("units", {})
    if not isinstance(units, dict) or not all(isinstance(unit, str) for unit in units.values()):
        raise UsageError(f"{path}: [units] is no table of columns and what their figures count")
    return ColumnMap(
        {field: _names(path, field, value) for field, value in columns.items()},
        {field: _default(path, field, value) for field, value in defaults.items()},
        _choice(path, given, "date_order", get_args(DateOrder)),
        _choice(path, given, "decimal", get_args(DecimalSign)),
        units,
    )


def checked(told: ColumnMap, sheets: Sequence[Sheet], where: str) -> ColumnMap:
    """The mapping, once each of its columns is found in some worksheet. Raises UsageError."""
    for name in told.units:
        if all(sheet.column(name) is None for sheet in sheets):
            raise UsageError(f"{where}: no column is called {name!r} (units)")
    for field, names in told.columns.items():
        if not any(sheet.column(name) is not None for sheet in sheets for name in names):
            there = ", ".join(dict.fromkeys(name for sheet in sheets for name in sheet.header if name))
            raise UsageError(
                f"{where}: no column is called {' or '.join(map(repr, names))} ({field}); there are {there}"
            )
    return told


def mapping_toml(guesses: Iterable[ColumnMap]) -> str:
    """Guesses as a mapping to be edited."""
    names: dict[SheetField, list[str]] = {}
    for guess in guesses:
        for field, given in guess.columns.items():
            names[field] = list(dict.fromkeys([*names.get(field, []), *given]))
    lines = [
        "# What the columns hold: field = the name of its column, or several names.",
        f"# Fields: {', '.join(SHEET_FIELDS)}.",
        '# date_order = "dmy"   # or "mdy", "ymd": where days and months are numbers',
        '# decimal = "."        # or ",": what stands before the decimals',
        "",
        "[columns]",
        *(f"{field} = {_toml(given[0] if len(given) == 1 else given)}" for field, given in names.items()),
        "",
        '# What holds where a row says nothing, such as recipient = "RU".',
        "[defaults]",
    ]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the table that shows a mapping. samples: cells as read, each with what it is taken for."""

    column: str
    field: str
    samples: tuple[str, ...]


def shown(sheet: Sheet, told: ColumnMap, reader: SheetReader, tables: Tables) -> Iterator[Shown]:
    """Each column with its field, and what its first filled cells are read as, a slip in a party with whom it may mean;
    columns without a field too.
    """
    columns = columns_of(sheet, told)
    fields = {at: field for field, at in columns.at.items()}
    for at, name in enumerate(sheet.header):
        rows = [row for row in sheet.rows if row.cell(at).text.strip()][:_SAMPLES]
        if field := fields.get(at):
            samples = (_sample(row, at, columns, field, reader) for row in rows)
            yield Shown(name, field, tuple(sample + _meant(sample, field, tables) for sample in samples))
        elif name:
            yield Shown(name, "(kept as words)", tuple(plain(row.cell(at).text)[:40] for row in rows))


def _sample(row: SheetRow, at: int, columns: Columns, field: SheetField, reader: SheetReader) -> str:
    read = reader.rows.value(row, columns, field)
    return f"{plain(row.cell(at).text)[:40]} → {read}" if read else plain(row.cell(at).text)[:40]


def _meant(sample: str, field: SheetField, tables: Tables) -> str:
    """ " (did you mean Iran?)" behind a supplier or recipient that no table knows and that is near one."""
    told = (name for name in sample.rpartition(" → ")[2].split("; ") if field in ("supplier", "recipient"))
    near = (near_parties(name, tables).removeprefix("; ") for name in told if not is_known(name, tables))
    return "".join(f" ({meant})" for meant in near if meant)


def _check_keys(path: Path, table: dict[str, Any], known: Sequence[str]) -> None:
    if unknown := next((key for key in table if key not in known), None):
        raise UsageError(f"{path}: {unknown!r} is none of {', '.join(known)}")


def _names(path: Path, field: str, value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) and name.strip() for name in names):
        raise UsageError(f"{path}: columns.{field} is no name of a column, nor a list of names")
    return tuple(names)


def _default(path: Path, field: str, value: object) -> str:
    if not isinstance(value, str):
        raise UsageError(f"{path}: defaults.{field} is no text")
    return value


def _choice(path: Path, given: dict[str, Any], key: str, choices: tuple[Any, ...]) -> Any:
    value = given.get(key)
    if value is not None and value not in choices:
        raise UsageError(f"{path}: {key} is {value!r}; it is one of {', '.join(choices)}")
    return value


def _toml(value: str | list[str]) -> str:
    """A string or a list of strings: JSON's are TOML's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
