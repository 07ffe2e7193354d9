"""`reportedly screen`: ships and parties of the ledger against a list that the user brings."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from reportedly.errors import UsageError
from reportedly.keep.ledger import Ledger
from reportedly.present.words import many
from reportedly.read.encoding import storable
from reportedly.read.lists.reading import BESIDE, Brought, read_list
from reportedly.resolve.screening.subjects import subjects
from reportedly.serve import wiring
from reportedly.serve.asking import day
from reportedly.serve.exits import PROBLEMS, WRONG_USE
from reportedly.serve.name_tables import name_tables
from reportedly.serve.options import Listing, Output, Place, Rows
from reportedly.serve.printing import look, note, note_problems, plain, say, say_rows
from reportedly.serve.reading import progress
from reportedly.serve.spreadsheets import csv_of
from reportedly.terms.problem import Problem
from reportedly.terms.screening import Match, SanctionsList, Screening, Subject, list_words
from reportedly.terms.screening_record import screened_rows
from reportedly.terms.tables import Tables
from reportedly.world.clock import system_clock
from reportedly.world.watching.list_files import PIECE, ListFile, beside, size_of

if TYPE_CHECKING:
    from reportedly.resolve.screening.screening import Screener

EXTRA, NEEDED = "screen", ("anyascii", "rapidfuzz")
LARGE = 4_000_000
"""Bytes of a list from which a bar shows how far it is read."""
MANY = 500
"""Names from which a bar shows how far they are screened."""


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as read from its file. sha256: of the file."""

    list: SanctionsList
    sha256: str
    problems: tuple[Problem, ...]


def screen(path: Path, place: Place, rows: Rows, listing: Listing, output: Output) -> None:
    """Screen, print what is found, and keep it as the latest screening against that list; exit code 1, and nothing kept,
    where the list could not be read to its end, 2 where it is not there. Raises UsageError, DataError, LedgerError.
    """
    check_installed()
    tables = wiring.tables(rows.files)
    with closing(wiring.ledger_to_ask(place.ledger)) as ledger:
        read = list_of(path, listing)
        note_problems(read.problems)
        if not read.list.entries:
            gone = any(
                problem.slug == "missing-path" and problem.where == storable(str(path)) for problem in read.problems
            )
            raise typer.Exit(WRONG_USE if gone else PROBLEMS)
        found = screened(ledger, read, listing.threshold, tables)
        whole = not any(problem.severity == "error" for problem in read.problems)
        if whole:
            _keep(ledger, found)
    note_problems(problem for problem in found.problems if problem not in read.problems)
    _print(found, listing, output)
    if not whole:
        note("the list was not read to its end: this screening is not kept")
        raise typer.Exit(PROBLEMS)


def check_installed(needed: Iterable[str] = NEEDED) -> None:
    """Raises UsageError where what compares names is not installed."""
    for name in needed:
        if find_spec(name) is None:
            raise UsageError(f"screening needs {name}: pip install 'reportedly[{EXTRA}]'")


def list_of(path: Path, listing: Listing) -> ReadList:
    """The list in a file, with what lies beside it of the OFAC's. Raises UsageError for a day that is none."""
    told = day(listing.list_date)
    with ExitStack() as stack:
        steps, advance = size_of(path), None
        if steps > LARGE and sys.stderr.isatty():
            advance = stack.enter_context(progress("reading the list", steps // PIECE + 1))
        file = ListFile(path, _counting(advance))
        near = beside(path, BESIDE.get(path.name.lower(), BESIDE["sdn.csv"]))
        pieces = {name: other.pieces() for name, other in near.items()}
        stack.enter_context(uncollected())
        read, problems = read_list(Brought(file.pieces(), str(path), listing.list_name, told, pieces))
    faults = [fault for fault in (file.fault, *(other.fault for other in near.values())) if fault]
    if file.fault:
        return ReadList(SanctionsList(read.name, read.date), file.sha256, tuple(faults))
    return ReadList(read, file.sha256, (*faults, *problems))


def screened(ledger: Ledger, read: ReadList, threshold: int, tables: Tables) -> Screening:
    """The screening of all that stands in a ledger against a list."""
    from reportedly.resolve.screening.screening import METHOD, Screener

    names = name_tables(tables)
    who, faults = subjects(ledger.standing().claims.values(), tables)
    with ExitStack() as stack:
        large = len(who) > MANY and sys.stderr.isatty()
        advance = stack.enter_context(progress("screening", len(who))) if large else None
        with uncollected():
            screener = Screener(read.list, names)
        matches = _matches(screener, who, threshold, advance)
    return Screening(
        list=read.list.name,
        date=read.list.date,
        sha256=read.sha256,
        at=system_clock(),
        method=f"{METHOD}+{names.version}",
        entries=len(read.list.entries),
        threshold=threshold,
        subjects=who,
        matches=matches,
        problems=(*read.problems, *faults),
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Millions of small values are made that all live on: the collector would walk them again and again for nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _matches(
    screener: Screener, who: Iterable[Subject], threshold: int, advance: Callable[[], None] | None
) -> tuple[Match, ...]:
    found: list[Match] = []
    for matches in screener.screened(who, threshold):
        found += matches
        if advance:
            advance()
    return tuple(found)


def _counting(advance: Callable[[], None] | None) -> Callable[[int], None] | None:
    return (lambda _: advance()) if advance else None


def _keep(ledger: Ledger, found: Screening) -> None:
    # It loads the database, which by now is loaded.
    from reportedly.world.watching.screenings import keep_screening

    keep_screening(ledger, found)


def _print(found: Screening, listing: Listing, output: Output) -> None:
    rows = screened_rows(found)
    if output.format == "csv":
        say(csv_of(rows), exact=True)
    elif output.format != "table":
        say_rows(rows, output.format)
    else:
        # Drawing loads rich.
        from reportedly.present.tables import screening_table

        if drawn := screening_table(found, look(), listing.all):
            say(drawn)
        if found.subjects:
            say(plain(summary(found)))
    if not found.subjects:
        note("no claim that stands names a ship, a company or a person as a party; nothing was screened")


def summary(found: Screening) -> str:
    """How many were screened against what, and what that does not say."""
    alike = sum(bool(matches) for matches in found.by_subject().values())
    on = list_words(found.list, found.date)
    like = f"{alike:,} with an entry like them" if alike else "no entry like any of them"
    return (
        f"{many(len(found.subjects), 'name')} against {many(found.entries, 'entry', 'entries')} of {on}: {like} by this "
        f"method, from score {found.threshold} on. Identity is not established either way."
    )
