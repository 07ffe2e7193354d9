"""What a reader of a list yields, part by part, so that a list of any length passes through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reportedly.terms.screening import ListEntry, imo_digits

LONGEST_LINE = 5_000_000
"""Bytes of one line or row. An entity of OpenSanctions with all its properties has some 200,000."""
LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """What a list says of itself. name, date: None where it does not."""

    name: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be read. where: its line or entry; words: what is wrong with it, after that. ends: nothing after it
    is read either.
    """

    where: str
    words: str
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is rightly no entry: an address. linked: a party that is only linked to a listed one."""

    linked: bool = False


Part = ListEntry | Heading | Fault | Passed


def lines(chunks: Iterable[bytes]) -> Iterator[tuple[int, str | None]]:
    """The lines of some bytes with their numbers, from 1, without their ends; None for one that is too long."""
    held: list[bytes] = []
    size, number = 0, 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for piece in ended:
            held.append(piece)
            number += 1
            whole = None if size + len(piece) > LONGEST_LINE else _text(b"".join(held), number)
            yield number, whole
            held, size = [], 0
        size += len(rest)
        held = [*held, rest] if size <= LONGEST_LINE else []
    if size:
        yield number + 1, None if size > LONGEST_LINE else _text(b"".join(held), number + 1)


def _text(line: bytes, number: int) -> str:
    """UTF-8, else the Western code page, in which older lists of the OFAC are written."""
    line = line.removesuffix(b"\r")
    try:
        return line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def told(names: Iterable[str | None]) -> tuple[str, ...]:
    """Names as given, each once, without blanks around and within; what is no name is left out."""
    clean = (" ".join(name.split())[:LONGEST_NAME] for name in names if name)
    return tuple(dict.fromkeys(name for name in clean if any(map(str.isalnum, name))))


def numbers(given: Iterable[str | None]) -> tuple[str, ...]:
    """The IMO numbers among some identifiers, digits only."""
    found = (imo_digits(each) for each in given if each)
    return tuple(dict.fromkeys(digits for digits in found if digits))


def day_of(given: str | None) -> date | None:
    """A day of an ISO date or instant, of "09/25/2023" as the OFAC writes it, or None."""
    words = (given or "").strip()
    for form, length in (("%Y-%m-%d", 10), ("%m/%d/%Y", 10)):
        try:
            return datetime.strptime(words[:length], form).date()
        except ValueError:
            continue
    return None
