"""A process of its own that delivers what is due, and stands still at a point, where its parent kills it.

Arguments: the ledger, the port of the mail server, that of the webhook, the file, the point (`before`, `after`, or `-`), the
number of messages that pass before it stands still.
"""

from __future__ import annotations

import sys
import time
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

from reportedly.serve.watching.delivering import Ways, deliver, resume
from reportedly.terms.watching import Channel, Delivery, Outcome
from reportedly.world.clock import system_clock
from reportedly.world.ledgers.sql import open_sql_ledger
from reportedly.world.notify.opening import Sender, sender


def channels(mail: str, hook: str, file: str) -> tuple[Channel, ...]:
    return (
        Channel("desk", "email", f"127.0.0.1:{mail}", "watch@example.org", ("desk@example.org",), tls="none"),
        Channel("hook", "webhook", f"http://127.0.0.1:{hook}/hook"),
        Channel("log", "file", file),
    )


def standing_still(send: Sender, point: str, passes: int, numbers: count[int]) -> Sender:
    """Sends, and at the chosen message says so and waits for its end: before it is handed over, or once it was answered."""

    def sends(delivery: Delivery, at: datetime) -> Outcome:
        chosen = next(numbers) == passes
        if chosen and point == "before":
            _wait_for_the_end()
        outcome = send(delivery, at)
        if chosen and point == "after":
            _wait_for_the_end()
        return outcome

    return sends


def _wait_for_the_end() -> None:
    print("here", flush=True)
    time.sleep(60)


def main(ledger: str, mail: str, hook: str, file: str, point: str, passes: str) -> None:
    ways_out, numbers = channels(mail, hook, file), count()
    senders = {c.name: standing_still(sender(c, {}), point, int(passes), numbers) for c in ways_out}
    with closing(open_sql_ledger(Path(ledger), system_clock)) as opened:
        ways = Ways(ways_out, senders)
        print("ready", flush=True)
        resume(opened, ways, system_clock)
        while (done := deliver(opened, ways, system_clock)).sent or done.problems:
            pass
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
