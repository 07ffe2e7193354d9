"""The desk at which polling is tested, and a ledger on each engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from reportedly.terms.fetching import Fetched
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from reportedly.world.web.offline import OfflineWeb
from serve.watching.polling_desk import Desk
from serve.watching.published import START, Quick


@pytest.fixture
def ledger(place: str) -> Iterator[SqlLedger]:
    with closing(open_sql_ledger(place, FixedClock())) as opened:
        yield opened


@pytest.fixture
def desk(place: str) -> Iterator[Desk]:
    clock = FixedClock(START)
    pages: dict[str, bytes | str | Fetched] = {}
    made = Desk(open_ledger(place, clock), OfflineWeb(pages, START), clock, Quick(), pages)
    yield made
    made.ledger.close()
