"""A process that delivers what is due until nothing waits: python -m serve.watching.deliverer LEDGER SMTP HOOK FILE."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import timedelta

from reportedly.serve.watching.delivering import Ways, deliver, resume
from reportedly.terms.watching import Channel
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.sql import open_sql_ledger
from reportedly.world.notify.opening import sender
from reportedly.world.watching import outbox

MESSAGES = 6


def main(ledger: str, smtp: str, hook: str, path: str) -> None:
    """Resume, and deliver until nothing is due; the clock runs ahead, so that nobody waits for a retry."""
    channels = (
        Channel("desk", "email", smtp, "watch@example.org", ("desk@example.org",), tls="none"),
        Channel("hook", "webhook", hook),
        Channel("log", "file", path),
    )
    ways = Ways(channels, {channel.name: sender(channel, os.environ) for channel in channels})
    with closing(open_sql_ledger(ledger, system_clock)) as opened:
        resume(opened, ways, lambda: system_clock() + timedelta(days=1))
        print("resumed", flush=True)
        while outbox.in_state(opened, "waiting"):
            deliver(opened, ways, lambda: system_clock() + timedelta(days=1))
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
