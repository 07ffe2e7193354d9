"""A list of sanctions from its bytes: the form is told by content; bad rows are problems and the rest is read."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice
from pathlib import PurePath
from typing import Literal

from reportedly.read.bounds import MAX_BROKEN_LINES
from reportedly.read.lists import sdn_advanced, sdn_xml, un_xml
from reportedly.read.lists.ftm import ftm_parts
from reportedly.read.lists.parts import Fault, Heading, Part, lines
from reportedly.read.lists.sdn_csv import COLUMNS, beside_of, sdn_csv_parts
from reportedly.read.lists.simple_csv import NEEDED, simple_parts
from reportedly.terms.problem import Problem
from reportedly.terms.screening import ListEntry, SanctionsList

ListForm = Literal["ftm", "simple-csv", "sdn-csv", "sdn-xml", "sdn-advanced", "un-xml"]
MOST_ENTRIES = 5_000_000
FORMS = (
    "FollowTheMoney JSON lines, OpenSanctions' targets.simple.csv, the OFAC's SDN.CSV and XML, and the XML of the UN "
    "Security Council"
)
BESIDE: Mapping[str, tuple[str, str, str]] = {
    "sdn.csv": ("alt.csv", "add.csv", "sdn_comments.csv"),
    "cons_prim.csv": ("cons_alt.csv", "cons_add.csv", "cons_comments.csv"),
}
"""By the file of the OFAC's main table those of other names, addresses and further remarks beside it."""
_ROOTS: Mapping[str, ListForm] = {
    un_xml.ROOT: "un-xml",
    sdn_xml.ROOT: "sdn-xml",
    sdn_advanced.ROOT: "sdn-advanced",
}
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s>/]")
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Brought:
    """A list as the user brings it. where: for messages; name, date: what the user says of it. beside: file name in lower
    case → the bytes of a file that lies beside it.
    """

    chunks: Iterable[bytes]
    where: str
    name: str | None = None
    date: date | None = None
    beside: Mapping[str, Iterable[bytes]] = field(default_factory=dict)


def read_list(brought: Brought) -> tuple[SanctionsList, tuple[Problem, ...]]:
    """The list. Its date is what it says of itself, else what the user says, else the day of its newest change.

    Problems: `empty-file`, `packed-file`, `unknown-list`, `too-large`, `broken-list` (rows: a warning where others were
    read; an error where the list breaks off), `no-other-names`, `no-list-date`, `not-listed` (warnings).
    """
    coming = iter(brought.chunks)
    head = b"".join(_taken(coming, _HEAD))
    form = form_of(head)
    if not isinstance(form, str):
        slug, words = form
        return SanctionsList(brought.name or _stem(brought.where), brought.date), (Problem(slug, words, brought.where),)
    gathered = _Gathered(brought.where)
    for part in _parts(form, chain([head], coming), brought, gathered):
        gathered.take(part)
        if len(gathered.entries) >= MOST_ENTRIES:
            gathered.problems.append(Problem("too-large", f"it has more than {MOST_ENTRIES:,} entries", brought.where))
            break
    return _list(form, brought, gathered)


def _cells(line: str) -> list[str]:
    """The cells of one line; none where it is no line of a table (a bare return in it, a cell of megabytes)."""
    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return []


def form_of(head: bytes) -> ListForm | tuple[str, str]:
    """The form of a list by its first bytes; else the slug and words of what is wrong."""
    if head.startswith(_PACKED):
        return "packed-file", "it is packed: unpack it first"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start:
        return "empty-file", "there is nothing in it"
    if start.startswith(b"<"):
        root = _ROOT.search(re.sub(rb"<!--.*?-->|<\?.*?\?>", b"", start, flags=re.DOTALL))
        known = _ROOTS.get(root[1].decode("ascii", "replace")) if root else None
        return known or _unknown(f"its XML begins with {root[1].decode('ascii', 'replace')!r}" if root else "")
    first = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    if start.startswith(b"{"):
        return "ftm" if _is_entity(first) else _unknown("its first line is no entity")
    row = _cells(first)
    if {cell.strip() for cell in row} >= NEEDED:
        return "simple-csv"
    if len(row) >= COLUMNS and row[0].strip().isdigit():
        return "sdn-csv"
    return _unknown("")


def _unknown(seen: str) -> tuple[str, str]:
    return "unknown-list", f"{seen or 'its form is not known'}; lists are read as {FORMS}"


def _is_entity(line: str) -> bool:
    """Whether a line is an entity, or the beginning of one that is longer than what was looked at."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return '"schema"' in line
    return isinstance(row, dict) and "schema" in row


def _taken(chunks: Iterator[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        yield chunk
        size += len(chunk)
        if size >= most:
            return


@dataclass(slots=True)
class _Gathered:
    """What was read of a list so far."""

    where: str
    entries: list[ListEntry] = field(default_factory=list)
    heading: Heading = field(default_factory=Heading)
    problems: list[Problem] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    broken: int = 0
    linked: int = 0

    def take(self, part: Part) -> None:
        if isinstance(part, ListEntry):
            self.entries.append(part)
        elif isinstance(part, Heading):
            self.heading = Heading(part.name or self.heading.name, part.date or self.heading.date)
        elif isinstance(part, Fault):
            self.broken += 1
            if len(self.faults) < MAX_BROKEN_LINES or part.ends:
                self.faults.append(part)
        else:
            self.linked += part.linked


def _parts(form: ListForm, chunks: Iterable[bytes], brought: Brought, gathered: _Gathered) -> Iterator[Part]:
    match form:
        case "ftm":
            yield from ftm_parts(lines(chunks))
        case "simple-csv":
            yield from simple_parts(lines(chunks))
        case "un-xml":
            yield from un_xml.un_parts(chunks)
        case "sdn-xml":
            yield from sdn_xml.sdn_xml_parts(chunks)
        case "sdn-advanced":
            yield from sdn_advanced.advanced_parts(chunks)
        case "sdn-csv":
            yield from _sdn_csv(chunks, brought, gathered)


def _sdn_csv(chunks: Iterable[bytes], brought: Brought, gathered: _Gathered) -> Iterator[Part]:
    files = BESIDE.get(PurePath(brought.where).name.lower(), BESIDE["sdn.csv"])
    if files[0] not in brought.beside:
        message = f"{files[0]} does not lie beside it: the other names of its entries are not screened"
        gathered.problems.append(Problem("no-other-names", message, brought.where, "warning"))
    beside, faults = beside_of(*(lines(brought.beside.get(name, ())) for name in files))
    yield from faults
    yield from sdn_csv_parts(lines(chunks), beside)


def _list(form: ListForm, brought: Brought, gathered: _Gathered) -> tuple[SanctionsList, tuple[Problem, ...]]:
    entries = tuple(gathered.entries)
    problems = [*gathered.problems, *_broken(gathered)]
    day = gathered.heading.date or brought.date or max((e.changed for e in entries if e.changed), default=None)
    if gathered.linked:
        message = f"{gathered.linked:,} of its entities are not listed themselves and are not screened against"
        problems.append(Problem("not-listed", message, brought.where, "warning"))
    if not entries and not gathered.broken:
        problems.append(Problem("empty-file", "there is no entry in it", brought.where))
    elif entries and day is None:
        message = "nothing in it says of which day it is: give --list-date"
        problems.append(Problem("no-list-date", message, brought.where, "warning"))
    name = brought.name or gathered.heading.name or _own_name(form, entries, brought.where)
    return SanctionsList(name, day, entries), tuple(problems)


def _broken(gathered: _Gathered) -> Iterator[Problem]:
    severity: Literal["error", "warning"] = "warning" if gathered.entries else "error"
    for fault in gathered.faults:
        told = "error" if fault.ends else severity
        yield Problem("broken-list", f"{fault.where} {fault.words}", gathered.where, told)
    if rest := gathered.broken - len(gathered.faults):
        yield Problem("broken-list", f"{rest:,} further rows could not be read", gathered.where, severity)


def _own_name(form: ListForm, entries: tuple[ListEntry, ...], where: str) -> str:
    """The one data set that all entries are of; the OFAC's list by its file; else the file's name."""
    if form in ("sdn-csv", "sdn-xml", "sdn-advanced"):
        stem = _stem(where).lower()
        return "OFAC SDN List" if "sdn" in stem else "OFAC Consolidated List" if "cons" in stem else "OFAC list"
    common = set(islice(dict.fromkeys(entry.list for entry in entries), 2))
    return next(iter(common)) if len(common) == 1 and "" not in common else _stem(where)


def _stem(where: str) -> str:
    return PurePath(where).name.split(".")[0] or where
