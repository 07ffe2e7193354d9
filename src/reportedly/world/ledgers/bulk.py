"""Many rows put into a table at once: by COPY into PostgreSQL, by one statement run over them all into SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, insert, text
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")

MANY = 500
"""How many values one statement asks for."""
Row = Sequence[Any]


def add_rows(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Add rows to a table, in the transaction that the connection is in. names: the columns in which their values belong."""
    if connection.dialect.name == "postgresql":
        copy_rows(connection, table.name, names, rows)
    elif rows:
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


def copy_rows(connection: Connection, table: str, names: Sequence[str], rows: Iterable[Row]) -> None:
    """Add rows to a table of PostgreSQL, in the transaction that the connection is in."""
    statement = f"COPY {table} ({', '.join(names)}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    errors: Any = connection.dialect.dbapi
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except errors.Error as error:
        # As SQLAlchemy gives on what goes through it.
        lost = connection.dialect.is_disconnect(error, driver, None)
        raise DBAPIError.instance(statement, None, error, errors.Error, connection_invalidated=lost) from error


def next_numbers(connection: Connection, count: int) -> list[int]:
    """The next numbers for rows of `index_claims`, ascending; none was ever given before. Only the one writer asks."""
    if connection.dialect.name == "sqlite":
        last = connection.execute(text("SELECT seq FROM sqlite_sequence WHERE name = 'index_claims'")).scalar() or 0
        return list(range(last + 1, last + count + 1))
    asked = "SELECT nextval(pg_get_serial_sequence('index_claims', 'number')) FROM generate_series(1, :count)"
    return sorted(connection.execute(text(asked), {"count": count}).scalars())


def parts(values: Sequence[T], size: int = MANY) -> Iterator[Sequence[T]]:
    """The values, so many at a time."""
    return (values[start : start + size] for start in range(0, len(values), size))
