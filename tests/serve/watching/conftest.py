"""The desk at which polling is tested."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reportedly.terms.fetching import Fetched
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.web.offline import OfflineWeb
from serve.watching.polling_desk import Desk
from serve.watching.published import START, Quick


@pytest.fixture
def desk(place: str) -> Iterator[Desk]:
    clock = FixedClock(START)
    pages: dict[str, bytes | str | Fetched] = {}
    made = Desk(open_ledger(place, clock), OfflineWeb(pages, START), clock, Quick(), pages)
    yield made
    made.ledger.close()
