"""Messages on their way, for the tests of channels."""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta

from reportedly.terms.watching import Delivery, Message

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)


def delivery(number: int, channel: str, at: datetime = NOON, attachment: bool = False) -> Delivery:
    """The n-th message to a channel, due at once."""
    message = Message(
        f"Shells: passed {number:,}",
        f"Passed {number:,} shells by one origin.\n.a line that begins with a dot\n",
        f"<p>Passed {number:,} shells.</p>",
        {"version": 1, "alerts": [], "closed": 0},
        ("dispatch.md", b64encode(b"# Dispatch\n").decode()) if attachment else None,
    )
    made = at + timedelta(seconds=number)
    return Delivery(f"m-{channel}-{number:04}", channel, "alerts", (f"a-{number}",), message, made, at)
