"""What the ledger's database keeps of judging: how far each indicator was, and every alert once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from reportedly.errors import LedgerError, UsageError
from reportedly.keep.ledger import Ledger
from reportedly.terms.watching import Alert, Crossing, Evaluation, Indicator, Mark, State
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.watching.marks import Told, acknowledge, alerts_between, keep, marks, told

AT = datetime(2024, 11, 2, 8, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
SHELLS = Indicator("shells", "total-passes", "KP", "RU", "munitions", "shell", 1000)
SHIPS = Indicator("ships", "new-vessel", "KP", "RU")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    opened = open_ledger(place, FixedClock())
    yield opened
    opened.close()


def evaluation(indicator: Indicator, words: str = "1,000 shells", at: datetime = AT) -> Evaluation:
    return Evaluation(
        indicator, None, State(at, words, ("KP",), 1000, None, ("c-1",)), (Crossing("k", "It did."),), "It did."
    )


def alert(key: str, indicator: Indicator = SHELLS, at: datetime = AT) -> Alert:
    state = State(at, "1,000 shells")
    return Alert(indicator.id, indicator.name, indicator.kind, "North Korea → Russia", key, at, "It did.", None, state)


def test_marks_come_back_as_they_were_kept(ledger: Ledger) -> None:
    """Batch, moment and evaluation of each indicator, by its id; a later one takes the place of an earlier."""
    keep(ledger, [evaluation(SHELLS), evaluation(SHIPS)], [], 4, AT)
    keep(ledger, [evaluation(SHELLS, "2,000 shells", LATER)], [], 5, LATER)
    assert marks(ledger) == {
        SHELLS.id: Mark(5, LATER, evaluation(SHELLS, "2,000 shells", LATER)),
        SHIPS.id: Mark(4, AT, evaluation(SHIPS)),
    }


def test_a_mark_never_goes_back(ledger: Ledger) -> None:
    """Where two watch one ledger, the slower does not put the mark back to an earlier batch."""
    keep(ledger, [evaluation(SHELLS)], [], 5, LATER)
    keep(ledger, [evaluation(SHELLS), evaluation(SHIPS)], [], 4, AT)
    assert {ident: mark.batch for ident, mark in marks(ledger).items()} == {SHELLS.id: 5, SHIPS.id: 4}


def test_an_alert_is_kept_once(ledger: Ledger) -> None:
    """Only alerts of unknown ids are new, and are told with a number; the same crossing told again adds nothing."""
    one, two = alert("1,000"), alert("2,000")
    assert keep(ledger, [], [one, one], 1, AT) == (one,)
    assert keep(ledger, [], [alert("1,000", at=LATER), two], 2, LATER) == (two,)
    assert told(ledger) == (Told(two, 2), Told(one, 1))
    assert told(ledger, limit=1) == (Told(two, 2),)


def test_very_many_alerts_are_kept_at_once(ledger: Ledger) -> None:
    """More alerts than one query names."""
    many = [alert(str(n)) for n in range(1_201)]
    assert keep(ledger, [], many, 1, AT) == tuple(many)
    assert keep(ledger, [], [*many, alert("more")], 2, AT) == (alert("more"),)


def test_marks_and_alerts_are_kept_together_or_not_at_all(ledger: SqlLedger) -> None:
    """Where the alerts cannot be kept, the marks do not move: the next round finds the crossing again."""
    keep(ledger, [evaluation(SHELLS)], [], 1, AT)

    @event.listens_for(ledger.engine, "before_cursor_execute")
    def full(connection: object, cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO watch_alerts"):
            raise LedgerError("the disk is full")

    with pytest.raises(LedgerError):
        keep(ledger, [evaluation(SHELLS, at=LATER)], [alert("1,000")], 2, LATER)
    event.remove(ledger.engine, "before_cursor_execute", full)
    assert marks(ledger)[SHELLS.id].batch == 1
    assert told(ledger) == ()
    assert keep(ledger, [evaluation(SHELLS, at=LATER)], [alert("1,000")], 2, LATER) == (alert("1,000"),)


def test_alerts_of_a_time_come_the_earliest_first(ledger: Ledger) -> None:
    """From a moment, not included, to another, included."""
    keep(ledger, [], [replace(alert(str(n)), at=AT + timedelta(hours=n)) for n in range(4)], 1, AT)
    found = alerts_between(ledger, AT, AT + timedelta(hours=2))
    assert [one.key for one in found] == ["1", "2"]
    assert alerts_between(ledger, AT + timedelta(hours=3), LATER + timedelta(days=9)) == ()


def test_a_process_that_is_killed_after_keeping_leaves_its_alerts(place: str) -> None:
    """Killed without warning between keeping and telling, the next process finds marks and alerts."""
    script = textwrap.dedent(f"""
        import os, signal
        from world.watching.test_marks import AT, SHELLS, alert, evaluation
        from reportedly.world.clock import FixedClock
        from reportedly.world.ledgers.opening import open_ledger
        from reportedly.world.watching.marks import keep
        keep(open_ledger({place!r}, FixedClock()), [evaluation(SHELLS)], [alert("1,000")], 3, AT)
        os.kill(os.getpid(), signal.SIGKILL)
    """)
    path = os.pathsep.join(p for p in sys.path if p)
    done = subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": path}, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    again = open_ledger(place, FixedClock())
    assert [one.alert for one in told(again)] == [alert("1,000")]
    assert marks(again)[SHELLS.id].batch == 3
    again.close()


def test_an_alert_is_acknowledged_by_the_beginning_of_its_id(ledger: Ledger) -> None:
    """Who took note of it, when and with what words; those still open are told alone."""
    one, two = alert("1,000"), alert("2,000")
    keep(ledger, [], [one, two], 1, AT)
    seen = acknowledge(ledger, one.id[:10], "ana", LATER, "asked the desk")
    assert seen == Told(one, 1, LATER, "ana", "asked the desk")
    assert told(ledger, open_only=True) == (Told(two, 2),)
    assert told(ledger) == (Told(two, 2), seen)


def test_to_acknowledge_again_changes_nothing(ledger: Ledger) -> None:
    """Who took note first stays."""
    keep(ledger, [], [alert("1,000")], 1, AT)
    first = acknowledge(ledger, alert("1,000").id, "ana", AT, "mine")
    assert acknowledge(ledger, alert("1,000").id, "bo", LATER, "no, mine") == first


@pytest.mark.parametrize(("given", "message"), [
    ("a-", "2 alerts begin with 'a-'"),
    ("a-zz", "no alert begins with 'a-zz'"),
    ("%", "no alert begins with '%'"),
    ("", "no alert begins with ''"),
])  # fmt: skip
def test_an_unknown_or_unclear_alert_is_told(ledger: Ledger, given: str, message: str) -> None:
    """No guess is made: a beginning that none or several bear is a wrong use."""
    keep(ledger, [], [alert("1,000"), alert("2,000")], 1, AT)
    with pytest.raises(UsageError, match=f"^{message}$"):
        acknowledge(ledger, given, "ana", AT)
    assert [one.acknowledged_at for one in told(ledger)] == [None, None]


def test_keeping_adds_nothing_to_the_chain(ledger: Ledger) -> None:
    """No batch comes of it, and the ledger stays sound."""
    keep(ledger, [evaluation(SHELLS)], [alert("1,000")], 0, AT)
    assert list(ledger.batches()) == []
    assert ledger.check() == []


def test_a_ledger_in_memory_keeps_nothing() -> None:
    """Every alert is new to it, and none is remembered."""
    memory = MemoryLedger(FixedClock())
    assert keep(memory, [evaluation(SHELLS)], [alert("1,000")], 1, AT) == (alert("1,000"),)
    assert (marks(memory), told(memory), alerts_between(memory, AT, LATER)) == ({}, (), ())
    with pytest.raises(UsageError):
        acknowledge(memory, "a-1", "ana", AT)
