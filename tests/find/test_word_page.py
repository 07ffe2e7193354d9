"""The page on adding a word: its row makes its cases hold, and without it the first does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.expectation import KEYS, case_of, faults, rows
from reportedly.serve.wiring import reader
from shown import File, steps

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "add-a-word.md"
FILES = {step.name: step for step in steps(PAGE.read_text(encoding="utf-8")) if isinstance(step, File)}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder with the page's files."""
    for file in FILES.values():
        file.save_in(tmp_path)
    return tmp_path


def test_the_cases_of_the_page_hold_with_its_row(saved: Path) -> None:
    """Each claim that a case expects is found, and no other; the keys are those of golden cases."""
    with_row = reader((saved / "my.toml",))
    shown = [case_of(row, "my-cases.toml") for row in rows(saved / "my-cases.toml")]
    assert [len(case.claims) for case in shown] == [1, 0]
    for case in shown:
        assert all(set(expected) <= KEYS for expected in case.claims)
        assert faults(case.claims, with_row.claims(case.document)[0], case.document.text) == [], case.name


def test_without_the_row_the_word_makes_no_claim(saved: Path) -> None:
    """The shipped lexicon lacks it still; once it has it, the page needs another word."""
    first, _ = (case_of(row, "my-cases.toml") for row in rows(saved / "my-cases.toml"))
    assert reader().claims(first.document)[0] == ()
