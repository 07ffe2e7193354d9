"""Dates by name in Russian and Ukrainian: days, months, halves, quarters, seasons and years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from reportedly.find import timex
from reportedly.find.native.slavic_calendar import YEAR, Calendar
from reportedly.find.native.slavic_moment import (
    PARTS,
    Moment,
    TimeRule,
    day_on,
    month_year,
    nearest_day,
    rules,
    shift_of,
    year_of,
)
from reportedly.find.timex import Timex

_BARE_YEAR = re.compile(r"$|[.,;:)»]| (?:и|а|но|і|й|та|або|или|—|–)(?!\w)")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def date_rules(words: Calendar) -> Iterable[TimeRule]:
    """The rules of dates by name."""
    dates = _Dates(words)
    month, to = words.pattern("month"), rf"(?: ?[-–—] ?| (?:{words.pattern('to')}) )"
    part, shift = words.pattern("part"), f"{words.pattern('last')}|{words.pattern('this')}|{words.pattern('next')}"
    ordinal = rf"(?P<ordinal>{words.ordinal_words}|[1-4]-?[^\W\d_]{{1,3}}|i{{1,3}}|iv)"
    after = words.pattern("year word")
    return rules(
        (rf"{words.day()} (?P<month>{month}){words.tail()}", dates.day),
        (rf"{words.day()}{to}{words.day('2')} (?P<month>{month}){words.tail()}", dates.days),
        (
            rf"{words.day()} (?P<month>{month}){words.tail()}{to}{words.day('2')} (?P<month2>{month}){words.tail('2')}",
            dates.across,
        ),
        (rf"(?P<day>\d{{1,2}})\.(?P<number>\d{{1,2}})\.(?P<year>{YEAR}|\d\d)", dates.numeric),
        (rf"(?P<year>{YEAR})-(?P<number>\d\d)-(?P<day>\d\d)", dates.numeric),
        (rf"(?:(?P<part>{part}) )?(?:(?P<shift>{shift}) )?(?P<month>{month})(?!\w){words.tail()}", dates.month),
        (rf"(?:(?P<part>{part}) )?(?P<year>{YEAR})(?:-?(?:го|м|й|му))?(?: (?P<after>{after}))?", dates.year),
        (rf"(?P<year>{YEAR}) ?[-–—/] ?(?P<second>{YEAR}|\d\d)(?: (?:{after}))?", dates.years),
        (rf"(?P<year>(?:19|20)\d0)-(?:х|е|ті|тих|их|і)(?: (?:{after}))?", dates.decade),
        (rf"{ordinal} (?:{words.pattern('half')}){words.tail()}", dates.half),
        (rf"{ordinal} (?:{words.pattern('half of')}) (?P<month>{month}){words.tail()}", dates.half_month),
        (rf"{ordinal} (?:{words.pattern('half of')}){words.tail()}", dates.half),
        (rf"{ordinal} (?P<unit>{words.pattern('unit')}){words.tail()}", dates.quarter),
        (
            rf"(?:(?P<part>{part}) )?(?:(?P<shift>{shift}) )?(?P<season>{words.pattern('season')})(?!\w){words.tail()}",
            dates.season,
        ),
    )


class _Dates:
    def __init__(self, words: Calendar) -> None:
        self._words = words

    def _on(self, match: re.Match[str], n: str = "") -> int:
        return int(match[f"day{n}"] or 0) or self._words.ordinal(match[f"dayword{n}"])

    def day(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """18 октября 2024 года."""
        return self._day_of(self._on(match), self._words.number("month", match["month"]), match, moment)

    def _day_of(self, on: int, number: int, match: re.Match[str], moment: Moment, n: str = "") -> Timex | None:
        year = year_of(self._words, match, moment.anchor, n)
        if year is None and moment.anchor is None:
            return Timex("DATE", f"XXXX-{number:02d}-{on:02d}") if day_on(2024, number, on) else None
        if year is None:
            return nearest_day(number, on, moment)
        found = day_on(year, number, on)
        return timex.day(found) if found else None

    def days(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """8–13 октября, с 8 по 13 октября."""
        number = self._words.number("month", match["month"])
        last = self._day_of(self._on(match, "2"), number, match, moment)
        if last is None or last.start is None:
            return Timex("DATE", f"XXXX-{number:02d}-{self._on(match):02d}/{last.value}") if last else None
        return _span(day_on(last.start.year, number, self._on(match)), last.start)

    def across(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """28 октября – 3 ноября 2024 года."""
        first, second = (self._words.number("month", match[name]) for name in ("month", "month2"))
        last = self._day_of(self._on(match, "2"), second, match, moment, "2")
        if last is None or last.start is None:
            return Timex("DATE", f"XXXX-{first:02d}-{self._on(match):02d}/{last.value}") if last else None
        year = year_of(self._words, match, moment.anchor) or last.start.year - (first > second)
        return _span(day_on(year, first, self._on(match)), last.start)

    def numeric(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """18.10.2024."""
        year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
        found = day_on(year, int(match["number"]), int(match["day"]))
        return timex.day(found) if found else None

    def month(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Октябрь 2024 года, начало октября, прошлый октябрь."""
        number = self._words.number("month", match["month"])
        part = PARTS.get(self._words.value("part", match["part"])) if match["part"] else None
        year = year_of(self._words, match, moment.anchor) or self._year_across(number, moment)
        if year is not None:
            return timex.month(year, number, part)
        if moment.anchor is None:
            return Timex("DATE", f"XXXX-{number:02d}")
        if match["shift"]:
            return timex.month(self._shifted(match["shift"], number, moment.anchor), number, part)
        return timex.month(month_year(number, moment), number, part)

    def _year_across(self, number: int, moment: Moment) -> int | None:
        """The year of the second month of "с января по март 2024 года"."""
        words = self._words
        rest = re.match(
            rf"(?: ?[-–—] ?| (?:{words.pattern('to')}) )(?P<month>{words.pattern('month')}){words.tail()}", moment.rest
        )
        year = year_of(words, rest, moment.anchor) if rest else None
        return year - (number > words.number("month", rest["month"])) if rest and year else None

    def _shifted(self, shift: str, number: int, anchor: date) -> int:
        """ "Прошлый октябрь" is last year's unless this year's is still to come; "следующий март" the first to come."""
        by = shift_of(self._words, shift)
        if by > 0:
            return anchor.year + (number <= anchor.month)
        return anchor.year + by

    def year(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """2023 год; a bare one only after a preposition and before the end of its phrase ("в 2023-м")."""
        part = PARTS.get(self._words.value("part", match["part"])) if match["part"] else None
        ordinal = re.search(r"\d-?[^\W\d]+$", match[0]) is not None
        told = re.search(rf"(?<!\w)(?:{self._words.pattern('at')}|{self._words.pattern('since')}) $", moment.lead)
        bare = told is not None and _BARE_YEAR.match(moment.rest) is not None
        if not (match["after"] or part or (told and ordinal) or bare):
            return None
        return timex.year(int(match["year"]), part)

    def years(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """2022–2024 годы."""
        first = int(match["year"])
        last = int(match["second"]) if len(match["second"]) == 4 else first // 100 * 100 + int(match["second"])
        if not first < last < first + 60:
            return None
        return Timex("DATE", f"{first}/{last}", date(first, 1, 1), date(last, 12, 31))

    def decade(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """1990-е годы."""
        return timex.decade(int(match["year"]))

    def _ordinal(self, match: re.Match[str]) -> int:
        return _ROMAN.get(match["ordinal"]) or self._words.ordinal(match["ordinal"])

    def half(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Первое полугодие, первая половина 2024 года."""
        number, year = self._ordinal(match), self._stated(match, moment)
        if number > 2:
            return None
        return timex.half(year, number) if year else Timex("DATE", f"XXXX-H{number}")

    def half_month(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Вторая половина октября: from the 16th."""
        number, half = self._words.number("month", match["month"]), self._ordinal(match)
        if half > 2:
            return None
        year = year_of(self._words, match, moment.anchor)
        if year is None and moment.anchor is None:
            return Timex("DATE", f"XXXX-{number:02d}")
        whole = timex.month(year or month_year(number, moment), number)
        assert whole.start is not None
        mid = whole.start.replace(day=15 + (half == 2))
        return Timex("DATE", whole.value, whole.start if half == 1 else mid, mid if half == 1 else whole.end)

    def quarter(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Третий квартал 2024 года."""
        number, year = self._ordinal(match), self._stated(match, moment)
        if self._words.value("unit", match["unit"]) != "quarter" or number > 4:
            return None
        return timex.quarter(year, number) if year else Timex("DATE", f"XXXX-Q{number}")

    def _stated(self, match: re.Match[str], moment: Moment) -> int | None:
        return year_of(self._words, match, moment.anchor) or (moment.anchor.year if moment.anchor else None)

    def season(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Летом 2023 года, прошлой зимой; without a year the last that has begun, or the next."""
        code = self._words.value("season", match["season"])
        year = year_of(self._words, match, moment.anchor)
        if year is None and moment.anchor is None:
            return Timex("DATE", f"XXXX-{code}")
        if year is None:
            year = self._season_year(code, match["shift"], moment)
        return timex.season(year, code)

    def _season_year(self, code: str, shift: str | None, moment: Moment) -> int:
        anchor = moment.anchor
        assert anchor is not None
        here = timex.season(anchor.year, code)
        assert here.start is not None
        assert here.end is not None
        by = shift_of(self._words, shift) if shift else None
        if by == 1 or (by is None and moment.ahead):
            return anchor.year + (here.start <= anchor)
        if by == -1:
            return anchor.year - (here.end >= anchor)
        return anchor.year - (here.start > anchor and by is None)


def _span(first: date | None, last: date) -> Timex | None:
    """The days from one to another."""
    if first is None or first > last:
        return None
    return Timex("DATE", f"{first.isoformat()}/{last.isoformat()}", first, last)
