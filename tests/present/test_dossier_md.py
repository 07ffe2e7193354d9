"""The dossier as Markdown."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from present.sample import hostile_sample, sample
from present.sample_texts import DOCUMENTS
from reportedly.present.dossier_md import dossier_markdown, escaped

TEXT = dossier_markdown(sample())


def test_footnotes_resolve() -> None:
    """Every mark has one footnote, and every footnote is marked somewhere."""
    marks = re.findall(r"(?<!^)\[\^(\d+)\]", TEXT, re.MULTILINE)
    notes = re.findall(r"^\[\^(\d+)\]:", TEXT, re.MULTILINE)
    assert set(marks) == set(notes)
    assert len(notes) == len(set(notes)) == len(sample().notes)


def test_footnotes_hold_the_exact_words() -> None:
    """The quote stands, marked, in its footnote."""
    for row in sample().notes:
        (note,) = re.findall(rf"^\[\^{row.note.number}\]:.*$", TEXT, re.MULTILINE)
        assert f"**{escaped(row.note.words.quote)}**" in note


def test_sources_bear_their_hash() -> None:
    """Every source gives the SHA-256 of its text."""
    assert all(f"`{document.text_sha256}`" in TEXT for document in DOCUMENTS)


def test_tables_are_even() -> None:
    """Every row of a table has as many cells as its head."""
    for table in re.findall(r"(?:^\|.*\|\n)+", TEXT, re.MULTILINE):
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}) == 1


def test_a_document_cannot_write_markup() -> None:
    """No tag and no live script address of a document's words is left in the text."""
    hostile = dossier_markdown(hostile_sample())
    assert "<script" not in hostile
    assert "<img" not in hostile
    assert "<javascript" not in hostile


@given(st.text())
def test_escaped_words_are_one_line_without_markup(words: str) -> None:
    """Whatever the words, no bare bracket, angle, backtick or line break is left."""
    line = escaped(words)
    assert "\n" not in line
    assert not re.search(r"[<>]", line)
    assert not re.search(r"(?<!\\)(\\\\)*[`*_\[\]|]", line.replace("\\\\", ""))
