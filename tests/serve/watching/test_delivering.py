"""Alerts delivered to real servers: retries, refusals, doubts, and nothing twice."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from reportedly.errors import UsageError
from reportedly.serve.watching.delivering import Ways, deliver, resume
from reportedly.terms.watching import Channel, Quiet
from reportedly.world.ledgers.sql import SqlLedger
from reportedly.world.notify import mail, webhook
from reportedly.world.notify.opening import sender
from reportedly.world.watching import outbox
from serve.watching.receivers import Hook, Mailbox, Trouble, hook_server, mail_server
from serve.watching.sample_messages import NOON, delivery


class Moving:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


def email_to(where: str, **options: object) -> Channel:
    return Channel("desk", "email", where, "watch@example.org", ("desk@example.org",), tls="none", **options)  # type: ignore[arg-type]


def ways(*channels: Channel, quiet: Quiet | None = None) -> Ways:
    return Ways(channels, {channel.name: sender(channel, {}) for channel in channels}, quiet)


def befalling(*answers: str | None) -> Trouble:
    """What befalls the first messages; after that all is well."""
    return lambda number: answers[number] if number < len(answers) else None


def states(ledger: SqlLedger) -> list[str]:
    return [each.state for each in reversed(outbox.in_state(ledger))]


def test_a_mail_is_delivered_whole(ledger: SqlLedger) -> None:
    """Text, HTML, the attachment, a stable Message-ID; a line that begins with a dot arrives as it was."""
    box = Mailbox()
    with mail_server(box) as where:
        outbox.enqueue(ledger, [delivery(1, "desk", attachment=True)])
        assert deliver(ledger, ways(email_to(where)), Moving()).sent == 1
    (got,) = box.mails
    assert got["Message-ID"] == "<m-desk-0001@reportedly.invalid>"
    assert got["Subject"] == "Shells: passed 1"
    assert ".a line that begins with a dot" in got.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "<p>Passed 1 shells.</p>" in got.get_body(("html",)).get_content()  # type: ignore[union-attr]
    assert [part.get_filename() for part in got.iter_attachments()] == ["dispatch.md"]
    assert states(ledger) == ["sent"]


def test_a_server_that_is_busy_is_asked_again(ledger: SqlLedger) -> None:
    """451 twice: it waits a minute, then two; then it is sent, once."""
    box, clock = Mailbox(befalling("451 later", "451 later")), Moving()
    with mail_server(box) as where:
        outbox.enqueue(ledger, [delivery(1, "desk")])
        first = deliver(ledger, ways(email_to(where)), clock)
        assert [p.slug for p in first.problems] == ["not-sent"]
        assert (
            first.problems[0].message
            == f"“Shells: passed 1” was not sent: {where} answered 451 later; it is tried again"
        )
        assert deliver(ledger, ways(email_to(where)), clock).problems == ()
        clock.at += timedelta(minutes=1)
        assert len(deliver(ledger, ways(email_to(where)), clock).problems) == 1
        clock.at += timedelta(minutes=2)
        assert deliver(ledger, ways(email_to(where)), clock).sent == 1
    assert box.ids == ["<m-desk-0001@reportedly.invalid>"]


def test_a_server_that_refuses_is_not_asked_again(ledger: SqlLedger) -> None:
    """550 is for good: it is given up at once, and told."""
    box, clock = Mailbox(befalling("550 no such desk")), Moving()
    with mail_server(box) as where:
        outbox.enqueue(ledger, [delivery(1, "desk")])
        (problem,) = deliver(ledger, ways(email_to(where)), clock).problems
        assert (problem.slug, problem.severity) == ("given-up", "error")
        clock.at += timedelta(days=1)
        assert deliver(ledger, ways(email_to(where)), clock) == deliver(ledger, ways(email_to(where)), clock)
    assert box.tried == 1


def test_a_server_that_never_answers_leaves_a_doubt(ledger: SqlLedger) -> None:
    """It took the text and said nothing: it is not sent again, and the next message says that it may not have arrived."""
    box, clock = Mailbox(befalling("hang")), Moving()
    with mail_server(box) as where:
        channel = email_to(where)
        short = {"desk": lambda d, at: mail.send(d, channel, at, None, timeout=0.4)}
        outbox.enqueue(ledger, [delivery(1, "desk")])
        (problem,) = deliver(ledger, Ways((channel,), short), clock).problems
        assert problem.slug == "in-doubt"
        outbox.enqueue(ledger, [delivery(2, "desk"), delivery(3, "desk")])
        assert deliver(ledger, Ways((channel,), short), clock).sent == 2
    told = [m.get_body(("plain",)).get_content() for m in box.mails]  # type: ignore[union-attr]
    line = "An earlier message (3 May 2026, 12:00 UTC) may not have reached you: Shells: passed 1"
    assert [line in " ".join(text.split()) for text in told] == [False, True, False]
    assert states(ledger) == ["doubt-told", "sent", "sent"]


def test_a_login_with_a_password_of_the_environment(ledger: SqlLedger) -> None:
    """The password comes from the environment, and a wrong one is told without being shown."""

    def check(server: object, session: object, envelope: object, mechanism: str, data: object) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=(data.login, data.password) == (b"watch", b"open sesame"), handled=False)

    box = Mailbox()
    with mail_server(box, authenticator=check, auth_require_tls=False, auth_required=True) as where:
        channel = email_to(where, user="watch", secret="DESK_PASSWORD")
        outbox.enqueue(ledger, [delivery(1, "desk")])
        wrong = {"desk": sender(channel, {"DESK_PASSWORD": "guess"})}
        (problem,) = deliver(ledger, Ways((channel,), wrong), Moving()).problems
        assert "the login was refused (535)" in problem.message
        assert "guess" not in problem.message
        outbox.enqueue(ledger, [delivery(2, "desk")])
        right = {"desk": sender(channel, {"DESK_PASSWORD": "open sesame"})}
        assert deliver(ledger, Ways((channel,), right), Moving()).sent == 1
    with pytest.raises(UsageError, match="the channel 'desk' needs the environment variable DESK_PASSWORD"):
        sender(channel, {})


def test_no_mail_goes_out_in_the_clear_by_default(ledger: SqlLedger) -> None:
    """A server without TLS gets nothing unless the channel says that it may."""
    box = Mailbox()
    with mail_server(box) as where:
        channel = Channel("desk", "email", where, "watch@example.org", ("desk@example.org",))
        outbox.enqueue(ledger, [delivery(1, "desk")])
        (problem,) = deliver(ledger, ways(channel), Moving()).problems
        assert "the server offers no TLS or login" in problem.message
    assert box.tried == 0


def test_a_webhook_is_asked_until_it_takes_it(ledger: SqlLedger) -> None:
    """500 and a broken connection, then 200: one key for all attempts, and the channel's own headers."""
    hook, clock = Hook(befalling("500", "drop")), Moving()
    with hook_server(hook) as url:
        channel = Channel("hook", "webhook", url, headers=(("X-Desk", "arms"),))
        outbox.enqueue(ledger, [delivery(7, "hook")])
        for minutes in (0, 1, 2):
            clock.at += timedelta(minutes=minutes)
            deliver(ledger, ways(channel), clock)
    ((key, body),) = hook.posts
    assert (key, body["delivery"]) == ("m-hook-0007", "m-hook-0007")
    assert [asked["X-Reportedly-Attempt"] for asked in hook.asked] == ["1", "2", "3"]
    assert {asked["Idempotency-Key"] for asked in hook.asked} == {"m-hook-0007"}
    assert hook.asked[0]["X-Desk"] == "arms"
    assert states(ledger) == ["sent"]


def test_a_webhook_says_when_it_can_be_asked_again(ledger: SqlLedger) -> None:
    """Retry-After of an hour is kept."""
    hook, clock = Hook(befalling("429"), (("Retry-After", "3600"),)), Moving()
    with hook_server(hook) as url:
        channel = Channel("hook", "webhook", url)
        outbox.enqueue(ledger, [delivery(1, "hook")])
        deliver(ledger, ways(channel), clock)
        clock.at += timedelta(minutes=59)
        assert deliver(ledger, ways(channel), clock).sent == 0
        clock.at += timedelta(minutes=1)
        assert deliver(ledger, ways(channel), clock).sent == 1
    assert hook.tried == 2


@pytest.mark.parametrize("told", ["\u00b2", "1e9", "-1", "", "9" * 400, "Mon, 99 Foo"])
def test_an_odd_wait_of_a_webhook_is_passed_over(ledger: SqlLedger, told: str) -> None:
    """What is no number of seconds and no date stops no watch: it is tried again as usual."""
    hook, clock = Hook(befalling("429"), (("Retry-After", told),)), Moving()
    with hook_server(hook) as url:
        outbox.enqueue(ledger, [delivery(1, "hook")])
        assert deliver(ledger, ways(Channel("hook", "webhook", url)), clock).sent == 0
        clock.at += timedelta(days=31)
        assert deliver(ledger, ways(Channel("hook", "webhook", url)), clock).sent == 1


@pytest.mark.parametrize(("answer", "slug"), [("404", "given-up"), ("302", "given-up"), ("503", "not-sent")])
def test_answers_of_a_webhook(ledger: SqlLedger, answer: str, slug: str) -> None:
    """What is not there is given up, a redirect is not followed, what is down is tried again."""
    hook = Hook(befalling(answer), (("Location", "http://127.0.0.1:1/elsewhere"),))
    with hook_server(hook) as url:
        outbox.enqueue(ledger, [delivery(1, "hook")])
        (problem,) = deliver(ledger, ways(Channel("hook", "webhook", url)), Moving()).problems
    assert problem.slug == slug
    assert hook.tried == 1


def test_the_address_of_a_webhook_is_a_secret(ledger: SqlLedger) -> None:
    """A fault names the host, never the path in which services put their tokens."""
    hook = Hook(befalling("500"))
    with hook_server(hook) as url:
        channel = Channel("hook", "webhook", secret="HOOK")
        outbox.enqueue(ledger, [delivery(1, "hook")])
        made = Ways((channel,), {"hook": sender(channel, {"HOOK": f"{url}/T0KEN"})})
        (problem,) = deliver(ledger, made, Moving()).problems
    assert "T0KEN" not in problem.message
    assert "127.0.0.1" in problem.message


def test_a_webhook_that_hangs_is_asked_again_under_its_key(ledger: SqlLedger) -> None:
    """It may have taken it: the same key tells it so."""
    hook, clock = Hook(befalling("hang")), Moving()
    with hook_server(hook) as url:
        channel = Channel("hook", "webhook", url)
        short = {"hook": lambda d, at: webhook.post(d, channel, at, url, timeout=0.3)}
        outbox.enqueue(ledger, [delivery(1, "hook")])
        assert deliver(ledger, Ways((channel,), short), clock).sent == 0
        clock.at += timedelta(minutes=1)
        assert deliver(ledger, Ways((channel,), short), clock).sent == 1
    assert hook.keys == ["m-hook-0001"]
    assert hook.posts[0] == hook.posts[1]


def test_a_file_takes_each_message_once(ledger: SqlLedger, tmp_path: Path) -> None:
    """One line each; what a dead process half wrote is taken away, and what it wrote whole is not written again."""
    path, clock = tmp_path / "out" / "alerts.jsonl", Moving()
    channel = Channel("log", "file", str(path))
    outbox.enqueue(ledger, [delivery(1, "log"), delivery(2, "log")])
    assert deliver(ledger, ways(channel), clock).sent == 2
    with path.open("ab") as file:
        file.write(b'{"delivery": "m-log-0003", "at": "20')
    outbox.enqueue(ledger, [delivery(3, "log")])
    deliver(ledger, ways(channel), clock)
    (third,) = (d for d in outbox.in_state(ledger) if d.id == "m-log-0003")
    outbox.put(ledger, type(third)(**{**{s: getattr(third, s) for s in third.__slots__}, "state": "sending"}))
    resume(ledger, ways(channel), clock)
    assert deliver(ledger, ways(channel), clock).sent == 1
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [line["delivery"] for line in lines] == ["m-log-0001", "m-log-0002", "m-log-0003"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_that_cannot_be_written_is_told(ledger: SqlLedger, tmp_path: Path) -> None:
    """A folder where the file should be: it waits, and is told."""
    outbox.enqueue(ledger, [delivery(1, "log")])
    (problem,) = deliver(ledger, ways(Channel("log", "file", str(tmp_path))), Moving()).problems
    assert "it cannot be written (Is a directory)" in problem.message


def test_the_terminal(ledger: SqlLedger, capsys: pytest.CaptureFixture[str]) -> None:
    """Subject and text are printed."""
    outbox.enqueue(ledger, [delivery(1, "here")])
    deliver(ledger, ways(Channel("here", "terminal")), Moving())
    assert "Shells: passed 1\nPassed 1 shells by one origin." in capsys.readouterr().out


def test_apprise_carries_messages_too(ledger: SqlLedger) -> None:
    """Through a JSON target of apprise; an address that it does not know is given up."""
    hook = Hook()
    with hook_server(hook) as url:
        good = Channel("chat", "apprise", url.replace("http://", "json://"))
        outbox.enqueue(ledger, [delivery(1, "chat")])
        assert deliver(ledger, ways(good), Moving()).sent == 1
        outbox.enqueue(ledger, [delivery(2, "chat")])
        (problem,) = deliver(ledger, ways(Channel("chat", "apprise", "nothing://x")), Moving()).problems
    assert hook.posts[0][1]["title"] == "Shells: passed 1"
    assert problem.slug == "given-up"


def test_retries_respect_quiet_hours(ledger: SqlLedger) -> None:
    """A server that is busy at one minute to ten at night is asked again at seven."""
    box, clock = Mailbox(befalling("451 later")), Moving()
    quiet = Quiet(time(22), time(7))
    clock.at = NOON.replace(hour=21, minute=59, second=30)
    with mail_server(box) as where:
        outbox.enqueue(ledger, [delivery(1, "desk")])
        deliver(ledger, ways(email_to(where), quiet=quiet), clock)
    (waiting,) = outbox.in_state(ledger, "waiting")
    assert waiting.next_at == NOON.replace(hour=7) + timedelta(days=1)


def test_a_channel_that_is_gone_is_told(ledger: SqlLedger) -> None:
    """A message to a channel that the file no longer has stays, and is named."""
    outbox.enqueue(ledger, [delivery(1, "old")])
    (problem,) = deliver(ledger, ways(Channel("new", "terminal")), Moving()).problems
    assert (problem.slug, problem.where) == ("no-channel", "old")
    assert states(ledger) == ["waiting"]


def test_what_is_planned_again_is_not_sent_again(ledger: SqlLedger) -> None:
    """A message that is known is left as it is, whatever its state."""
    box = Mailbox()
    with mail_server(box) as where:
        for _ in range(3):
            outbox.enqueue(ledger, [delivery(1, "desk")])
            deliver(ledger, ways(email_to(where)), Moving())
    assert len(box.mails) == 1
    assert outbox.counts(ledger) == {"sent": 1}


def test_after_three_days_it_is_given_up(ledger: SqlLedger) -> None:
    """A server that is never there is asked ever more seldom, at last no more; each attempt has its line."""
    clock, attempts = Moving(), 0
    channel = email_to("127.0.0.1:1")
    outbox.enqueue(ledger, [delivery(1, "desk")])
    while outbox.in_state(ledger, "waiting"):
        attempts += len(deliver(ledger, ways(channel), clock).problems)
        clock.at += timedelta(minutes=1)
    (given_up,) = outbox.in_state(ledger, "given-up")
    assert 15 <= attempts == given_up.attempts <= 21
    assert clock.at - NOON <= timedelta(days=4)
