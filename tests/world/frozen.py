"""Ledgers as released programs made them: one SQL text for each version of the tables, with two reports, a review and a
correction. `python -m world.frozen` (from the folder of tests) writes the text of the newest version; the others stay as
they are for ever.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from keep.samples import containers, report, shells
from reportedly.keep.reviews import correction, review
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.sql import open_sql_ledger
from reportedly.world.ledgers.tables import VERSION
from world.writing import fill

FOLDER = Path(__file__).parents[1] / "data" / "ledgers"
WORDS = "INSERT INTO index_words(index_words) VALUES ('rebuild');"


def made(path: Path) -> None:
    """A ledger of this version at a path: what every frozen one holds."""
    with closing(open_sql_ledger(path, FixedClock())) as ledger:
        fill(ledger, 2)
        ledger.append([review(ledger.standing(), shells(report(0)).id, "rejected", "Ann")])
        ledger.append([correction(ledger.standing(), containers(report(1)).id, {"quantity.low": "7"}, "Bo", "seen")])


def statements(path: Path) -> Iterator[str]:
    """The SQL that makes a ledger again: its tables, its rows, its index of words."""
    with closing(sqlite3.connect(path)) as base:
        kept = base.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rootpage > 0, name")
        made = [(name, sql) for name, sql in kept if not name.startswith(("sqlite_", "index_words_"))]
        tables = [(name, sql) for name, sql in made if sql.startswith("CREATE TABLE")]
        for name, sql in tables:
            yield f"{sql};"
            for row in base.execute(
                f"SELECT * FROM {name} ORDER BY 1, 2" if name != "ledger_version" else "SELECT * FROM ledger_version"
            ):
                values = ", ".join(base.execute("SELECT quote(?)", (value,)).fetchone()[0] for value in row)
                yield f"INSERT INTO {name} VALUES ({values});"
        others = [sql for _, sql in made if not sql.startswith("CREATE TABLE")]
        yield from (f"{sql};" for sql in sorted(others, reverse=True))
        if any(name == "index_words" for name, _ in made):
            yield WORDS


def thawed(version: str, path: Path) -> Path:
    """The frozen ledger of a version as a file."""
    with closing(sqlite3.connect(path)) as base:
        base.executescript((FOLDER / f"v{version}.sql").read_text(encoding="utf-8"))
    return path


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        made(Path(folder) / "ledger.db")
        text = "\n".join(statements(Path(folder) / "ledger.db")) + "\n"
    (FOLDER / f"v{VERSION}.sql").write_text(text, encoding="utf-8")
