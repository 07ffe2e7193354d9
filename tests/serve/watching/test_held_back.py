"""What must not go out: in quiet hours, twice, or without a word of where it stands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.present.alerts import WIDTH, alert_message
from reportedly.serve.watching.delivering import Ways, deliver, resume
from reportedly.terms.watching import Alert, AlertClaim, Channel, Delivery, Outcome, Quiet, State
from reportedly.watch.outbox import FEWEST
from reportedly.watch.quiet import after_quiet, is_quiet
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.notify import files, webhook
from reportedly.world.notify.opening import sender
from reportedly.world.watching import outbox
from serve.watching.receivers import Hook, hook_server
from serve.watching.sample_messages import NOON, delivery

NIGHT = Quiet(time(22), time(7))
ELEVEN_AT_NIGHT = NOON.replace(hour=23)
SEVEN = NOON.replace(hour=7) + timedelta(days=1)


def ways(channel: Channel, quiet: Quiet | None = None) -> Ways:
    return Ways((channel,), {channel.name: sender(channel, {})}, quiet)


def test_what_was_due_by_day_waits_where_it_is_night_by_now(ledger: SqlLedger) -> None:
    """The machine was off from noon to eleven at night: the message goes out at seven."""
    hook, clock = Hook(), FixedClock(ELEVEN_AT_NIGHT)
    with hook_server(hook) as url:
        outbox.enqueue(ledger, [delivery(1, "hook")])
        out = ways(Channel("hook", "webhook", url), NIGHT)
        assert deliver(ledger, out, clock).sent == 0
        assert hook.tried == 0
        assert [each.next_at for each in outbox.in_state(ledger, "waiting")] == [SEVEN]
        clock.at = SEVEN
        assert deliver(ledger, out, clock).sent == 1


def test_a_repeat_after_a_crash_waits_for_the_morning_too(ledger: SqlLedger) -> None:
    """A webhook whose message was being handed over at night is asked again when the night is over."""
    hook, clock = Hook(), FixedClock(ELEVEN_AT_NIGHT)
    with hook_server(hook) as url:
        outbox.enqueue(ledger, [delivery(1, "hook")])
        outbox.put(ledger, replace(delivery(1, "hook"), state="sending"))
        out = ways(Channel("hook", "webhook", url), NIGHT)
        resume(ledger, out, clock)
        assert deliver(ledger, out, clock).sent == 0
        assert hook.tried == 0


def test_quiet_hours_that_end_in_an_hour_that_comes_twice() -> None:
    """At ten past two for the second time it is twenty minutes to half past two, not a day and twenty minutes."""
    quiet = Quiet(time(22), time(2, 30), "Europe/Berlin")
    now = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert after_quiet(quiet, now) - now == timedelta(minutes=20)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"])
@pytest.mark.parametrize("until", [time(1, 30), time(2, 30), time(3)])
def test_nothing_waits_longer_than_the_hours_last(zone: str, until: time) -> None:
    """At every quarter of an hour of a year it is quiet until the moment that is told, or at most an hour less."""
    quiet, quarter = Quiet(time(22), until, zone), timedelta(minutes=15)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at.year == 2026:
        then = after_quiet(quiet, at)
        assert not is_quiet(quiet, then)
        between = int((then - timedelta(hours=1) - at) / quarter)
        assert all(is_quiet(quiet, at + quarter * n) for n in range(between))
        at += quarter


def test_the_fate_of_a_message_to_a_channel_that_is_gone_is_told(ledger: SqlLedger) -> None:
    """It was being handed over, and the file no longer has the channel: it is in doubt, not under way for ever."""
    outbox.enqueue(ledger, [delivery(1, "gone")])
    outbox.put(ledger, replace(delivery(1, "gone"), state="sending"))
    resume(ledger, ways(Channel("here", "terminal")), FixedClock(NOON))
    assert outbox.counts(ledger) == {"in-doubt": 1}


def test_an_old_message_has_its_attempts_too(ledger: SqlLedger) -> None:
    """After four days without a machine one fault is not enough to give a message up; two hours of faults are."""
    clock = FixedClock(NOON + timedelta(days=4))
    outbox.enqueue(ledger, [delivery(1, "hook")])
    out = ways(Channel("hook", "webhook", "http://127.0.0.1:1/hook"))
    deliver(ledger, out, clock)
    assert outbox.counts(ledger) == {"waiting": 1}
    while outbox.in_state(ledger, "waiting"):
        clock.move(timedelta(minutes=1))
        deliver(ledger, out, clock)
    (given_up,) = outbox.in_state(ledger, "given-up")
    assert given_up.attempts == FEWEST
    assert timedelta(hours=2) <= clock.at - NOON - timedelta(days=4) <= timedelta(hours=3)


def test_apprise_is_not_asked_twice(ledger: SqlLedger) -> None:
    """A chat that takes a message and does not answer in time: it is in doubt, and sent once."""
    hook, clock = Hook(lambda number: "hold"), FixedClock(NOON)
    with hook_server(hook) as url:
        channel = Channel("chat", "apprise", url.replace("http://", "json://") + "?rto=0.3")
        outbox.enqueue(ledger, [delivery(1, "chat")])
        for _ in range(3):
            deliver(ledger, ways(channel), clock)
            clock.move(timedelta(hours=1))
        hook.let_go.set()
    assert hook.tried == 1
    assert outbox.counts(ledger) == {"in-doubt": 1}


def test_what_is_not_installed_leaves_no_doubt(ledger: SqlLedger) -> None:
    """Where a channel says that it cannot send at all, nothing was handed over, and the message waits."""

    def lacking(told: Delivery, at: datetime) -> Outcome:
        raise UsageError("the channel needs more")

    outbox.enqueue(ledger, [delivery(1, "chat")])
    with pytest.raises(UsageError):
        deliver(ledger, Ways((Channel("chat", "apprise", "json://x"),), {"chat": lacking}), FixedClock(NOON))
    assert outbox.counts(ledger) == {"waiting": 1}


def test_a_fault_tells_nothing_of_the_address_but_its_host() -> None:
    """Whatever a token stands behind: a path, a question mark, an at-sign."""
    for rest in ("/T0KEN", "?key=a@T0KEN", "#T0KEN", "/a@T0KEN"):
        outcome = webhook.post(delivery(1, "x"), Channel("x", "webhook"), NOON, f"http://me:T0KEN@127.0.0.1:1{rest}")
        assert outcome.fault == "127.0.0.1:1: no connection"


def test_a_line_that_lacks_only_its_end_is_kept(tmp_path: Path) -> None:
    """A whole line, and words that are not ours, are kept; half a line of ours is taken away."""
    path = tmp_path / "alerts.jsonl"
    ends = {'{"delivery": "m-old", "at": "x"}': True, "notes of mine": True, '{"delivery": "m-o': False, '{"del': False}
    for end, kept in ends.items():
        path.write_text(end, encoding="utf-8")
        assert files.append(delivery(1, "log"), Channel("log", "file", str(path)), NOON) == Outcome()
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[:-1] == ([end] if kept else [])
        assert json.loads(lines[-1])["delivery"] == "m-log-0001"


def test_words_without_spaces_keep_to_the_width() -> None:
    """A long quote in Chinese is broken; an address is not."""
    address = "https://news.example/" + "a" * 90
    claim = AlertClaim("c-1", "China Daily reports it.", "向俄罗斯运送炮弹" * 30, None, None, address, "asserted")
    now = State(NOON, "two suppliers")
    text = alert_message([Alert("i-1", "Shells", "silence", "", "k", NOON, "A line.", None, now, (claim,))]).text
    wide = [line for line in text.splitlines() if len(line) > WIDTH]
    assert [address in line for line in wide] == [True]
