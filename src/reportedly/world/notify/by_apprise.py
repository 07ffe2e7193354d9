"""Alerts through apprise: chats, telephones and whatever else it knows."""

from __future__ import annotations

from datetime import datetime

from reportedly.errors import UsageError
from reportedly.terms.watching import Channel, Delivery, Outcome

EXTRA = "notify"


def notify(delivery: Delivery, channel: Channel, at: datetime, url: str) -> Outcome:
    """Send the text of a message. Raises UsageError where apprise is not installed.

    It says only whether the message was taken: of one that was not, nobody knows how far it came, and it is not
    sent again.
    """
    try:
        import apprise
    except ModuleNotFoundError as missing:
        raise UsageError(f"the channel {channel.name!r} needs apprise: pip install 'reportedly[{EXTRA}]'") from missing
    out = apprise.Apprise()
    if not out.add(url):
        return Outcome("apprise does not know this address", again=False)
    taken = out.notify(
        body=delivery.message.text, title=delivery.message.subject, body_format=apprise.NotifyFormat.TEXT
    )
    return Outcome() if taken else Outcome("apprise could not say that it arrived", unknown=True)
