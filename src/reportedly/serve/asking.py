"""What a person asks, in their words, as values: codes of parties, classes of items, days and instants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches

from reportedly.errors import UsageError
from reportedly.terms.claim import Claim
from reportedly.terms.tables import Tables


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


def strangers(given: Iterable[str | None], tables: Tables, claims: Iterable[Claim]) -> tuple[str, ...]:
    """A line for each name given that is neither a party of the tables nor one that a claim bears, with the nearest name
    that is. A plain name that claims bear is fine; None and '' are passed over.
    """
    known = {name for row in tables.parties for name in (row.code, *row.names)}
    unknown = [name.strip() for name in given if name and party(name, tables) not in known]
    if not unknown:
        return ()
    borne = {name for claim in claims for name in (*claim.actor, *claim.recipient, *claim.origins, *claim.compared)}
    near = {name.casefold(): name for name in sorted(known | borne)}
    return tuple(f"no party is called “{name}”{_meant(name, near)}" for name in unknown if name not in borne)


def _meant(given: str, near: dict[str, str]) -> str:
    found = get_close_matches(given.casefold(), list(near), 1, 0.75)
    return f"; did you mean {near[found[0]]}?" if found else ""


def item(given: str, tables: Tables) -> str:
    """The class of item given by its name in the tree or one of its nouns. Raises UsageError, naming near ones."""
    wanted = given.strip().casefold()
    classes = {row.item.casefold(): row.item for row in tables.items}
    nouns = {name.casefold(): row.item for row in tables.items for name in row.names}
    for form in (wanted, wanted.removesuffix("s"), wanted.replace(" ", "-")):
        if form in classes or form in nouns:
            return classes.get(form) or nouns[form]
    raise UsageError(f"{given!r} is no class of item{_near(wanted, (*classes, *nouns))}")


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


def _near(wanted: str, known: Iterable[str]) -> str:
    near = list(dict.fromkeys(get_close_matches(wanted, list(known), 3)))
    return f"; did you mean {' or '.join(near)}?" if near else "; `reportedly flows` shows the classes in use"
