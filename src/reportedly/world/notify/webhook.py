"""Alerts posted as JSON to an address. Each message bears a key by which the other side knows a repeat."""

from __future__ import annotations

import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from reportedly.errors import UsageError
from reportedly.terms.watching import Channel, Delivery, Outcome

KEY, ATTEMPT = "Idempotency-Key", "X-Reportedly-Attempt"
"""The same body goes with the same key, as who keeps keys expects; which attempt it is stands beside it."""
PASSING = (408, 425, 429)
"""Answers of the 4xx kind after which another attempt is worth it."""


def post(delivery: Delivery, channel: Channel, at: datetime, url: str, timeout: float = 20.0) -> Outcome:
    """Post a message; no redirect is followed. Of the address only its host is told in a fault: the rest may be a secret.
    Raises UsageError where httpx is not installed.
    """
    try:
        import httpx
    except ModuleNotFoundError as missing:
        raise UsageError("a webhook needs httpx: pip install 'reportedly[watch]'") from missing
    attempt = str(delivery.attempts + 1)
    headers = {**dict(channel.headers), KEY: delivery.id, ATTEMPT: attempt, "Content-Type": "application/json"}
    told = {"delivery": delivery.id, "what": delivery.what}
    body = json.dumps({**told, "subject": delivery.message.subject, **_data(delivery)}, ensure_ascii=False).encode()
    try:
        answer = httpx.post(url, content=body, headers=headers, timeout=timeout, follow_redirects=False)
    except httpx.InvalidURL:
        return Outcome("the address is none", again=False)
    except httpx.ConnectError:
        return Outcome(f"{_host(url)}: no connection")
    except httpx.TimeoutException:
        return Outcome(f"{_host(url)}: no answer within {timeout:g} seconds", unknown=True)
    except httpx.HTTPError as fault:
        return Outcome(f"{_host(url)}: the connection broke ({type(fault).__name__})", unknown=True)
    if answer.is_success:
        return Outcome()
    again = answer.status_code >= 500 or answer.status_code in PASSING
    wait = _seconds(answer.headers.get("Retry-After"), at) if again else None
    return Outcome(f"{_host(url)} answered {answer.status_code}", again=again, after=wait)


def _data(delivery: Delivery) -> dict[str, object]:
    data = dict(delivery.message.data)
    if delivery.message.attachment:
        name, content = delivery.message.attachment
        data["attachment"] = {"name": name, "base64": content}
    return data


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2] or "the address"
    except ValueError:
        return "the address"


def _seconds(told: str | None, at: datetime) -> float | None:
    """A Retry-After, as seconds or as a date; None where it is neither."""
    if told is None:
        return None
    if told.strip().isdecimal():  # "²" is a digit to Python, and no number
        return float(min(int(told.strip()[:9]), 30 * 86400))
    try:
        return max(0.0, (parsedate_to_datetime(told) - at).total_seconds())
    except (ValueError, TypeError):  # TypeError: a date without a zone
        return None
