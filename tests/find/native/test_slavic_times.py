"""Days in Russian and Ukrainian: time expressions, their days and their TIMEX3 values."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from find import written
from find.native.slavic import LANGUAGES, cases, times
from shipped import shipped_rows

CASES = [
    pytest.param(language, case, id=case["text"][:60]) for language in LANGUAGES for case in cases("times", language)
]
ANCHOR = "2024-11-20"
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
WORDS = re.split(
    " ",
    "с по до 8 13 2024 33-й 1990-х 18.10.2024 9:30 – - , . ' октября октябре мая году года прошлой этой следующем неделе "
    "среду вчера начале конце три двадцать первого назад последние несколько месяцев полугодии летом ежегодно в из від "
    "жовтня року минулого цього тижня п'ятницю торік наприкінці останніх тому півріччі влітку щороку у",
)


@pytest.mark.parametrize(("language", "case"), CASES)
def test_case(language: str, case: dict[str, Any]) -> None:
    """The text holds the periods that its case lists, in order, and no others."""
    on = case.get("on", ANCHOR)
    found = times(language).periods(case["text"], date.fromisoformat(on) if on else None)
    assert [written.period(m) for m in found] == case["found"]
    if "words" in case:
        assert [m.text for m in found] == case["words"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_breadth(language: str) -> None:
    """At least forty texts of each language are listed."""
    assert sum(param.values[0] == language for param in CASES) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(day=DAYS, anchor=DAYS)
def test_full_dates_need_no_anchor(language: str, day: date, anchor: date) -> None:
    """A full date is the same day whatever the anchor, in words and in figures."""
    (month,) = (row for row in shipped_rows(language).times if row.means == f"month {day.month}")
    year = "года" if language == "ru" else "року"
    for printed in (f"{day.day} {month.words[1]} {day.year} {year}", day.strftime("%d.%m.%Y"), day.isoformat()):
        for seen_from in (anchor, None):
            (found,) = times(language).periods(f"Судно {printed}.", seen_from)
            assert (found.start_on, found.end_on, found.timex_value) == (day, day, day.isoformat())


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=20, deadline=None)
@given(anchor=DAYS)
def test_weekdays_lie_in_the_week_before(language: str, anchor: date) -> None:
    """A weekday is the anchor's or one of the six days before it, and has that name."""
    for row in shipped_rows(language).times:
        if row.means.startswith("weekday"):
            (found,) = times(language).periods(f"Заявил в {row.words[0]}.", anchor)
            assert found.start_on is not None
            assert found.start_on.isoweekday() == int(row.means.split()[1])
            assert 0 <= (anchor - found.start_on).days < 7


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=100, deadline=None)
@given(
    text=st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join) | st.text(max_size=60),
    anchor=st.none() | st.dates(),
)
def test_any_text_is_read(language: str, text: str, anchor: date | None) -> None:
    """Any text is read without an error; no interval runs backwards, and no mention stands inside another."""
    past = 0
    for found in times(language).periods(text, anchor):
        assert text[found.start : found.end] == found.text
        assert found.start >= past
        assert found.start_on is None or found.end_on is None or found.start_on <= found.end_on
        past = found.end
