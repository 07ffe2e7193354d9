"""The OFAC's comma-separated files: SDN.CSV with ALT.CSV (other names) and ADD.CSV (addresses); no heads, `-0-` for none."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.read.lists.parts import Fault, Part, numbers, told
from reportedly.terms.screening import EntrySchema, ListEntry

COLUMNS = 12
_NONE = "-0-"
_TYPES: Mapping[str, EntrySchema] = {
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "other",
    "": "organisation",
}
_IMO = re.compile(r"\bIMO(?: number)?[\s:#]*([0-9]{7})\b", re.IGNORECASE)
_WEAK = re.compile(r"\b[afn]\.k\.a\.,?\s+['‘\"“]([^'’\"”;]{2,120})['’\"”]", re.IGNORECASE)
_FLAG = re.compile(r"(?<!Former )\bVessel Flag ([A-Z][^;.]{2,60})")


@dataclass(frozen=True, slots=True)
class Beside:
    """What the files beside SDN.CSV say, by number of the entry: other names, countries of addresses, further remarks."""

    names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    countries: Mapping[str, Sequence[str]] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)


def beside_of(
    other_names: Iterable[tuple[int, str | None]],
    addresses: Iterable[tuple[int, str | None]],
    comments: Iterable[tuple[int, str | None]] = (),
) -> tuple[Beside, tuple[Fault, ...]]:
    """The files beside, as lines: ent_num, alt_num, type, name, remarks; ent_num, add_num, address, city, country, remarks;
    and what was too long for the remarks.
    """
    names: defaultdict[str, list[str]] = defaultdict(list)
    countries: defaultdict[str, list[str]] = defaultdict(list)
    remarks: defaultdict[str, str] = defaultdict(str)
    faults: list[Fault] = []
    for row in _rows(other_names, 4, "of the other names", faults):
        names[row[0]].append(row[3])
    for row in _rows(addresses, 5, "of the addresses", faults):
        countries[row[0]].append(row[4])
    for row in _rows(comments, 2, "of the further remarks", faults):
        remarks[row[0]] += row[1]
    return Beside(names, countries, remarks), tuple(faults)


def sdn_csv_parts(rows: Iterable[tuple[int, str | None]], beside: Beside) -> Iterator[Part]:
    """The entries of SDN.CSV, or of the consolidated list's CONS_PRIM.CSV, which has the same columns."""
    faults: list[Fault] = []
    for row in _rows(rows, COLUMNS, "", faults):
        yield from faults
        faults.clear()
        yield _entry(row, beside)
    yield from faults


def _rows(lines: Iterable[tuple[int, str | None]], least: int, of: str, faults: list[Fault]) -> Iterator[list[str]]:
    """The rows with a number and enough cells, nulls as ''. The others are added to the faults."""
    reader = csv.reader(f"{line or ''}\n".replace("\x00", "") for _, line in lines)
    while True:
        try:
            row = next(reader, None)
        except csv.Error as fault:
            faults.append(Fault(_where(reader.line_num, of), f"cannot be cut into cells ({fault})"))
            continue
        if row is None:
            return
        cells = ["" if cell.strip() == _NONE else cell.strip() for cell in row]
        if not any(cell.strip("\x1a ") for cell in cells):
            continue  # a file of the OFAC ends in a control character of its own
        if len(cells) < least or not cells[0].isdigit():
            faults.append(Fault(_where(reader.line_num, of), f"has no number or fewer than {least} cells"))
            continue
        yield cells


def _where(line: int, of: str) -> str:
    return f"line {line} {of}".rstrip()


def _entry(row: Sequence[str], beside: Beside) -> Part:
    number, name, kind, programmes = row[:4]
    flag, remarks = row[9], row[11] + beside.remarks.get(number, "")
    names = told([name, *beside.names.get(number, ())])
    if not names:
        return Fault(f"entry {number}", "has no name")
    return ListEntry(
        id=number,
        list="",
        schema=_TYPES.get(kind.lower(), "other"),
        names=names,
        weak_names=tuple(weak for weak in told(_WEAK.findall(remarks)) if weak not in names),
        imo=numbers(_IMO.findall(remarks)),
        countries=told([flag, *_FLAG.findall(remarks), *beside.countries.get(number, ())]),
        programmes=told(programmes.replace("[", "").split("]")),
    )
