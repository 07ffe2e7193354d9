"""Names in Latin letters: each row by its example, cases in four scripts, and nothing of a script left over."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.find.native.latin import latin
from reportedly.terms.native import NATIVE, NativeLetterRow
from shipped import shipped_rows

CASES = tomllib.loads(Path(__file__).with_name("latin.toml").read_text(encoding="utf-8"))["case"]
NAMES = [(case["language"], *name.rsplit(": ", 1)) for case in CASES for name in case["names"]]
LETTERS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ʼ",
    "ko": "".join(map(chr, range(ord("가"), ord("힣") + 1, 7))),
    "ja": "".join(map(chr, [*range(ord("ぁ"), ord("ゖ") + 1), *range(ord("ァ"), ord("ー") + 1)])),
}
OWN = re.compile("[\u0400-\u04ff가-힣ㄱ-ㅣぁ-ゖァ-ヺー\u2060\u2062]")


def letters(language: str) -> tuple[NativeLetterRow, ...]:
    return shipped_rows(language).letters


ROWS = [row for language in NATIVE for row in letters(language) if row.example]


@pytest.mark.parametrize(("language", "given_name", "written"), NAMES)
def test_case(language: str, given_name: str, written: str) -> None:
    """A name is written in Latin letters as its case has it."""
    assert latin(given_name, letters(language)) == written


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.language}-{row.letters}-{row.place}")
def test_row(row: NativeLetterRow) -> None:
    """Each row of letters is read from its example, and the example turns on it: without the row it is written otherwise."""
    name, written = row.example.split(": ")
    rest = tuple(other for other in letters(row.language) if other != row)
    assert latin(name, letters(row.language)) == written
    assert latin(name, rest) != written


@pytest.mark.parametrize("language", NATIVE)
def test_breadth(language: str) -> None:
    """At least 25 names of each language are listed."""
    assert len([name for name in NAMES if name[0] == language]) >= 25


@given(st.sampled_from(NATIVE).flatmap(lambda la: st.tuples(st.just(la), st.text(LETTERS[la] + " -,", max_size=30))))
def test_no_letter_is_left(text: tuple[str, str]) -> None:
    """Of the letters of a language none is left over, whatever stands beside it, in small letters or capitals."""
    language, name = text
    for written in (latin(name, letters(language)), latin(name.upper(), letters(language))):
        assert not OWN.search(written)


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    """Any text is written without a fault, and one without letters of the language stays as it is."""
    assert latin(text, ()) == text or re.search("[가-힣\u2060\u2062]", text)
    for language in NATIVE:
        assert isinstance(latin(text, letters(language)), str)
