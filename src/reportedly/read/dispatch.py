"""The door of this stage: bytes in, documents and problems out. Which reader: by the file's ending, then by content."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from io import BytesIO
from pathlib import PurePath
from typing import Literal

from reportedly.errors import UsageError
from reportedly.read.bounds import MAX_BROKEN_LINES, MAX_BYTES, MAX_PAGE_BYTES
from reportedly.read.bulk import read_page
from reportedly.read.document import NO_DATE, Known, document_of
from reportedly.read.encoding import storable
from reportedly.read.html import is_html, read_html
from reportedly.read.jsonl import is_document_line, read_jsonl
from reportedly.read.mail import read_mail
from reportedly.read.metadata import NOTHING, Metadata
from reportedly.read.options import UNTOLD, ReadOptions
from reportedly.read.pdf import read_pdf
from reportedly.read.reading import Reading
from reportedly.read.records import is_archive
from reportedly.read.text import read_text
from reportedly.read.warc import Page, Passed, Reason, pages
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem, Severity

Form = Literal["text", "html", "pdf", "jsonl", "mail", "warc"]
Read = tuple[tuple[Document, ...], tuple[Problem, ...]]
_PDF = b"%PDF-"

FORMS: dict[str, Form] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".eml": "mail",
    ".warc": "warc",
    ".warc.gz": "warc",
}
"""The endings that are read, lower case."""

_LOST: dict[Reason, str] = {
    "not-found": "the page was not there when it was fetched",
    "not-a-page": "it is neither a page nor plain text",
    "too-large": f"the page is larger than {MAX_PAGE_BYTES // 1_000_000} MB",
    "broken-record": "the record is broken",
}
_LOST_BY_NATURE: frozenset[Reason] = frozenset({"not-found", "not-a-page"})


def read_bytes(
    data: bytes,
    path: str,
    metadata: Metadata | None = None,
    options: ReadOptions | None = None,
    form: Form | None = None,
) -> Read:
    """The documents of one file and the problems met; never raises on any bytes.

    path: as the user gave it; it names the file in documents and problems, and its ending chooses the reader.
    metadata: what stands beside the file (a meta.json); for document lines it completes each line's own.
    form: what it is, where somebody has said so; a PDF is one all the same.
    Slugs: `too-large`, `empty-file`, `not-text`, `broken-pdf`, `encrypted-pdf`, `page-without-text`, `page-too-complex`,
    `page-too-deep`, `broken-page`, `broken-line`, `not-documents`, `broken-metadata`, `bad-date`, `future-date`,
    `date-differs`, `no-publication-date`, `lossy-encoding`; of mail those of `read_mail`; of WARC files `not-found`,
    `not-a-page`, `broken-record`, `no-documents` and `extra-missing`.
    """
    beside, told = metadata or NOTHING, options or UNTOLD
    if len(data) > MAX_BYTES:
        return (), (too_large(path),)
    if not data.strip():
        return (), (Problem("empty-file", "there is nothing in it", path),)
    form = form if form and not data.startswith(_PDF) else form_of(data, path)
    if form == "jsonl":
        return _read_lines(data, path, beside, told)
    if form == "mail":
        return _read_message(data, path, beside, told)
    if form == "warc":
        return _read_archive(data, path, beside, told)
    reading = _reading(form, data, path, told)
    if not reading.text:
        return (), reading.problems
    document, problems = document_of(reading.text, path, data, Known(beside, reading.page, told))
    return (document,), (*reading.problems, *problems)


def form_of(data: bytes, path: str) -> Form:
    """What kind of file it is. A PDF is one whatever its name says."""
    if data.startswith(_PDF):
        return "pdf"
    by_name = FORMS.get(ending_of(path))
    if by_name:
        return by_name
    if is_archive(data):
        return "warc"
    return "html" if is_html(data) else "jsonl" if is_document_line(data) else "text"


def too_large(path: str, most: int = MAX_BYTES) -> Problem:
    """The problem of a file beyond the bound."""
    swept = "; use `reportedly sweep`" if FORMS.get(ending_of(path)) == "warc" else ""
    return Problem("too-large", f"it is larger than {most // 1_000_000} MB{swept}", path)


def ending_of(name: str) -> str:
    """The ending by which a file's form is told, lower case; of a packed archive it has two parts."""
    low = PurePath(name.lower())
    return "".join(low.suffixes[-2:]) if "".join(low.suffixes[-2:]) in FORMS else low.suffix


def _reading(form: Form, data: bytes, path: str, options: ReadOptions) -> Reading:
    match form:
        case "html":
            return read_html(data, path, options.latest_day)
        case "pdf":
            return read_pdf(data, path)
        case _:
            return read_text(data, path)


def _read_lines(data: bytes, path: str, beside: Metadata, options: ReadOptions) -> Read:
    lines, problems = read_jsonl(data, path)
    documents: list[Document] = []
    more: list[Problem] = []
    undated: list[int] = []
    for line in lines:
        known = Known(line.metadata.completed(beside), options=options)
        document, faults = document_of(line.text, line.path, line.raw, known)
        documents.append(document)
        undated += [line.number for f in faults if f.slug == NO_DATE.slug]
        more += [f for f in faults if f.slug != NO_DATE.slug]
    return tuple(documents), (*problems, *more, *_undated(undated, len(lines), path))


def _read_message(data: bytes, path: str, beside: Metadata, options: ReadOptions) -> Read:
    """The message and what is attached to it; what its headers tell goes before what its page says of itself."""
    parts, problems = read_mail(data, path)
    documents: list[Document] = []
    more: list[Problem] = []
    for part in parts:
        form = form_of(part.data, part.path) if part.data.startswith(_PDF) else part.form
        reading = _reading(form, part.data, part.path, options)
        more += reading.problems
        if reading.text:
            known = Known(beside, part.metadata.completed(reading.page), options)
            raw = data if part.path == path else part.data
            document, faults = document_of(reading.text, part.path, raw, known)
            documents.append(document)
            more += faults
    return tuple(documents), (*problems, *more)


def _read_archive(data: bytes, path: str, beside: Metadata, options: ReadOptions) -> Read:
    """The pages of a WARC file; each one's path is the file's, with the place of its record."""
    documents: list[Document] = []
    problems: list[Problem] = []
    undated: list[int] = []
    lost: Counter[Reason] = Counter()
    try:
        for each in pages(BytesIO(data)):
            if isinstance(each, Page):
                found, faults = read_page(each, options, path, beside)
                documents += found
                undated += [each.offset for fault in faults if fault.slug == NO_DATE.slug]
                problems += [
                    replace(f, message=storable(f"{f.message} ({each.url})")) for f in faults if f.slug != NO_DATE.slug
                ]
            elif each.reason != "not-a-response":
                lost[each.reason] += 1
                if lost[each.reason] <= MAX_BROKEN_LINES:
                    problems.append(_lost(each, path))
    except UsageError as fault:
        return (), (Problem("extra-missing", str(fault), path),)
    problems += [_more_lost(reason, count, path) for reason, count in lost.items() if count > MAX_BROKEN_LINES]
    if not documents and not problems:
        return (), (Problem("no-documents", "the archive holds no page: only requests, metadata and the like", path),)
    return tuple(documents), (*problems, *_undated(undated, len(documents), path, "record"))


def _lost(passed: Passed, path: str) -> Problem:
    """A page that is not read; that there was none is no fault of the archive."""
    message = _LOST[passed.reason] + (f" ({passed.url})" if passed.url else "")
    return Problem(passed.reason, storable(message), f"{path}:{passed.offset}", _severity(passed.reason))


def _more_lost(reason: Reason, count: int, path: str) -> Problem:
    message = f"{count - MAX_BROKEN_LINES:,} more records: {_LOST[reason]}"
    return Problem(reason, message, path, _severity(reason))


def _severity(reason: Reason) -> Severity:
    return "warning" if reason in _LOST_BY_NATURE else "error"


def _undated(numbers: list[int], of: int, path: str, unit: str = "line") -> tuple[Problem, ...]:
    """One warning for all lines without a date: a corpus may have thousands."""
    if not numbers:
        return ()
    some = ", ".join(map(str, numbers[:5])) + (", …" if len(numbers) > 5 else "")
    message = f"{len(numbers)} of {of} documents have no publication date ({unit} {some}); their periods stay words"
    return (Problem(NO_DATE.slug, message, path, "warning"),)
