"""How a dossier in PDF falls into pages: none half empty before the map, nothing short cut in two, no heading alone."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import docx
import pypdfium2
import pytest

from present.sample import sample
from reportedly.present.house import House
from reportedly.present.paper.blocks import Block, Heading, Paper, Paragraph, Table, words
from reportedly.present.paper.pdf import paper_pdf
from reportedly.present.paper.word import dossier_docx
from serve.commands import run

FONTS = [str(files("reportedly") / "data" / "fonts")]
ASIDE = "An origin counts once, however many documents repeat it. Under each: its echoes, and why."
SENTENCE = "One origin says at least so much and no more; "


def pages(blocks: list[Block]) -> list[str]:
    """The words of each page that the blocks come to, without their ends of lines."""
    made = datetime(2024, 6, 1, tzinfo=UTC)
    return texts(paper_pdf(Paper("Pages", (), tuple(blocks), {}), FONTS, made, House()))


def texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def filled(lines: int) -> list[Block]:
    """Blocks that fill some of a page."""
    return [Paragraph(words("A line of its own.")) for _ in range(lines)]


def test_the_first_flow_begins_below_what_is_in_brief(demo_ledger: Path, tmp_path: Path) -> None:
    """A map that does not fit on the first page leaves no hole there: it stands on the next, and the text goes on."""
    run("dossier", "KP", "RU", "-o", tmp_path / "d.pdf", ledger=demo_ledger)
    first, second, *_ = texts((tmp_path / "d.pdf").read_bytes())
    assert "19 documents, published" in first
    assert "Lines run from supplier to recipient" in second


@pytest.mark.parametrize("lines", range(42, 48))
def test_a_short_paragraph_is_on_one_page(lines: int) -> None:
    """Wherever on the page it comes."""
    said = (SENTENCE * 12).strip()
    assert sum(said in page for page in pages([*filled(lines), Paragraph(words(said))])) == 1


@pytest.mark.parametrize("lines", range(42, 48))
def test_a_heading_is_on_the_page_of_its_first_row(lines: int) -> None:
    """With the small line between them that explains it."""
    rows = tuple((words(f"row {n}"), words("is")) for n in range(3))
    blocks = [*filled(lines), Heading(2, "Bands"), Paragraph(words("Never added."), "aside")]
    (page,) = (
        p for p in pages([*blocks, Table(("What", "How"), rows, (50, 50), "Totals")]) if "Bands Never added." in p
    )
    assert "row 0" in page


def test_in_word_the_small_line_stays_with_what_it_explains() -> None:
    """It is kept with the next, as headings are; other paragraphs are not."""
    document = docx.Document(io.BytesIO(dossier_docx(sample(), FONTS)))
    kept = {each.text: each.paragraph_format.keep_with_next for each in document.paragraphs}
    assert kept[ASIDE] is True
    assert not any(keeps for text, keeps in kept.items() if text in sample().facts)


def test_a_paragraph_longer_than_a_page_is_there_to_its_end() -> None:
    """It goes on overleaf."""
    said = SENTENCE * 200
    whole = " ".join(pages([Paragraph(words(f"{said} The end."))]))
    assert whole.count("One origin says") == 200
    assert "The end." in whole
