"""Times by pointing in Korean and Japanese: 어제, 지난주 수요일, 3개월 전; 昨日, 先週水曜日, ここ数週間."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from reportedly.find import timex
from reportedly.find.native.cjk_calendar import days_of_week, part_named, reference
from reportedly.find.native.cjk_time_words import GLUE, Moment, NativeRule, TimeWords
from reportedly.find.timex import Timex

_RECENT = {"hour": (2, "day"), "day": (10, "day"), "week": (6, "week"), "month": (6, "month"), "year": (5, "year")}
"""How far back "recent days", "weeks" … reach, as in English."""
_REFERENCES: dict[str, Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]] = {
    "PAST_REF": "PAST_REF", "PRESENT_REF": "PRESENT_REF", "FUTURE_REF": "FUTURE_REF",
}  # fmt: skip


class PointingReader:
    """Reads what points from the day of the report. Built once."""

    def __init__(self, words: TimeWords) -> None:
        self._words = words

    def rules(self) -> tuple[NativeRule, ...]:
        """The patterns of pointing words, of lengths, repetitions and clock times."""
        w = self._words
        daytime = w.daytime(GLUE)
        weekday, week = rf"(?P<weekday>{w.any('weekday')})", rf"(?P<ww>{w.any('week')})"
        side = rf"(?P<side>{w.any('last', 'next', 'this')})"
        lead = rf"(?:(?P<lead>{w.any('recent', 'last', 'ahead')}) ?)?"
        unit = w.any("unit")
        made = [
            (rf"(?:{side} ?|{week}{GLUE})?{weekday}{daytime}", self._weekday),
            (rf"(?P<we>{w.any('weekend')})", self._weekend),
            (rf"{week}(?: ?(?P<part>{w.any('part')}))?", self._week),
            (rf"(?P<dw>{w.any('day')}){daytime}", self._day_word),
            (rf"(?P<dn>{w.any('named-day')}){daytime}", self._named_day),
            (
                rf"{lead}(?:(?P<span>{w.any('length')})|(?P<few>{w.any('few')}) ?(?P<u1>{unit})"
                rf"|(?P<n>{w.amount}) ?[여余]? ?(?P<u2>{unit}))(?P<half>{w.any('half-more')})?"
                rf"(?: ?(?P<odd>{w.any('about')}))?(?: ?(?P<tail>{w.any('for')}))?(?: ?(?P<ago>{w.any('ago')}))?",
                self._length,
            ),
            (rf"(?P<ref>{w.any('ref')})", self._reference),
            (rf"(?P<set>{w.any('set')})(?: ?{weekday})?", self._set),
            (
                rf"(?:(?P<noon>{w.any('clock')}) ?)?(?P<h>\d\d?) ?{w.any('name-hour')}"
                rf"(?:(?: ?(?P<min>\d\d?) ?{w.any('name-minute')})"
                rf"|(?P<thirty> ?{w.any('half-more')}))?",
                self._clock,
            ),
        ]  # fmt: skip
        return tuple(NativeRule(re.compile(pattern), read) for pattern, read in made)

    def _weekday(self, match: re.Match[str], moment: Moment) -> Timex | None:
        number = int(self._words.said("weekday", match["weekday"])[0])
        if moment.anchor is None:
            return self._with_daytime(match, Timex("DATE", f"XXXX-WXX-{number}"))
        if match["ww"]:
            monday = moment.anchor - timedelta(moment.anchor.weekday())
            on = monday + timedelta(7 * int(self._words.said("week", match["ww"])[0]) + number - 1)
        else:
            on = self._nearest_weekday(match, moment, moment.anchor, number - 1)
        return self._with_daytime(match, timex.day(on))

    def _nearest_weekday(self, match: re.Match[str], moment: Moment, anchor: date, number: int) -> date:
        back, side = (anchor.weekday() - number) % 7, match["side"] or ""
        if re.fullmatch(self._words.any("this"), side):
            return anchor + timedelta(number - anchor.weekday())
        if re.fullmatch(self._words.any("last"), side):
            return anchor - timedelta(back or 7)
        ahead = re.fullmatch(self._words.any("next"), side) or self._words.follows("until", moment.rest, 0)
        return anchor + timedelta(7 - back) if ahead and (back or side) else anchor - timedelta(back)

    def _with_daytime(self, match: re.Match[str], found: Timex) -> Timex:
        word = match["daytime"]
        if not word:
            return found
        return replace(found, type="TIME", value=f"{found.value}T{self._words.said('daytime', word)[0]}")

    def _week(self, match: re.Match[str], moment: Moment) -> Timex | None:
        shift = int(self._words.said("week", match["ww"])[0])
        if moment.anchor is None:
            return reference(shift)
        of = moment.anchor + timedelta(7 * shift)
        part = part_named(self._words.said("part", match["part"])[0]) if match["part"] else None
        if part is None:
            return timex.week(of)
        start, end = days_of_week(of, part)
        return replace(timex.week(of), start=start, end=end)

    def _weekend(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """The weekend of the week that the word names; of none, the last that has begun."""
        if moment.anchor is None:
            return Timex("DATE", "XXXX-WXX-WE")
        said = self._words.said("weekend", match["we"])
        weeks = int(said[0]) if said else -(moment.anchor.weekday() < 5)
        return timex.weekend(moment.anchor + timedelta(7 * weeks))

    def _day_word(self, match: re.Match[str], moment: Moment) -> Timex | None:
        shift = int(self._words.said("day", match["dw"])[0])
        if moment.anchor is None:
            return reference(shift)
        return self._with_daytime(match, timex.day(moment.anchor + timedelta(shift)))

    def _named_day(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """As in 이날, 同日, 前日: counted from the day last named, else from that of the report."""
        base = moment.named or moment.anchor
        if base is None:
            return Timex("DATE", "XXXX-XX-XX")
        said = self._words.said("named-day", match["dn"])
        return self._with_daytime(match, timex.day(timex.shifted(base, int(said[0]) if said else 0, "day")))

    def _length(self, match: re.Match[str], moment: Moment) -> Timex | None:
        amount, unit = self._measured(match)
        if unit == "" or (amount is not None and (not amount or amount > 9999)):
            return None
        if match["ago"]:
            return self._ago(moment, amount, unit)
        lead = match["lead"] or ""
        value = timex.duration_value(amount, unit)
        if not lead or moment.anchor is None:
            return Timex("DURATION", value)
        reach, measure = (amount, unit) if amount is not None else _RECENT.get(unit, (5, unit))
        if re.fullmatch(self._words.any("ahead"), lead):
            return Timex("DURATION", value, moment.anchor, timex.shifted(moment.anchor, reach, measure))
        return Timex("DURATION", value, timex.shifted(moment.anchor, -reach, measure), moment.anchor)

    def _measured(self, match: re.Match[str]) -> tuple[float | None, str]:
        """The number and the unit of a length; no unit where the words are a date, not a length."""
        if match["span"]:
            amount, unit = self._words.said("length", match["span"])
            return float(amount), unit
        if match["few"]:
            return None, self._words.said("unit", match["u1"])[0]
        number, said = self._words.amount_of(match["n"]), self._words.said("unit", match["u2"])
        if number is None or (said[-1] == "marked" and not (match["tail"] or match["ago"] or match["odd"])):
            return None, ""
        return float(number) + (0.5 if match["half"] else 0.0), said[0]

    def _ago(self, moment: Moment, amount: float | None, unit: str) -> Timex:
        if moment.anchor is None or amount is None:
            return timex.reference("PAST_REF", moment.anchor)
        return timex.ago(moment.anchor, amount, unit)

    def _reference(self, match: re.Match[str], moment: Moment) -> Timex | None:
        kind = self._words.said("ref", match["ref"])[0]
        return timex.reference(_REFERENCES[kind], moment.anchor)

    def _set(self, match: re.Match[str], moment: Moment) -> Timex | None:
        if match["weekday"]:
            return Timex("SET", f"XXXX-WXX-{self._words.said('weekday', match['weekday'])[0]}")
        return Timex("SET", timex.duration_value(1, self._words.said("set", match["set"])[0]))

    def _clock(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """The clock time on the day last named, else on that of the report."""
        hour, minute = int(match["h"]), int(match["min"] or (30 if match["thirty"] else 0))
        if match["noon"]:
            hour = hour % 12 + int(self._words.said("clock", match["noon"])[0])
        if hour > 24 or minute > 59:
            return None
        on = moment.named or moment.anchor
        value = f"{on.isoformat() if on else 'XXXX-XX-XX'}T{hour:02d}:{minute:02d}"
        return Timex("TIME", value, on, on)
