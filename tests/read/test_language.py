"""The language of a text: each of two dozen languages by its texts, what stays English, and any piece of a report."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.read.document import Known, document_of
from reportedly.read.language import language_of
from reportedly.read.metadata import Metadata

TEXTS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
REPORTS = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
    if path.name[:2] <= "10"
]
LEAST = 200


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in TEXTS.items() for text in texts])
def test_text(code: str, text: str) -> None:
    """A sentence or two tell the language; what is short, of names or of figures is English."""
    assert language_of(text) == code


def test_breadth() -> None:
    """Four texts of each language are listed, and fifteen that stay English."""
    assert len(TEXTS) == 25
    assert all(len(texts) >= (15 if code == "en" else 4) for code, texts in TEXTS.items())


def test_names_in_brackets() -> None:
    """Names in brackets in another script do not change the language."""
    assert language_of("North Korea (북한) sent arms to Russia.") == "en"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(REPORTS), st.data())
def test_a_piece_of_a_report_stays_english(report: str, data: st.DataObject) -> None:
    """An English report cut anywhere at 200 characters or more is English."""
    start = data.draw(st.integers(0, max(0, len(report) - LEAST)))
    end = data.draw(st.integers(min(len(report), start + LEAST), len(report)))
    assert language_of(report[start:end]) == "en"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    """Any text has a language of two letters."""
    assert len(language_of(text)) == 2


@pytest.mark.parametrize(
    ("told", "text", "code", "warned"),
    [
        ("en", "국방부는 북한이 러시아에 컨테이너 수천 개를 보냈다고 밝혔다.", "ko", True),
        ("ko", "Officials in Seoul said that the ships have left the port of Rajin.", "en", True),
        ("de", "Officials in Seoul said that the ships have left the port of Rajin.", "de", False),
        ("uk", "Представитель сказал, что поставки завершатся осенью.", "uk", False),
        ("sr", "Ministarstvo je saopštilo da je isporuka haubica završena.", "sr", False),
        ("en", "북한", "en", False),
        (None, "Der Minister sagte, dass die Panzer noch im Herbst übergeben werden.", "de", False),
    ],
)
def test_what_is_told(told: str | None, text: str, code: str, warned: bool) -> None:
    """The language that is told of a text wins, unless its letters are of another; then a warning says so."""
    document, problems = document_of(text, "page.html", text.encode(), Known(Metadata(language=told)))
    assert document.language == code
    assert ("language-differs" in [problem.slug for problem in problems]) is warned
