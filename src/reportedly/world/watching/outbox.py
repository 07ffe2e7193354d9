"""The messages on their way, in the ledger's database. A message is noted as handed over before it is: after a crash it is
known which ones nobody can be sure of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, insert, select, update

from reportedly.terms.watching import Delivery, DeliveryState, Message
from reportedly.world.ledgers.engine import reading, writing
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.ledgers.tables import deliveries as table


def enqueue(ledger: SqlLedger, planned: Iterable[Delivery]) -> int:
    """Note messages that are to go out; those that are known are left as they are. How many are new. Raises LedgerError."""
    wanted = {delivery.id: delivery for delivery in planned}
    if not wanted:
        return 0
    with writing(ledger.engine, ledger.name) as connection:
        known = set(connection.execute(select(table.c.id).where(table.c.id.in_(list(wanted)))).scalars())
        new = [_row(delivery) for ident, delivery in wanted.items() if ident not in known]
        if new:
            connection.execute(insert(table), new)
    return len(new)


def due(ledger: SqlLedger, now: datetime, most: int = 100) -> tuple[Delivery, ...]:
    """The messages that wait and whose time has come, the oldest first. Raises LedgerError."""
    asked = select(table).where(table.c.state == "waiting", table.c.next_at <= now)
    with reading(ledger.engine, ledger.name) as connection:
        rows = connection.execute(asked.order_by(table.c.made_at, table.c.id).limit(most)).all()
    return tuple(map(_delivery, rows))


def in_state(ledger: SqlLedger, state: DeliveryState | None = None, most: int = 100) -> tuple[Delivery, ...]:
    """The messages in a state, or all, the latest first. Raises LedgerError."""
    asked = select(table).where(table.c.state == state) if state else select(table)
    with reading(ledger.engine, ledger.name) as connection:
        rows = connection.execute(asked.order_by(table.c.made_at.desc(), table.c.id).limit(most)).all()
    return tuple(map(_delivery, rows))


def counts(ledger: SqlLedger) -> dict[str, int]:
    """How many messages are in which state. Raises LedgerError."""
    asked = select(table.c.state, func.count().label("number")).group_by(table.c.state)
    with reading(ledger.engine, ledger.name) as connection:
        return {row.state: row.number for row in connection.execute(asked)}


def told_alerts(ledger: SqlLedger, since: datetime) -> frozenset[str]:
    """The ids of the alerts that messages made since a moment tell of. Raises LedgerError."""
    with reading(ledger.engine, ledger.name) as connection:
        lists = connection.execute(select(table.c.alerts).where(table.c.made_at >= since)).scalars().all()
    return frozenset(ident for told in lists for ident in json.loads(told))


def put(ledger: SqlLedger, *changed: Delivery) -> None:
    """Keep where messages stand now, all in one transaction. Raises LedgerError."""
    with writing(ledger.engine, ledger.name) as connection:
        for delivery in changed:
            row = _row(delivery)
            connection.execute(update(table).where(table.c.id == row.pop("id")).values(row))


def _row(delivery: Delivery) -> dict[str, Any]:
    message = delivery.message
    told = {
        "subject": message.subject,
        "text": message.text,
        "html": message.html,
        "data": dict(message.data),
        "attachment": message.attachment,
    }
    return {
        "id": delivery.id,
        "channel": delivery.channel,
        "what": delivery.what,
        "alerts": json.dumps(delivery.alerts),
        "message": json.dumps(told, ensure_ascii=False),
        "state": delivery.state,
        "attempts": delivery.attempts,
        "made_at": delivery.made_at,
        "next_at": delivery.next_at,
        "done_at": delivery.done_at,
        "fault": delivery.fault,
    }


def _delivery(row: Row[Any]) -> Delivery:
    told = json.loads(row.message)
    attachment = tuple(told.pop("attachment") or ()) or None
    return Delivery(
        row.id,
        row.channel,
        row.what,
        tuple(json.loads(row.alerts)),
        Message(**told, attachment=attachment),
        row.made_at,
        row.next_at,
        row.state,
        row.attempts,
        row.done_at,
        row.fault or "",
    )
