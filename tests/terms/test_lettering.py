"""Letters that deceive: what nobody sees, turned order, words out of two alphabets."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.terms.lettering import mixed_words, parted_words, unsure_figures


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200d", "\u202a", "\u2066", "\ufe0f"])
def test_a_figure_with_unseen_signs_in_it(sign: str) -> None:
    """It is none, wherever in it the sign stands."""
    for figure in (f"1{sign}000", f"1{sign},000", f"1,{sign}000", f"1.{sign}5", f"1{sign}{sign}0"):
        assert unsure_figures(f"sent {figure} shells"), figure


def test_a_figure_beside_unseen_signs_is_one() -> None:
    """A sign around a figure, a blank that does not break and a figure with blanks change nothing that is seen."""
    for text in ("\u20661,000\u2069 shells", "1,000\u200b shells", "1\u00a0000", "1\u202f000 shells", "1️⃣ shell"):
        assert unsure_figures(text) == (), text


def test_what_is_turned_by_force() -> None:
    """Up to where the order is as before, or to the end of the line."""
    text = "sent \u202e0001\u202c shells\n\u202d12\nand 13"
    assert [text[start:end] for start, end in unsure_figures(text)] == ["\u202e0001", "\u202d12"]


def test_words_parted_by_what_nobody_sees() -> None:
    """In scripts that need joiners within words these are letters like others."""
    assert list(parted_words("Nor\u200bth Korea sent am\u00admunition")) == ["Nor\u200bth", "am\u00admunition"]
    assert list(parted_words("می\u200cخواهم and 👩\u200d✈️ and a\u200b b")) == []


@pytest.mark.parametrize("word", ["Кorea", "Russiа", "Pоссия", "Ноrth", "Κorea"])
def test_words_out_of_two_alphabets(word: str) -> None:
    """A word that looks like one of Latin letters, or of Cyrillic ones, and is not."""
    assert list(mixed_words(f"It is {word} that sent shells.")) == [word]


def test_words_that_only_stand_beside_each_other_in_two_alphabets() -> None:
    """Names of types, units, foreign words with endings of another language, whole words of each."""
    assert list(mixed_words("Т-72Б, С-300V, μg, VIP-зал, iPhone'ом, Россия and Russia, PRщики, ΔV, Новости.com")) == []


@given(st.text())
def test_any_text(text: str) -> None:
    """Spans lie within the text, in order, and every word that is named stands in it."""
    spans = unsure_figures(text)
    assert list(spans) == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(word in text for word in (*parted_words(text), *mixed_words(text)))


@pytest.mark.parametrize("piece", ["a", "1", "\u200b", "\u202e", "1\u200b", "a\u200b", "аa", "1,"])
def test_millions_of_them_are_no_reason_to_hang(piece: str) -> None:
    """The time grows with the text, not with its square."""
    began, text = time.monotonic(), "é" + piece * (1_000_000 // len(piece))
    assert sum(1 for _ in (*unsure_figures(text), *parted_words(text), *mixed_words(text))) >= 0
    assert time.monotonic() - began < 60
