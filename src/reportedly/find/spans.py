"""Lengths, repetitions and clock times: three weeks, every month, 9 a.m."""

from __future__ import annotations

import re

from reportedly.find import timex
from reportedly.find.timewords import (
    AMOUNT,
    DAYTIME,
    DAYTIMES,
    NUMBER_WORDS,
    SEASON,
    SEASONS,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    Moment,
    TimeRule,
    amount_of,
    rule,
    unit_name,
)
from reportedly.find.timex import Timex

_WEEKDAYS = " ".join(f"{name}s" for name in WEEKDAYS)
_ADVERBS = {
    "hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P3M",
    "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y",
}  # fmt: skip
_RATE_BEFORE = re.compile(
    r"(?:\b(?:[Oo]nce|[Tt]wice|times|per cent|percent)|[\d,.]+|[a-z]+s|million|billion|thousand|hundred) $"
)
_FOR_LENGTH = re.compile(
    r"\b(?:for|in|over|within|after|about|than|nearly|almost|just|takes?|took|of|last|lasted|spent|spend|another|waits?|"
    r"waited|stayed|lasting) $"
)
_BARE = "for|in|over|within|after|of|than|nearly|take|last|lasted|by"
_ZONE = (
    r"(?: ?\(? ?(?P<zone>UTC|GMT|[ECMP][SD]T|AE[SD]T|CEST|CET|EET|ET|PT|BST|IST|KST|JST|MSK|Eastern(?: time)?|local time|"
    r"local)(?: ?[+-] ?\d{1,2})?(?: ?\))?)?"
)


def _duration(match: re.Match[str], moment: Moment) -> Timex | None:
    words, unit = match["amount"], unit_name(match["unit"])
    if re.match(r"[- ]olds?\b| of age\b| old\b| ago\b", moment.rest) or match[0].lower() == "a second":
        return None
    if words.lower() in ("a", "an"):
        return _one(match, moment, unit)
    if not match[0].lower().endswith("s") and (amount_of(words) or 2) > 1 and not _attributive(match[0], moment):
        return None
    return Timex("DURATION", timex.duration_value(amount_of(words), unit))


def _attributive(words: str, moment: Moment) -> bool:
    """As in “27-year”, "a four day rally": a singular unit before a noun."""
    return "-" in words or re.match(r" [a-z]+", moment.rest) is not None


def _one(match: re.Match[str], moment: Moment, unit: str) -> Timex | None:
    """As in “a year”: a rate after a figure, else a length after a preposition of length or before "after"."""
    if match[0].lower().endswith("s") or unit == "quarter":
        return None
    if _FOR_LENGTH.search(moment.lead) or moment.rest.startswith("-long"):
        return Timex("DURATION", timex.duration_value(1, unit))
    if _RATE_BEFORE.search(moment.lead):
        return Timex("SET", timex.duration_value(1, unit))
    if re.match(r" (?:after|later|earlier|before|of|or (?:more|so|two))\b", moment.rest):
        return Timex("DURATION", timex.duration_value(1, unit))
    return None


def _bare(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “for years”, "in decades", "weeks after": a number left open."""
    if re.search(r"\b(?:early|wee|small|morning|evening|night|working|office|final|last|closing) $", moment.lead, re.I):
        return None
    if not moment.preceded(_BARE) and not re.match(r" (?:after|later|of|before|ago|in the)\b", moment.rest):
        return None
    return Timex("DURATION", timex.duration_value(None, unit_name(match["unit"])))


def _long(match: re.Match[str], moment: Moment) -> Timex | None:
    return Timex("DURATION", timex.duration_value(None, unit_name(match["unit"])))


def _every(match: re.Match[str], moment: Moment) -> Timex | None:
    if match["weekday"]:
        return Timex("SET", f"XXXX-WXX-{WEEKDAYS[match['weekday'].lower()] + 1}")
    if match["season"]:
        return Timex("SET", f"XXXX-{SEASONS[match['season'].lower()]}")
    if match["daytime"]:
        return Timex("SET", f"XXXX-XX-XXT{DAYTIMES[match['daytime'].lower()]}")
    amount = 2.0 if match["other"] else (amount_of(match["amount"]) if match["amount"] else 1.0)
    return Timex("SET", timex.duration_value(amount, unit_name(match["unit"])))


def _on_days(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “on Tuesdays”, "at weekends"."""
    word = match["day"].lower()
    if word in WEEKDAYS:
        return Timex("SET", f"XXXX-WXX-{WEEKDAYS[word] + 1}") if match["day"][0].isupper() else None
    return Timex("SET", "XXXX-WXX-WE") if word == "weekend" else None


def _whole(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “a week-long strike”, "the yearlong inquiry"."""
    return Timex("DURATION", timex.duration_value(1, match["unit"].lower()))


def _adverb(match: re.Match[str], moment: Moment) -> Timex | None:
    return Timex("SET", _ADVERBS[match[0].lower()])


def _clock(match: re.Match[str], moment: Moment) -> Timex | None:
    """The clock time on the anchor's day; `periods` moves it to the day that its sentence names."""
    groups = match.groupdict()
    hour, minute = int(match["hour"]), int(groups.get("minute") or 0)
    half = (groups.get("half") or "").lower().replace(".", "")
    hour = hour % 12 + 12 if half == "pm" else hour % 12 if half == "am" else hour
    if hour > 24 or minute > 59:
        return None
    zone = "Z" if (groups.get("zone") or "").upper() in ("UTC", "GMT") else ""
    on = moment.anchor.isoformat() if moment.anchor else "XXXX-XX-XX"
    return Timex("TIME", f"{on}T{hour:02d}:{minute:02d}{zone}", moment.anchor, moment.anchor)


def _o_clock(match: re.Match[str], moment: Moment) -> Timex | None:
    hour = int(match["hour"])
    if not 1 <= hour <= 12:
        return None
    hour = hour % 12 + 12 if (match["part"] or "").lower() in ("afternoon", "evening") else hour
    on = moment.anchor.isoformat() if moment.anchor else "XXXX-XX-XX"
    return Timex("TIME", f"{on}T{hour:02d}:00", moment.anchor, moment.anchor)


def _noon(match: re.Match[str], moment: Moment) -> Timex | None:
    on = moment.anchor.isoformat() if moment.anchor else "XXXX-XX-XX"
    hour = "12:00" if match[0].lower().endswith(("noon", "midday")) else "00:00"
    return Timex("TIME", f"{on}T{hour}", moment.anchor, moment.anchor)


SPAN_RULES: tuple[TimeRule, ...] = (
    rule(
        f"# a an half several many few couple dozens hundreds {NUMBER_WORDS}",
        rf"{AMOUNT}(?: ?- ?| )(?:(?:consecutive|straight|full|more|long|whole|trading|working|further) )?{UNIT}",
        _duration,
    ),
    rule("seconds minutes hours days weeks months years decades centuries", rf"{UNIT}(?<=s)", _bare),
    rule("hours days weeks months years decades", rf"{UNIT}(?<=s)-long", _long),
    rule(
        "every each per",
        rf"(?:every|each|per) (?:(?P<other>other) )?(?:{AMOUNT} )?(?:{UNIT}|{WEEKDAY}|{SEASON}|{DAYTIME})",
        _every,
    ),
    rule(" ".join(_ADVERBS), "|".join(sorted(_ADVERBS, key=len, reverse=True)), _adverb),
    rule("#", rf"(?P<hour>\d{{1,2}})(?::(?P<minute>\d\d))? ?(?P<half>[ap]\.?m\b\.?){_ZONE}", _clock),
    rule("#", r"(?P<hour>\d{1,2}) ?o['’]clock(?: in the (?P<part>morning|afternoon|evening))?", _o_clock),
    rule(
        "second minute hour day week month year decade hourlong daylong weeklong monthlong yearlong decadelong",
        r"(?P<unit>second|minute|hour|day|week|month|year|decade)-?long",
        _whole,
    ),
    rule(f"{_WEEKDAYS} weekends weekdays", rf"(?P<day>{'|'.join(WEEKDAYS)}|weekend|weekday)s", _on_days),
    rule("#", rf"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![:\d]){_ZONE}", _clock),
    rule("#", r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d) ?(?P<zone>UTC|GMT)", _clock),
    rule("noon midday midnight", r"noon|midday|midnight", _noon),
)
"""Expressions of length, repetition and the clock."""
