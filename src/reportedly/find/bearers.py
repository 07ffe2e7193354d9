"""What names stand for: every name of the party tables with the party, the office or the role that bears it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from reportedly.find.items import plural
from reportedly.terms.mention import PartyClass
from reportedly.terms.tables import OfficeRow, PartyRow, RoleRow, Tables

Bears = Literal["name", "adjective", "demonym", "seat", "office", "title", "noun", "shorthand"]
_CLASS: dict[str, PartyClass] = {"state": "state", "person": "person"}


@dataclass(frozen=True, slots=True)
class Bearer:
    """What a name stands for: a party, an office, or a role that needs its state. beside: what a shorthand needs."""

    bears: Bears
    code: str
    cls: PartyClass
    name: str | None = None
    role: str | None = None
    beside: str | None = None
    office: OfficeRow | None = None
    row: RoleRow | None = None


def bearers(tables: Tables) -> Iterator[tuple[str, Bearer]]:
    """Every name with its bearer; a name may come several times."""
    yield from _party_names(tables.parties)
    yield from office_names(tables.offices)
    yield from _role_names(tables.roles)


def office_names(rows: Iterable[OfficeRow]) -> Iterator[tuple[str, Bearer]]:
    """The names of office-holders."""
    for row in rows:
        for name in row.names:
            yield name, Bearer("office", row.code, "person", name=row.names[0], role=row.role, office=row)


def role_code(row: RoleRow, state: str) -> str:
    """The code of the body that a role stands for in a state; the state's own where the role has none."""
    suffix = dict(row.state_suffixes).get(state, row.body)
    return f"{state}-{suffix}" if suffix else state


def shared_names(rows: Iterable[PartyRow]) -> Mapping[str, Mapping[str, str]]:
    """Names that bodies of several states share once their state is taken off, in lower case, and for each the code by
    state: "defense intelligence agency" → US: US-DIA, KR: KR-DIA.
    """
    kept = list(rows)
    words = {w.casefold(): row.code for row in kept if row.kind == "state" for w in (*row.names, *row.adjectives)}
    found: dict[str, dict[str, str]] = {}
    for row in kept:
        if row.kind == "body" and row.state:
            for name in row.names:
                found.setdefault(_without_state(name, words).casefold(), {}).setdefault(row.state, row.code)
    return {name: codes for name, codes in found.items() if len(codes) > 1 and " " in name}


def _without_state(name: str, words: Mapping[str, str]) -> str:
    parts = name.split()
    for n in (3, 2, 1):
        front = " ".join(parts[:n]).replace("’", "'").removesuffix("'s").removesuffix("'").casefold()
        if len(parts) > n and front in words:
            return " ".join(parts[n:])
    return name


def _party_names(rows: Iterable[PartyRow]) -> Iterator[tuple[str, Bearer]]:
    for row in rows:
        cls = _CLASS.get(row.kind, "organisation")
        for name in row.names:
            yield name, Bearer("name", row.code, cls, name=row.names[0])
        for name in row.adjectives:
            yield name, Bearer("adjective", row.code, "nationality", name=row.names[0])
        for name in row.demonyms:
            yield name, Bearer("demonym", row.code, "nationality", name=row.names[0])
        for name in (*([row.capital] if row.capital else []), *row.seats):
            yield name, Bearer("seat", row.code, "state", name=row.names[0])
        for words, beside in row.shorthands:
            yield words, Bearer("shorthand", row.code, "state", name=row.names[0], beside=beside)


def _role_names(rows: Iterable[RoleRow]) -> Iterator[tuple[str, Bearer]]:
    for row in rows:
        for title in row.titles:
            for form in (title, plural(title)):
                yield form.lower(), Bearer("title", "", "person", role=title, row=row)
        for noun in row.nouns:
            for form in (noun, plural(noun)):
                yield form.lower(), Bearer("noun", "", "organisation", role=noun, row=row)
