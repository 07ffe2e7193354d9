"""A process killed while it delivers: nothing is lost, nothing arrives twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from reportedly.world.clock import FixedClock, system_clock
from reportedly.world.ledgers.sql import open_sql_ledger
from reportedly.world.watching import outbox
from serve.watching.deliverer import MESSAGES
from serve.watching.receivers import Hook, Mailbox, hook_server, mail_server
from serve.watching.sample_messages import delivery

ROOT = Path(__file__).parents[3]
CHANNELS = ("desk", "hook", "log")


def started(ledger: Path, *told: str) -> subprocess.Popen[str]:
    env = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT / 'tests'}"}
    command = [sys.executable, "-m", "serve.watching.deliverer", str(ledger), *told]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)


def killed(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()


def filled(folder: Path) -> Path:
    """A ledger with so many messages for each channel."""
    path = folder / "ledger.db"
    with closing(open_sql_ledger(path, FixedClock())) as ledger:
        now = system_clock()
        outbox.enqueue(ledger, [delivery(n, channel, now) for channel in CHANNELS for n in range(MESSAGES)])
    return path


def states(path: Path) -> dict[str, str]:
    with closing(open_sql_ledger(path, FixedClock())) as ledger:
        return {each.id: each.state for each in outbox.in_state(ledger)}


def holding(number: int) -> Any:
    """The n-th message is taken, and not answered until it is let go."""
    return lambda n: "hold" if n == number else None


def assert_nothing_lost_nothing_twice(path: Path, box: Mailbox, hook: Hook, log: Path, doubts: int) -> None:
    found = states(path)
    assert len(box.ids) == len(set(box.ids))
    arrived = {ident.strip("<>").removesuffix("@reportedly.invalid") for ident in box.ids}
    for ident in (f"m-desk-{n:04}" for n in range(MESSAGES)):
        assert found[ident] in ("in-doubt", "doubt-told") or (found[ident] == "sent" and ident in arrived)
    assert sum(found[f"m-desk-{n:04}"] != "sent" for n in range(MESSAGES)) <= doubts
    assert sorted(hook.keys) == [f"m-hook-{n:04}" for n in range(MESSAGES)]
    lines = [json.loads(line)["delivery"] for line in log.read_text(encoding="utf-8").splitlines()]
    assert sorted(lines) == [f"m-log-{n:04}" for n in range(MESSAGES)]
    assert {found[f"m-{c}-{n:04}"] for c in ("hook", "log") for n in range(MESSAGES)} == {"sent"}


def test_killed_while_the_mail_server_has_the_text_and_has_not_answered(tmp_path: Path) -> None:
    """Nobody knows whether it took it: it is not sent again, and a later mail says that it may not have arrived."""
    path, log = filled(tmp_path), tmp_path / "log.jsonl"
    box, hook = Mailbox(holding(2)), Hook()
    with mail_server(box) as smtp, hook_server(hook) as url:
        process = started(path, smtp, url, str(log))
        assert box.seen.wait(30)
        killed(process)
        box.let_go.set()
        again = started(path, smtp, url, str(log))
        assert again.wait(60) == 0
    assert_nothing_lost_nothing_twice(path, box, hook, log, doubts=1)
    assert list(states(path).values()).count("doubt-told") == 1
    told = [" ".join(m.get_body(("plain",)).get_content().split()) for m in box.mails]  # type: ignore[union-attr]
    assert sum("may not have reached you: Shells: passed 2" in text for text in told) == 1


def test_killed_while_the_webhook_has_the_body_and_has_not_answered(tmp_path: Path) -> None:
    """It is posted again under the same key: who keeps keys sees each message once."""
    path, log = filled(tmp_path), tmp_path / "log.jsonl"
    box, hook = Mailbox(), Hook(holding(3))
    with mail_server(box) as smtp, hook_server(hook) as url:
        process = started(path, smtp, url, str(log))
        assert hook.seen.wait(30)
        killed(process)
        hook.let_go.set()
        again = started(path, smtp, url, str(log))
        assert again.wait(60) == 0
    assert_nothing_lost_nothing_twice(path, box, hook, log, doubts=0)
    assert len(hook.posts) == MESSAGES + 1
    repeated = [body["attempt"] for key, body in hook.posts if key == "m-hook-0003"]
    assert repeated == [1, 2]


@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment(seed: int, tmp_path: Path) -> None:
    """Six kills at random moments of a delivery, over and over, until all is out."""
    moments = random.Random(seed)
    path, log = filled(tmp_path), tmp_path / "log.jsonl"
    box, hook = Mailbox(), Hook()
    with mail_server(box) as smtp, hook_server(hook) as url:
        for _ in range(6):
            process = started(path, smtp, url, str(log))
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(moments.uniform(0, 0.12))
            killed(process)
        last = started(path, smtp, url, str(log))
        assert last.wait(60) == 0
    assert_nothing_lost_nothing_twice(path, box, hook, log, doubts=6)
