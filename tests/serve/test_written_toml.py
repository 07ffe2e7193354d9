"""TOML that is written from a report's or a sheet's words: each comes back as the same value, and never as another key."""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.present.names import Names
from reportedly.present.web.watch_page import toml_words
from reportedly.serve.sheet_mapping import mapping_of, mapping_toml
from reportedly.serve.watching.suggesting import suggested
from reportedly.serve.wiring import tables
from reportedly.terms.sheet import SHEET_FIELDS, ColumnMap
from reportedly.terms.watching import Tripwire

NAMES = Names.of(tables())
NASTY = (
    '"', "'", '"""', "'''", "\\", "\\u0022", '"\nclaim = "c-0"', '"\r[[channel]]\rkind = "webhook"\rurl = "http://x"', "\n",
    "\r", "\u2028", "\u2029", "\x85", "\0", "\x1b[2J", "\x7f", "\x9b", "\u202e", "#", " = ", "[[indicator]]", "]", "}",
    "\ufeff", "\U000e0001", "\ud800",
)  # fmt: skip
"""What ends a string, a comment or a line somewhere."""

words = st.lists(st.sampled_from(NASTY) | st.text(max_size=12), min_size=1, max_size=5).map("".join)
storable = words.map(lambda told: told.encode("utf-8", "replace").decode())


def printed(told: str) -> str:
    """The words as one line of what can be printed."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in told).split())


@given(words, words, words)
def test_a_tripwires_words_are_its_name_and_nothing_else(condition: str, consequence: str, speaker: str) -> None:
    """One table with three keys; its name is the condition as it can be printed, and a comment never ends early."""
    wire = Tripwire("c-0123456789abcdef", condition, consequence, speaker, hedges=(condition,))
    read = tomllib.loads(suggested([wire], NAMES).encode().decode())
    assert set(read) == {"indicator"}
    (row,) = read["indicator"]
    assert {**row, "name": ""} == {"name": "", "kind": "condition", "claim": wire.claim}
    whole = printed(condition)
    assert row["name"] == (whole or wire.claim) if len(whole) <= 70 else len(row["name"]) <= 70


@given(words)
def test_words_between_quotation_marks_on_the_page_of_the_watch(told: str) -> None:
    """The rows that the workbench offers hold the same words."""
    read = tomllib.loads(f'[[indicator]]\nname = "if {toml_words(told)}"\nclaim = "c-0"')
    (row,) = read["indicator"]
    assert set(row) == {"name", "claim"}
    assert len(printed(told)) > 70 or row["name"] == f"if {printed(told)}".rstrip() or row["name"] == "if "


@given(st.dictionaries(st.sampled_from(SHEET_FIELDS), storable.filter(str.strip), max_size=5))
def test_the_mapping_of_a_sheet_is_read_as_it_was_written(columns: dict[str, str]) -> None:
    """Whatever a sheet's columns are called, the file names those columns and gives no default, unit or choice."""
    guess = ColumnMap({field: (name,) for field, name in columns.items()})  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mapping.toml"
        path.write_bytes(mapping_toml([guess]).encode())
        assert mapping_of(path) == guess


@pytest.mark.parametrize("nasty", NASTY)
def test_each_nasty_word_alone(nasty: str) -> None:
    """What ends a string or a comment is tried with every change, whatever chance draws."""
    test_a_tripwires_words_are_its_name_and_nothing_else.hypothesis.inner_test(nasty, nasty, nasty)  # type: ignore[attr-defined]
    test_words_between_quotation_marks_on_the_page_of_the_watch.hypothesis.inner_test(nasty)  # type: ignore[attr-defined]
