"""A desk to work at in Python: a ledger with the reader and the tables, asked by names as the command line takes them.

desk = reportedly.desk("my.db")
desk.read("reports")
frame = desk.claims(actor="North Korea", recipient="RU").frame()
desk.flow("KP", "RU", "munitions")
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from reportedly.errors import UsageError
from reportedly.keep.ledger import Ledger
from reportedly.keep.query import ClaimQuery
from reportedly.keep.standing import Standing
from reportedly.pipeline import Taken, answer, asked, overview, ranked, take_in
from reportedly.present.names import Names
from reportedly.present.notebook.frames import pandas_frame
from reportedly.present.notebook.views import Claims, DossierView, FlowView
from reportedly.read.options import ReadOptions
from reportedly.serve import wiring
from reportedly.serve.answering import flow_of, nothing, query_of
from reportedly.serve.asking import Asked, day, instant, names_of, strangers
from reportedly.serve.dossiers import Wanted, dossier_of, file_of, none_between, public, screenings_at, suffix_of
from reportedly.serve.exporting import write_bytes
from reportedly.serve.options import Course, Filters, Place, Times
from reportedly.serve.spreadsheets import flat_record
from reportedly.terms.claim import KINDS, Kind
from reportedly.terms.flow_record import ranked_record, summary_record
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import Tables
from reportedly.world.clock import system_clock
from reportedly.world.files import documents

Day = str | date | None
Instant = str | datetime | None


@dataclass(frozen=True, slots=True)
class Desk:
    """where: the ledger, a path or a database url, None for the one in the user's data folder. lexicons: data rows of the
    user's own. `read` alone writes. All raise ReportedlyError, in one clear line; a name that nobody bears is a warning.
    """

    where: str | Path | None = None
    lexicons: tuple[Path, ...] = ()

    @property
    def tables(self) -> Tables:
        """The data tables."""
        return wiring.tables(self.lexicons)

    def ledger(self) -> Ledger:
        """The ledger, opened; to be closed by who asks for it."""
        return wiring.ledger(self.where)

    def read(self, *paths: str | Path, publisher: str | None = None, published: Day = None) -> Taken:
        """Read files and folders into the ledger. Reading again adds nothing; what was wrong is in `problems`."""
        options = ReadOptions(publisher=publisher, published_on=day(_day_words(published)), today=system_clock().date())
        with closing(self.ledger()) as ledger:
            reads = documents([str(path) for path in paths], None, options)
            return sum(take_in(ledger, reads, wiring.reader(self.lexicons)), Taken())

    def claims(
        self,
        *,
        actor: str | None = None,
        recipient: str | None = None,
        item: str | None = None,
        kind: Kind | None = None,
        origin: str | None = None,
        published_by: Day = None,
        known_at: Instant = None,
        at_least: float = 0.0,
    ) -> Claims:
        """The claims that stand and are asked for; parties by code or name, at_least: the reading confidence."""
        times, tables = _times(published_by, known_at), self.tables
        if kind not in (None, *KINDS):
            raise UsageError(f"{kind!r} is no kind of claim; there are {', '.join(KINDS)}")
        if not 0.0 <= at_least <= 1.0:
            raise UsageError(f"at_least is {at_least!r}; it is a number from 0 to 1")
        filters = Filters(actor, recipient, item, kind, origin)
        query = replace(query_of(filters, times, tables), at_least=at_least)
        standing = self.standing(known_at)
        _warn_of_strangers((actor, recipient, origin), tables, standing)
        return Claims(asked(standing, query, ItemTree(tables.items)), Names.of(tables))

    def flow(
        self,
        supplier: str,
        recipient: str,
        item: str | None = None,
        *,
        published_by: Day = None,
        known_at: Instant = None,
        until: Day = None,
    ) -> FlowView:
        """All that stands on one flow."""
        times, course, tables = _times(published_by, known_at), Course(until=_day_words(until)), self.tables
        standing = self.standing(known_at)
        flow = flow_of(Asked(supplier, recipient, item), times, course, tables)
        wanted = Wanted(supplier, recipient, (item,) if item else (), course=course)
        _warn_of_strangers((supplier, recipient), tables, standing)
        found = answer(standing, flow, tables)
        return FlowView(found, dossier_of(standing, wanted, times, tables, one_way=True, passed_on=False))

    def flows(self, *, published_by: Day = None, known_at: Instant = None) -> Any:
        """One line for each flow, as a pandas frame."""
        query = ClaimQuery(published_by=day(_day_words(published_by)))
        return _frame(summary_record(one) for one in overview(self.standing(known_at), query, self.tables))

    def rank(
        self, recipient: str, item: str | None = None, *, published_by: Day = None, known_at: Instant = None
    ) -> Any:
        """The suppliers of a recipient by class, each with the places that the figures leave it, as a pandas frame."""
        query = query_of(Filters(recipient=recipient, item=item), _times(published_by, None), self.tables)
        standing = self.standing(known_at)
        _warn_of_strangers((recipient,), self.tables, standing)
        found = ranked(standing, query.recipient or "", replace(query, recipient=None), self.tables)
        return _frame(ranked_record(one) for one in found)

    def dossier(
        self,
        supplier: str,
        recipient: str,
        output: str | Path | None = None,
        *,
        items: str | Sequence[str] = (),
        published_by: Day = None,
        known_at: Instant = None,
        public_only: bool = False,
    ) -> DossierView:
        """What goes both ways between two parties. output: also write it there, .html, .pdf, .docx, .md or .zip.
        public_only: leave out what may not be passed on, rather than refuse. Raises UsageError where no claim stands between
        them.
        """
        classes = (items,) if isinstance(items, str) else tuple(items)
        wanted, times = Wanted(supplier, recipient, classes), _times(published_by, known_at)
        standing = self.standing(known_at)
        standing = public(standing) if public_only else standing
        _warn_of_strangers((supplier, recipient), self.tables, standing)
        place = Place(str(self.where) if self.where else None)
        made = dossier_of(standing, wanted, times, self.tables, screenings=screenings_at(place, times))
        if not made.notes:
            raise UsageError(f"{none_between(wanted)}; {nothing(standing, place, 'flows')}")
        if output is not None:
            write_bytes(Path(output), file_of(made, standing, times, suffix_of(Path(output))))
        return DossierView(made)

    def standing(self, known_at: Instant = None) -> Standing:
        """What stands, or stood when it was known."""
        with closing(wiring.ledger_to_ask(self.where)) as ledger:
            return ledger.standing(instant(_words(known_at)))


def desk(where: str | Path | None = None, lexicons: Iterable[str | Path] = ()) -> Desk:
    """A desk over the ledger at a path or database url; by default over the one in the user's data folder."""
    return Desk(where, tuple(map(Path, lexicons)))


def _warn_of_strangers(given: Iterable[str | None], tables: Tables, standing: Standing) -> None:
    """A warning, at the line that asked, for each party that neither the tables nor the claims that stand know."""
    for line in strangers(given, tables, names_of(standing.claims.values())) if standing.claims else ():
        warnings.warn(line, UserWarning, stacklevel=3)


def _times(published_by: Day, known_at: Instant) -> Times:
    return Times(_day_words(published_by), _words(known_at))


def _day_words(given: Day) -> str | None:
    """A day in words; of an instant (also pandas's) its day."""
    words = _words(given)
    return words[: len("2023-10-13")] if words and isinstance(given, datetime) else words


def _words(given: str | date | None) -> str | None:
    if given is None or isinstance(given, str):
        return given
    if isinstance(given, date):
        return given.isoformat()
    raise UsageError(f"{given!r} is no day such as 2023-10-13, nor an instant")


def _frame(rows: Iterable[dict[str, Any]]) -> Any:
    given = [flat_record(row) for row in rows]
    names = dict.fromkeys(name for row in given for name in row)
    columns = {name: [row.get(name) for row in given] for name in names}
    # A record that one row has and another has not ("total") would leave a column of None beside its parts.
    return pandas_frame({n: values for n, values in columns.items() if not any(o.startswith(f"{n}.") for o in names)})
