"""Up to where each indicator was evaluated, and every alert that came of it. No part of the chain of batches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from reportedly.errors import UsageError
from reportedly.keep.ledger import Ledger
from reportedly.terms.alert_record import alert_of, alert_record, evaluation_of, evaluation_record
from reportedly.terms.watching import Alert, Evaluation, Mark
from reportedly.world.ledgers.engine import reading, writing
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.ledgers.tables import alerts as alert_table
from reportedly.world.ledgers.tables import marks as mark_table
from reportedly.world.watching.dispatches import MARK as DISPATCHES

_AT_ONCE = 500
"""How many ids one query asks for."""


@dataclass(frozen=True, slots=True)
class Told:
    """An alert as it is kept. number: grows, in the order in which alerts came; acknowledged_by: who took note of it, None
    while nobody has.
    """

    alert: Alert
    number: int
    acknowledged_at: datetime | None = None
    acknowledged_by: str | None = None
    note: str = ""


def marks(ledger: Ledger) -> dict[str, Mark]:
    """Up to where each indicator was evaluated, by its id; none in a ledger in memory. Raises LedgerError."""
    if not isinstance(ledger, SqlLedger):
        return {}
    with reading(ledger.engine, ledger.name) as connection:
        rows = connection.execute(select(mark_table).where(mark_table.c.indicator != DISPATCHES)).all()
    return {row.indicator: Mark(row.batch, row.at, evaluation_of(json.loads(row.record))) for row in rows}


def keep(
    ledger: Ledger,
    evaluations: Sequence[Evaluation],
    alerts: Iterable[Alert],
    batch: int,
    at: datetime,
    bases: Mapping[str, Mark] | None = None,
) -> tuple[Alert, ...]:
    """Keep how far the indicators were evaluated and the alerts that came of it: all or nothing. Gives back the alerts that
    are new; one of a known id is not added again, and a mark that another process has put further on stays. A ledger in
    memory keeps nothing, and every alert is new to it. bases: marks that stay where they are, by indicator. Raises
    LedgerError.
    """
    once = {alert.id: alert for alert in alerts}
    if not isinstance(ledger, SqlLedger):
        return tuple(once.values())
    with writing(ledger.engine, ledger.name) as connection:
        _put_marks(connection, evaluations, batch, at, bases or {})
        known = set(_known(connection, list(once)))
        new = [alert for ident, alert in once.items() if ident not in known]
        if new:
            connection.execute(insert(alert_table), [_alert_row(alert) for alert in new])
    return tuple(new)


def told(ledger: Ledger, limit: int = 50, open_only: bool = False) -> tuple[Told, ...]:
    """The alerts, the latest first. open_only: those of which nobody has taken note. Raises LedgerError."""
    query = select(alert_table).order_by(alert_table.c.number.desc()).limit(limit)
    return _asked(ledger, query.where(alert_table.c.acknowledged_at.is_(None)) if open_only else query)


def alerts_between(ledger: Ledger, since: datetime, until: datetime) -> tuple[Alert, ...]:
    """The alerts of a time, from, not included, to, the earliest first. Raises LedgerError."""
    of_it = alert_table.c.at > since, alert_table.c.at <= until
    return tuple(
        each.alert for each in _asked(ledger, select(alert_table).where(*of_it).order_by(alert_table.c.number))
    )


def alert(ledger: Ledger, ident: str) -> Told | None:
    """One alert by its whole id; None for an unknown one. Raises LedgerError."""
    return next(iter(_asked(ledger, select(alert_table).where(alert_table.c.id == ident))), None)


def acknowledge(ledger: Ledger, id_or_beginning: str, by: str, at: datetime, note: str = "") -> Told:
    """Note that somebody has taken note of an alert; who did so first stays. Raises UsageError for an unknown id and for the
    beginning of several, LedgerError.
    """
    if not isinstance(ledger, SqlLedger):
        raise _no_alert(id_or_beginning, 0)
    of_it = func.substr(alert_table.c.id, 1, len(id_or_beginning)) == id_or_beginning
    with writing(ledger.engine, ledger.name) as connection:
        near = connection.execute(select(alert_table).where(of_it).limit(_AT_ONCE)).all() if id_or_beginning else []
        exact = [row for row in near if row.id == id_or_beginning] or near
        if len(exact) != 1:
            raise _no_alert(id_or_beginning, len(exact))
        number = exact[0].number
        if exact[0].acknowledged_at is None:
            values = {"acknowledged_at": at, "acknowledged_by": by, "note": note}
            connection.execute(update(alert_table).where(alert_table.c.number == number).values(**values))
        return _told(connection.execute(select(alert_table).where(alert_table.c.number == number)).one())


def _no_alert(beginning: str, near: int) -> UsageError:
    return UsageError(f"{f'{near} alerts begin' if near else 'no alert begins'} with {beginning!r}")


def _put_marks(
    connection: Connection, evaluations: Sequence[Evaluation], batch: int, at: datetime, bases: Mapping[str, Mark]
) -> None:
    rows = {each.indicator.id: _mark_row(each, batch, at) for each in evaluations}
    for ident, base in bases.items():
        rows[ident] |= {"batch": base.batch, "at": base.at}
    further = {
        row.indicator
        for row in connection.execute(select(mark_table.c.indicator).where(mark_table.c.batch > batch))
        if row.indicator in rows
    }
    put = [row for ident, row in rows.items() if ident not in further]
    for some in _parts([row["indicator"] for row in put]):
        connection.execute(delete(mark_table).where(mark_table.c.indicator.in_(some)))
    if put:
        connection.execute(insert(mark_table), put)


def _mark_row(evaluation: Evaluation, batch: int, at: datetime) -> dict[str, Any]:
    record = json.dumps(evaluation_record(evaluation), ensure_ascii=False)
    name = evaluation.indicator.name
    return {"indicator": evaluation.indicator.id, "name": name, "batch": batch, "at": at, "record": record}


def _alert_row(alert: Alert) -> dict[str, Any]:
    record = json.dumps(alert_record(alert), ensure_ascii=False)
    return {"id": alert.id, "indicator": alert.indicator, "at": alert.at, "record": record}


def _known(connection: Connection, idents: list[str]) -> Iterator[str]:
    for some in _parts(idents):
        yield from connection.scalars(select(alert_table.c.id).where(alert_table.c.id.in_(some)))


def _parts(idents: list[str]) -> Iterator[list[str]]:
    yield from (idents[at : at + _AT_ONCE] for at in range(0, len(idents), _AT_ONCE))


def _asked(ledger: Ledger, query: Any) -> tuple[Told, ...]:
    if not isinstance(ledger, SqlLedger):
        return ()
    with reading(ledger.engine, ledger.name) as connection:
        return tuple(_told(row) for row in connection.execute(query))


def _told(row: Row[Any]) -> Told:
    alert = alert_of(json.loads(row.record))
    return Told(alert, row.number, row.acknowledged_at, row.acknowledged_by, row.note or "")
