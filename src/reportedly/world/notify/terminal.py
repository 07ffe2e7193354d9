"""Alerts on the terminal, or wherever the standard output goes."""

from __future__ import annotations

from datetime import datetime
from typing import TextIO

from reportedly.terms.watching import Channel, Delivery, Outcome


def say(delivery: Delivery, channel: Channel, at: datetime, stream: TextIO) -> Outcome:
    """Print a message, with a line before it. Raises nothing but what ends the program (BrokenPipeError)."""
    stream.write(f"\n{'─' * 20} {delivery.message.subject}\n{delivery.message.text}")
    stream.flush()
    return Outcome()
