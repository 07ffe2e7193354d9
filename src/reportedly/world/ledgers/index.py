"""The index of a ledger in a database: kept in the transaction that appends, and made anew where it is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from operator import attrgetter

from sqlalchemy import Connection, delete, func, select, text

from reportedly.keep.batch import Batch
from reportedly.keep.codec import canonical, document_record
from reportedly.keep.entry import DocumentRead, OfParty
from reportedly.keep.history import History
from reportedly.keep.index import IndexRow, about, index_rows
from reportedly.keep.standing import advance
from reportedly.world.ledgers.bulk import Row, add_rows, next_numbers, parts
from reportedly.world.ledgers.rows import entries_of, party_entries
from reportedly.world.ledgers.tables import entries, index_about, index_claims, index_documents
from reportedly.world.ledgers.words import add_words, forget_words

_NO_MATTER_WHEN = datetime(1, 1, 1, tzinfo=UTC)


def documents_touched(
    connection: Connection, batch: Batch, was: Mapping[str, str], known_as: Mapping[str, str]
) -> tuple[str, ...]:
    """The documents whose rows a batch changes: its own, and those that name a party which is read as another since. was,
    known_as: as whom parties were read before it, and after. A merge also takes back an earlier one of the name it keeps.
    """
    own = [entry.document_id for entry in batch.entries if not isinstance(entry, OfParty)]
    names = was.keys() | known_as.keys() if was != known_as else ()
    for name in sorted({was.get(name, name) for name in names if was.get(name, name) != known_as.get(name, name)}):
        named = index_claims.c.record.contains(name, autoescape=True)
        own += connection.execute(select(index_claims.c.document_id).where(named).distinct()).scalars()
    return tuple(dict.fromkeys(own))


def index_batch(
    connection: Connection,
    batch: Batch,
    histories_of: Callable[[Sequence[str]], Sequence[History]],
    was: Mapping[str, str],
    known_as: Mapping[str, str],
) -> None:
    """Bring the rows of all that a batch touches up to date. histories_of, known_as: as they are once it has followed; was:
    as whom parties were read before.
    """
    new = {entry.document_id for entry in batch.entries if isinstance(entry, DocumentRead)}
    touched = documents_touched(connection, batch, was, known_as)
    known = [ident for ident in touched if ident not in new]
    first = dict.fromkeys(new, batch.number) | _first_batches(connection, known)
    _forget(connection, known)
    _put(connection, histories_of(touched), known_as, first)


def rebuild(connection: Connection, name: str) -> int:
    """Make the worked-out tables anew from the entries, some documents at a time; how many documents there are. Batches,
    entries and texts are only read. Raises LedgerBroken where one of them is not what was sealed.
    """
    for table in (index_about, index_claims, index_documents):
        connection.execute(delete(table))
    emptied = "INSERT INTO index_words(index_words) VALUES ('delete-all')"
    connection.execute(text(emptied if connection.dialect.name == "sqlite" else "DELETE FROM index_words"))
    until, documents = connection.execute(select(func.max(entries.c.batch))).scalar() or 0, 0
    known_as: dict[str, str] = {}
    for entry in party_entries(connection, until):
        advance({}, known_as, {}, entry, _NO_MATTER_WHEN)
    first = select(entries.c.document_id, func.min(entries.c.batch)).where(entries.c.document_id.is_not(None))
    batches = {row[0]: row[1] for row in connection.execute(first.group_by(entries.c.document_id))}
    for idents in parts(sorted(batches, key=lambda ident: (batches[ident], ident))):
        histories: dict[str, History] = {}
        for at, told in entries_of(connection, idents, until, name):
            advance(histories, {}, {}, told, at)
        _put(connection, list(histories.values()), known_as, batches)
        documents += len(histories)
    return documents


def _first_batches(connection: Connection, idents: Sequence[str]) -> dict[str, int]:
    columns = index_documents.c
    return {
        ident: number
        for part in parts(idents)
        for ident, number in connection.execute(
            select(columns.document_id, columns.first_batch).where(columns.document_id.in_(part))
        )
    }


def _forget(connection: Connection, idents: Sequence[str]) -> None:
    columns = index_claims.c
    for part in parts(idents):
        old = connection.execute(select(columns.number, columns.words).where(columns.document_id.in_(part))).all()
        forget_words(connection, [(row.number, row.words) for row in old])
        for numbers in parts([row.number for row in old]):
            connection.execute(delete(index_about).where(index_about.c.number.in_(numbers)))
        connection.execute(delete(index_claims).where(columns.document_id.in_(part)))
        connection.execute(delete(index_documents).where(index_documents.c.document_id.in_(part)))


def _put(
    connection: Connection,
    histories: Sequence[History],
    known_as: Mapping[str, str],
    first_batches: Mapping[str, int],
) -> None:
    """Add the rows of documents that have none."""
    as_now = dict(known_as)
    rows = [row for history in histories for row in index_rows(history, as_now)]
    numbered = list(zip(next_numbers(connection, len(rows)), rows, strict=True))
    add_rows(connection, index_claims, ("number", *_COLUMNS), [(number, *_values(row)) for number, row in numbered])
    pairs = [(*pair, number) for number, row in numbered for pair in about(row)]
    add_rows(connection, index_about, ("one", "other", "number"), pairs)
    add_words(connection, [(number, row.words) for number, row in numbered])
    told = [document_row(history, first_batches[history.document.id]) for history in histories]
    add_rows(connection, index_documents, index_documents.c.keys(), told)


_COLUMNS = tuple(IndexRow.__dataclass_fields__)
_values = attrgetter(*_COLUMNS)


def document_row(history: History, first_batch: int) -> Row:
    """The values of a document's row, in the order of the table's columns."""
    document, claims = history.document, history.standing.values()
    return (
        document.id,
        first_batch,
        document.published_on,
        document.publisher,
        document.title,
        canonical(document_record(document)),
        document.language,
        document.handling,
        len(claims),
        sum(claim.reviewed is not None for claim in claims),
        history.withdrawn,
    )
