"""Loads the data tables: the rows shipped with the package, then a user's own, checked on the way.

A file is TOML whose arrays of tables are named for their rows ([[party]], [[item]], [[frame]] …), or a CSV of places.
A user's row with the key of a shipped one replaces it; any other is added. The names of goods in it are its class's alone.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from reportedly.errors import DataError
from reportedly.serve.row_names import hardly_meant, unknown_name
from reportedly.terms.frame_roles import roles_fault
from reportedly.terms.items import names_of, without
from reportedly.terms.native import (
    NATIVE,
    NativeBoundRow,
    NativeCueRow,
    NativeEndingRow,
    NativeHedgeRow,
    NativeLetterRow,
    NativeNameRow,
    NativeNumberRow,
    NativeRows,
    NativeSpeakerRow,
    NativeTimeRow,
)
from reportedly.terms.near import nearest
from reportedly.terms.tables import (
    BasisRow,
    BoundRow,
    ConfidenceRow,
    ConversionRow,
    CueRow,
    FrameRow,
    HedgeRow,
    IrregularRow,
    ItemRow,
    LikelihoodRow,
    NumeralRow,
    OfficeRow,
    PartyRow,
    PlaceRow,
    ReferenceRow,
    RegimeRow,
    RoleRow,
    SharingRow,
    Tables,
    TriageRow,
    UnitRow,
)

SHIPPED = (
    "parties", "items.toml", "places", "units.toml", "bounds.toml", "numerals.toml", "frames.toml", "frames",
    "cues.toml", "references.toml", "hedges.toml", "likelihoods.toml", "bases.toml", "confidence.toml",
    "sharing.toml", "regimes.toml", "conversions.toml", "triage.toml",
)  # fmt: skip
"""The files and folders under `data/` that hold rows of `Tables`; the others there have readers of their own."""
_ASIDE = ("sharing.toml", "regimes.toml", "conversions.toml", "triage.toml")
"""Of them those that only assess or choose texts: they change no reading, and the version that names one leaves them out."""


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows named `name` are kept: their type, where in `Tables`, and which fields tell them apart.

    several: rows of one file may share a key (a verb has two constructions); a user's rows replace all of them.
    native: of one other language, kept in `NativeRows`.
    """

    name: str
    row: type[Any]
    into: str
    key: tuple[str, ...]
    several: bool = False
    native: bool = False


TABLES = {
    table.name: table
    for table in (
        Table("party", PartyRow, "parties", ("code",)),
        Table("office", OfficeRow, "offices", ("names", "code", "start")),
        Table("role", RoleRow, "roles", ("body", "titles", "nouns")),
        Table("item", ItemRow, "items", ("item",)),
        Table("place", PlaceRow, "places", ("place",)),
        Table("unit", UnitRow, "units", ("unit",)),
        Table("bound", BoundRow, "bounds", ("words", "place")),
        Table("numeral", NumeralRow, "numerals", ("words",)),
        Table("frame", FrameRow, "frames", ("lemma", "pos"), several=True),
        Table("cue", CueRow, "cues", ("lemma", "pos"), several=True),
        Table("reference", ReferenceRow, "references", ("words",), several=True),
        Table("hedge", HedgeRow, "hedges", ("words",), several=True),
        Table("likelihood", LikelihoodRow, "likelihoods", ("term", "yardstick")),
        Table("basis", BasisRow, "bases", ("words",)),
        Table("sharing", SharingRow, "sharing", ("name", "kind")),
        Table("regime", RegimeRow, "regimes", ("regime",)),
        Table("conversion", ConversionRow, "conversions", ("conversion",)),
        Table("confidence", ConfidenceRow, "confidence", ("target", "feature")),
        Table("triage", TriageRow, "triage", ("of", "names")),
        Table("irregular", IrregularRow, "irregular", ("verb",)),
        Table(
            "native-name",
            NativeNameRow,
            "names",
            ("language", "of", "key", "sense", "as_is", "counter"),
            native=True,
        ),
        Table("native-number", NativeNumberRow, "numbers", ("language", "words", "role"), native=True),
        Table("native-bound", NativeBoundRow, "bounds", ("language", "words", "place"), native=True),
        Table("native-time", NativeTimeRow, "times", ("language", "words", "means"), native=True),
        Table("native-cue", NativeCueRow, "cues", ("language", "words", "place"), native=True),
        Table("native-speaker", NativeSpeakerRow, "speakers", ("language", "words"), native=True),
        Table("native-hedge", NativeHedgeRow, "hedges", ("language", "words"), native=True),
        Table("native-ending", NativeEndingRow, "endings", ("language", "of", "ending"), several=True, native=True),
        Table("native-letter", NativeLetterRow, "letters", ("language", "letters", "place"), native=True),
    )
}

_NATIVE_TABLES = tuple(table for table in TABLES.values() if table.native)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row, the table that it belongs to, and where it was read ("items.toml, [[item]] 3 (drone)")."""

    row: Any
    table: Table
    where: str

    @property
    def key(self) -> tuple[Any, ...]:
        return tuple(getattr(self.row, name) for name in self.table.key)


def load_tables(extra: Sequence[Path] = (), remark: Callable[[str], None] | None = None) -> Tables:
    """All rows shipped and the user's own, later files winning by key. A shipped file that is missing is empty.

    Raises DataError, naming file and row, on an unknown table or key, a missing or ill-typed value, a slot or role that no
    frame has, a key given twice in one layer, and a name of a row (parent, state, member) that no row bears. remark: told a
    line for each of the user's rows that is no fault and hardly meant.
    """
    shipped = list(_shipped(files("reportedly") / "data"))
    own = [(str(path), _bytes(path)) for path in extra]
    rows = _one_each(row for name, data in shipped if _holds_rows(name) for row in rows_of(name, data))
    for name, data in own:
        given = _one_each(rows_of(name, data))
        if remark:
            for line in hardly_meant(rows, given):
                remark(line)
        rows = _replaced(rows, given)
    if unknown := unknown_name(rows):
        raise DataError(unknown)
    read_by = [(name, data) for name, data in shipped if _holds_rows(name) and name not in _ASIDE]
    return Tables(
        version=_version([*read_by, *own]),
        native=_native(rows, "", _version(own) if own else ""),
        **{t.into: _rows(rows, t) for t in TABLES.values() if not t.native},
    )


def load_native(language: str, tables: Tables) -> NativeRows:
    """The shipped rows of one language with those of a user's own files over them. Raises DataError as `load_tables` does,
    and for a name of a party, place, item or unit that no row of `tables` bears.
    """
    if language not in NATIVE:
        raise DataError(f"there are no rows for the language {language!r}; there are for {', '.join(NATIVE)}")
    shipped = [(f"{language}/{n}", data) for n, data in _shipped(files("reportedly") / "data/languages" / language)]
    rows = _one_each(row for name, data in shipped for row in rows_of(name, data))
    if alien := next((row for row in rows if not row.table.native or row.row.language != language), None):
        raise DataError(f"{alien.where}: it is no row of the language {language!r}")
    given = tables.native
    found = _native(rows, language, _version(shipped) + (f"+{given.version}" if given.version else ""))
    merged: dict[str, Any] = {
        t.into: _over(getattr(found, t.into), getattr(given, t.into), t, language) for t in _NATIVE_TABLES
    }
    _check_native(merged["names"], tables)
    return replace(found, **merged)


def native_version(tables: Tables) -> str:
    """Twelve hexadecimal digits over all shipped rows of other languages, and the version of a user's own."""
    own = f"+{tables.native.version}" if tables.native.version else ""
    return _shipped_native() + own


@cache
def _shipped_native() -> str:
    return _version(_shipped(files("reportedly") / "data/languages"))


def _over(rows: tuple[Any, ...], own: tuple[Any, ...], table: Table, language: str) -> tuple[Any, ...]:
    """The rows, those of the same keys replaced by a user's own of the language."""
    kept = [row for row in own if row.language == language]
    given = {tuple(getattr(row, name) for name in table.key) for row in kept}
    return (*(row for row in rows if tuple(getattr(row, name) for name in table.key) not in given), *kept)


def _native(rows: Iterable[Placed], language: str, version: str) -> NativeRows:
    kept = tuple(rows)
    return NativeRows(language, **{t.into: _rows(kept, t) for t in _NATIVE_TABLES}, version=version)


def _check_native(names: Iterable[NativeNameRow], tables: Tables) -> None:
    known = {
        "party": {row.code for row in tables.parties},
        "person": {row.names[0] for row in tables.offices},
        "place": {row.place for row in tables.places},
        "item": {row.item for row in tables.items},
        "unit": {row.unit for row in tables.units} | {""},
        "word": {""},
    }
    for row in names:
        if row.key not in known[row.of]:
            raise DataError(f"[[native-name]] {row.names[0]} ({row.language}): no {row.of} is called {row.key!r}")


def rows_of(name: str, data: bytes) -> list[Placed]:
    """The rows of one file. name: for messages, and `.csv` tells places from TOML. Raises DataError."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise DataError(f"{name}: it is no text in UTF-8, as files of rows are") from fault
    try:
        tables = _csv_places(text) if name.endswith(".csv") else tomllib.loads(text)
    except (ValueError, RecursionError, csv.Error) as fault:  # ValueError: no TOML, a number of 5,000 digits
        raise DataError(f"{name}: {fault}") from fault
    return [row for title, given in tables.items() for row in _table_rows(name, title, given)]


def _table_rows(name: str, title: str, given: object) -> Iterator[Placed]:
    table = TABLES.get(title)
    if table is not None and isinstance(given, dict):
        raise DataError(f"{name}: [{title}] is one table: write [[{title}]], for there may be several")
    if table is None or not isinstance(given, list):
        near = nearest(title, TABLES, 1)
        meant = (
            f"did you mean [[{near[0]}]]?" if near and near[0] != title else f"there are {', '.join(sorted(TABLES))}"
        )
        raise DataError(f"{name}: no table is called [[{title}]]; {meant}")
    for n, values in enumerate(given, 1):
        where = f"{name}, [[{title}]] {n}"
        if not isinstance(values, dict):
            raise DataError(f"{where}: a row is a table of keys and values")
        for row in _one_a_word(table, values, where):
            label = next((str(row[k]) for k in (*table.key, "names") if k in row), "")
            yield Placed(_row(table, row, where + (f" ({label[:60]})" if label else "")), table, where)


def _one_a_word(table: Table, values: Mapping[str, object], where: str) -> Iterator[Mapping[str, object]]:
    """The row, or one for each of its `words`: lemmas that do the same to their arguments, each with its example."""
    words = values.get("words") if "lemma" in table.key else None
    if words is None:
        yield values
        return
    if not isinstance(words, dict) or not words or "lemma" in values or "example" in values:
        raise DataError(f"{where}: words is a table of lemmas with their examples, and stands instead of both")
    if blank := [lemma for lemma, example in words.items() if not lemma.strip() or example == ""]:
        raise DataError(f"{where}: {blank[0]!r} of words has no lemma or no example")
    rest = {name: value for name, value in values.items() if name != "words"}
    yield from (rest | {"lemma": lemma, "example": example} for lemma, example in words.items())


def _row(table: Table, values: Mapping[str, object], where: str) -> Any:
    kinds, needed, open_ = _columns(table.name)
    if unknown := values.keys() - kinds.keys():
        raise DataError(f"{where}: unknown key {min(unknown)!r}; there are {', '.join(kinds)}")
    if missing := needed - values.keys():
        raise DataError(f"{where}: {min(missing)!r} is missing")
    given = {name: _value(kinds[name], value, f"{where}: {name}") for name, value in values.items()}
    row = table.row(**dict.fromkeys(open_, None) | given)
    if isinstance(row, FrameRow) and (wrong := roles_fault(row.roles)):
        raise DataError(f"{where}: roles: {wrong}")
    return row


@cache
def _columns(title: str) -> tuple[dict[str, Any], frozenset[str], frozenset[str]]:
    """The type of each field; those that a row must give; those that are None where it does not."""
    row = TABLES[title].row
    hints = get_type_hints(row)
    kinds = {f.name: hints[f.name] for f in fields(row)}
    bare = {f.name for f in fields(row) if f.default is MISSING and f.default_factory is MISSING}
    open_ = {name for name in bare if type(None) in get_args(kinds[name])}
    return kinds, frozenset(bare - open_), frozenset(open_)


def _value(kind: Any, given: object, where: str) -> Any:
    """The value as its field's type wants it; arrays become tuples, tables and "a=b c=d" become pairs."""
    if get_origin(kind) in (Union, UnionType):
        kind = next(k for k in get_args(kind) if k is not type(None))
    if get_origin(kind) is tuple:
        return _pairs(given, where) if get_args(kind)[0] is not str else _words(given, where)
    if get_origin(kind) is Literal:
        if given not in get_args(kind):
            raise DataError(f"{where}: {given!r} is none of {', '.join(get_args(kind))}")
        return given
    if kind is float and isinstance(given, int) and not isinstance(given, bool):
        return float(given)
    if type(given) is not kind:
        raise DataError(f"{where}: {given!r} is no {'day' if kind is date else kind.__name__}")
    return given


def _words(given: object, where: str) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(word, str) and word.strip() for word in given):
        raise DataError(f"{where}: {given!r} is no array of words")
    return tuple(given)


def _pairs(given: object, where: str) -> tuple[tuple[str, str], ...]:
    pairs: list[Any]
    if isinstance(given, str):
        pairs = [part.split("=", 1) for part in given.split()]
    else:
        pairs = list(given.items()) if isinstance(given, dict) else given if isinstance(given, list) else [given]
    if not all(isinstance(p, list | tuple) and len(p) == 2 and all(isinstance(x, str) for x in p) for p in pairs):
        raise DataError(f"{where}: {given!r} does not read as pairs")
    return tuple((first, second) for first, second in pairs)


def _csv_places(text: str) -> dict[str, list[dict[str, object]]]:
    return {"place": [_csv_place(line) for line in csv.DictReader(io.StringIO(text))]}


def _csv_place(line: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {name: given for name, given in line.items() if given and name is not None}
    values["names"] = str(values.get("names", "")).split("|")
    for name in ("lat", "lon"):
        values[name] = _degrees(values.get(name))
    return values | {"ambiguous": "ambiguous" in values}


def _degrees(given: object) -> object:
    try:
        return float(str(given))
    except ValueError:
        return given  # `_value` names the row that it stands in


def _one_each(rows: Iterable[Placed]) -> list[Placed]:
    kept = list(rows)
    seen: dict[tuple[str, tuple[Any, ...]], str] = {}
    for placed in kept:
        before = seen.setdefault((placed.table.name, placed.key), placed.where)
        if before is not placed.where and not placed.table.several:
            raise DataError(f"{placed.where}: stands already at {before}")
    return kept


def _replaced(rows: Iterable[Placed], own: Sequence[Placed]) -> list[Placed]:
    given = {(placed.table.name, placed.key) for placed in own}
    kept = (placed for placed in rows if (placed.table.name, placed.key) not in given)
    taken = names_of(placed.row for placed in own if isinstance(placed.row, ItemRow))
    return [replace(p, row=without(p.row, taken)) if isinstance(p.row, ItemRow) else p for p in kept] + list(own)


def _rows(rows: Iterable[Placed], table: Table) -> tuple[Any, ...]:
    return tuple(placed.row for placed in rows if placed.table is table)


def _holds_rows(name: str) -> bool:
    return name.split("/", 1)[0] in SHIPPED and name.endswith((".toml", ".csv"))


def _shipped(folder: Traversable, under: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir() and not entry.name.startswith(("_", ".")):
            yield from _shipped(entry, f"{under}{entry.name}/")
        elif entry.name.endswith((".toml", ".csv")):
            yield under + entry.name, entry.read_bytes()


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise DataError(f"{path}: {fault.strerror}") from fault


def _version(read: Iterable[tuple[str, bytes]]) -> str:
    """Twelve hexadecimal digits over all that was read."""
    whole = hashlib.sha256()
    for name, data in read:
        whole.update(f"{Path(name).name}\x00{len(data)}\x00".encode() + data)
    return whole.hexdigest()[:12]
