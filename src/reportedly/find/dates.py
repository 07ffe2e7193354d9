"""Dates by name: days, months, quarters, seasons, years, decades. Those without a year take it from the anchor."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from reportedly.find import timex
from reportedly.find.timewords import (
    DAY,
    DAYTIME,
    DAYTIMES,
    MONTH,
    MONTHS,
    ORDINALS,
    PARTS,
    SEASON,
    SEASONS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    Moment,
    TimeRule,
    month_number,
    rule,
)
from reportedly.find.timex import Part, Timex

_MONTH_WORDS = " ".join(MONTHS)
_DAY_WORDS = " ".join(WEEKDAYS)
_WEEKDAY_BEFORE = rf"(?:{WEEKDAY.replace('(?P<weekday>', '(?:')} ?,? (?:the )?)?"
_PART = r"(?:the )?(?P<part>early|mid|middle|late|beginning|start|end|close)(?:[- ]|(?: |-)?of (?:the )?|-to-\w+[- ])"
_ORDINAL = r"(?P<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th)"
_OF_YEAR = rf"(?: (?:of |in )?(?:{YEAR}|(?P<shift>this|last|next|the) year|the (?P<prior>previous) year))?"
_YEARS_OFF = {"last": -1, "this": 0, "the": 0, "next": 1}
_MAY_BEFORE = (
    "in|of|since|by|until|till|from|last|this|next|to|and|early|late|mid|during|through|after|before|between|on|or"
)


def _iso(match: re.Match[str], moment: Moment) -> Timex | None:
    return _day(int(match["y"]), int(match["m"]), int(match["d"]))


def _numeric(match: re.Match[str], moment: Moment) -> Timex | None:
    """Figures alone, read only where day and month cannot be confused."""
    one, two, year = int(match["one"]), int(match["two"]), int(match["y"])
    if one > 12 or one == two or match["dot"] == ".":
        return _day(year, two, one)
    return _day(year, one, two) if two > 12 else None


def _full_day(match: re.Match[str], moment: Moment) -> Timex | None:
    number, on = month_number(match["month"]), int(match["day"])
    if match["year"]:
        found = _day(int(match["year"]), number, on)
    elif moment.anchor is None:
        return Timex("DATE", f"XXXX-{number:02d}-{on:02d}")
    else:
        found = _nearest_day(number, on, moment)
    until = match.groupdict().get("until")
    if found is None or until is None or found.start is None:
        return found
    last = _day(found.start.year, found.start.month, int(until))
    if last is None or last.end is None or last.end < found.start:
        return found
    return replace(found, value=f"{found.value}/{last.value}", end=last.end)


def _daytime_of_day(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “the morning of April 4”."""
    found = _full_day(match, moment)
    if found is None:
        return None
    return replace(found, type="TIME", value=f"{found.value}T{DAYTIMES[match['daytime'].lower()]}")


def _nearest_day(number: int, on: int, moment: Moment) -> Timex | None:
    """The day without a year: back from the anchor in the past tense, ahead in the future, else the nearest."""
    anchor = moment.anchor
    assert anchor is not None
    days = [d for d in (_date(anchor.year + k, number, on) for k in (-1, 0, 1)) if d is not None]
    if not days:
        return None
    back, ahead = [d for d in days if d <= anchor], [d for d in days if d >= anchor]
    nearest = min(days, key=lambda d: abs((d - anchor).days))
    tense = moment.tense()
    if tense == "past" and back and (anchor - back[-1]).days < 300:
        return timex.day(back[-1])
    if tense == "future" and ahead and (ahead[0] - anchor).days < 300:
        return timex.day(ahead[0])
    return timex.day(nearest)


def _month(match: re.Match[str], moment: Moment) -> Timex | None:
    groups = match.groupdict()
    name, part = match["month"], _part(groups.get("part"))
    number = month_number(name)
    shift = groups.get("shift") or ("last" if groups.get("prior") else None)
    if groups.get("year"):
        return timex.month(int(match["year"]), number, part)
    if name in ("May", "March") and not (part or shift or moment.preceded(_MAY_BEFORE)):
        return None
    if len(name.rstrip(".")) <= 4 and not name.endswith(".") and name not in ("June", "July", "May", "Sept"):
        return None
    if moment.anchor is None:
        return Timex("DATE", f"XXXX-{number:02d}")
    if shift:
        return timex.month(moment.anchor.year + _YEARS_OFF[shift.lower()], number, part)
    return timex.month(_year_of_month(number, moment.anchor, moment.ahead), number, part)


def _year_of_month(number: int, anchor: date, ahead: bool) -> int:
    if ahead:
        return anchor.year + (number < anchor.month)
    return anchor.year - (number > anchor.month)


def _shifted_month(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “last September” is that of the year before, "next May" the first to come, "this August" this year's."""
    number, shift = month_number(match["month"]), match["shift"].lower()
    if moment.anchor is None:
        return Timex("DATE", f"XXXX-{number:02d}")
    year = moment.anchor.year
    if shift in ("last", "past"):
        return timex.month(year - 1, number)
    if shift in ("next", "coming"):
        return timex.month(year + (number <= moment.anchor.month), number)
    return timex.month(year, number)


def _year(match: re.Match[str], moment: Moment) -> Timex | None:
    year = int(match["year"])
    part = _part(match.groupdict().get("part"))
    if part is None and (moment.lead.endswith(("$", "€", "£", "-", "/", "#")) or moment.preceded(_COUNTING)):
        return None
    counts = year < 2010 and _COUNTED.match(moment.rest) and not moment.preceded(_IN_YEAR)
    if part is None and counts and not re.search(r"\b(?:the|an?|its|his|her|their|our) $", moment.lead, re.IGNORECASE):
        return None
    return timex.year(year, part)


_COUNTING = "than|about|around|over|least|nearly|almost|some|resolution|number|no\\.|type|flight|route|unit"
_IN_YEAR = "in|since|by|until|of|from|during|after|before"
_COUNTED = re.compile(
    r" [a-z]+s\b(?<! was| has)| people\b| troops\b| aircraft\b| \w+ (?!was|is|has|does|as|this|his|its|us)[a-z]+s\b"
)


def _year_pair(match: re.Match[str], moment: Moment) -> Timex | None:
    one = int(match["one"])
    two = int(match["two"]) if len(match["two"]) == 4 else one // 100 * 100 + int(match["two"])
    if not one < two <= one + 60:
        return None
    return Timex("DATE", f"{one}/{two}", date(one, 1, 1), date(two, 12, 31))


def _fiscal(match: re.Match[str], moment: Moment) -> Timex | None:
    return Timex("DATE", f"FY{match['year']}", *_ends(timex.year(int(match["year"]))))


def _quarter(match: re.Match[str], moment: Moment) -> Timex | None:
    word = (match.groupdict().get("ordinal") or match["number"]).lower()
    number = ORDINALS.get(word) or int(word[0])
    year = _stated_year(match, moment)
    if year is not None:
        return timex.quarter(year, number)
    if moment.anchor is None:
        return Timex("DATE", f"XXXX-Q{number}")
    current = (moment.anchor.month + 2) // 3
    return timex.quarter(moment.anchor.year - (number > current and not moment.ahead), number)


def _half(match: re.Match[str], moment: Moment) -> Timex | None:
    year = _stated_year(match, moment)
    return None if year is None else timex.half(year, 1 if match["ordinal"].lower() in ("first", "1st") else 2)


def _half_of_month(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “the first half of October”: to the 15th, or from the 16th."""
    whole = _month(match, moment)
    if whole is None or whole.start is None or whole.end is None:
        return whole
    first = match["half"].lower() in ("first", "1st")
    return (
        replace(whole, end=whole.start.replace(day=15)) if first else replace(whole, start=whole.start.replace(day=16))
    )


def _season(match: re.Match[str], moment: Moment) -> Timex | None:
    code = SEASONS[match["season"].lower()]
    shift = (match["which"] or "").lower()
    year = _stated_year(match, moment)
    if year is not None:
        return timex.season(year, code)
    if not shift and not moment.preceded("in|by|since|during|until|before|after|of|over|through|late|early"):
        return None
    if moment.anchor is None:
        return Timex("DATE", f"XXXX-{code}")
    seasons = [timex.season(moment.anchor.year + k, code) for k in (-2, -1, 0, 1)]
    if shift in ("next", "coming") or (moment.ahead and shift not in ("last", "past", "this")):
        return next(s for s in seasons if s.start and s.start > moment.anchor)
    if shift in ("last", "past"):
        return [s for s in seasons if s.end and s.end < moment.anchor][-1]
    if shift == "this":
        return seasons[2]
    return [s for s in seasons if s.start and s.start <= moment.anchor][-1]


def _decade(match: re.Match[str], moment: Moment) -> Timex | None:
    digits = match["digits"]
    if len(digits) == 2 and re.search(r"\b(?:his|her|their|my|our|your|its|in) $|['’]s $", moment.lead):
        return None
    first = int(digits) if len(digits) == 4 else 1900 + int(digits)
    found = timex.decade(first)
    part = _part(match["part"])
    if part is None:
        return found
    low, high = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}[part]
    return replace(found, start=date(first + low, 1, 1), end=date(first + high, 12, 31))


def _short_year(match: re.Match[str], moment: Moment) -> Timex | None:
    if not moment.preceded("in|since|of|from|by|until|after|before"):
        return None
    two = int(match["digits"])
    return timex.year(two + (2000 if two <= 40 else 1900))


def _century(match: re.Match[str], moment: Moment) -> Timex | None:
    word = match["ordinal"].lower()
    number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else _CENTURIES.get(word, 0)
    return timex.century(number) if 1 <= number <= 30 else None


_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}


def _week_of_month(match: re.Match[str], moment: Moment) -> Timex | None:
    """As in “the first week of March”: its seven days, and the ISO week that holds most of them."""
    whole = _month(match, moment)
    if whole is None or whole.start is None or whole.end is None:
        return whole
    place = ORDINALS[match["ordinal"].lower()] if match["ordinal"].lower() not in ("last", "final") else 0
    first = whole.start + timedelta(7 * (place - 1)) if place else whole.end - timedelta(6)
    if place > 4:
        return whole
    return Timex("DATE", timex.week(first + timedelta(3)).value, first, first + timedelta(6))


def _stated_year(match: re.Match[str], moment: Moment) -> int | None:
    groups = match.groupdict()
    if groups.get("year"):
        return int(match["year"])
    shift = groups.get("shift") or ("last" if groups.get("prior") else None)
    if shift is None or moment.anchor is None:
        return None
    return moment.anchor.year + _YEARS_OFF[shift.lower()]


def _part(word: str | None) -> Part | None:
    return PARTS[word.lower()] if word else None


def _date(year: int, month: int, on: int) -> date | None:
    try:
        return date(year, month, on)
    except ValueError:
        return None


def _day(year: int, month: int, on: int) -> Timex | None:
    found = _date(year, month, on)
    return timex.day(found) if found else None


def _ends(whole: Timex) -> tuple[date | None, date | None]:
    return whole.start, whole.end


_PARTS_FIRST = "the early mid late beginning start end middle close"
_UNTIL = r"(?: ?[-–] ?(?P<until>\d{1,2})(?!\d))?"

DATE_RULES: tuple[TimeRule, ...] = (
    rule("#", r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)", _iso),
    rule("#", r"(?P<one>\d{1,2})(?P<dot>[/.])(?P<two>\d{1,2})(?P=dot)(?P<y>(?:19|20)\d\d)(?!\d)", _numeric),
    rule(
        f"{_MONTH_WORDS} {_DAY_WORDS}",
        rf"{_WEEKDAY_BEFORE}{MONTH} (?:the )?{DAY}{_UNTIL}(?: ?,? ?{YEAR})?",
        _full_day,
    ),
    rule(
        f"# the {_DAY_WORDS}",
        rf"{_WEEKDAY_BEFORE}(?:the )?{DAY}{_UNTIL} (?:of )?{MONTH}(?: ?,? {YEAR})?",
        _full_day,
    ),
    rule(_PARTS_FIRST, rf"{_PART}{MONTH}{_OF_YEAR}", _month),
    rule(_MONTH_WORDS, rf"{MONTH}(?: ?,)?{_OF_YEAR}", _month),
    rule(
        "the first second third fourth last final",
        rf"(?:the )?(?P<ordinal>first|second|third|fourth|last|final) week (?:of|in) {MONTH}{_OF_YEAR}",
        _week_of_month,
    ),
    rule("last past this next coming", rf"(?P<shift>last|past|this|next|coming) {MONTH}", _shifted_month),
    rule("#", YEAR, _year),
    rule(_PARTS_FIRST, rf"{_PART}{YEAR}", _year),
    rule("#", r"(?P<one>(?:19|20)\d\d)[-–/](?P<two>\d\d(?:\d\d)?)(?!\d|-\d)", _year_pair),
    rule("fiscal fy the financial", rf"(?:the )?(?:fiscal year|financial year|fiscal|fy) ?{YEAR}", _fiscal),
    rule("q", rf"q(?P<number>[1-4])(?: of)?{_OF_YEAR}", _quarter),
    rule(
        "the first second third fourth final last #",
        rf"(?:the )?{_ORDINAL}[ -]quarter{_OF_YEAR}",
        _quarter,
    ),
    rule("the first second", rf"(?:the )?{_ORDINAL} half{_OF_YEAR}", _half),
    rule("the first second", rf"(?:the )?(?P<half>first|second) half of {MONTH}{_OF_YEAR}", _half_of_month),
    rule(
        "early mid late the this last next spring summer autumn fall winter past coming",
        rf"(?:(?:early|mid|late)[- ])?(?:the )?(?:(?P<which>this|last|next|past|coming) )?{SEASON}{_OF_YEAR}",
        _season,
    ),
    rule(
        "the early mid late # '",
        r"(?:the )?(?:(?P<part>early|mid|late)[- ](?:to[- ](?:mid|late)[- ])?)?(?:the )?['’]?"
        r"(?P<digits>(?:1[6-9]|20)\d0|[2-9]0)(?:['’])?s",
        _decade,
    ),
    rule("'", r"['’](?P<digits>\d\d)(?!\d|s)", _short_year),
    rule(
        "the early mid late eighteenth nineteenth twentieth twenty #",
        r"(?:the )?(?:(?:early|mid|late)[- ])?"
        r"(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|eighteenth|nineteenth|twentieth|twenty-first)[- ]centur(?:y|ies)",
        _century,
    ),
    rule(
        " ".join(("the early late", *DAYTIMES)),
        rf"(?:the )?(?:(?:early|late) )?{DAYTIME} (?:of|on) (?:the )?{_WEEKDAY_BEFORE}{MONTH} {DAY}(?: ?,? ?{YEAR})?",
        _daytime_of_day,
    ),
    rule(
        " ".join(("the early late", *DAYTIMES)),
        rf"(?:the )?(?:(?:early|late) )?{DAYTIME} (?:of|on) (?:the )?{_WEEKDAY_BEFORE}{DAY} (?:of )?{MONTH}(?: {YEAR})?",
        _daytime_of_day,
    ),
)
"""Expressions that name a place in the calendar."""
