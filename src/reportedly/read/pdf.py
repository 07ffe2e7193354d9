"""PDF: the text of all pages, with paragraphs put back together."""

from __future__ import annotations

from contextlib import closing
from threading import Lock

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError

from reportedly.read.bounds import MAX_CHARACTERS, MAX_OBJECTS, MAX_PAGES
from reportedly.read.paragraphs import mended, without_page_number, words_of
from reportedly.read.reading import Reading, failed
from reportedly.read.unfolding import unfolds_too_far
from reportedly.terms.document import normalised
from reportedly.terms.problem import Problem

_ENCRYPTED = (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
_ONE_AT_A_TIME = Lock()  # the library keeps state of its own and must not be entered by two threads


def read_pdf(data: bytes, where: str) -> Reading:
    """The text of a PDF: a paragraph a line, an empty line between pages.

    Problems: `broken-pdf`, `encrypted-pdf`, `page-without-text` (a scan), `too-large` (pages or text beyond the bounds),
    `broken-page` (a warning: one page was left out).
    """
    if unfolds_too_far(data):
        return failed("too-large", "the PDF is small but unfolds to more than can be read", where)
    with _ONE_AT_A_TIME:
        try:
            with PdfDocument(data) as pdf:
                return _read(pdf, where)
        except PdfiumError as fault:
            # The library keeps its last fault: of a PDF without pages it may still tell that the one before was locked.
            if fault.err_code in _ENCRYPTED and b"/Encrypt" in data:
                return failed("encrypted-pdf", "the PDF is locked with a password", where)
            return failed("broken-pdf", "the PDF is broken and cannot be opened", where)


def _read(pdf: PdfDocument, where: str) -> Reading:
    if len(pdf) > MAX_PAGES:
        return failed("too-large", f"the PDF has {len(pdf):,} pages; at most {MAX_PAGES:,} are read", where)
    pages: list[str] = []
    problems: list[Problem] = []
    size = drawn = 0
    for number in range(len(pdf)):
        text, objects = _page_text(pdf, number)
        drawn += objects
        if drawn > MAX_OBJECTS:
            return failed("too-large", f"more than {MAX_OBJECTS:,} things are drawn on the pages of the PDF", where)
        if text is None:
            problems.append(Problem("broken-page", f"page {number + 1} is broken and was left out", where, "warning"))
            continue
        size += len(text)
        if size > MAX_CHARACTERS:
            return failed("too-large", f"the PDF unfolds to more than {MAX_CHARACTERS:,} characters", where)
        pages.append(without_page_number(normalised(text)))
    words = words_of(pages)
    text = "\n\n".join(p for p in (mended(page, words) for page in pages) if p)
    if not text.strip():
        return failed("page-without-text", "the PDF holds no text: its pages are pictures", where)
    return Reading(text, problems=tuple(problems))


def _page_text(pdf: PdfDocument, number: int) -> tuple[str | None, int]:
    """The text of a page, None where it is broken, and how many things are drawn on it."""
    try:
        with closing(pdf[number]) as page:
            objects: int = pypdfium2.raw.FPDFPage_CountObjects(page)
            with closing(page.get_textpage()) as text_page:
                return text_page.get_text_bounded(), objects
    except PdfiumError:
        return None, 0
