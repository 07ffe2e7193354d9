"""Days of Korean and Japanese: time expressions, their days and their TIMEX3 values."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from find import written
from find.native.reading import LANGUAGES, listed, times

CASES = [(language, case) for language in LANGUAGES for case in listed(f"times_{language}")["case"]]
ANCHOR = "2024-11-20"
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
SIGNS = {"ko": ("년 ", "월 ", "일"), "ja": ("年", "月", "日")}
WORDS = {
    "ko": re.split(
        " ",
        "지난 오는 이번 최근 8 18 2024 년 월 일 개월 전 부터 까지 ~ 초 말 수요일 지난달 작년 이날 몇 간 시 오후",
    ),
    "ja": re.split(
        " ",
        "さる 来る 過去 8 18 2024 十 年 月 日 カ月 前 から まで ～ 上旬 末 水曜日 先月 昨年 同日 数 間 時 午後",
    ),
}


@pytest.mark.parametrize(("language", "case"), CASES, ids=lambda value: str(value)[:60])
def test_case(language: str, case: dict[str, Any]) -> None:
    """The text holds the periods that its case lists, in order, and no others."""
    on = case.get("on", ANCHOR)
    found = times(language).periods(case["text"], date.fromisoformat(on) if on else None)
    assert [written.period(m) for m in found] == case["found"]
    assert all(case["text"][m.start : m.end] == m.text for m in found)
    if "words" in case:
        assert [m.text for m in found] == case["words"]


def test_breadth() -> None:
    """At least forty cases are listed for each language."""
    assert all(sum(of == language for of, _ in CASES) >= 40 for language in LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(day=DAYS, anchor=st.none() | DAYS)
def test_full_dates_need_no_anchor(language: str, day: date, anchor: date | None) -> None:
    """A full date is the same day whatever the anchor, in each of the ways to print it."""
    year, month, number = SIGNS[language]
    for printed in (f"{day.year}{year}{day.month}{month}{day.day}{number}", day.isoformat(), f"{day:%Y.%m.%d}"):
        (found,) = times(language).periods(printed, anchor)
        assert (found.start_on, found.end_on, found.timex_value) == (day, day, day.isoformat())
        assert found.text == printed


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(anchor=DAYS, number=st.integers(1, 31))
def test_a_bare_day_is_the_last_of_its_number(language: str, anchor: date, number: int) -> None:
    """A day without month or year is the last of that number on or before the day of the report."""
    (found,) = times(language).periods(f"{number}{SIGNS[language][2]}", anchor)
    assert found.start_on is not None
    assert (found.start_on.day, found.start_on <= anchor) == (number, True)
    assert (anchor - found.start_on).days <= 61


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=200, deadline=None)
@given(data=st.data(), anchor=st.none() | st.dates())
def test_any_words_are_read(language: str, data: st.DataObject, anchor: date | None) -> None:
    """Any jumble of time words is read without an error, no interval runs backwards, and spans are their texts."""
    words = data.draw(st.lists(st.sampled_from(WORDS[language]) | st.text(max_size=3), max_size=12))
    text = data.draw(st.sampled_from(["", " "])).join(words)
    past = 0
    for found in times(language).periods(text, anchor):
        assert text[found.start : found.end] == found.text
        assert past <= found.start < found.end
        assert found.start_on is None or found.end_on is None or found.start_on <= found.end_on
        past = found.end
