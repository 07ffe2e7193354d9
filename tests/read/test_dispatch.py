from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from read.printed_pages import pdf
from reportedly.read.bounds import MAX_BYTES
from reportedly.read.dispatch import FORMS, form_of, read_bytes
from reportedly.read.metadata import Metadata
from reportedly.read.options import ReadOptions
from reportedly.terms.document import normalised, sha256

DATED = Metadata(published_on=date(2024, 11, 20))
ENDINGS = [*FORMS, ".docx", ""]


def slugs(data: bytes, path: str) -> list[str]:
    documents, problems = read_bytes(data, path, DATED)
    assert not documents
    return [p.slug for p in problems]


def test_plain_text() -> None:
    """Plain text is normalised, and nothing else: not even white space at its ends."""
    (document,), problems = read_bytes("  Seoul\r\nsaid: cafe\u0301.\r".encode(), "a.txt", DATED)
    assert document.text == "  Seoul\nsaid: café.\n"
    assert (document.path, document.published_on, document.language, problems) == (
        "a.txt",
        date(2024, 11, 20),
        "en",
        (),
    )


def test_raw_bytes_are_hashed() -> None:
    """The bytes as received are told apart from the text: their hash is kept."""
    data = "Café".encode("cp1252")
    (document,), _ = read_bytes(data, "a.txt", DATED)
    assert (document.raw_sha256, document.text) == (sha256(data), "Café")


@pytest.mark.parametrize("path", [f"a{ending}" for ending in ENDINGS])
def test_empty_file(path: str) -> None:
    """An empty file is a problem, whatever its ending."""
    assert slugs(b"", path) == ["empty-file"]
    assert slugs(b" \n\t", path) == ["empty-file"]


def test_too_large() -> None:
    """Fifty megabytes are a problem and are not looked into."""
    assert slugs(bytes(50_000_000), "a.txt") == ["too-large"]
    assert slugs(b" " * (MAX_BYTES + 1), "a.txt") == ["too-large"]


@pytest.mark.parametrize(
    ("data", "path", "form"),
    [
        (b"%PDF-1.4", "a.txt", "pdf"),
        (b"<html><p>x", "a.txt", "text"),
        (b"<html><p>x", "a", "html"),
        (b"x", "A.HTM", "html"),
        (b'{"text": "x"}', "-", "jsonl"),
        (b"Seoul said", "-", "text"),
        (b"Seoul said", "notes.2024", "text"),
    ],
)
def test_form(data: bytes, path: str, form: str) -> None:
    """The ending chooses the reader; without a known one, the content; a PDF is always one."""
    assert form_of(data, path) == form


def test_pdf() -> None:
    """A PDF becomes one document with the caller's word for what it cannot say."""
    data = pdf([["Seoul said that the North had sent arms."]])
    (document,), problems = read_bytes(data, "a.pdf", None, ReadOptions("Yonhap", date(2024, 11, 20)))
    assert (document.publisher, document.text, problems) == ("Yonhap", "Seoul said that the North had sent arms.", ())


def test_archive_named_as_text() -> None:
    """Junk is no text, under a known ending and under none."""
    assert slugs(b"PK\x03\x04\x14\x00\x06\x00", "a.docx") == ["not-text"]
    assert slugs(b"PK\x03\x04\x14\x00\x06\x00", "a.txt") == ["not-text"]
    assert slugs(b"PK\x03\x04\x14\x00\x06\x00", "a.jsonl") == ["not-text"]


def test_lossy_text() -> None:
    """A text that decodes only with loss is read, with a warning."""
    (document,), problems = read_bytes("Seoul’s “café”".encode() + b"\xff", "a.txt", DATED)
    assert document.text.endswith("\ufffd")
    assert [(p.slug, p.severity) for p in problems] == [("lossy-encoding", "warning")]


def test_document_lines_without_a_date() -> None:
    """Lines without a date are one warning that counts them, not one each."""
    data = b'{"text": "One."}\n{"text": "Two.", "published": "2024-11-20"}\n{"text": "Three."}\n'
    documents, (problem,) = read_bytes(data, "a.jsonl")
    assert [d.published_on for d in documents] == [None, date(2024, 11, 20), None]
    assert (problem.slug, problem.severity) == ("no-publication-date", "warning")
    assert problem.message.startswith("2 of 3 documents")


def test_document_line_wins_over_the_file() -> None:
    """A line's own metadata wins over that of its file."""
    data = b'{"text": "One.", "publisher": "Line"}\n{"text": "Two."}\n'
    documents, _ = read_bytes(data, "a.jsonl", Metadata(publisher="File", published_on=date(2024, 11, 20)))
    assert [d.publisher for d in documents] == ["Line", "File"]


MARKUP = st.text("<>/=\"' abhtmlpdiv&;#!-\n0é").map(str.encode)
JSON = st.text('{}[]":,\\u textd809\n').map(str.encode)


@settings(deadline=None)  # the first page loads the reader of pages
@given(st.one_of(st.binary(), st.text().map(str.encode), MARKUP, JSON), st.sampled_from(ENDINGS))
@example(b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>", ".pdf")
@example(b"<svg><![CDATA[<p>", ".html")
@example(b"http://localhost:9/", ".html")
@example(b"\xff\xfe\x00", ".txt")
def test_nothing_raises(data: bytes, ending: str) -> None:
    """Any bytes under any ending give documents or say why not, and what they give is normalised text."""
    documents, problems = read_bytes(data, f"a{ending}")
    assert documents or problems
    assert all(d.text.strip() and normalised(d.text) == d.text for d in documents)
