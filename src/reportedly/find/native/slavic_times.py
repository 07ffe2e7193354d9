"""Days in Russian and Ukrainian: every time expression of a text, with its days and its TIMEX3 value."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from reportedly.find.native.slavic_calendar import ROMAN, Calendar, plain
from reportedly.find.native.slavic_dates import date_rules
from reportedly.find.native.slavic_deixis import pointing_rules
from reportedly.find.native.slavic_moment import Moment
from reportedly.find.native.slavic_stretches import stretch_rules
from reportedly.find.timex import Timex
from reportedly.terms.mention import PeriodMention
from reportedly.terms.native import NativeRows

_LEAD = 40
_NEAR = 80
_YEARS = (1000, 9000)
_SENTENCE = re.compile(r"[.!?] |\n")
_START = re.compile(r"(?<!\w)(?<![\d][.,:/])(?:\d|[^\W\d_]+(?:'[^\W\d_]+)*)")
_WITH = re.compile(r"(?:[оеє]м|[еоєй]ю|ью|ей|им|ям)$")
"""How a word ends in the instrumental: "с 2022 годом" is with it, "с 2022 года" since."""
_CLAUSE = re.compile(r"[.,:!?;](?= )|\n| [—–] ")
_WILL = r"[^\W\d_]{3,}(?:тиме|тимуть)(?:ться)?"
"""The Ukrainian future of one word ("вироблятиме")."""


class SlavicTimes:
    """Reads the time expressions of texts in one language."""

    def __init__(self, rows: NativeRows) -> None:
        self._words = Calendar.of(rows)
        self._rules = (*date_rules(self._words), *pointing_rules(self._words), *stretch_rules(self._words))
        known = (word.split()[0] for kinds in self._words.words.values() for word in kinds)
        numbers = (*self._words.numbers, *self._words.ordinals, *self._words.open_numbers)
        self._first = frozenset((*known, *numbers, *ROMAN))
        self._since = re.compile(rf"(?<!\w)(?:{self._words.pattern('since')}) $")
        self._from = re.compile(rf"(?<!\w)(?:{self._words.pattern('from')}) $")
        self._compared = re.compile(rf"(?<!\w)(?:{self._words.pattern('compared')}) $")
        self._to = re.compile(rf" (?:{self._words.pattern('to')}) (?=\d|{self._named()})")
        self._ahead = re.compile(rf"(?<!\w)(?:{self._words.pattern('ahead')}|{_WILL})(?!\w)")

    def _named(self) -> str:
        """The pattern of what may end a stretch that begins with a name of the calendar."""
        return "|".join(self._words.pattern(kind) for kind in ("month", "weekday", "part", "season"))

    def periods(self, text: str, anchor: date | None) -> tuple[PeriodMention, ...]:
        """The time expressions of a text in order, none inside another. anchor: the day from which "в среду" or "минулого
        місяця" are read. Without one only what the words fix themselves has days; other values carry X or a reference."""
        found: list[PeriodMention] = []
        folded_text, past = plain(text), 0
        if anchor is not None and not _YEARS[0] <= anchor.year <= _YEARS[1]:
            anchor = None  # a year before it or after it must be in the calendar too
        named: date | None = None
        for word in _START.finditer(folded_text):
            hyphened = folded_text[word.start() - 1 : word.start()] == "-" and past != word.start() - 1
            if word.start() < past or hyphened or not (word[0].isdigit() or word[0] in self._first):
                continue
            read = self._longest(text, folded_text, word.start(), anchor, named)
            if read is not None:
                past, value = read
                found.append(self._mention(text, folded_text, word.start(), past, value, anchor))
                if value.type == "DATE" and value.start is not None and value.start == value.end:
                    named = value.start
        return tuple(_clocks_placed(text, found))

    def _longest(
        self, text: str, folded_text: str, start: int, anchor: date | None, named: date | None
    ) -> tuple[int, Timex] | None:
        """The end and the value of the longest expression that begins here."""
        matches = [(m.end(), rule, m) for rule in self._rules if (m := rule.pattern.match(folded_text, start))]
        for end, rule, match in sorted(matches, key=lambda m: -m[0]):
            lead, rest = folded_text[max(0, start - _LEAD) : start], folded_text[end : end + _LEAD]
            ahead = self._ahead.search(_clause(text, folded_text, start)) is not None
            value = rule.read(match, Moment(anchor, named, lead, rest, ahead))
            if value is not None:
                return end, value
        return None

    def _mention(
        self, text: str, folded_text: str, start: int, end: int, value: Timex, anchor: date | None
    ) -> PeriodMention:
        start_on, end_on = value.start, value.end
        since = value.type == "DATE" and self._begins(folded_text, start, end, value)
        if since and start_on is not None:
            end_on = anchor if anchor is not None and anchor >= start_on else None
        return PeriodMention(start, end, text[start:end], start_on, end_on, value.type, value.value, since)

    def _begins(self, text: str, start: int, end: int, value: Timex) -> bool:
        """Whether something goes on from this time: "с августа", not "с 8 по 13 октября" nor "по сравнению с 2023"."""
        lead = text[max(0, start - _LEAD) : start]
        if "/" in value.value or value.value == "PRESENT_REF" or self._to.match(text, end):
            return False
        if self._compared.search(lead) or _WITH.search(text, start, end):
            return False
        dated = value.start is not None and value.start == value.end
        return bool(self._since.search(lead) or (not dated and self._from.search(lead)))


def _clocks_placed(text: str, found: list[PeriodMention]) -> list[PeriodMention]:
    """Clock times moved to the single day that is named nearest to them in their sentence ("в 11:15 24 января")."""
    days = [m for m in found if m.timex_type == "DATE" and m.start_on is not None and m.start_on == m.end_on]
    return [_on_day(text, mention, days) if ":" in mention.timex_value else mention for mention in found]


def _on_day(text: str, clock: PeriodMention, days: list[PeriodMention]) -> PeriodMention:
    near = [m for m in days if abs(m.start - clock.start) < _NEAR and not _SENTENCE.search(_between(text, m, clock))]
    if not near:
        return clock
    on = min(near, key=lambda m: abs(m.start - clock.start)).start_on
    value = f"{on}{clock.timex_value[10:]}"
    return replace(clock, start_on=on, end_on=on, timex_value=value)


def _between(text: str, one: PeriodMention, two: PeriodMention) -> str:
    return text[min(one.end, two.end) : max(one.start, two.start)]


def _clause(text: str, folded_text: str, at: int) -> str:
    """The clause around an offset: what is promised in the next one ("заявил, что передаст") does not date this."""
    before = [m.end() for m in _CLAUSE.finditer(text, max(0, at - 300), at)]
    after = _CLAUSE.search(text, at)
    return folded_text[before[-1] if before else max(0, at - 300) : after.start() if after else at + 300]
