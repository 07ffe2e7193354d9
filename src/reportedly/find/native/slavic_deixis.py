"""Dates by pointing in Russian and Ukrainian: вчера, минулого тижня, в среду, три месяца назад, в начале года."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from reportedly.find import timex
from reportedly.find.native.slavic_calendar import Calendar
from reportedly.find.native.slavic_moment import Moment, TimeRule, reference, rules, shift_of
from reportedly.find.timex import Timex

_FINE = {"hour", "minute", "second"}


def pointing_rules(words: Calendar) -> Iterable[TimeRule]:
    """The rules of dates by pointing."""
    pointing = _Pointing(words)
    part, unit = rf"(?P<part>{words.pattern('part')})", rf"(?P<unit>{words.pattern('unit')})"
    shift = rf"(?P<shift>{words.pattern('last')}|{words.pattern('this')}|{words.pattern('next')})"
    near = rf"(?P<near>{words.pattern('coming one')}|{words.pattern('recent one')})"
    daytime = rf"(?:,? (?P<daytime>{words.pattern('daytime')}))?"
    at = words.pattern("at")
    return rules(
        (rf"(?P<word>{words.pattern('day')}){daytime}", pointing.named_day),
        (rf"(?:{part} )?(?P<year>{words.pattern('year')})", pointing.named_year),
        (rf"(?:(?:{shift}|{near}) )?(?P<weekday>{words.pattern('weekday')}){daytime}", pointing.weekday),
        (rf"(?:{part} (?:(?:{at}) )?)?{shift} {unit}", pointing.shifted),
        (rf"{part} {unit}", pointing.of_the_unit),
        (rf"(?:{words.amounts} )?{unit} (?:{words.pattern('ago')})", pointing.ago),
        (rf"(?:{words.pattern('same day')})", pointing.same_day),
        (rf"(?:{words.pattern('past')})", pointing.past),
        (rf"(?:{words.pattern('present')})", pointing.present),
        (rf"(?:{words.pattern('future')})", pointing.future),
    )


class _Pointing:
    def __init__(self, words: Calendar) -> None:
        self._words = words
        near = f"{words.pattern('at')}|{words.pattern('until')}|{words.pattern('since')}|{words.pattern('from')}"
        self._led = re.compile(rf"(?<!\w)(?:{near}|,) $|\d,? $")
        self._until = re.compile(rf"(?<!\w)(?:{words.pattern('until')}) $")

    def named_day(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Вчера, сегодня утром."""
        shift = self._words.number("day", match["word"])
        if moment.anchor is None:
            return reference(shift)
        return self._at_daytime(timex.day(moment.anchor + timedelta(shift)), match)

    def _at_daytime(self, found: Timex, match: re.Match[str]) -> Timex:
        word = match["daytime"]
        return replace(found, type="TIME", value=f"{found.value}T{self._words.value('daytime', word)}") if word else found

    def named_year(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Торік."""
        shift = self._words.number("year", match["year"])
        if moment.anchor is None:
            return reference(shift)
        part = self._words.value("part", match["part"]) if match["part"] else ""
        return _part_of(timex.year(moment.anchor.year + shift), part, "year", moment.anchor)

    def weekday(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """В среду, в минувшую пятницу."""
        number = self._words.number("weekday", match["weekday"])
        shift = self._shift(match["shift"] or match["near"])
        if shift is None and not self._led.search(moment.lead):
            return None
        if moment.anchor is None:
            return self._at_daytime(Timex("DATE", f"XXXX-WXX-{number}"), match)
        ahead = moment.ahead or self._until.search(moment.lead) is not None
        return self._at_daytime(timex.day(_weekday_on(number - 1, shift, moment.anchor, ahead)), match)

    def _shift(self, word: str | None) -> int | None:
        if word is None or word in self._words.words.get("coming one", {}):
            return 1 if word else None
        return -1 if word in self._words.words.get("recent one", {}) else shift_of(self._words, word)

    def shifted(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """На прошлой неделе, в конце этого года, ранее в этом месяце."""
        shift, unit = shift_of(self._words, match["shift"]), self._words.value("unit", match["unit"])
        if moment.anchor is None:
            return reference(shift)
        if unit == "century" or unit in _FINE:
            return None
        if unit == "day" and (moment.named or shift):
            return timex.day((moment.named or moment.anchor) + timedelta(shift))
        whole = timex.unit_of(timex.shifted(moment.anchor, shift, unit), unit)
        part = self._words.value("part", match["part"]) if match["part"] else ""
        return _part_of(whole, part, unit, moment.anchor)

    def of_the_unit(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Начало года: of the one that the anchor lies in."""
        unit, part = self._words.value("unit", match["unit"]), self._words.value("part", match["part"])
        if unit not in ("week", "month", "year", "quarter"):
            return None
        if moment.anchor is None:
            return reference(0)
        return _part_of(timex.unit_of(moment.anchor, unit), part, unit, moment.anchor)

    def ago(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Три месяца назад, неделю назад."""
        unit = self._words.value("unit", match["unit"])
        amount = self._words.amount(match["amount"]) if match["amount"] else 1
        if moment.anchor is None or amount is None:
            return timex.reference("PAST_REF", moment.anchor)
        return timex.ago(moment.anchor, amount, unit)

    def same_day(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """В тот же день: the day last named, else the anchor."""
        on = moment.named or moment.anchor
        return timex.day(on) if on else Timex("DATE", "XXXX-XX-XX")

    def past(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Недавно."""
        return timex.reference("PAST_REF", moment.anchor)

    def present(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Сейчас."""
        return timex.reference("PRESENT_REF", moment.anchor)

    def future(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Вскоре."""
        return timex.reference("FUTURE_REF", moment.anchor)


def _weekday_on(number: int, shift: int | None, anchor: date, ahead: bool) -> date:
    back = (anchor.weekday() - number) % 7
    if shift == -1:
        return anchor - timedelta(back or 7)
    if shift == 0:
        return anchor + timedelta(number - anchor.weekday())
    if shift == 1 or (ahead and back):
        return anchor + timedelta(7 - back)
    return anchor - timedelta(back)


def _part_of(whole: Timex, part: str, unit: str, anchor: date) -> Timex:
    """Earlier and later are cut at the anchor; early, mid and late are thirds."""
    assert whole.start is not None
    assert whole.end is not None
    if part == "earlier":
        return replace(whole, end=max(whole.start, min(anchor, whole.end)))
    if part == "later":
        return replace(whole, start=max(anchor, whole.start)) if whole.end >= anchor else whole
    if not part:
        return whole
    if unit in ("year", "month"):
        return _third(whole.start, part, unit)
    days = (whole.end - whole.start).days + 1
    low, high = {"early": (0, days // 3), "mid": (days // 3, 2 * days // 3)}.get(part, (2 * days // 3, days - 1))
    return replace(whole, start=whole.start + timedelta(low), end=whole.start + timedelta(high))


def _third(on: date, part: str, unit: str) -> Timex:
    which: timex.Part = "early" if part == "early" else "mid" if part == "mid" else "late"
    return timex.year(on.year, which) if unit == "year" else timex.month(on.year, on.month, which)
