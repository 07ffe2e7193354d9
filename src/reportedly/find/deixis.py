"""Dates by pointing: today, last week, Wednesday, two years ago, the past 18 months, recently."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from reportedly.find import timex
from reportedly.find.timewords import (
    AMOUNT,
    DAYTIME,
    DAYTIMES,
    NUMBER_WORDS,
    PARTS,
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

_DAY_WORDS = " ".join(WEEKDAYS)
_OFFSETS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "following": 1}
_RECENT = {"hour": (2, "day"), "day": (10, "day"), "week": (6, "week"), "month": (6, "month"), "year": (5, "year")}
_RECENT |= {"decade": (30, "year")}
_DAY_OF = re.compile(r"\b(?:in|of|end(?:ed)?|finish(?:ed)?|clos(?:e|ed)) $")
"""Before "the day after …": the day meant is the one told of ("late in the day")."""
_PAST, _NEXT = ("last", "past", "previous", "preceding"), ("next", "coming", "following")


def _named_day(match: re.Match[str], moment: Moment) -> Timex | None:
    word = match["word"].lower()
    daytime = "NI" if word == "tonight" else _daytime(match)
    if moment.anchor is None:
        return Timex(
            "DATE", "PRESENT_REF" if word in ("today", "tonight") else f"{_past_or_future(_OFFSETS[word])}_REF"
        )
    return _with_daytime(timex.day(moment.anchor + timedelta(_OFFSETS[word])), daytime)


def _weekday(match: re.Match[str], moment: Moment) -> Timex | None:
    number, shift = WEEKDAYS[match["weekday"].lower()], (match["shift"] or "").lower()
    if moment.anchor is None:
        found = Timex("DATE", f"XXXX-WXX-{number + 1}")
    else:
        found = timex.day(_weekday_on(number, shift, moment.anchor, moment))
    return _with_daytime(found, _daytime(match))


def _weekday_on(number: int, shift: str, anchor: date, moment: Moment) -> date:
    back = (anchor.weekday() - number) % 7
    if shift in ("last", "past"):
        return anchor - timedelta(back or 7)
    if shift in ("next", "coming", "following") or (shift != "this" and moment.ahead and back):
        return anchor + timedelta(7 - back)
    if shift == "this":
        return anchor + timedelta(number - anchor.weekday())
    return anchor - timedelta(back)


def _daytime_today(match: re.Match[str], moment: Moment) -> Timex | None:
    which = match["which"].lower()
    if moment.anchor is None:
        return Timex("TIME", f"XXXX-XX-XXT{_daytime(match)}")
    on = moment.anchor + timedelta({"last": -1, "previous": -1, "next": 1, "following": 1}.get(which, 0))
    return _with_daytime(timex.day(on), _daytime(match))


def _shifted_unit(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “last week”, "earlier this month", "the end of next year"."""
    shift, unit, part = _SHIFTS[match["shift"].lower()], unit_name(match["unit"]), match["part"]
    if moment.anchor is None:
        return Timex("DATE", f"{_past_or_future(shift)}_REF" if shift else "PRESENT_REF")
    if unit == "century" or (unit == "day" and shift == 0 and not part):
        return None
    whole = timex.unit_of(timex.shifted(moment.anchor, shift, unit), unit)
    return _part_of(whole, (part or "").lower(), unit, moment.anchor) if part else whole


def _of_the_unit(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “the end of the year”, "the rest of the month": of the one that the anchor lies in."""
    if moment.anchor is None:
        return Timex("DATE", "PRESENT_REF")
    unit, part = unit_name(match["unit"]), match["part"].lower()
    part = "later" if part in ("rest", "remainder") else part
    return _part_of(timex.unit_of(moment.anchor, unit), part, unit, moment.anchor)


def _part_of(whole: Timex, part: str, unit: str, anchor: date) -> Timex:
    """Earlier and later are cut at the anchor; early, mid and late are thirds."""
    assert whole.start is not None
    assert whole.end is not None
    if part == "earlier":
        return replace(whole, end=min(anchor, whole.end))
    if part == "later":
        return replace(whole, start=max(anchor, whole.start)) if whole.end >= anchor else whole
    third = PARTS[part]
    if unit == "year":
        return timex.year(whole.start.year, third)
    if unit == "month":
        return timex.month(whole.start.year, whole.start.month, third)
    days = (whole.end - whole.start).days + 1
    low, high = {"early": (0, days // 3), "mid": (days // 3, 2 * days // 3), "late": (2 * days // 3, days - 1)}[third]
    return replace(whole, start=whole.start + timedelta(low), end=whole.start + timedelta(high))


def _weekend(match: re.Match[str], moment: Moment) -> Timex | None:
    shift = (match["shift"] or "").lower()
    if moment.anchor is None:
        return Timex("DATE", "XXXX-WXX-WE")
    weeks = {"last": -1, "past": -1, "next": 1, "coming": 0}.get(shift, 0)
    if not shift and moment.anchor.weekday() < 5 and not moment.ahead:
        weeks = -1
    return timex.weekend(moment.anchor + timedelta(7 * weeks))


def _ago(match: re.Match[str], moment: Moment) -> Timex | None:
    amount, unit = amount_of(match["amount"]), unit_name(match["unit"])
    if moment.anchor is None or amount is None:
        return timex.reference("PAST_REF", moment.anchor)
    if match["exact"] and amount == int(amount):
        return timex.day(timex.shifted(moment.anchor, -amount, unit))
    return timex.ago(moment.anchor, amount, unit)


def _stretch(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “the past 18 months”, "the next four years": a duration that ends or begins on the anchor."""
    words, unit = match["amount"], unit_name(match["unit"])
    plural = text_ends_plural(match[0])
    amount = amount_of(words) if words else (None if plural else 1)
    value = timex.duration_value(amount, unit)
    if moment.anchor is None or re.match(r" of (?:the|last|this|\d)", moment.rest):
        return Timex("DURATION", value)
    reach, measure = (amount, unit) if amount is not None else _RECENT.get(unit, (3, unit))
    if match["side"].lower() in _PAST:
        return Timex("DURATION", value, timex.shifted(moment.anchor, -reach, measure), moment.anchor)
    return Timex("DURATION", value, moment.anchor, timex.shifted(moment.anchor, reach, measure))


def text_ends_plural(words: str) -> bool:
    """Whether the unit at the end is a plural ("weeks")."""
    return words.lower().endswith("s")


def _recent(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “recent weeks”: the six weeks before, fuzzy; "the coming weeks": those after."""
    unit, past = unit_name(match["unit"]), match["side"].lower() == "recent"
    if moment.anchor is None or unit not in _RECENT:
        return timex.reference("PAST_REF" if past else "FUTURE_REF", moment.anchor)
    amount, measure = _RECENT[unit]
    if past:
        return Timex("DATE", "PAST_REF", timex.shifted(moment.anchor, -amount, measure), moment.anchor)
    return Timex("DATE", "FUTURE_REF", moment.anchor, timex.shifted(moment.anchor, amount, measure))


def _past(match: re.Match[str], moment: Moment) -> Timex | None:
    return timex.reference("PAST_REF", moment.anchor)


def _present(match: re.Match[str], moment: Moment) -> Timex | None:
    if match[0].lower() == "now" and re.match(r" that\b|,? then\b|-", moment.rest):
        return None
    return timex.reference("PRESENT_REF", moment.anchor)


def _future(match: re.Match[str], moment: Moment) -> Timex | None:
    if moment.rest.startswith("-"):
        return None
    return timex.reference("FUTURE_REF", moment.anchor)


def _numbered(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “its 33rd month”, "a second consecutive day": the one that the anchor lies in."""
    if moment.anchor is None or re.match(r" of (?:the )?(?:visit|meeting|talks|trip)", moment.rest):
        return None
    return timex.unit_of(moment.anchor, unit_name(match["unit"]))


def _the_day(match: re.Match[str], moment: Moment) -> Timex | None:
    if moment.rest.startswith(" after") and not re.search(
        r"\b(?:in|of|end(?:ed)?|finish(?:ed)?|clos(?:e|ed)) $", moment.lead
    ):
        return None
    on = moment.named or moment.anchor
    return timex.day(on) if on else Timex("DATE", "XXXX-XX-XX")


def _same_unit(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “the previous year”, "the following day" beside no other date: told from the anchor."""
    shift = -1 if match["side"].lower() in ("previous", "preceding") else 1
    if moment.anchor is None:
        return Timex("DATE", f"{_past_or_future(shift)}_REF")
    unit = unit_name(match["unit"])
    base = moment.named or moment.anchor if unit == "day" else moment.anchor
    return timex.unit_of(timex.shifted(base, shift, unit), unit)


def _that_daytime(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “that night”, "in the morning", "overnight": of the day last named, else of the anchor."""
    on = moment.named or moment.anchor
    return _with_daytime(timex.day(on), _daytime(match)) if on else Timex("TIME", f"XXXX-XX-XXT{_daytime(match)}")


def _daytime(match: re.Match[str]) -> str | None:
    word = match.groupdict().get("daytime")
    return DAYTIMES[word.lower()] if word else None


def _with_daytime(found: Timex, daytime: str | None) -> Timex:
    return replace(found, type="TIME", value=f"{found.value}T{daytime}") if daytime else found


def _past_or_future(shift: int) -> str:
    return "PAST" if shift < 0 else "FUTURE"


_SHIFT = "last|past|previous|this|current|next|coming"
_PARTED = (
    r"(?:(?:the )?(?P<part>earlier|later|early|late|mid|beginning|start|end|middle|close)"
    r"(?:[- ]|(?: in| of) (?:the )?))?"
)

DEICTIC_RULES: tuple[TimeRule, ...] = (
    rule(
        "today tonight yesterday tomorrow earlier later early late",
        rf"(?:(?:earlier|later|early|late) )?(?P<word>today|tonight|yesterday|tomorrow)(?: {DAYTIME})?",
        _named_day,
    ),
    rule(
        f"{_DAY_WORDS} last past this next coming early late",
        rf"(?:(?:early|late) )?(?:(?P<shift>last|past|this|next|coming) )?{WEEKDAY}(?:s(?=['’]))?(?: {DAYTIME})?",
        _weekday,
    ),
    rule("this last", rf"(?P<which>this|last) {DAYTIME}", _daytime_today),
    rule(
        "last past previous this current next coming earlier later early late the beginning start end middle mid close",
        rf"{_PARTED}(?P<shift>{_SHIFT}) (?:calendar )?{UNIT}(?<!s)",
        _shifted_unit,
    ),
    rule(
        "the",
        r"the (?:very )?(?P<part>beginning|start|end|middle|close|rest|remainder) of the (?P<unit>year|month|week|quarter)",
        _of_the_unit,
    ),
    rule("the this last next coming past", r"(?:the )?(?:(?P<shift>this|last|past|next|coming) )?weekend", _weekend),
    rule(
        f"# a an half several many few couple dozens hundreds {NUMBER_WORDS}",
        rf"{AMOUNT} {UNIT} ago(?P<exact> today)?",
        _ago,
    ),
    rule(
        "the these last past next coming",
        rf"(?:(?:the|these) )?(?P<side>last|past|next|coming|previous|preceding|following) (?:(?:{AMOUNT}) )"
        rf"(?:(?:\w+ing|consecutive|straight|full|calendar) )?{UNIT}",
        _stretch,
    ),
    rule("the these", rf"(?:the|these) (?P<side>last|past)(?P<amount>) {UNIT}", _stretch),
    rule("last past", rf"(?P<side>last|past)(?P<amount>) {UNIT}(?<=s)", _stretch),
    rule("recent the coming upcoming", rf"(?:the (?:most )?)?(?P<side>recent|coming|upcoming) {UNIT}(?<=s)", _recent),
    rule("the next following", rf"the (?P<side>next) {UNIT}(?<=s)(?P<amount>)", _stretch),
    rule("the", rf"the (?P<side>previous|preceding|following) {UNIT}(?<!s)", _same_unit),
    rule("the", r"the (?:very )?(?P<side>next) (?P<unit>day)", _same_unit),
    rule("overnight", r"(?P<daytime>overnight)", _that_daytime),
    rule(
        "that the",
        r"(?:that|the same|(?<=in )the) (?P<daytime>morning|afternoon|evening|night)",
        _that_daytime,
    ),
    rule(
        "earlier later early late",
        r"(?P<part>earlier|later|early|late) in the (?P<unit>week|month|year|quarter)",
        _of_the_unit,
    ),
    rule("recently lately recent more most long", r"(?:(?:more|most) )?(?:recently|lately)|recent|long ago", _past),
    rule("the", r"the (?:recent )?past(?! \w+ (?:days|weeks|months|years))", _past),
    rule(
        "currently now presently nowadays current at the these",
        r"currently|now|presently|nowadays|current|at present|at the moment|the present|the time being|these days"
        r"|at this (?:point|time|stage|moment)(?! (?:in|of|last|next))",
        _present,
    ),
    rule(
        "soon very the near shortly some someday",
        r"(?:very )?soon|some ?day(?= )(?! s)|shortly(?= after)?|the (?:near |immediate |foreseeable )?future",
        _future,
    ),
    rule(
        "# a second third fourth fifth sixth seventh eighth ninth tenth",
        r"(?:a )?(?:\d{1,3}(?:st|nd|rd|th)|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
        r"(?: (?:consecutive|straight|successive|full))? (?P<unit>day|week|month|year)",
        _numbered,
    ),
    rule("the that", r"(?:the same|that) day|the day(?= ?[.,\n]| at\b| with\b| after\b| down\b| up\b|$)", _the_day),
)
"""Expressions that point from the day of the report."""
