"""What an answer's status means for whoever asked."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from reportedly.terms.fetching import UNCHANGED
from reportedly.world.web.trouble import Trouble

REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_REST = 30 * 86_400.0
"""The longest time in seconds for which a server is believed to want to be left alone."""

_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 403, 451})
_TOO_MANY = 429


def trouble_of(status: int, conditional: bool) -> Trouble | None:
    """Why there is nothing to read behind a status, None for 200, and for 304 where a copy is at hand."""
    if status == 200 or (status == UNCHANGED and conditional):
        return None
    if status in _GONE:
        return Trouble("not-found", f"there is nothing at this address ({status})")
    if status in _REFUSED:
        return Trouble("refused", f"the server does not show it to everybody ({status})")
    if status == _TOO_MANY:
        return Trouble("too-many-requests", f"the server is asked too often ({status})")
    if status >= 500:
        return Trouble("server-error", f"the server has a fault ({status})")
    return Trouble("wrong-status", f"the server answers with {status}, which is no page")


def rest_of(status: int, told: str, now: datetime) -> float | None:
    """The seconds for which a server asks to be left alone (`Retry-After`), told as a number or a date; None for none."""
    if status != _TOO_MANY and status < 500:
        return None
    told = told.strip()
    if re.fullmatch(r"[0-9]{1,12}", told):
        return min(float(told), LONGEST_REST)
    try:
        until = parsedate_to_datetime(told)
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        seconds = (aware - now).total_seconds()
    except (ValueError, OverflowError):
        return None
    return min(max(0.0, math.ceil(seconds)), LONGEST_REST)
