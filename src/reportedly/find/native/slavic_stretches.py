"""Lengths, repetitions and clock times in Russian and Ukrainian: три недели, последние месяцы, щороку, 33-й месяц, 9:30."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportedly.find import timex
from reportedly.find.native.slavic_calendar import Calendar
from reportedly.find.native.slavic_moment import Moment, TimeRule, rules
from reportedly.find.timex import Timex

_RECENT = {
    "hour": (2, "day"), "day": (10, "day"), "week": (6, "week"), "month": (6, "month"), "quarter": (3, "quarter"),
    "year": (5, "year"), "decade": (30, "year"),
}  # fmt: skip
_FIGURE_BEFORE = re.compile(r"\d[^.,;:]*$")


def stretch_rules(words: Calendar) -> Iterable[TimeRule]:
    """The rules of lengths and repetitions."""
    stretches = _Stretches(words)
    unit = rf"(?P<unit>{words.pattern('unit')})"
    side = rf"(?:(?P<past>{words.pattern('recent')})|(?P<coming>{words.pattern('coming')}))"
    one = rf"(?:(?P<past>{words.pattern('recent one')})|(?P<coming>{words.pattern('coming one')}))"
    ordinal = rf"(?P<ordinal>\d{{1,3}}-?[^\W\d_]{{1,3}}|{words.ordinal_words})"
    return rules(
        (rf"{side} (?:{words.amounts} )?{unit}", stretches.recent),
        (rf"{one} {unit}", stretches.last_one),
        (rf"{ordinal} {unit}", stretches.numbered),
        (rf"{words.amounts} {unit}", stretches.length),
        (rf"(?P<every>{words.pattern('every')})", stretches.every),
        (r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?![:\d])", stretches.clock),
    )


class _Stretches:
    def __init__(self, words: Calendar) -> None:
        self._words = words
        self._number_before = re.compile(rf"(?<!\w)(?:{words.amounts})(?!\w)[^.,;:]*$")

    def _unit(self, match: re.Match[str]) -> str:
        return self._words.value("unit", match["unit"])

    def recent(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Последние месяцы; за последние три недели."""
        unit, past, amount = self._unit(match), bool(match["past"]), None
        if not match["amount"]:
            return _near(unit, past, moment)
        amount = self._words.amount(match["amount"])
        return _reach(timex.duration_value(amount, unit), amount, unit, past, moment)

    def last_one(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """За последний месяц."""
        unit = self._unit(match)
        return _reach(timex.duration_value(1, unit), 1, unit, bool(match["past"]), moment)

    def numbered(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """33-й месяц войны, третий год подряд: the one that the anchor lies in."""
        unit = self._unit(match)
        if unit not in ("day", "week", "month", "year") or self._words.ordinal(match["ordinal"]) < 2:
            return None
        return timex.unit_of(moment.anchor, unit) if moment.anchor else None

    def length(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Три недели, полтора года."""
        return Timex("DURATION", timex.duration_value(self._words.amount(match["amount"]), self._unit(match)))

    def every(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """Ежегодно, щомісяця; "в год" only after a figure."""
        said = match["every"]
        unit = self._words.value("every", said)
        if " " in said and not (_FIGURE_BEFORE.search(moment.lead) or self._number_before.search(moment.lead)):
            return None
        return Timex("SET", timex.duration_value(1, unit))

    def clock(self, match: re.Match[str], moment: Moment) -> Timex | None:
        """9:30, on the anchor's day or that last named."""
        on = moment.named or moment.anchor
        named = on.isoformat() if on else "XXXX-XX-XX"
        return Timex("TIME", f"{named}T{int(match['hour']):02d}:{match['minute']}", on, on)


def _near(unit: str, past: bool, moment: Moment) -> Timex:
    """Recent weeks are the six before, fuzzy; the coming ones those after."""
    if moment.anchor is None or unit not in _RECENT:
        return timex.reference("PAST_REF" if past else "FUTURE_REF", moment.anchor)
    amount, measure = _RECENT[unit]
    if past:
        return Timex("DATE", "PAST_REF", timex.shifted(moment.anchor, -amount, measure), moment.anchor)
    return Timex("DATE", "FUTURE_REF", moment.anchor, timex.shifted(moment.anchor, amount, measure))


def _reach(value: str, amount: float | None, unit: str, past: bool, moment: Moment) -> Timex:
    """A length that ends or begins on the anchor."""
    if moment.anchor is None:
        return Timex("DURATION", value)
    reach, measure = (amount, unit) if amount is not None else _RECENT.get(unit, (3, unit))
    if past:
        return Timex("DURATION", value, timex.shifted(moment.anchor, -reach, measure), moment.anchor)
    return Timex("DURATION", value, moment.anchor, timex.shifted(moment.anchor, reach, measure))
