"""Periods of Korean and Japanese texts: every time expression with its days, read from the day of the report."""

from __future__ import annotations

import re
from datetime import date

from reportedly.find.native.cjk_dates import DateReader
from reportedly.find.native.cjk_figures import plain
from reportedly.find.native.cjk_pointing import PointingReader
from reportedly.find.native.cjk_time_words import Moment, NativeRule, TimeWords, whole_word
from reportedly.find.timex import Timex
from reportedly.terms.mention import PeriodMention
from reportedly.terms.native import NativeRows

_REST = 24
_GLOSS = r"(?:\([^()\n]{1,10}\))?"


class CjkTimes:
    """Reads the days of one language. Built once."""

    def __init__(self, rows: NativeRows) -> None:
        words = TimeWords(rows)
        self._rules = (*DateReader(words).rules(), *PointingReader(words).rules())
        letters = "".join(sorted(map(re.escape, words.first_letters())))
        self._begin = re.compile(rf"(?<!\d)\d|[{letters}]" if rows.times else "(?!)")
        since, until = words.any("since"), words.any("until")
        self._since = re.compile(rf"{_GLOSS} ?{since}(?![^.。\n]{{0,14}}{until})")

    def periods(self, text: str, anchor: date | None) -> tuple[PeriodMention, ...]:
        """The time expressions of a text in order, none inside another.

        anchor: the day from which "18일" or 先月 are read, normally that of publication. Without one only what the words
        fix themselves has days; the values of the others carry X ("XXXX-10") or a reference."""
        page = plain(text)
        found: list[PeriodMention] = []
        past, named = 0, None
        while (begin := self._begin.search(page, past)) is not None:
            read = self._longest(page, begin.start(), anchor, named)
            past = begin.end() if read is None else read[0]
            if read is not None:
                found.append(self._mention(text, page, (begin.start(), past), read[1], anchor))
                named = _single_day(read[1]) or named
        return tuple(found)

    def _longest(self, page: str, start: int, anchor: date | None, named: date | None) -> tuple[int, Timex] | None:
        """The end and the value of the longest expression that begins here."""
        matches = [(match, rule) for rule in self._rules if (match := rule.pattern.match(page, start))]
        for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
            if match.end() == start or not whole_word(page, start, match.end()):
                continue
            value = _read(rule, match, Moment(anchor, named, page[match.end() : match.end() + _REST]))
            if value is not None:
                return match.end(), value
        return None

    def _mention(self, text: str, page: str, span: tuple[int, int], value: Timex, anchor: date | None) -> PeriodMention:
        start, end = span
        since = value.type == "DATE" and self._since.match(page, end) is not None
        start_on, end_on = value.start, value.end
        if since and start_on is not None:
            end_on = anchor if anchor is not None and anchor >= start_on else None
        return PeriodMention(start, end, text[start:end], start_on, end_on, value.type, value.value, since)


def _read(rule: NativeRule, match: re.Match[str], moment: Moment) -> Timex | None:
    """What the words say; None where it lies beyond the years that a calendar can count."""
    try:
        return rule.read(match, moment)
    except (ValueError, OverflowError):
        return None


def _single_day(value: Timex) -> date | None:
    """The day that a value names, where it is one."""
    return value.start if value.start == value.end and value.value != "PRESENT_REF" else None
