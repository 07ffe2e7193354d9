"""Days, months and years by the calendar in Korean and Japanese: 10월 18일, 지난달 18일, 令和6年10月, 8~13일, 작년 말."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from reportedly.find import timex
from reportedly.find.native.cjk_calendar import (
    calendar_day,
    in_century,
    last_of_number,
    nearest_day,
    part_named,
    reference,
    year_of_month,
)
from reportedly.find.native.cjk_time_words import GLUE, Moment, NativeRule, TimeWords
from reportedly.find.timex import Part, Timex

_WEEKDAY_GLOSS = r"(?:\([월화수목금토일月火水木金土日](?:요일|曜日?)?(?:[·・]祝)?\))?"


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
        piece = rf"(?P<half>{w.any('half')})|제?第?(?P<q>[1-4]) ?{w.any('name-quarter')}"
        third = rf"(?:{part}|{piece}|(?P<season>{w.any('season')}))"
        dash, named = " ?[~–-] ?", rf"{lead}(?:{month}{GLUE})?(?P<d>{number}) ?"
        daytime = w.daytime(" ?")
        made = [
            (r"(?P<y>(?:19|20)\d\d)(?P<s>[./-]) ?(?P<m>\d\d?)(?P=s) ?(?P<d>\d\d?)(?!\d)", self._numeric),
            (rf"{named}{day_sign}?{_WEEKDAY_GLOSS}{dash}(?P<d2>{number}) ?{day_sign}", self._days),
            (rf"{named}{day_sign}{_WEEKDAY_GLOSS}{daytime}", self._day),
            (rf"{lead}(?P<m>{number}) ?{month_sign}?{dash}(?P<m2>{number}) ?{month_sign}", self._months),
            (rf"{lead}{month}(?:{GLUE}{part})?", self._month),
            (rf"(?P<y>\d{{4}}) ?{year_sign}?{dash}(?P<y2>\d{{2}}|\d{{4}}) ?{year_sign}", self._years),
            (rf"(?P<y>\d{{3}}0) ?{w.any('name-decade')}", self._decade),
            (rf"(?P<c>\d{{1,2}}) ?{w.any('name-century')}", self._century),
            (rf"{side}{year}(?:{GLUE}{third})?", self._year),
            ("(?:" + piece + ")", self._piece),
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
            return in_century(int(groups["yy"]))
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
        return number if len(words) == 4 else in_century(number)

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
        on = calendar_day(int(match["y"]), int(match["m"]), int(match["d"]))
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
            on = calendar_day(year, month, number)
        elif moment.anchor is None:
            return Timex("DATE", f"{year or 'XXXX'}-{f'{month:02d}' if month else 'XX'}-{number:02d}")
        elif month is not None:
            on = nearest_day(moment.anchor, month, number, self._side(match))
        else:
            on = last_of_number(moment.anchor, number, self._side(match))
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
            return reference(int(self._words.said("month", match["mw"])[0])) if match["mw"] else None
        if not 1 <= month <= 12:
            return None
        if year is None and moment.anchor is None:
            return Timex("DATE", f"XXXX-{month:02d}")
        if year is None:
            assert moment.anchor is not None
            year = year_of_month(month, moment.anchor, self._side(match))
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
            year = year_of_month(first, moment.anchor, self._side(match))
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
            return reference(int(self._words.said("year", match["yw"])[0])) if match["yw"] else None
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
            return timex.year(moment.anchor.year, part_named(part))
        return timex.month(moment.anchor.year, moment.anchor.month, part_named(part))

    def _decade(self, match: re.Match[str], moment: Moment) -> Timex | None:
        return timex.decade(int(match["y"])) if int(match["y"]) else None

    def _century(self, match: re.Match[str], moment: Moment) -> Timex | None:
        return timex.century(int(match["c"])) if int(match["c"]) else None

    def _part(self, match: re.Match[str]) -> Part | None:
        word = match.groupdict().get("part")
        return part_named(self._words.said("part", word)[0]) if word else None
