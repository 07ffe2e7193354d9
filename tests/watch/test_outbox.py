"""What is planned for which channel, quiet hours, and what becomes of a message after an attempt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.terms.watching import Alert, AlertClaim, Channel, Delivery, Message, Outcome, Quiet, State
from reportedly.watch.outbox import ATTEMPTS, FEWEST, after, planned, resumed
from reportedly.watch.quiet import after_quiet, is_quiet

NOW = datetime(2026, 5, 3, 23, 30, tzinfo=UTC)
NIGHT = Quiet(time(22), time(7))
DESK, HOOK = Channel("desk", "email", restricted=True), Channel("hook", "webhook")
LOG, HERE = Channel("log", "file"), Channel("here", "terminal")
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")
instants = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
hours = st.times().map(lambda at: at.replace(second=0, microsecond=0))
quiets = st.builds(Quiet, hours, hours, st.sampled_from(ZONES)).filter(lambda q: q.since != q.until)


def alert(key: str, channels: tuple[str, ...] = (), closed: bool = False) -> Alert:
    claim = AlertClaim("c-1", "", "", None, None, None, "asserted", handling="restricted" if closed else "public")
    return Alert("i-1", "Shells", "new-place", "", key, NOW, "", None, State(NOW, ""), (claim,), channels)


def message(alerts: Sequence[Alert], closed: int) -> Message:
    return Message(", ".join(each.key for each in alerts) + (f" and {closed} closed" if closed else ""), "")


def plan(alerts: Sequence[Alert], *channels: Channel, quiet: Quiet | None = None) -> dict[str, str]:
    return {each.channel: each.message.subject for each in planned(alerts, channels, quiet, NOW, message)}


def test_one_message_a_channel_with_all_that_names_it() -> None:
    """An alert that names no channel goes to all; one that names some goes there only; no alert, no message."""
    assert plan([alert("a"), alert("b", ("hook",))], HOOK, LOG) == {"hook": "a, b", "log": "a"}
    assert plan([alert("b", ("hook",))], HOOK, LOG) == {"hook": "b"}
    assert plan([], HOOK, LOG) == {}


def test_what_may_not_be_passed_on_is_counted_where_it_is_not_told() -> None:
    """A restricted alert goes whole to a channel that may have it; another is told that there is one."""
    assert plan([alert("a"), alert("b", closed=True)], DESK, HOOK) == {"desk": "a, b", "hook": "a and 1 closed"}
    assert plan([alert("b", closed=True)], HOOK) == {"hook": " and 1 closed"}


def test_planning_again_gives_the_same_messages() -> None:
    """The id is from the channel and the alerts, in any order."""
    one, other = (
        planned(each, [HOOK], None, NOW, message) for each in ([alert("a"), alert("b")], [alert("b"), alert("a")])
    )
    assert one[0].id == other[0].id != planned([alert("a")], [HOOK], None, NOW, message)[0].id


def test_quiet_hours_bind_what_disturbs() -> None:
    """Mail and webhooks wait until seven; a file and a terminal disturb nobody."""
    times = {each.channel: each.next_at for each in planned([alert("a")], [DESK, HOOK, LOG, HERE], NIGHT, NOW, message)}
    morning = datetime(2026, 5, 4, 7, tzinfo=UTC)
    assert times == {"desk": morning, "hook": morning, "log": NOW, "here": NOW}


@pytest.mark.parametrize(
    ("at", "quiet"), [(time(21, 59), False), (time(22), True), (time(3), True), (time(6, 59), True), (time(7), False)]
)
def test_quiet_over_midnight(at: time, quiet: bool) -> None:
    """From ten, included, to seven, not included."""
    assert is_quiet(NIGHT, datetime.combine(NOW.date(), at, UTC)) is quiet


def test_quiet_hours_end_by_the_wall_clock() -> None:
    """On the night in which summer time begins, seven comes an hour sooner."""
    berlin = replace(NIGHT, zone="Europe/Berlin")
    before = datetime(2026, 3, 28, 22, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert after_quiet(berlin, before) == datetime(2026, 3, 29, 5, tzinfo=UTC)


@given(quiets, instants)
def test_nothing_goes_out_in_quiet_hours(quiet: Quiet, now: datetime) -> None:
    """The moment found is never a quiet one, never in the past, and never more than a day and an hour away."""
    found = after_quiet(quiet, now)
    assert not is_quiet(quiet, found)
    assert now <= found <= now + timedelta(days=1, hours=1)
    if not is_quiet(quiet, now):
        assert found == now


def waiting() -> Delivery:
    return planned([alert("a")], [HOOK], None, NOW, message)[0]


def test_waits_double_from_a_minute_to_six_hours() -> None:
    """One, two, four … minutes, never more than six hours; after the last attempt it is given up."""
    one, waits = waiting(), []
    for _ in range(ATTEMPTS):
        one = after(one, "webhook", Outcome("busy"), NOW, None)
        waits.append((one.next_at - NOW).total_seconds() / 60)
    assert waits[:5] == [1, 2, 4, 8, 16]
    assert max(waits) == 360
    assert (one.state, one.attempts, one.fault) == ("given-up", ATTEMPTS, "busy")


def test_outcomes() -> None:
    """Taken is sent; refused is given up; no answer is a doubt for mail, and another attempt for a webhook."""
    lost = Outcome("gone", unknown=True)
    assert after(waiting(), "email", Outcome(), NOW, None).state == "sent"
    assert after(waiting(), "email", Outcome("no", again=False), NOW, None).state == "given-up"
    assert after(waiting(), "email", lost, NOW, None).state == "in-doubt"
    assert after(waiting(), "webhook", lost, NOW, None).state == "waiting"
    assert after(waiting(), "webhook", Outcome("busy", after=7200), NOW, None).next_at == NOW + timedelta(hours=2)
    tried = replace(waiting(), attempts=FEWEST - 1)
    assert after(tried, "webhook", Outcome("busy"), NOW + timedelta(days=3), None).state == "given-up"
    assert after(waiting(), "webhook", Outcome("busy"), NOW + timedelta(days=3), None).state == "waiting"


def test_what_a_dead_process_was_handing_over() -> None:
    """A file and a webhook know a repeat, so it is sent again; mail does not, so it is in doubt."""
    begun = replace(waiting(), state="sending")
    assert [resumed(begun, kind, NOW).state for kind in ("file", "webhook", "terminal", "email", "apprise")] == [
        "waiting",
        "waiting",
        "waiting",
        "in-doubt",
        "in-doubt",
    ]
