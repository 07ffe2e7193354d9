"""The columns of a ledger's index as it stands now: loaded, or taken from a snapshot, and brought forward."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, text

from reportedly.keep.batch import Seal
from reportedly.keep.columns import Columns
from reportedly.keep.held import READ, number_of
from reportedly.world.ledgers.rows import last_seal, seal_of, touched_after
from reportedly.world.ledgers.snapshots import Snapshot, Snapshots
from reportedly.world.ledgers.tables import index_claims

CHUNK = 50_000
"""How many rows are fetched at once."""
SAMPLE = 100
"""How many rows of a snapshot are compared with the index itself."""

Row = Sequence[Any]


class Current:
    """The columns, up to the last batch seen; and, for each pair of whom claims are about, the last batch that touched it.
    Not for several threads at once.
    """

    def __init__(self, snapshots: Snapshots | None = None) -> None:
        self._snapshots = snapshots
        self._saved = 0
        self._reset()

    def _reset(self) -> None:
        self.columns = Columns()
        self.seen = 0
        self.touched: dict[tuple[str, str], int] = {}

    def catch_up(self, connection: Connection) -> int:
        """Take in what has been committed; the number of the last batch."""
        seal = last_seal(connection)
        if seal is None or seal.number <= self.seen:
            return self.seen
        whole = False
        try:
            if self.seen:
                self._bring(connection, seal.number)
            elif not self._resumed(connection, seal.number):
                self.columns, self._saved = Columns(), 0
                for rows in rows_after(connection, 0):
                    self.columns.extend(rows)
            if not self.touched:
                self._mark(self.columns.abouts(None), seal.number)
            self.seen = seal.number
            whole = True
        finally:
            if not whole:
                self._reset()
        self._save(seal)
        return self.seen

    def _resumed(self, connection: Connection, last: int) -> bool:
        """Whether a snapshot was there from which the columns could be brought forward."""
        found = self._snapshots.load() if self._snapshots else None
        if found is None or not _may_fit(connection, found, last):
            return False
        self.columns, self.seen = found.columns, found.number
        self._saved = found.columns.length
        sample = found.columns.sample(SAMPLE)
        return _fit(connection, sample, self._bring(connection, last) if last > found.number else set())

    def _bring(self, connection: Connection, last: int) -> set[int]:
        """Put the rows of what has been touched since in the place of those held; the documents touched, as numbers. What a
        merger renames lies in documents that no entry names: they too have new rows.
        """
        first, numbers = self.columns.length, set[int]()
        for rows in rows_after(connection, self.columns.last_number()):
            self.columns.extend(rows)
            numbers |= self._replace({row[READ.index("document_id")] for row in rows}, first, last)
        return numbers | self._replace({i for i in touched_after(connection, self.seen) if i}, first, last)

    def _replace(self, documents: set[str], first: int, last: int) -> set[int]:
        # The rows held before and the new ones both: whom claims were about, and whom they are about now.
        if self.touched:
            self._mark(self.columns.abouts(documents), last)
        self.columns.forget(documents, first)
        return {number_of(ident) for ident in documents}

    def _mark(self, pairs: Iterable[tuple[str, str]], number: int) -> None:
        self.touched.update(dict.fromkeys(pairs, number))

    def _save(self, seal: Seal) -> None:
        length = self.columns.length
        kept = self._snapshots
        if kept is not None and length >= kept.least and length - self._saved > self._saved // 8:
            kept.save(self.columns, seal.number, seal.hash)
            # Also where it could not be saved: to try at every batch would make every page wait.
            self._saved = length


def rows_after(connection: Connection, after: int) -> Iterator[Sequence[Row]]:
    """The rows with a number above one, ascending: a document's rows get new numbers whenever it is touched. They come by
    the index of numbers, part by part, so that no database holds all of them ready, and as the database gives them.
    """
    query = text(f"SELECT {', '.join(READ)} FROM index_claims WHERE number > :after ORDER BY number LIMIT {CHUNK}")
    while rows := connection.execute(query, {"after": after}).all():
        yield rows
        after = rows[-1][0]


def _may_fit(connection: Connection, snapshot: Snapshot, last: int) -> bool:
    """Whether a snapshot is of this chain of batches, and the index has not been made anew since."""
    seal = seal_of(connection, snapshot.number)
    if seal is None or seal.hash != snapshot.hash or not snapshot.columns.length:
        return False
    highest = connection.execute(select(func.max(index_claims.c.number))).scalar() or 0
    return highest == snapshot.last if snapshot.number == last else highest >= snapshot.last


def _fit(connection: Connection, sample: Sequence[tuple[int, int, int]], touched: set[int]) -> bool:
    """Whether some rows of a snapshot are those of the index, but for documents touched since."""
    asked = index_claims.c.number.in_([number for number, _, _ in sample])
    query = select(index_claims.c.number, index_claims.c.claim_id).where(asked)
    kept = {number: number_of(ident) for number, ident in connection.execute(query)}
    return all(kept.get(number) == ident or document in touched for number, ident, document in sample)
