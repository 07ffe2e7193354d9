"""One way to send for each channel, with what the environment holds of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from datetime import datetime

from reportedly.errors import UsageError
from reportedly.terms.watching import Channel, Delivery, Outcome
from reportedly.world.notify import by_apprise, files, mail, terminal, webhook

Sender = Callable[[Delivery, datetime], Outcome]


def sender(channel: Channel, environment: Mapping[str, str]) -> Sender:
    """How messages go out by a channel. Raises UsageError where the environment lacks what it must hold."""
    secret = environment.get(channel.secret) if channel.secret else None
    if channel.secret and not secret:
        raise UsageError(f"the channel {channel.name!r} needs the environment variable {channel.secret}")
    match channel.kind:
        case "terminal":
            return lambda delivery, at: terminal.say(delivery, channel, at, sys.stdout)
        case "file":
            return lambda delivery, at: files.append(delivery, channel, at)
        case "webhook":
            return lambda delivery, at: webhook.post(delivery, channel, at, channel.where or secret or "")
        case "email":
            return lambda delivery, at: mail.send(delivery, channel, at, secret)
        case "apprise":
            return lambda delivery, at: by_apprise.notify(delivery, channel, at, channel.where or secret or "")
