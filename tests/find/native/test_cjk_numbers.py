"""Figures of Korean and Japanese: numeral, bound, counter, goods, and how one stands to another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from find import written
from find.native.reading import LANGUAGES, goods_in, listed, numbers
from reportedly.terms.mention import QuantityMention

CASES = [(language, case) for language in LANGUAGES for case in listed(f"numbers_{language}")["case"]]
GOODS = {language: listed(f"numbers_{language}")["goods"] for language in LANGUAGES}
SMALL = {"ko": "십백천", "ja": "十百千"}
LARGE = {"ko": "만억조", "ja": "万億兆"}
ONES = {"ko": "일이삼사오육칠팔구", "ja": "一二三四五六七八九"}
COUNTED = {"ko": " 명", "ja": "人"}


def in_myriads(number: int, language: str) -> str:
    """A number as newspapers print it: digits and the signs of the myriads (1억2000만)."""
    return _grouped(number, language, str)


def in_words(number: int, language: str) -> str:
    """A number in Chinese figures with all its scales, the one before ten, hundred and thousand left out."""
    return _grouped(number, language, lambda group: _spelled(group, language))


def _grouped(number: int, language: str, write: Callable[[int], str]) -> str:
    signs = ("", *LARGE[language])
    groups = [number // 10_000**i % 10_000 for i in range(4)]
    return "".join(write(groups[i]) + signs[i] for i in (3, 2, 1, 0) if groups[i])


def _spelled(number: int, language: str) -> str:
    scales = ("", *SMALL[language])
    digits = [number // 10**i % 10 for i in range(4)]
    ones = ONES[language]
    return "".join(("" if digits[i] == 1 and i else ones[digits[i] - 1]) + scales[i] for i in (3, 2, 1, 0) if digits[i])


@pytest.mark.parametrize(("language", "case"), CASES, ids=lambda value: str(value)[:60])
def test_case(language: str, case: dict[str, Any]) -> None:
    """The text holds the quantities that its case lists, in order, and no others."""
    text = case["text"]
    found = numbers(language).quantities(text, goods_in(text, GOODS[language]))
    assert [written.quantity(text, m) for m in found] == case["found"]
    assert all(text[m.start : m.end] == m.text for m in found)
    if "words" in case:
        assert [m.text for m in found] == case["words"]
    if "counted" in case:
        assert [text[slice(*m.counted)] if m.counted else "" for m in found] == case["counted"]
    if "numbers" in case:
        assert [text[slice(*m.number)] for m in found] == case["numbers"]


def test_breadth() -> None:
    """At least forty-five cases are listed for each language."""
    assert all(sum(of == language for of, _ in CASES) >= 45 for language in LANGUAGES)


def only(language: str, text: str) -> QuantityMention:
    """The one quantity of a text."""
    (found,) = numbers(language).quantities(text, ())
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=120, deadline=None)
@given(number=st.integers(10, 9 * 10**15))
def test_digits_and_myriads(language: str, number: int) -> None:
    """A number in digits and signs of myriads is read back as that number, over all its words."""
    printed = in_myriads(number, language)
    for text in (printed, in_myriads(number, language).translate(str.maketrans("0123456789", "０１２３４５６７８９"))):
        found = only(language, text + COUNTED[language])
        assert (found.quantity.low, found.quantity.high) == (number, number)
        assert (found.number, found.quantity.unit) == ((0, len(printed)), "person")


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=120, deadline=None)
@given(number=st.integers(11, 9 * 10**15))
def test_chinese_figures(language: str, number: int) -> None:
    """A number in Chinese figures is read back as that number, over all its words."""
    printed = in_words(number, language)
    found = only(language, printed + COUNTED[language])
    assert (found.quantity.low, found.number) == (number, (0, len(printed)))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, 10**9), grouped=st.booleans())
def test_plain_digits(language: str, number: int, grouped: bool) -> None:
    """A number in digits, grouped or not, is read back beside a counter."""
    found = only(language, (f"{number:,}" if grouped else str(number)) + COUNTED[language])
    assert found.quantity.low == number


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(low=st.integers(1, 10**8), more=st.integers(1, 10**8))
def test_ranges(language: str, low: int, more: int) -> None:
    """Two numbers joined by a dash are the ends of one range."""
    text = f"{in_myriads(low, language)}～{in_myriads(low + more, language)}{COUNTED[language]}"
    quantity = only(language, text).quantity
    assert quantity.high == low + more
    assert quantity.low in (low, low * 10_000, low * 10**8)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *re.split(
                    r"\|",
                    r"1|2|300|1,000|만|万|천|千|수|数|~|여|余|명|人|대|隻|$|%|(|)|,|.|-|약|約|이상|以上|うち| |분의|分の|조",
                ),
            ]
        )
        | st.text(max_size=3),
        max_size=14,
    ).map("".join)
)
def test_any_text_is_read(language: str, text: str) -> None:
    """Any jumble is read without an error; every span is its text, and mentions do not overlap."""
    past = 0
    for mention in numbers(language).quantities(text, ()):
        assert text[mention.start : mention.end] == mention.text
        assert past <= mention.start <= mention.number[0] < mention.number[1] <= mention.end
        past = mention.end
