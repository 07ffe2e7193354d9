"""What a person asks, in their words, as values: codes of parties, classes of items, days and instants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from reportedly.errors import UsageError
from reportedly.keep.fields import NOTHING
from reportedly.terms.claim import Claim
from reportedly.terms.near import nearest
from reportedly.terms.tables import Tables

PARTIES = ("actor", "recipient", "origins", "compared")
"""The fields of a claim that name parties."""

IN_USE = "`reportedly flows` shows the classes in use, --lexicon FILE brings your own"
"""Where classes of item are found, for who sits at a terminal."""
ON_THE_WEB = "the overview shows the classes in use"


@dataclass(frozen=True, slots=True)
class Asked:
    """A flow in the words of who asks."""

    supplier: str
    recipient: str
    item: str | None = None


def party(given: str, tables: Tables) -> str:
    """The code of a party given by code or name, regardless of case; what is known as neither stands as typed."""
    wanted = given.strip().casefold()
    for row in tables.parties:
        if row.code.casefold() == wanted:
            return row.code
    for row in tables.parties:
        if wanted in (name.casefold() for name in row.names):
            return row.code
    return given.strip()


def coded(given: Mapping[str, str], tables: Tables) -> dict[str, str]:
    """Fields of a claim as typed, with codes for names and classes for nouns. Raises UsageError on an unknown class."""
    of: dict[str, Callable[[str, Tables], str]] = {**dict.fromkeys(PARTIES, party), "item": item}
    return {
        name: ",".join(of[name](each, tables) for each in _listed(value)) if name in of and _listed(value) else value
        for name, value in given.items()
    }


def parties_in(given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Whom fields of a claim name, as typed, each with the field."""
    return tuple((name, each) for name, value in given.items() if name in PARTIES for each in _listed(value))


def _listed(value: str) -> list[str]:
    return [] if value.strip().lower() in NOTHING else [each.strip() for each in value.split(",") if each.strip()]


def strangers(
    given: Iterable[str | None], tables: Tables, names: Iterable[str], noun: str = "party"
) -> tuple[str, ...]:
    """A line for each name given that is neither a party of the tables nor among the names that claims bear (gone through
    only where that is in doubt), with the nearest that are. None and '' are passed over; noun: what is looked for.
    """
    known = {name for row in tables.parties for name in (row.code, *row.names)}
    unknown = [name.strip() for name in given if name and party(name, tables) not in known]
    if not unknown:
        return ()
    borne = set(names)
    every, heard = sorted(known | borne), {name.casefold() for name in borne}
    return tuple(
        f"no {noun} is called “{name}”{_meant(_one_of_each(nearest(name, every), tables))}"
        for name in unknown
        if name.casefold() not in heard
    )


def is_known(name: str, tables: Tables) -> bool:
    """Whether it is the code or a name of a party of the tables."""
    code = party(name, tables)
    return any(row.code == code for row in tables.parties)


def near_parties(given: str, tables: Tables) -> str:
    """ "; did you mean Iran?": the parties that a name is near to, '' for none."""
    known = sorted({name for row in tables.parties for name in (row.code, *row.names)})
    return _meant(_one_of_each(nearest(given, known), tables))


def near_units(given: str, tables: Tables) -> str:
    """The same of units, by their names; one that is but in another form ("tons") is the one."""
    wanted = given.strip().casefold()
    of_name = {name: row.unit for row in tables.units for name in (row.unit, *row.names)}
    same = [unit for name, unit in of_name.items() if name.casefold() == wanted]
    return _meant(dict.fromkeys(same[:1] or (of_name[name] for name in nearest(wanted, of_name))))


def foreign(claims: Iterable[Claim], tables: Tables) -> str:
    """A line on the classes of claims that no row knows, '' where there are none. What a claim has in place of goods, the
    word for its own kind ("visit"), is no class.
    """
    known = {row.item for row in tables.items}
    unknown = sorted({one for claim in claims for one in claim.item_classes if one != claim.kind} - known)
    if not unknown:
        return ""
    listed = ", ".join(f"“{one}”" for one in unknown)
    return f"claims here are of classes that no row knows: {listed}; --lexicon FILE brings the rows that they were read with"


def names_of(claims: Iterable[Claim]) -> Iterator[str]:
    """Whom claims name, however often."""
    return (name for claim in claims for name in (*claim.actor, *claim.recipient, *claim.origins, *claim.compared))


def but_for(names: Iterable[str], put_in: Iterable[str]) -> Iterator[str]:
    """The names but some, regardless of case."""
    left_out = {name.strip().casefold() for name in put_in}
    return (name for name in names if name.casefold() not in left_out)


def _one_of_each(names: Iterable[str], tables: Tables) -> Iterable[str]:
    """The names, of each party the first."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(party(name, tables), name)
    return first.values()


def _meant(near: Iterable[str]) -> str:
    told = " or ".join(near)
    return f"; did you mean {told}?" if told else ""


def item(given: str, tables: Tables, advice: str = IN_USE) -> str:
    """The class of item given by its name in the tree or one of its nouns. Raises UsageError, naming near ones; where none
    is near, with advice on where classes are found.
    """
    wanted = given.strip().casefold()
    classes = {row.item.casefold(): row.item for row in tables.items}
    nouns = {name.casefold(): row.item for row in tables.items for name in row.names}
    for form in (wanted, wanted.removesuffix("s"), wanted.replace(" ", "-")):
        if form in classes or form in nouns:
            return classes.get(form) or nouns[form]
    raise UsageError(f"{given!r} is no class of item{_classes_meant(wanted, classes, nouns) or f'; {advice}'}")


def day(given: str | None) -> date | None:
    """A day such as 2023-10-13. Raises UsageError."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given.strip())
    except ValueError as fault:
        raise UsageError(f"{given!r} is no day such as 2023-10-13") from fault


def instant(given: str | None) -> datetime | None:
    """An instant such as 2023-10-13T09:00+02:00; without a time zone in UTC; a day alone is all of it. Raises UsageError."""
    if given is None:
        return None
    try:
        if len(given.strip()) <= len("2023-10-13"):
            return datetime.combine(date.fromisoformat(given.strip()), time.max, UTC)
        read = datetime.fromisoformat(given.strip())
    except ValueError as fault:
        raise UsageError(f"{given!r} is no instant such as 2023-10-13T09:00Z, nor a day") from fault
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _classes_meant(wanted: str, classes: Mapping[str, str], nouns: Mapping[str, str]) -> str:
    """The near names, one for each class."""
    named: dict[str, str] = {}
    for name in nearest(wanted, (*classes, *nouns)):
        named.setdefault(classes.get(name) or nouns[name], name)
    return _meant(named.values())
