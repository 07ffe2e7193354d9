"""The log of readings: what was read when, by whom, and what was wrong with it. No part of the chain of batches."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import func, insert, select

from reportedly.keep.ledger import Ledger
from reportedly.terms.problem import Problem
from reportedly.world.ledgers.engine import reading, writing
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.ledgers.tables import readings as table

MOST_PROBLEMS = 500
"""How many problems of one reading are kept; a corpus may have one for each of its lines."""


class Brought(Protocol):
    """What a reading brought (`pipeline.Taken`)."""

    @property
    def documents(self) -> int: ...
    @property
    def claims(self) -> int: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...


@dataclass(frozen=True, slots=True)
class Logged:
    """One reading. what: the paths, as given; documents: read, known ones too; claims: found anew."""

    number: int
    at: datetime
    by: str
    what: str
    documents: int
    claims: int
    problems: tuple[Problem, ...]


def log(ledger: Ledger, at: datetime, by: str, what: str, taken: Brought) -> None:
    """Note a reading; a ledger in memory keeps no log. Raises LedgerError."""
    if not isinstance(ledger, SqlLedger):
        return
    kept = [asdict(problem) for problem in _bounded(taken.problems)]
    told = json.dumps(kept, ensure_ascii=False)
    row = {"at": at, "by": by, "what": what, "documents": taken.documents, "claims": taken.claims, "problems": told}
    with writing(ledger.engine, ledger.name) as connection:
        connection.execute(insert(table), row)


def readings(ledger: Ledger, limit: int = 50) -> tuple[Logged, ...]:
    """The readings, the latest first. Raises LedgerError."""
    if not isinstance(ledger, SqlLedger):
        return ()
    with reading(ledger.engine, ledger.name) as connection:
        rows = connection.execute(select(table).order_by(table.c.number.desc()).limit(limit)).all()
    return tuple(
        Logged(r.number, r.at, r.by, r.what, r.documents, r.claims, tuple(Problem(**p) for p in json.loads(r.problems)))
        for r in rows
    )


def last_reading(ledger: Ledger) -> int:
    """The number of the latest reading; 0 for none."""
    if not isinstance(ledger, SqlLedger):
        return 0
    with reading(ledger.engine, ledger.name) as connection:
        return connection.execute(select(func.max(table.c.number))).scalar() or 0


def _bounded(problems: Sequence[Problem]) -> list[Problem]:
    """The problems, the last of very many as their number."""
    if len(problems) <= MOST_PROBLEMS:
        return list(problems)
    rest = len(problems) - MOST_PROBLEMS
    return [*problems[:MOST_PROBLEMS], Problem("more-problems", f"and {rest:,} more", "", "warning")]
