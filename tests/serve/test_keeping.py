"""Values that cost time: kept while they are right, made anew beside the requests where they are dear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from keep.samples import containers, report
from reportedly.keep.additions import reading
from reportedly.serve.web.flow_pages import Asked, make
from reportedly.serve.web.keeping import DEAR, Keeper
from reportedly.serve.web.workbench import Workbench
from reportedly.serve.web.workshop import Workshop
from reportedly.terms.flow import Flow
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger


@dataclass(frozen=True)
class Slow:
    """A value that says it took long."""

    version: int
    seconds: float = 2 * DEAR


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    made = Keeper(held=3)
    yield made
    made.close()


def test_a_value_is_made_once_for_a_version(keeper: Keeper) -> None:
    """The same version gives the kept value; a new one makes it anew."""
    made: list[int] = []
    for version in (1, 1, 2, 2):
        kept = keeper.get("a", lambda version=version: version, lambda: made.append(0) or len(made))
        assert (kept.value, kept.outdated) == (version, False)
    assert len(made) == 2


def test_a_dear_value_is_given_as_it_was_and_made_anew(keeper: Keeper) -> None:
    """Nobody waits: the old value, marked as outdated; soon the new one."""
    versions = [1]
    assert keeper.get("a", lambda: versions[-1], lambda: Slow(versions[-1])).value.version == 1
    versions.append(2)
    old = keeper.get("a", lambda: versions[-1], lambda: Slow(versions[-1]))
    assert (old.value.version, old.outdated) == (1, True)
    give_up = monotonic() + 20
    while keeper.get("a", lambda: versions[-1], lambda: Slow(versions[-1])).outdated:
        assert monotonic() < give_up
        sleep(0.02)
    assert keeper.get("a", lambda: versions[-1], lambda: Slow(versions[-1])).value.version == 2


def test_several_who_ask_at_once_make_it_once(keeper: Keeper) -> None:
    """One makes it, the others wait for it."""
    made: list[int] = []
    go = Event()

    def slowly() -> int:
        go.wait(10)
        made.append(1)
        return len(made)

    threads = [Thread(target=keeper.get, args=("a", lambda: 1, slowly)) for _ in range(5)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    assert made == [1]


def test_what_fails_is_told_to_who_asks_and_not_kept(keeper: Keeper) -> None:
    """The next who asks makes it."""
    with pytest.raises(ZeroDivisionError):
        keeper.get("a", lambda: 1, lambda: 1 // 0)
    assert keeper.get("a", lambda: 1, lambda: 5).value == 5


def test_only_so_many_values_are_held(keeper: Keeper) -> None:
    """The one that was asked for longest ago goes first."""
    for key in "abcd":
        keeper.get(key, lambda: 1, lambda: 1)
    assert [keeper.holds(key) for key in "abcd"] == [False, True, True, True]


def test_a_worker_makes_pages_and_is_replaced_when_killed(tmp_path: Path) -> None:
    """A page made in a process of its own is the one made here; a killed worker costs nothing but time."""
    path = tmp_path / "l.db"
    ledger = open_ledger(path, FixedClock())
    ledger.append(reading(report(), [containers(report())], "rules/1"))
    ledger.close()
    shop = Workshop(str(path))
    try:
        made = shop.made(partial(make, Asked(Flow("KP", "RU"), None, True)))
        assert (made.claims, made.heading) == (1, "North Korea → Russia")
        assert "1,000 containers" in made.main
        with pytest.raises(ZeroDivisionError):
            shop.made(_fails)
        for process in shop._pools[True]._processes.values():  # the worker of those that somebody waits for
            process.kill()
        sleep(0.2)
        assert shop.made(partial(make, Asked(Flow("KP", "RU"), None, True))).claims == 1
    finally:
        shop.close()


def _fails(_: Workbench) -> int:
    return 1 // 0
