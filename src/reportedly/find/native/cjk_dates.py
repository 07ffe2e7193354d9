"""Days, months and years by the calendar in Korean and Japanese: 10월 18일, 지난달 18일, 令和6年10月, 8~13일, 작년 말."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from reportedly.find import timex
from reportedly.find.native.cjk_time_words import GLUE, Moment, NativeRule, TimeWords
from reportedly.find.timex import Part, Timex

_FAR = 300
"""A day without a year that lies further back than this is the one ahead."""
_WEEKDAY_GLOSS = r"(?:\([월화수목금토일月火水木金土日](?:요일|曜日?)?(?:[·・]祝)?\))?"
_TURN = 50
"""Years in two digits from here on are of the century before."""


class DateReader:
    """Reads what the calendar names. Built once."""

    def __init__(self, words: TimeWords) -> None:
        self._words = words

    def rules(self) -> tuple[NativeRule, ...]:
        """The patterns of dates, longest forms first."""
        w = self._words
        number, year_sign, day_sign = w.number, w.any("name-year"), w.any("name-day")
        month_sign = w.any("name-month")
        side = rf"(?:(?P<side>{w.any('last', 'next', 'this')}) ?)?"
        year = (
            rf"(?:(?P<era>{w.any('era')})?(?P<y>\d{{3,4}}|{number}|元)(?:\((?P<y2>\d{{4}}){year_sign}?\))? ?{year_sign}"
            rf"|['’‘](?P<yy>\d\d) ?{year_sign}|(?P<yw>{w.any('year')})|(?P<yn>{w.any('named-year')}))"
        )
        month = rf"(?:(?P<m>{number}) ?{month_sign}|(?P<mw>{w.any('month')})|(?P<mn>{w.any('named-month')}))"
        lead, part = rf"{side}(?:{year}{GLUE})?", rf"(?P<part>{w.any('part')})"
        third = rf"(?:{part}|(?P<half>{w.any('half')})|제?第?(?P<q>[1-4]) ?{w.any('name-quarter')}|(?P<season>{w.any('season')}))"
        daytime = rf"(?: ?(?P<daytime>{w.any('daytime')}))?"
        made = [
            (rf"(?P<y>(?:19|20)\d\d)(?P<s>[./-]) ?(?P<m>\d\d?)(?P=s) ?(?P<d>\d\d?)(?!\d)", self._numeric),
            (rf"{lead}(?:{month}{GLUE})?(?P<d>{number}) ?{day_sign}?{_WEEKDAY_GLOSS} ?[~–-] ?(?P<d2>{number}) ?{day_sign}", self._days),
            (rf"{lead}(?:{month}{GLUE})?(?P<d>{number}) ?{day_sign}{_WEEKDAY_GLOSS}{daytime}", self._day),
            (rf"{lead}(?P<m>{number}) ?{month_sign}? ?[~–-] ?(?P<m2>{number}) ?{month_sign}", self._months),
            (rf"{lead}{month}(?:{GLUE}{part})?", self._month),
            (rf"(?P<y>\d{{4}}) ?{year_sign}? ?[~–-] ?(?P<y2>\d{{2}}|\d{{4}}) ?{year_sign}", self._years),
            (rf"(?P<y>\d{{3}}0) ?{w.any('name-decade')}", self._decade),
            (rf"(?P<c>\d{{1,2}}) ?{w.any('name-century')}", self._century),
            (rf"{side}{year}(?:{GLUE}{third})?", self._year),
            (rf"(?:(?P<half>{w.any('half')})|제?第?(?P<q>[1-4]) ?{w.any('name-quarter')})", self._piece),
            (rf"(?P<side>{w.any('last', 'next', 'this')}) ?(?P<season>{w.any('season')})", self._season),
            (rf"(?P<fixed>{w.any('fixed-season')})", self._fixed_season),
            (rf"(?P<pw>{w.any('part-of')})", self._part_of),
        ]  # fmt: skip
        return tuple(NativeRule(re.compile(pattern), read) for pattern, read in made)

    def _side(self, match: re.Match[str]) -> str:
        """ "last", "next", "this" or "" by the word before a date."""
        word = match.groupdict().get("side")
        kinds = ("last", "next", "this")
        return next((k for k in kinds if word and re.fullmatch(self._words.any(k), word)), "")

    def _year_of(self, match: re.Match[str], moment: Moment) -> int | None:
        """The year that the words name; None where they name none, or one that only the day of the report could tell."""
        groups = match.groupdict()
        if groups.get("y2") and groups.get("y") and len(groups["y2"]) == 4 and "d2" not in groups:
            return int(groups["y2"])
        if groups.get("yy"):
            return _in_century(int(groups["yy"]))
        if groups.get("y"):
            return self._numbered_year(groups["y"], groups.get("era"))
        if groups.get("yw") and moment.anchor:
            return moment.anchor.year + int(self._words.said("year", groups["yw"])[0])
        base = moment.named or moment.anchor
        return base.year if groups.get("yn") and base else None

    def _numbered_year(self, words: str, era: str | None) -> int | None:
        number = 1 if words == "元" else self._words.value(words)
        if number is None:
            return None
        if era:
            return int(self._words.said("era", era)[0]) + number
        return number if len(words) == 4 else _in_century(number)

    def _month_of(self, match: re.Match[str], moment: Moment, year: int | None) -> tuple[int | None, int | None]:
        """The year and month that the words name, as far as they do."""
        groups = match.groupdict()
        if groups.get("mw") and moment.anchor:
            shifted = timex.shifted(moment.anchor, int(self._words.said("month", groups["mw"])[0]), "month")
            return shifted.year, shifted.month
        base = moment.named or moment.anchor
        if groups.get("mn") and base:
            return base.year, base.month
        return year, self._words.value(groups.get("m"))

    def _numeric(self, match: re.Match[str], moment: Moment) -> Timex | None:
        on = _date(int(match["y"]), int(match["m"]), int(match["d"]))
        return timex.day(on) if on else None

    def _day(self, match: re.Match[str], moment: Moment) -> Timex | None:
        bare = not (match["m"] or match["mw"] or match["mn"])
        if bare and (match["y"] or match["yw"] or self._words.follows("for", moment.rest, 0) or self._is_ago(moment)):
            return None
        found = self._on(match, moment, match["d"])
        daytime = match.groupdict().get("daytime")
        if found is None or not daytime:
            return found
        return replace(found, type="TIME", value=f"{found.value}T{self._words.said('daytime', daytime)[0]}")

    def _is_ago(self, moment: Moment) -> bool:
        return self._words.follows("ago", moment.rest, 0)

    def _on(self, match: re.Match[str], moment: Moment, words: str) -> Timex | None:
        """The day of a number of day, with as much of month and year as stands before it."""
        year, month = self._month_of(match, moment, self._year_of(match, moment))
        number = self._words.value(words)
        if number is None or not 1 <= number <= 31 or not (month is None or 1 <= month <= 12):
            return None
        if year is not None and month is not None:
            on = _date(year, month, number)
        elif moment.anchor is None:
            return Timex("DATE", f"{year or 'XXXX'}-{f'{month:02d}' if month else 'XX'}-{number:02d}")
        elif month is not None:
            on = _nearest(moment.anchor, month, number, self._side(match))
        else:
            on = _bare_day(moment.anchor, number, self._side(match))
        return timex.day(on) if on else None

    def _days(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """As in "8~13일": the last of them within reach, and the first in the same month."""
        last, until = self._on(match, moment, match["d2"]), self._words.value(match["d2"])
        first = self._words.value(match["d"])
        if last is None or first is None or until is None or first >= until:
            return None
        if last.start is None:
            return replace(last, value=f"{last.value[:-2]}{first:02d}/{last.value}")
        start = last.start.replace(day=first)
        return replace(last, value=f"{start.isoformat()}/{last.value}", start=start)

    def _month(self, match: re.Match[str], moment: Moment) -> Timex | None:
        year, month = self._month_of(match, moment, self._year_of(match, moment))
        if month is None:
            return _reference(int(self._words.said("month", match["mw"])[0])) if match["mw"] else None
        if not 1 <= month <= 12:
            return None
        if year is None and moment.anchor is None:
            return Timex("DATE", f"XXXX-{month:02d}")
        if year is None:
            assert moment.anchor is not None
            year = _year_of_month(month, moment.anchor, self._side(match))
        return timex.month(year, month, self._part(match)) if 1 <= year <= 9998 else None

    def _months(self, match: re.Match[str], moment: Moment) -> Timex | None:
        first, last = self._words.value(match["m"]), self._words.value(match["m2"])
        if first is None or last is None or not 1 <= first < last <= 12:
            return None
        year = self._year_of(match, moment)
        if year is None and moment.anchor is None:
            return Timex("DATE", f"XXXX-{first:02d}/XXXX-{last:02d}")
        if year is None:
            assert moment.anchor is not None
            year = _year_of_month(first, moment.anchor, self._side(match))
        one, two = timex.month(year, first), timex.month(year, last)
        return replace(one, value=f"{one.value}/{two.value}", end=two.end)

    def _years(self, match: re.Match[str], moment: Moment) -> Timex | None:
        first, last = int(match["y"]), int(match["y2"])
        last = first // 100 * 100 + last if last < 100 else last
        if not 1 <= first < last <= 9998:
            return None
        return Timex("DATE", f"{first:04d}/{last:04d}", date(first, 1, 1), date(last, 12, 31))

    def _year(self, match: re.Match[str], moment: Moment) -> Timex | None:
        year = self._year_of(match, moment)
        if match["y"] and len(match["y"]) < 4 and not (match["era"] or match["y2"]):
            return None
        if year is None:
            return _reference(int(self._words.said("year", match["yw"])[0])) if match["yw"] else None
        return self._piece_of(match, year) if 1 <= year <= 9998 else None

    def _piece_of(self, match: re.Match[str], year: int) -> Timex:
        groups = match.groupdict()
        if groups.get("half"):
            return timex.half(year, int(self._words.said("half", groups["half"])[0]))
        if groups.get("q"):
            return timex.quarter(year, int(groups["q"]))
        if groups.get("season"):
            return timex.season(year, self._words.said("season", groups["season"])[0])
        return timex.year(year, self._part(match))

    def _piece(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """A half or quarter without a year: the last that has begun."""
        if moment.anchor is None:
            which = f"H{self._words.said('half', match['half'])[0]}" if match["half"] else f"Q{match['q']}"
            return Timex("DATE", f"XXXX-{which}")
        found = self._piece_of(match, moment.anchor.year)
        begun = found.start is not None and found.start <= moment.anchor
        return found if begun else self._piece_of(match, moment.anchor.year - 1)

    def _season(self, match: re.Match[str], moment: Moment) -> Timex | None:
        code, side = self._words.said("season", match["season"])[0], self._side(match)
        if moment.anchor is None:
            return Timex("DATE", f"XXXX-{code}")
        years = [timex.season(moment.anchor.year + k, code) for k in (-1, 0, 1)]
        past = [s for s in years if s.start is not None and s.start <= moment.anchor]
        ahead = [s for s in years if s.start is not None and s.start > moment.anchor]
        return years[1] if side == "this" else ahead[0] if side == "next" and ahead else past[-1]

    def _fixed_season(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """As in 今夏, 昨秋."""
        code, shift = self._words.said("fixed-season", match["fixed"])
        return timex.season(moment.anchor.year + int(shift), code) if moment.anchor else Timex("DATE", f"XXXX-{code}")

    def _part_of(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """As in 연말, 月初: a part of the year or month of the report."""
        unit, part = self._words.said("part-of", match["pw"])
        if moment.anchor is None:
            return Timex("DATE", "PRESENT_REF")
        if unit == "year":
            return timex.year(moment.anchor.year, _part(part))
        return timex.month(moment.anchor.year, moment.anchor.month, _part(part))

    def _decade(self, match: re.Match[str], moment: Moment) -> Timex | None:
        return timex.decade(int(match["y"])) if int(match["y"]) else None

    def _century(self, match: re.Match[str], moment: Moment) -> Timex | None:
        return timex.century(int(match["c"])) if int(match["c"]) else None

    def _part(self, match: re.Match[str]) -> Part | None:
        word = match.groupdict().get("part")
        return _part(self._words.said("part", word)[0]) if word else None


def _part(name: str) -> Part | None:
    return {"early": "early", "mid": "mid", "late": "late"}.get(name)  # type: ignore[return-value]


def _in_century(number: int) -> int:
    return (2000 if number < _TURN else 1900) + number


def _reference(shift: int) -> Timex:
    return Timex("DATE", "PRESENT_REF" if shift == 0 else "PAST_REF" if shift < 0 else "FUTURE_REF")


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _nearest(anchor: date, month: int, number: int, side: str) -> date | None:
    """The day without a year: the last before the report, or the next where it is nearer than far."""
    days = [
        d for d in (_date(anchor.year + k, month, number) for k in range(-4, 5) if 1 <= anchor.year + k <= 9998) if d
    ]
    back, ahead = [d for d in days if d <= anchor], [d for d in days if d > anchor]
    if not back or side == "next":
        return ahead[0] if ahead else None
    near = (anchor - back[-1]).days < _FAR or not ahead or side == "last"
    return back[-1] if near else ahead[0]


def _bare_day(anchor: date, number: int, side: str) -> date | None:
    """The day of a number alone: the last on or before the report, the next after it where the words look ahead."""
    step = 1 if side == "next" else -1
    for k in range(4):
        month = timex.shifted(anchor.replace(day=1), step * k, "month")
        on = _date(month.year, month.month, number)
        if on is not None and (on > anchor if step > 0 else on <= anchor):
            return on
    return None


def _year_of_month(month: int, anchor: date, side: str) -> int:
    if side == "next":
        return anchor.year + (month <= anchor.month)
    if side == "last":
        return anchor.year - (month >= anchor.month)
    return anchor.year if side == "this" else anchor.year - (month > anchor.month)


def days_of_week(of: date, part: Part) -> tuple[date, date]:
    """The third of a week that lies early, in the middle or late in it."""
    monday = of - timedelta(of.weekday())
    low = {"early": 0, "mid": 2, "late": 4}[part]
    return monday + timedelta(low), monday + timedelta(low + 2)
