"""The words by which claims are found, held against the index of claims. Nothing is written to the ledger for it: SQLite
makes the words anew in a temporary table, so that a writer need not be waited for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, text

from reportedly.errors import LedgerBroken
from reportedly.keep.faults import Fault
from reportedly.world.ledgers.plain import plain_errors
from reportedly.world.ledgers.stored import CHUNK
from reportedly.world.ledgers.words import plain_words

_AGAIN = (
    "CREATE VIRTUAL TABLE temp.words_again USING fts5("
    "words, content='', tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE temp.words_kept_listed USING fts5vocab(main, index_words, instance)",
    "CREATE VIRTUAL TABLE temp.words_again_listed USING fts5vocab(temp, words_again, instance)",
    "INSERT INTO temp.words_again(rowid, words) SELECT number, words FROM main.index_claims",
)
_BOTH = (
    "SELECT c.number, c.words, w.number AS kept, w.words AS kept_words "
    "FROM index_claims c FULL JOIN index_words w ON w.number = c.number ORDER BY coalesce(c.number, w.number)"
)


def word_faults(connection: Connection) -> Iterator[Fault]:
    """One fault for each claim that is not found by its words, or found by others. The connection is closed afterwards."""
    numbers = _in_sqlite(connection) if connection.dialect.name == "sqlite" else _in_postgres(connection)
    claim_of = text("SELECT claim_id FROM index_claims WHERE number = :number")
    try:
        with plain_errors("words"):
            for number in numbers:
                claim = connection.execute(claim_of, {"number": number}).scalar()
                which = f"claim {claim}" if claim else f"what is no claim (number {number})"
                yield Fault("stale-index", f"the index of words finds {which} by other words than its own")
    except LedgerBroken:
        yield Fault("stale-index", "the index of words is damaged")


def _in_postgres(connection: Connection) -> Iterator[int]:
    for row in connection.execution_options(yield_per=CHUNK).execute(text(_BOTH)):
        if row.number is None or row.kept is None or plain_words(row.words) != row.kept_words:
            yield row.kept if row.number is None else row.number


def _in_sqlite(connection: Connection) -> Iterator[int]:
    for statement in _AGAIN:
        connection.exec_driver_sql(statement)
    listed = "SELECT term, doc, offset FROM temp.words_{}_listed"
    kept, again = (
        iter(connection.execution_options(yield_per=CHUNK).exec_driver_sql(listed.format(which)))
        for which in ("kept", "again")
    )
    told = set[int]()
    for number in _in_one_alone(kept, again):
        if number not in told:
            told.add(number)
            yield number


def _in_one_alone(kept: Iterator[Any], again: Iterator[Any]) -> Iterator[int]:
    """The numbers of the claims of which a word stands in one of two lists alone; both ascend."""
    one, other = next(kept, None), next(again, None)
    while one is not None or other is not None:
        if one is not None and other is not None and tuple(one) == tuple(other):
            one, other = next(kept, None), next(again, None)
        elif other is None or (one is not None and tuple(one) < tuple(other)):
            yield one[1]  # type: ignore[index]
            one = next(kept, None)
        else:
            yield other[1]
            other = next(again, None)
