"""The index of a ledger in a database: kept in the transaction that appends, and made anew where it is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from sqlalchemy import Connection, delete, func, insert, select, text

from reportedly.keep.batch import Batch
from reportedly.keep.codec import canonical, document_record
from reportedly.keep.entry import DocumentRead, OfParty
from reportedly.keep.history import History
from reportedly.keep.index import IndexRow, about, index_rows
from reportedly.keep.standing import Standing
from reportedly.world.ledgers.tables import entries, index_about, index_claims, index_documents


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
    history_of: Callable[[str], History],
    was: Mapping[str, str],
    known_as: Mapping[str, str],
) -> None:
    """Bring the rows of all that a batch touches up to date. history_of, known_as: as they are once it has followed; was:
    as whom parties were read before.
    """
    new = {entry.document_id for entry in batch.entries if isinstance(entry, DocumentRead)}
    touched = documents_touched(connection, batch, was, known_as)
    _forget(connection, [ident for ident in touched if ident not in new])
    for ident in touched:
        _insert(connection, history_of(ident), known_as)
        _put_document(connection, history_of(ident), batch.number if ident in new else None)


def rebuild(connection: Connection, standing: Standing) -> None:
    """Make the index anew from all that stands."""
    for table in (index_about, index_claims, index_documents):
        connection.execute(delete(table))
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO index_words(index_words) VALUES ('delete-all')"))
    first = select(entries.c.document_id, func.min(entries.c.batch)).where(entries.c.document_id.is_not(None))
    batches = {row[0]: row[1] for row in connection.execute(first.group_by(entries.c.document_id))}
    for ident, history in standing.histories.items():
        _insert(connection, history, standing.known_as)
        _put_document(connection, history, batches[ident])


def index_faults(connection: Connection, standing: Standing) -> Iterator[str]:
    """One sentence for each document whose rows in the index are not what stands."""
    kept: dict[str, set[str]] = {}
    for ident, record in connection.execute(select(index_claims.c.document_id, index_claims.c.record)):
        kept.setdefault(ident, set()).add(record)
    for ident, history in standing.histories.items():
        if kept.pop(ident, set()) != {row.record for row in index_rows(history, dict(standing.known_as))}:
            yield f"the index of document {ident} is not what stands"
    for ident in kept:
        yield f"the index holds claims of document {ident}, which was never read"


def _forget(connection: Connection, idents: list[str]) -> None:
    for ident in idents:
        mine = index_claims.c.document_id == ident
        old = connection.execute(select(index_claims.c.number, index_claims.c.words).where(mine)).all()
        if not old:
            continue
        if connection.dialect.name == "sqlite":
            gone = text("INSERT INTO index_words(index_words, rowid, words) VALUES ('delete', :number, :words)")
            connection.execute(gone, [{"number": number, "words": words} for number, words in old])
        numbers = [number for number, _ in old]
        for start in range(0, len(numbers), 500):
            connection.execute(delete(index_about).where(index_about.c.number.in_(numbers[start : start + 500])))
        connection.execute(delete(index_claims).where(mine))


def _insert(connection: Connection, history: History, known_as: Mapping[str, str]) -> None:
    rows = index_rows(history, dict(known_as))
    if not rows:
        return
    numbers = _numbered(connection, rows)
    pairs = [(pair, n) for row, n in zip(rows, numbers, strict=True) for pair in about(row)]
    if pairs:
        connection.execute(insert(index_about), [{"one": p[0], "other": p[1], "number": n} for p, n in pairs])
    if connection.dialect.name == "sqlite":
        words = [{"number": n, "words": row.words} for row, n in zip(rows, numbers, strict=True)]
        connection.execute(text("INSERT INTO index_words(rowid, words) VALUES (:number, :words)"), words)


def _numbered(connection: Connection, rows: Iterable[IndexRow]) -> list[int]:
    """Insert the rows; the number of each."""
    values = [{name: getattr(row, name) for name in row.__slots__} for row in rows]
    given = connection.execute(insert(index_claims).returning(index_claims.c.claim_id, index_claims.c.number), values)
    number_of = {row.claim_id: row.number for row in given}
    return [number_of[value["claim_id"]] for value in values]


def _put_document(connection: Connection, history: History, first_batch: int | None) -> None:
    document, claims = history.document, history.standing.values()
    where = index_documents.c.document_id == document.id
    if first_batch is None:
        first_batch = connection.execute(select(index_documents.c.first_batch).where(where)).scalar_one()
    connection.execute(delete(index_documents).where(where))
    connection.execute(
        insert(index_documents),
        {
            "document_id": document.id,
            "first_batch": first_batch,
            "published_on": document.published_on,
            "publisher": document.publisher,
            "title": document.title,
            "record": canonical(document_record(document)),
            "language": document.language,
            "handling": document.handling,
            "claims": len(claims),
            "checked": sum(claim.reviewed is not None for claim in claims),
            "withdrawn": history.withdrawn,
        },
    )
