from __future__ import annotations

import pytest

from read.printed_pages import locked_pdf, pdf
from reportedly.read.pdf import read_pdf


def test_pages_and_scripts() -> None:
    """The text of all pages is read, in any script, with an empty line between pages."""
    reading = read_pdf(pdf([["Министерство обороны сообщило", "1"], ["국방부가 밝혔다", "2"]]), "a.pdf")
    assert reading.text == "Министерство обороны сообщило\n\n국방부가 밝혔다"
    assert reading.problems == ()


def test_wrapped_lines() -> None:
    """Printed lines come out as a paragraph, with parted words whole."""
    reading = read_pdf(pdf([["Seoul said that North Korea had shipped artil-", "lery shells to Russia."]]), "a.pdf")
    assert reading.text == "Seoul said that North Korea had shipped artillery shells to Russia."


def test_a_broken_pdf_behind_a_locked_one_is_broken() -> None:
    """The library keeps its last fault; what a PDF is told to be is its own."""
    assert [p.slug for data in (locked_pdf(), pdf([])) for p in read_pdf(data, "a.pdf").problems] == [
        "encrypted-pdf",
        "broken-pdf",
    ]


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (pdf([["cut short"]])[:250], "broken-pdf"),
        (b"%PDF-1.7 and nothing more", "broken-pdf"),
        (pdf([]), "broken-pdf"),
        (locked_pdf(), "encrypted-pdf"),
        (pdf([[""], [""]]), "page-without-text"),
    ],
)
def test_unreadable(data: bytes, slug: str) -> None:
    """A PDF that is broken, locked or without text is one problem, and no text."""
    reading = read_pdf(data, "a.pdf")
    assert reading.text == ""
    assert [(p.slug, p.severity, p.where) for p in reading.problems] == [(slug, "error", "a.pdf")]


def test_too_many_pages() -> None:
    """A PDF with more pages than are read is a problem."""
    assert [p.slug for p in read_pdf(pdf([[""]] * 2001), "a.pdf").problems] == ["too-large"]


def test_deflated_pages() -> None:
    """Compressed pages are read like others."""
    assert read_pdf(pdf([["Seoul said so."]] * 2, deflated=True), "a.pdf").text == "Seoul said so.\n\nSeoul said so."


@pytest.mark.parametrize("pages", [[["arms" * 2_000_000]], [["arms" * 1_000_000]] * 7])
def test_bomb(pages: list[list[str]]) -> None:
    """A small file that unfolds to more than the bounds is a problem before anything is laid out."""
    data = pdf(pages, deflated=True)
    assert len(data) < 2_000_000
    assert [p.slug for p in read_pdf(data, "a.pdf").problems] == ["too-large"]
