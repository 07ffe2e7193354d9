"""Reads a house style: a TOML file with the names of `House`, and beside it the logo and the Word template that it names."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

from reportedly.errors import UsageError
from reportedly.present.house import House

LOGOS = ("png", "svg")
MOST_BYTES = 5_000_000
_FILES = ("logo", "template")


def house_style(path: Path) -> House:
    """The style of a file. Raises UsageError, naming the file and the fault."""
    try:
        given = tomllib.loads(_read(path, path).decode())
    except (ValueError, RecursionError) as fault:  # ValueError: no UTF-8, no TOML, a number of 5,000 digits
        raise UsageError(f"{path}: {fault}") from fault
    known = [each.name for each in fields(House)]
    for name, value in given.items():
        if name not in known:
            raise UsageError(f"{path}: unknown key {name!r}; there are {', '.join(known)}")
        _check(name, value, path)
    return House(**{name: _value(name, value, path) for name, value in given.items()})


def _check(name: str, value: Any, path: Path) -> None:
    if name == "closing":
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise UsageError(f"{path}: closing is a list of paragraphs")
    elif not isinstance(value, str):
        raise UsageError(f"{path}: {name} is {value!r}; it is words in quotation marks")


def _value(name: str, value: Any, path: Path) -> Any:
    if name == "closing":
        return tuple(value)
    if name not in _FILES:
        return value
    data = _read(path.parent / value, path)
    if name == "template":
        return data
    ending = Path(value).suffix.lower().removeprefix(".")
    if ending not in LOGOS:
        raise UsageError(f"{path}: logo is {value!r}; it is a file in {' or '.join(LOGOS)}")
    return data, ending


def _read(file: Path, named_in: Path) -> bytes:
    try:
        with file.open("rb") as given:
            data = given.read(MOST_BYTES + 1)
    except (OSError, ValueError) as fault:  # ValueError: a name with a NUL in it
        where = f"{named_in}: {file.name}" if file != named_in else f"{file}"
        raise UsageError(f"{where}: it cannot be read ({getattr(fault, 'strerror', None) or fault})") from fault
    if len(data) > MOST_BYTES:
        raise UsageError(f"{file}: it has more than {MOST_BYTES:,} bytes")
    return data
