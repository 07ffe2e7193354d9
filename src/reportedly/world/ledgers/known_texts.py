"""Which documents of a ledger in a database have one text, told by its SHA-256, which stands in the record of each."""

from __future__ import annotations

from sqlalchemy import Connection, text

_NAME = "index_documents_by_text"
_DIGITS = 16
"""So many of the hash are looked up; whoever asks compares the texts themselves."""
_KNOWN = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'index' AND name = :name",
    "postgresql": "SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND indexname = :name",
}


def documents_with_text(connection: Connection, text_sha256: str) -> tuple[str, ...]:
    """The ids of the documents with a text, in the order in which they came."""
    order = "ORDER BY first_batch, document_id"
    asked = text(f"SELECT document_id FROM index_documents WHERE {_digits(connection)} = :digits {order}")
    return tuple(connection.execute(asked, {"digits": text_sha256[:_DIGITS]}).scalars())


def is_indexed(connection: Connection) -> bool:
    """Whether the hashes can be looked up without going through all records."""
    return connection.execute(text(_KNOWN[connection.dialect.name]), {"name": _NAME}).first() is not None


def index_texts(connection: Connection) -> None:
    """Make them so: for good, and in a ledger that an earlier program made too."""
    connection.execute(text(f"CREATE INDEX IF NOT EXISTS {_NAME} ON index_documents (({_digits(connection)}))"))


def _digits(connection: Connection) -> str:
    """The hash in a record, which is canonical JSON: an index serves where a question has the same words."""
    at = "instr" if connection.dialect.name == "sqlite" else "strpos"
    before = '"text_sha256":"'
    return f"substr(record, {at}(record, '{before}') + {len(before)}, {_DIGITS})"
