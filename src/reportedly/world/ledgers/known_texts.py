"""Which documents of a ledger in a database have one text, told by its SHA-256."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from reportedly.world.ledgers.tables import index_documents

_BEFORE = '"text_sha256":"'
"""What stands before it in the record of a document, which is canonical JSON."""
_DIGITS = 16


class KnownTexts:
    """The texts that a ledger held when it was last asked, by the first digits of their SHA-256; what came since is added.

    The whole is gone through once for a process, and only if it is asked: no index of the database serves it.
    """

    def __init__(self) -> None:
        self._ids: dict[str, tuple[str, ...]] = {}
        self._until = 0

    def documents(self, connection: Connection, text_sha256: str) -> tuple[str, ...]:
        """The ids of the documents with a text, in the order in which they came."""
        self._refresh(connection)
        return self._ids.get(text_sha256[:_DIGITS], ())

    def _refresh(self, connection: Connection) -> None:
        columns = index_documents.c
        at = func.instr if connection.dialect.name == "sqlite" else func.strpos
        digits = func.substr(columns.record, at(columns.record, _BEFORE) + len(_BEFORE), _DIGITS)
        rows = connection.execute(
            select(columns.first_batch, columns.document_id, digits)
            .where(columns.first_batch > self._until)
            .order_by(columns.first_batch, columns.document_id)
        )
        for batch, ident, found in rows:
            self._ids[found] = (*self._ids.get(found, ()), ident)
            self._until = batch
