"""The PDF as pictures, and the Word document through LibreOffice: no page is blank, the notes are at the foot."""

from __future__ import annotations

from pathlib import Path

import pytest

from present.paper.pictures import as_pdf, is_blank, office, pages
from present.paper.test_footnotes import TWENTY, _flat, _squeezed
from serve.commands import run


def test_no_page_of_the_pdf_is_blank(demo_ledger: Path, tmp_path: Path) -> None:
    """Every page has ink, and there are as many as a report has, not as a book."""
    run("dossier", "KP", "RU", "-o", tmp_path / "d.pdf", ledger=demo_ledger)
    drawn = pages(tmp_path / "d.pdf")
    assert 5 < len(drawn) < 40
    assert not any(map(is_blank, drawn))


@pytest.mark.full
def test_libreoffice_sets_the_word_document(demo_ledger: Path, tmp_path: Path) -> None:
    """LibreOffice opens it, sets it without a blank page, and prints the notes."""
    if office() is None:
        pytest.skip("LibreOffice is not there (scripts/office)")
    run("dossier", "KP", "RU", "-o", tmp_path / "d.docx", ledger=demo_ledger)
    pdf = as_pdf(tmp_path / "d.docx", tmp_path)
    drawn = pages(pdf)
    assert 5 < len(drawn) < 60
    assert not any(map(is_blank, drawn))
    text = _flat(pdf)
    assert all(_squeezed(said) in text for _, said in TWENTY)
