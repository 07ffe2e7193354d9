"""The regular dispatch: once a day, up to its hour, written into a folder and put on its way, whatever befalls the watch."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from keep.samples import containers, report, shells
from reportedly.errors import UsageError
from reportedly.keep.additions import reading
from reportedly.present.dispatch import Dispatch, Period
from reportedly.serve.watching.regular import FORMS, Form, dispatch_bytes, dispatch_on, send_due
from reportedly.serve.wiring import tables
from reportedly.terms.document import Handling
from reportedly.terms.problem import Problem
from reportedly.terms.watching import Channel, Delivery, DispatchPlan, Quiet, Watch
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.sql import SqlLedger, open_sql_ledger
from reportedly.world.watching import outbox
from reportedly.world.watching.dispatches import made_until, put_made
from reportedly.world.watching.sources import SourceStore

START = datetime(2024, 5, 3, 12, tzinfo=UTC)
SEVEN = datetime(2024, 5, 3, 7, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LOG, DESK = Channel("log", "file", "log.jsonl"), Channel("desk", "webhook", "https://desk.example/hook")
WATCH = Watch(channels=(LOG, DESK), dispatch=DispatchPlan(at=time(7), form=".md"))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(START)


@pytest.fixture
def ledger(place: str, clock: FixedClock) -> Iterator[SqlLedger]:
    """Has read one report before anything is watched."""
    opened = open_sql_ledger(place, clock)
    learn(opened, 1)
    yield opened
    opened.close()


def learn(ledger: SqlLedger, n: int, handling: Handling = "public") -> None:
    """Another report of two claims."""
    document = report(n, published_on=date(2024, 5, 2), handling=handling)
    made = (containers(document, handling=handling), shells(document, handling=handling))
    ledger.append(reading(document, made, "rules/1"))


def sent(ledger: SqlLedger, clock: FixedClock, watch: Watch = WATCH) -> Dispatch | None:
    return send_due(watch, ledger, tables(), clock)


def begun(ledger: SqlLedger, clock: FixedClock, watch: Watch = WATCH) -> None:
    """The first round of a watch, on the first day."""
    assert sent(ledger, clock, watch) is None


def on_its_way(ledger: SqlLedger) -> dict[str, list[Delivery]]:
    """The messages of each channel, the oldest first."""
    kept = sorted(outbox.in_state(ledger), key=lambda each: each.made_at)
    return {name: [each for each in kept if each.channel == name] for name in sorted({d.channel for d in kept})}


def test_the_first_round_sends_nothing(ledger: SqlLedger, clock: FixedClock) -> None:
    """It notes the moment from which on things are new: what the ledger held before is no news."""
    assert made_until(ledger) is None
    begun(ledger, clock)
    assert made_until(ledger) == SEVEN
    assert on_its_way(ledger) == {}


def test_who_asks_for_no_dispatch_gets_none(ledger: SqlLedger, clock: FixedClock) -> None:
    """Nor is any moment noted."""
    begun(ledger, clock, replace(WATCH, dispatch=None))
    assert made_until(ledger) is None


def test_a_day_on_there_is_one_dispatch(ledger: SqlLedger, clock: FixedClock) -> None:
    """Not before its hour, once to each channel, and not again however often it is asked for."""
    begun(ledger, clock)
    learn(ledger, 2)
    clock.at = SEVEN + DAY - timedelta(seconds=1)
    assert sent(ledger, clock) is None
    clock.at = SEVEN + DAY
    made = sent(ledger, clock)
    assert made is not None
    assert (made.title, made.new) == ("Daily dispatch, 4 May 2024", 4)
    assert made.facts[0] == "From 3 May 2024, 07:00 UTC to 4 May 2024, 07:00 UTC."
    for _ in range(3):
        clock.move(HOUR)
        assert sent(ledger, clock) is None
    kept = on_its_way(ledger)
    assert {name: len(found) for name, found in kept.items()} == {"desk": 1, "log": 1}
    assert kept["log"][0].message.subject == "Daily dispatch, 4 May 2024: 4 new claims"
    assert kept["log"][0].message.text == dispatch_bytes(made, ".md").decode()
    data = json.loads(json.dumps(dict(kept["log"][0].message.data)))
    assert data["version"] == 1
    assert data["dispatch"]["until"] == "2024-05-04T07:00:00+00:00"
    assert (data["dispatch"]["new"], data["dispatch"]["title"]) == (4, made.title)


def test_what_comes_after_the_hour_is_the_next_ones(ledger: SqlLedger, clock: FixedClock) -> None:
    """Each claim is new in one dispatch, and in one only."""
    begun(ledger, clock)
    clock.at = SEVEN + DAY + HOUR
    learn(ledger, 2)
    first = sent(ledger, clock)
    clock.at = SEVEN + 2 * DAY
    second = sent(ledger, clock)
    clock.at = SEVEN + 3 * DAY
    third = sent(ledger, clock)
    assert first is not None
    assert second is not None
    assert third is not None
    assert [first.new, second.new, third.new] == [2, 2, 0]
    assert [each.message.subject.partition(": ")[2] for each in on_its_way(ledger)["log"]] == [
        "2 new claims", "2 new claims", "nothing new",
    ]  # fmt: skip


def test_days_without_a_watch_are_made_up_for_as_one(ledger: SqlLedger, clock: FixedClock) -> None:
    """Over the whole time, up to the last hour that went by."""
    begun(ledger, clock)
    clock.move(2 * DAY)
    learn(ledger, 2)
    clock.at = START + 5 * DAY
    made = sent(ledger, clock)
    assert made is not None
    assert made.facts[0] == "From 3 May 2024, 07:00 UTC to 8 May 2024, 07:00 UTC."
    assert made.new == 4
    assert sent(ledger, clock) is None
    assert len(on_its_way(ledger)["log"]) == 1


def test_a_week_has_one_dispatch(ledger: SqlLedger, clock: FixedClock) -> None:
    """On its day, a Monday, in the local time that was asked for."""
    plan = DispatchPlan("week", time(7), 0, "Asia/Seoul", form=".md")
    watch = replace(WATCH, dispatch=plan)
    begun(ledger, clock, watch)
    titles = []
    for _ in range(14):
        clock.move(DAY)
        made = sent(ledger, clock, watch)
        titles += [made.title] if made else []
    assert titles == ["Weekly dispatch, 6 May 2024", "Weekly dispatch, 13 May 2024"]


def test_a_dispatch_waits_until_quiet_hours_end(ledger: SqlLedger, clock: FixedClock) -> None:
    """Where it would disturb; a file takes it at once."""
    watch = replace(WATCH, quiet=Quiet(time(22), time(8, 30)))
    begun(ledger, clock, watch)
    clock.at = SEVEN + DAY
    assert sent(ledger, clock, watch) is not None
    kept = on_its_way(ledger)
    assert kept["log"][0].next_at == clock()
    assert kept["desk"][0].next_at == datetime(2024, 5, 4, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("form", FORMS)
def test_it_is_written_into_a_folder_and_attached(
    ledger: SqlLedger, clock: FixedClock, tmp_path: Path, form: Form
) -> None:
    """In the form asked for, named after its day, under its own title; Markdown is the message's text and no attachment."""
    folder = tmp_path / "made" / "here"
    plan = DispatchPlan(at=time(7), form=form, folder=str(folder), title="Morning", channels=("log",))
    watch = replace(WATCH, dispatch=plan)
    begun(ledger, clock, watch)
    clock.at = SEVEN + DAY
    made = sent(ledger, clock, watch)
    assert made is not None
    assert made.title == "Morning"
    (file,) = folder.iterdir()
    assert file.name == f"dispatch-2024-05-04{form}"
    assert file.read_bytes() == dispatch_bytes(made, form)
    kept = on_its_way(ledger)
    assert list(kept) == ["log"]
    attached = kept["log"][0].message.attachment
    assert (attached is None) == (form == ".md")
    assert attached is None or (attached[0], b64decode(attached[1])) == (file.name, file.read_bytes())


def test_a_folder_that_cannot_be_is_one_fault(ledger: SqlLedger, clock: FixedClock, tmp_path: Path) -> None:
    """Nothing is put on its way then, and the dispatch is made once the folder can be."""
    (tmp_path / "taken").write_text("a file")
    plan = DispatchPlan(at=time(7), form=".md", folder=str(tmp_path / "taken" / "below"))
    watch = replace(WATCH, dispatch=plan)
    begun(ledger, clock, watch)
    clock.at = SEVEN + DAY
    with pytest.raises(UsageError, match="cannot be written there"):
        sent(ledger, clock, watch)
    assert on_its_way(ledger) == {}
    (tmp_path / "taken").unlink()
    assert sent(ledger, clock, watch) is not None


def test_what_may_not_be_passed_on_is_left_out_and_counted(ledger: SqlLedger, clock: FixedClock) -> None:
    """No word of it stands in what goes out."""
    begun(ledger, clock)
    clock.move(HOUR)
    learn(ledger, 2, "restricted")
    learn(ledger, 3)
    clock.at = SEVEN + DAY
    made = sent(ledger, clock)
    assert made is not None
    assert made.new == 4
    assert "Left out: 2 new claims of documents that may not be passed on." in made.facts
    text = on_its_way(ledger)["log"][0].message.text
    assert "https://daily.example/3" in text
    assert "https://daily.example/2" not in text


def test_killed_before_it_was_noted_it_is_not_sent_twice(ledger: SqlLedger, clock: FixedClock) -> None:
    """The messages are on their way and the mark is not put: the next round makes the same ones, which are known."""
    begun(ledger, clock)
    clock.at = SEVEN + DAY
    assert sent(ledger, clock) is not None
    first = on_its_way(ledger)
    put_made(ledger, SEVEN)  # as it stood when the process died
    clock.move(HOUR)
    assert sent(ledger, clock) is not None
    assert on_its_way(ledger) == first
    assert made_until(ledger) == SEVEN + DAY


def test_sources_in_trouble_are_named(ledger: SqlLedger, clock: FixedClock) -> None:
    """With why, and how often in a row; those that work are not."""
    store = SourceStore(ledger)
    fault = Problem("timeout", "no answer within 30 s", "https://desk.example/feed")
    for name, failures in (("desk", 2), ("wire", 0)):
        state = replace(store.state(name), failures=failures, fault=fault if failures else None, polled_at=clock())
        store.put(state, (), True)
    made = dispatch_on(ledger, Period(START - DAY, START + DAY), tables(), "Dispatch", clock)
    (part,) = [part for part in made.parts if part.slug == "sources"]
    assert [entry.sentence.text for group in part.groups for entry in group.entries] == [
        "desk: no answer within 30 s (2 times in a row)."
    ]
