"""Reads a watch.toml: what to poll, what to watch for, and where to tell it. All faults are told at once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from reportedly.serve.watching.given import Given
from reportedly.serve.watching.ways_out import channel_of, dispatch_of, quiet_of
from reportedly.serve.watching.what_for import indicator_of
from reportedly.serve.watching.where_from import manners_of, source_of
from reportedly.terms.problem import Problem
from reportedly.terms.tables import Tables
from reportedly.terms.watching import Channel, Indicator, Watch

NAME = "watch.toml"
MOST_BYTES = 5_000_000
_TABLES = ("source", "indicator", "channel", "web", "quiet", "dispatch")

Row = TypeVar("Row")


def watch_file(path: Path, tables: Tables) -> tuple[Watch, tuple[Problem, ...]]:
    """What a file asks for, and its faults; relative paths in it are taken from its folder.

    Slugs: `missing-path`, `unreadable`, `too-large`, `broken-toml`, `unknown-table`, `unknown-key`, `missing-key`,
    `bad-value`, `name-twice`, `unknown-class`, `unknown-channel`, `unknown-regime`,
    `measured-twice`; and as a warning `unknown-party`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return Watch(), (Problem("missing-path", "there is no such file", str(path)),)
    except OSError as fault:
        return Watch(), (Problem("unreadable", f"it cannot be read ({fault.strerror})", str(path)),)
    if len(data) > MOST_BYTES:
        return Watch(), (Problem("too-large", f"it is larger than {MOST_BYTES // 1_000_000} MB", str(path)),)
    try:
        given = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as fault:  # ValueError: no UTF-8, no TOML, a number of 5,000 digits
        return Watch(), (Problem("broken-toml", f"{fault}", str(path)),)
    return watch_of(given, path, tables)


def watch_of(given: Mapping[str, Any], path: Path, tables: Tables) -> tuple[Watch, tuple[Problem, ...]]:
    """What the tables of a file ask for, and their faults; see `watch_file`."""
    faults: list[Problem] = []
    for name in given:
        if name not in _TABLES:
            faults.append(
                Problem("unknown-table", f"unknown table {name!r}; there are {', '.join(_TABLES)}", str(path))
            )
    folder = path.parent
    channels = _rows("channel", given, path, faults, lambda row, name: channel_of(row, name, folder))
    watch = Watch(
        _rows("source", given, path, faults, lambda row, name: source_of(row, name, folder)),
        _rows("indicator", given, path, faults, lambda row, name: indicator_of(row, name, tables)),
        channels,
        _one("quiet", given, path, faults, quiet_of),
        _one("dispatch", given, path, faults, lambda row: dispatch_of(row, folder)),
        _one("web", given, path, faults, manners_of) or Watch().manners,
    )
    faults += _measured_twice(watch.indicators, path)
    faults += _unknown_channels(given, path)
    return watch, tuple(faults)


def _rows(
    kind: str,
    given: Mapping[str, Any],
    path: Path,
    faults: list[Problem],
    made: Callable[[Given, str], Row | None],
) -> tuple[Row, ...]:
    """The rows of one kind, those with faults left out."""
    listed = given.get(kind, [])
    if not isinstance(listed, list) or not all(isinstance(row, dict) for row in listed):
        faults.append(Problem("bad-value", f"{kind} is a list of tables, each under [[{kind}]]", str(path)))
        return ()
    found: list[Row] = []
    names: set[str] = set()
    for number, table in enumerate(listed, 1):
        row = Given(f"[[{kind}]] {table.get('name') or number}", str(path), table, faults)
        before = _errors(faults)
        name = row.text("name", needed=True)
        if name in names:
            row.fault("name-twice", f"another {kind} is called {name!r}")
        names.add(name)
        built = made(row, name)
        row.ended()
        if built is not None and _errors(faults) == before:
            found.append(built)
    return tuple(found)


def _one(
    kind: str, given: Mapping[str, Any], path: Path, faults: list[Problem], made: Callable[[Given], Row | None]
) -> Row | None:
    """The table of which there is at most one; None where it has faults."""
    table = given.get(kind)
    if table is None:
        return None
    if not isinstance(table, dict):
        faults.append(Problem("bad-value", f"{kind} is one table, under [{kind}]", str(path)))
        return None
    row = Given(f"[{kind}]", str(path), table, faults)
    before = _errors(faults)
    built = made(row)
    row.ended()
    return built if _errors(faults) == before else None


def _errors(faults: Iterable[Problem]) -> int:
    return sum(fault.severity == "error" for fault in faults)


def _listed(rows: Any) -> list[dict[str, Any]]:
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _measured_twice(indicators: Iterable[Indicator], path: Path) -> Iterable[Problem]:
    """Two indicators that measure the same would share one mark, and the second would never be told."""
    first: dict[str, str] = {}
    for each in indicators:
        if (name := first.setdefault(each.id, each.name)) != each.name:
            message = f"[[indicator]] {each.name}: it measures the same as {name!r}; name both channels there"
            yield Problem("measured-twice", message, str(path))


def _unknown_channels(given: Mapping[str, Any], path: Path) -> Iterable[Problem]:
    """Of each row that names channels, also of one with other faults, those that there are not."""
    known = sorted({str(each.get("name")).strip() for each in _listed(given.get("channel"))})
    there = f"there are {', '.join(known)}" if known else "there is none"
    users = [(f"[[indicator]] {row.get('name') or n}", row) for n, row in enumerate(_listed(given.get("indicator")), 1)]
    users += [("[dispatch]", row) for row in _listed([given.get("dispatch")])]
    for where, row in users:
        given_names = row.get("channels", [])
        names = given_names if isinstance(given_names, list) else [given_names]
        for name in (each.strip() for each in names if isinstance(each, str)):
            if name and name not in known:
                yield Problem("unknown-channel", f"{where}: no channel is called {name!r}; {there}", str(path))


def named(channels: Iterable[Channel], names: Iterable[str]) -> tuple[Channel, ...]:
    """The channels of some names, all where none is named."""
    wanted = set(names)
    return tuple(channel for channel in channels if not wanted or channel.name in wanted)
