"""Figures in Russian and Ukrainian: figure, bound, unit, counted noun, and how one stands to another."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from find import written
from find.native.slavic import LANGUAGES, cases, found_in
from find.native.spelling import spelt

CASES = [
    pytest.param(language, case, id=case["text"][:60]) for language in LANGUAGES for case in cases("numbers", language)
]
SCALES = {"ru": {"тыс.": 10**3, "млн": 10**6, "млрд": 10**9}, "uk": {"тис.": 10**3, "млн": 10**6, "млрд": 10**9}}
WORDS = re.split(
    " ",
    "от до с из между и или — - – , . ( 10 12,5 10.000 10 000 2024 18:30 152-мм 33-й № $ % « » тысяч тысячи сотни десять "
    "пять двадцать пятый половина с половиной полтора пара несколько более не менее около почти ещё танков ракет рублей "
    "в год каждый від до між та зі тисяч тисячі п'ять двадцять кілька пів мільйона понад майже ще гривень на рік кожне "
    "\n \u00a0",
)


@pytest.mark.parametrize(("language", "case"), CASES)
def test_case(language: str, case: dict[str, Any]) -> None:
    """The text holds the quantities that its case lists, in order, and no others."""
    text = case["text"]
    found = found_in(language, text)
    assert [written.quantity(text, m) for m in found] == case["found"]
    if "words" in case:
        assert [m.text for m in found] == case["words"]
    if "counted" in case:
        assert [text[slice(*m.counted)] if m.counted else "" for m in found] == case["counted"]
    if "numbers" in case:
        assert [text[slice(*m.number)] for m in found] == case["numbers"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_breadth(language: str) -> None:
    """At least forty-five texts of each language are listed."""
    assert sum(param.values[0] == language for param in CASES) >= 45


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(number=st.integers(2, 10**10), genitive=st.booleans())
def test_number_in_words(language: str, number: int, genitive: bool) -> None:
    """A number written out in words, in the nominative or the genitive, is read back over all its words."""
    words = spelt(language, number, genitive)
    about = {"ru": "около", "uk": "близько"}[language] if genitive else ""
    text = f"{about} {words} {'танков' if language == 'ru' else 'танків'}."
    (found,) = found_in(language, text)
    assert (found.quantity.low, found.quantity.high, found.quantity.unit) == (number, number, "tank")
    assert text[slice(*found.number)] == words


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(number=st.integers(1, 999), tenths=st.integers(0, 9), scale=st.integers(0, 2))
def test_figure_with_scale(language: str, number: int, tenths: int, scale: int) -> None:
    """A figure before тыс., млн or млрд is read as so many of them, over figure and scale."""
    word, value = list(SCALES[language].items())[scale]
    printed = f"{number},{tenths} {word}" if tenths else f"{number} {word}"
    text = f"{printed} ракет"
    (found,) = found_in(language, text)
    assert found.quantity.low == found.quantity.high == number * value + tenths * value // 10
    assert text[slice(*found.number)] == printed


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(number=st.integers(1000, 10**9), space=st.sampled_from([" ", "\u00a0", "\u2009", "\u202f", "."]))
def test_grouped_digits(language: str, number: int, space: str) -> None:
    """Digits in threes, with any space or a dot between, are one figure."""
    printed = f"{number:,}".replace(",", space)
    (found,) = found_in(language, f"Привезли {printed} ракет.")
    assert (found.quantity.low, found.quantity.high) == (number, number)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, deadline=None)
@given(text=st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=80))
def test_any_text_is_read(language: str, text: str) -> None:
    """Any text is read without an error, in order, and every span is a slice of it inside its mention."""
    past = 0
    for mention in found_in(language, text):
        assert text[mention.start : mention.end] == mention.text == mention.quantity.text
        assert mention.start <= mention.number[0] < mention.number[1] <= mention.end
        assert mention.counted is None or mention.counted[0] < mention.counted[1] <= len(text)
        assert mention.number[0] >= past
        past = mention.number[1]
