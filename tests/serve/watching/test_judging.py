"""Judging a ledger round by round: what is evaluated, what is kept, and what is told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from keep.samples import containers, report
from reportedly.keep.additions import reading
from reportedly.keep.ledger import Ledger
from reportedly.serve.watching.judging import Judged, judge, looking
from reportedly.serve.wiring import LONGEST, reader, tables
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity
from reportedly.terms.watching import Indicator, Watch
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.memory import MemoryLedger
from reportedly.world.ledgers.opening import open_ledger
from reportedly.world.watching.marks import marks, told

PASSES = Indicator("thousands", "total-passes", "KP", "RU", "munitions", "container", 2000)
QUIET = Indicator("quiet", "silence", "KP", "RU", days=30)
WATCH = Watch(indicators=(PASSES, QUIET))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2023, 10, 13, 12, tzinfo=UTC))


@pytest.fixture
def ledger(place: str, clock: FixedClock) -> Iterator[Ledger]:
    """Has read that more than 1,000 containers went."""
    opened = open_ledger(place, clock)
    opened.append(reading(report(1), (containers(report(1)),), "rules/1"))
    yield opened
    opened.close()


def judged(ledger: Ledger, clock: FixedClock, watch: Watch = WATCH) -> Judged:
    return judge(watch, ledger, reader(), tables(), clock)


def learn_more(ledger: Ledger, figure: int = 3000, n: int = 2) -> Claim:
    """Another paper has so many containers."""
    document = report(n, published_on=date(2023, 10, 14))
    quantity = Quantity(figure, None, "container", scope="cumulative", text=f"{figure} containers")
    claim = replace(containers(document), quantity=quantity, origins=("US-NSC",))
    ledger.append(reading(document, (claim,), "rules/1"))
    return claim


def test_the_first_round_only_notes_where_things_stand(ledger: Ledger, clock: FixedClock) -> None:
    """Nothing fires; every indicator has its mark at the last batch."""
    first = judged(ledger, clock)
    assert first.new == ()
    assert [each.indicator for each in first.evaluations] == [PASSES, QUIET]
    assert {ident: (mark.batch, mark.at) for ident, mark in marks(ledger).items()} == {
        PASSES.id: (1, clock()), QUIET.id: (1, clock()),
    }  # fmt: skip


def test_news_fires_once(ledger: Ledger, clock: FixedClock) -> None:
    """A crossing is told in the round that finds it and in none after."""
    judged(ledger, clock)
    clock.move(timedelta(hours=1))
    claim = learn_more(ledger)
    (alert,) = judged(ledger, clock).new
    assert [one.id for one in alert.claims] == [claim.id]
    assert [one.alert for one in told(ledger)] == [alert]
    clock.move(timedelta(hours=1))
    learn_more(ledger, 4000, 3)
    assert judged(ledger, clock).new == ()


def test_without_news_nothing_is_evaluated_but_silence(ledger: Ledger, clock: FixedClock) -> None:
    """No batch came: the others say since when, and their marks stay; silence comes of time alone."""
    judged(ledger, clock)
    clock.move(timedelta(days=40))
    found = judged(ledger, clock)
    passes, quiet = found.evaluations
    assert passes.reason == "Nothing new since 13 Oct 2023, 12:00 UTC."
    assert passes.before == passes.after
    assert [alert.name for alert in found.new] == ["quiet"]
    assert quiet.after.at == clock()
    assert marks(ledger)[PASSES.id].at == datetime(2023, 10, 13, 12, tzinfo=UTC)
    assert judged(ledger, clock).new == ()


def test_a_batch_that_a_lagging_clock_recorded_is_news(ledger: Ledger, clock: FixedClock) -> None:
    """Judged by a clock that runs an hour ahead of the one that records, a later batch is still after the mark."""
    judge(WATCH, ledger, reader(), tables(), FixedClock(clock() + timedelta(hours=1)))
    learn_more(ledger)
    assert len(judged(ledger, clock).new) == 1


def test_a_clock_that_went_back_judges_what_the_ledger_recorded(ledger: Ledger, clock: FixedClock) -> None:
    """No round is dated before the batch that it looks at."""
    recorded = clock()
    found = judge(WATCH, ledger, reader(), tables(), FixedClock(recorded - timedelta(days=1)))
    assert {each.after.at for each in found.evaluations} == {mark.at for mark in marks(ledger).values()} == {recorded}


def test_an_indicator_with_another_name_goes_on(ledger: Ledger, clock: FixedClock) -> None:
    """A new name or channel does not start it anew; a new line does."""
    judged(ledger, clock)
    learn_more(ledger)
    renamed = replace(PASSES, name="boxes", channels=("desk",))
    lower = replace(PASSES, name="lower", at_least=1500)
    (alert,) = judged(ledger, clock, Watch(indicators=(renamed, lower))).new
    assert (alert.name, alert.channels) == ("boxes", ("desk",))


def test_two_that_watch_one_ledger_tell_a_crossing_once(ledger: Ledger, clock: FixedClock, place: str) -> None:
    """Whoever is second finds it known."""
    judged(ledger, clock)
    learn_more(ledger)
    other = open_ledger(place, clock)
    assert len(judged(other, clock).new) == 1
    other.close()
    assert judged(ledger, clock).new == ()
    assert len(told(ledger)) == 1


def test_an_empty_ledger_is_judged(tmp_path: Path, clock: FixedClock) -> None:
    """Before anything was read there is nothing to tell; what is read then is news."""
    empty = open_ledger(tmp_path / "empty.db", clock)
    assert judged(empty, clock).new == ()
    learn_more(empty)
    assert [alert.name for alert in judged(empty, clock).new] == ["thousands"]
    empty.close()


def test_nothing_asked_is_nothing_judged(ledger: Ledger, clock: FixedClock) -> None:
    """A watch without indicators."""
    assert judged(ledger, clock, Watch()) == Judged((), ())


def test_a_ledger_in_memory_is_noted_anew_each_round(clock: FixedClock) -> None:
    """It keeps no marks: every round is the first."""
    memory = MemoryLedger(clock)
    learn_more(memory)
    assert [judged(memory, clock).new for _ in range(2)] == [(), ()]


def test_what_no_claims_are_looked_for_in_is_not_parsed() -> None:
    """Texts too long for the parser, and those of other languages, are not looked into for parties either."""
    seen = looking(reader())
    assert seen(Document(text="Seoul " * (LONGEST // 6 + 1))) is None
    assert seen(Document(text="서울", language="ko")) is None
    there = seen(Document(text="North Korea sent shells."))
    assert there is not None
    assert [mention.code for mention in there.parties] == ["KP"]


def test_a_pace_that_grows_in_small_steps_is_told(ledger: Ledger, clock: FixedClock) -> None:
    """Four rounds, each somewhat faster by the same origin's figures: it is told once the pace is twice what it was at the
    first look, and not before.
    """
    faster = Watch(indicators=(Indicator("faster", "pace-grows", "KP", "RU", "munitions", "container"),))
    start, rounds = date(2023, 1, 1), []
    for n, (figure, day) in enumerate(
        ((1000, date(2023, 7, 1)), (2000, date(2024, 1, 1)), (2700, date(2024, 3, 1)), (3600, date(2024, 5, 1)),
         (6400, date(2024, 7, 1))), 10,
    ):  # fmt: skip
        document = report(n, published_on=day)
        quantity = Quantity(figure, figure, "container", scope="cumulative", text=f"{figure} containers")
        happened = Period(start, day, "since January 2023")
        claim = replace(containers(document), quantity=quantity, happened=happened, origins=("KR-MND",))
        ledger.append(reading(document, (claim,), "rules/1"))
        rounds.append(judged(ledger, clock, faster))
    assert [len(each.new) for each in rounds] == [0, 0, 0, 0, 1]
    assert "is 2.1 times what it was" in rounds[-1].evaluations[0].reason
