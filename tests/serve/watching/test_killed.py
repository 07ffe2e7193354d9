"""A process that delivers is killed, at chosen points and at any time: nothing arrives twice, nothing is lost in silence."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from reportedly.terms.watching import Delivery, Message
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.sql import open_sql_ledger
from reportedly.world.watching import outbox
from serve.watching.receivers import AnyPort

MADE = datetime(2026, 5, 3, 10, 12, tzinfo=UTC)
CHILD = Path(__file__).with_name("delivering_child.py")
CHANNELS = ("desk", "hook", "log")


@dataclass
class Receivers:
    """What a mail server and a webhook took, however often. holding: the number of the message whose answer they keep back
    until it is let go, counted over both; took: that this has happened.
    """

    mails: list[tuple[str, str]] = field(default_factory=list)
    posts: list[tuple[str, bytes]] = field(default_factory=list)
    holding: int = -1
    pause: float = 0.0
    tried: int = 0
    took: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hold(self) -> None:
        """Called once a message was taken, before it is answered."""
        with self._lock:
            number, self.tried = self.tried, self.tried + 1
        time.sleep(self.pause)
        if number == self.holding:
            self.took.set()
            self.let_go.wait(20)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = bytes(envelope.content or b"")
        mail = message_from_bytes(content)
        text = next(part for part in mail.walk() if part.get_content_type() == "text/plain").get_payload(decode=True)
        self.mails.append((str(mail["Message-ID"]), bytes(text).decode()))  # type: ignore[arg-type]
        self.hold()
        return "250 taken"


@contextmanager
def listening(receivers: Receivers) -> Iterator[tuple[int, int]]:
    """The ports of the mail server and of the webhook."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receivers.posts.append((self.headers["Idempotency-Key"], body))
            receivers.hold()
            try:
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()
            except OSError:
                pass  # who asked was killed

        def log_message(self, *told: Any) -> None:
            pass

    mail = AnyPort(receivers, hostname="127.0.0.1", port=0)
    mail.start()
    hook = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.daemon_threads = True
    threading.Thread(target=hook.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield mail.port, hook.server_address[1]
    finally:
        receivers.let_go.set()
        hook.shutdown()
        hook.server_close()
        mail.stop(no_assert=True)


@dataclass(frozen=True)
class Bench:
    """A ledger with messages that are due, and where they go."""

    ledger: Path
    file: Path
    receivers: Receivers
    ports: tuple[int, int]

    def start(self, point: str = "-", passes: int = -1) -> subprocess.Popen[str]:
        """A process that delivers."""
        told = [self.ledger, *self.ports, self.file, point, passes]
        return subprocess.Popen([sys.executable, CHILD, *map(str, told)], stdout=subprocess.PIPE, text=True)

    def finish(self) -> None:
        """Deliver the rest, undisturbed."""
        out, _ = self.start().communicate(timeout=60)
        assert out.split() == ["ready", "done"]


@pytest.fixture
def receivers() -> Receivers:
    return Receivers()


@pytest.fixture
def bench(tmp_path: Path, receivers: Receivers, request: pytest.FixtureRequest) -> Iterator[Bench]:
    """As many messages to each channel as the test names."""
    path = tmp_path / "ledger.db"
    with closing(open_sql_ledger(path, FixedClock())) as ledger:
        outbox.enqueue(ledger, (message(n, name) for n in range(request.param) for name in CHANNELS))
    with listening(receivers) as ports:
        yield Bench(path, tmp_path / "alerts.jsonl", receivers, ports)


def message(number: int, channel: str) -> Delivery:
    """The n-th message to a channel, due long since."""
    told = Message(f"Shells {number:03}", f"Passed {number:,}.\n", "<p>Passed.</p>", {"version": 1})
    at = MADE + timedelta(seconds=number)
    return Delivery(f"m-{channel}-{number:03}", channel, "alerts", (f"a-{number:03}",), told, at, at)


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL, to this process alone."""
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


def until(process: subprocess.Popen[str], word: str) -> None:
    """Wait for a line of a process."""
    assert process.stdout is not None
    assert any(line.strip() == word for line in process.stdout), f"it ended before it was {word}"


def check(bench: Bench, kills: int) -> Counter[str]:
    """What must hold after all: the states of the mails."""
    with closing(open_sql_ledger(bench.ledger, FixedClock())) as ledger:
        kept = {each.id: each for each in outbox.in_state(ledger, most=10_000)}
        wanted = {name: {i for i, d in kept.items() if d.channel == name} for name in CHANNELS}
        _check_mails(bench, kept, wanted["desk"], kills)
        keys = [key for key, _ in bench.receivers.posts]
        assert set(keys) == wanted["hook"]
        assert len(keys) <= len(wanted["hook"]) + kills
        lines = [json.loads(line) for line in bench.file.read_text(encoding="utf-8").splitlines()]
        assert Counter(line["delivery"] for line in lines) == Counter(wanted["log"])
        assert {kept[i].state for i in wanted["hook"] | wanted["log"]} == {"sent"}
        return Counter(kept[i].state for i in wanted["desk"])


def _check_mails(bench: Bench, kept: dict[str, Delivery], wanted: set[str], kills: int) -> None:
    taken = Counter(ident.strip("<>").partition("@")[0] for ident, _ in bench.receivers.mails)
    assert [ident for ident, times in taken.items() if times > 1] == [], "a mail arrived twice"
    assert set(taken) <= wanted
    doubtful = {i for i in wanted if kept[i].state in ("in-doubt", "doubt-told")}
    assert wanted - set(taken) <= doubtful, "a mail was lost in silence"
    assert {kept[i].state for i in wanted} <= {"sent", "in-doubt", "doubt-told"}
    assert len(doubtful) <= kills
    told = " ".join(" ".join(text.split()) for _, text in bench.receivers.mails)
    for ident in doubtful:
        line = f"may not have reached you: {kept[ident].message.subject}"
        assert (line in told) == (kept[ident].state == "doubt-told"), "a doubt is told in a later mail, or still open"


def mails_in_doubt(states: Counter[str]) -> int:
    return states["in-doubt"] + states["doubt-told"]


@pytest.mark.parametrize("bench", [2], indirect=True)
@pytest.mark.parametrize("passes", range(6))
@pytest.mark.parametrize("point", ["before", "after"])
def test_killed_around_the_handing_over(bench: Bench, point: str, passes: int) -> None:
    """Noted as handed over and not yet connected, or answered and not yet noted: the next process decides by the channel."""
    process = bench.start(point, passes)
    until(process, "here")
    kill(process)
    bench.finish()
    of_mail = passes % 3 == 0  # of the same moment the desk's goes first, then the webhook's, then the file's
    assert mails_in_doubt(check(bench, 1)) == of_mail
    assert len(bench.receivers.posts) == (3 if (point, passes % 3) == ("after", 1) else 2)


@pytest.mark.parametrize("bench", [2], indirect=True)
@pytest.mark.parametrize("held", range(4))
def test_killed_while_it_waits_for_an_answer(bench: Bench, receivers: Receivers, held: int) -> None:
    """The other side has the whole of it and has not answered: a mail is in doubt, a webhook is asked again by its key."""
    receivers.holding = held
    process = bench.start()
    assert receivers.took.wait(20)
    kill(process)
    receivers.let_go.set()
    bench.finish()
    assert mails_in_doubt(check(bench, 1)) == (held % 2 == 0)
    assert len(bench.receivers.posts) == (2 if held % 2 == 0 else 3)


@pytest.mark.parametrize(
    ("bench", "kills"), [(24, 8), pytest.param(60, 20, marks=pytest.mark.full)], indirect=["bench"]
)
def test_killed_at_any_time(bench: Bench, receivers: Receivers, kills: int) -> None:
    """Eight kills at moments that nobody chose, or twenty, then the rest undisturbed."""
    chance, receivers.pause = random.Random(20260503), 0.005
    in_the_middle = 0
    for _ in range(kills):
        process = bench.start()
        until(process, "ready")
        time.sleep(chance.uniform(0, 0.25))
        in_the_middle += process.poll() is None
        kill(process)
    bench.finish()
    assert in_the_middle >= kills // 2, "most kills must find it at work"
    check(bench, kills)


def test_the_bench_sees_a_loss_and_a_repeat(tmp_path: Path) -> None:
    """A mail that is noted as sent and never came, and one that came twice, are found by the checks above."""
    kept = {f"m-desk-{n:03}": message(n, "desk") for n in range(2)}
    sent = {i: Delivery(**{s: getattr(d, s) for s in d.__slots__} | {"state": "sent"}) for i, d in kept.items()}
    lost = Bench(tmp_path, tmp_path, Receivers([("<m-desk-000@x>", "")]), (0, 0))
    with pytest.raises(AssertionError, match="lost in silence"):
        _check_mails(lost, sent, set(sent), 1)
    twice = Bench(tmp_path, tmp_path, Receivers([("<m-desk-000@x>", "")] * 2), (0, 0))
    with pytest.raises(AssertionError, match="arrived twice"):
        _check_mails(twice, sent, set(sent), 1)
