"""A ledger's file as SQLite itself sees it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection

from reportedly.keep.faults import Fault

MOST = 100
"""So many complaints SQLite gives at most."""


_HEAD = re.compile(r"\*\*\* in database \w+ \*\*\*\s*")
"""What SQLite writes above its complaints; it is none itself."""


def _without_head(line: str) -> str:
    return _HEAD.sub("", line).strip()


def file_faults(connection: Connection) -> Iterator[Fault]:
    """What SQLite finds wrong with the pages of its file, and with rows that name others; nothing in another database."""
    if connection.dialect.name != "sqlite":
        return
    for told in connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars():
        for line in () if told == "ok" else filter(None, map(_without_head, str(told).splitlines())):
            # Newer versions of SQLite look into full text search too, which can be made anew.
            yield Fault("stale-index" if "index_words" in line else "damaged-file", f"the file is damaged: {line}")
    rows = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    for (table, parent), count in sorted(Counter((row[0], row[2]) for row in rows).items()):
        yield Fault("damaged-file", f"{count} rows of {table} name rows of {parent} that are not there")
