"""Rates: the period for which a figure holds ("250,000 *a month*"), and whether it holds for each of several."""

from __future__ import annotations

import re

_PERIODS = {"annum": "year", "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week"}
_PERIODS |= {"daily": "day", "hourly": "hour"}
_RATE = re.compile(
    r"(?: of(?: [\w-]+){1,4}?)?(?:(?: an?| per| each| every|[- ]a|/| ?-?per)[- ]?"
    r"(second|minute|hour|day|night|week|month|quarter|year|annum|season)\b(?![- ](?:ago|earlier|later|old|before|after)\b)"
    r"| (annually|yearly|monthly|weekly|daily|hourly)\b)",
    re.IGNORECASE,
)
_DAILY = re.compile(r"(?:bpd|b/d)$", re.IGNORECASE)
_EACH = re.compile(
    r"^[^.;,\n\d]{0,30}? (?:each|apiece|a piece)(?= ?[.,;)]|$| (?:to|for|from|in|on|at|and)\b)", re.IGNORECASE
)
_EACH_BEFORE = re.compile(r"\beach (?:\w+ ){1,3}$", re.IGNORECASE)


def with_rate(text: str, end: int) -> tuple[int, str | None]:
    """Where a figure that ends here ends with its period, and that period; None where it is no rate."""
    if rate := _RATE.match(text, end):
        said = (rate[1] or rate[2]).lower()
        return rate.end(), _PERIODS.get(said, said)
    return end, "day" if _DAILY.search(text, max(0, end - 3), end) else None


def is_each(text: str, start: int, end: int) -> bool:
    """Whether "each" or "apiece" stands with the words at [start, end)."""
    return bool(_EACH.match(text[end : end + 40]) or _EACH_BEFORE.search(text[max(0, start - 24) : start]))
