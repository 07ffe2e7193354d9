"""The simple table of OpenSanctions (`targets.simple.csv`): one row an entry, several values of a cell parted by `;`."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping

from reportedly.read.lists.ftm import SCHEMATA
from reportedly.read.lists.parts import Fault, Part, Passed, day_of, numbers, told
from reportedly.terms.screening import ListEntry

NEEDED = frozenset({"id", "schema", "name"})
_IMO = re.compile(r"\bIMO[\s:#-]*([0-9]{7})\b", re.IGNORECASE)


def simple_parts(rows: Iterable[tuple[int, str | None]]) -> Iterator[Part]:
    """The entries of the rows below the head."""
    faults: list[Fault] = []
    reader = csv.DictReader(_kept(rows, faults))
    while True:
        try:
            row = next(reader, None)
        except csv.Error as fault:
            yield Fault(f"line {reader.line_num}", f"cannot be cut into cells ({fault})")
            continue
        yield from faults
        faults.clear()
        if row is None:
            return
        yield _part(reader.line_num, row)


def _kept(rows: Iterable[tuple[int, str | None]], faults: list[Fault]) -> Iterator[str]:
    for number, line in rows:
        if line is None:
            faults.append(Fault(f"line {number}", "is too long"))
        else:
            yield line.replace("\x00", "") + "\n"


def _part(number: int, row: Mapping[str | None, str | list[str] | None]) -> Part:
    cells = {name: value for name, value in row.items() if name and isinstance(value, str)}
    ident, name = cells.get("id", "").strip(), cells.get("name", "")
    if not ident or not cells.get("schema"):
        return Fault(f"line {number}", "has no id or no schema")
    schema = SCHEMATA.get(cells["schema"].strip())
    if schema is None:
        return Passed()
    names = told([name, *_several(cells.get("aliases"))])
    if not names:
        return Fault(f"line {number}", "has no name")
    identifiers = cells.get("identifiers", "")
    known = _IMO.findall(identifiers) or (_several(identifiers) if schema == "vessel" else ())
    return ListEntry(
        id=ident,
        list="; ".join(_several(cells.get("dataset"))),
        schema=schema,
        names=names,
        imo=numbers(each for each in known if each.isdigit()),
        countries=tuple(_several(cells.get("countries"))),
        programmes=tuple(_several(cells.get("program_ids")) or _several(cells.get("sanctions"))),
        changed=day_of(cells.get("last_change")),
    )


def _several(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]
