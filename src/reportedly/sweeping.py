"""From the pages and lines of a corpus to the documents worth reading with care. Like `pipeline` it joins stages and is
pure.

A page goes through what is cheap first: its main text in bulk, its language, the triage. What is left, some pages in a
thousand, is read by the reader of single pages, so that a document has the id that `reportedly read` gives it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from reportedly.errors import ParserError, UsageError
from reportedly.find.triage import Triage
from reportedly.keep.additions import distinct, reading
from reportedly.keep.entry import ClaimFound, DocumentRead
from reportedly.keep.ledger import Ledger
from reportedly.keep.shards import Found
from reportedly.pipeline import Finder, Read, Taken, not_read
from reportedly.read.bulk import bulk_text, language_of_bulk, page_language, read_page
from reportedly.read.document import Known, document_of
from reportedly.read.encoding import decoded, is_plain_utf8
from reportedly.read.jsonl import read_jsonl
from reportedly.read.language import language_of
from reportedly.read.metadata import NOTHING, Metadata
from reportedly.read.options import ReadOptions
from reportedly.read.warc import Page, Passed, next_record, pages
from reportedly.terms.document import Document
from reportedly.terms.problem import REMARKS, Problem
from reportedly.terms.sweeping import Shard, Sifted, Tally, bounded

LANGUAGE = "en"
"""What is looked through; the rules know English only."""

SILENT = "not-a-response"
"""Records of an archive that hold no page: requests and the like."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A record looked at. size: bytes of it; passed: why it is not kept; records: how many, of those passed in a lump."""

    size: int = 0
    kept: tuple[Document, ...] = ()
    passed: str | None = None
    problems: tuple[Problem, ...] = ()
    records: int = 1


def sifted(looked_at: Iterable[Looked]) -> Sifted:
    """What came of the records of a shard. A document that comes twice is kept once (passed: `again`)."""
    kept, problems = dict[str, Document](), list[Problem]()
    passed: Counter[str] = Counter()
    records = size = 0
    for each in looked_at:
        records, size = records + each.records, size + each.size
        if each.passed:
            passed[each.passed] += each.records
        problems += each.problems
        for document in each.kept:
            passed["again"] += document.id in kept
            kept.setdefault(document.id, document)
    tally = Tally(records, len(kept), size, {why: n for why, n in sorted(passed.items()) if n})
    return Sifted(tally, tuple(kept.values()), bounded(problems))


def archive(
    stream: BinaryIO, shard: Shard, triage: Triage, options: ReadOptions, beside: Metadata = NOTHING
) -> Iterator[Looked]:
    """The pages of an archive that begin in a shard. beside: what is told of the archive."""
    begins = next_record(stream, shard.start, shard.end)
    if begins is None:
        return
    stream.seek(begins)
    for record in pages(stream, shard.end):
        if isinstance(record, Passed):
            if record.reason != SILENT:
                yield Looked(passed=record.reason)
        else:
            yield page(record, shard.shown, triage, options, beside)


def page(record: Page, path: str, triage: Triage, options: ReadOptions, beside: Metadata = NOTHING) -> Looked:
    """One page of an archive: kept where its main text passes the triage and is English."""
    try:
        return _page(record, path, triage, options, beside)
    except UsageError:
        raise
    except Exception as fault:  # noqa: BLE001 - one odd page must not cost the others
        reason = " ".join(str(fault).split())[:200]
        where, message = f"{path}:{record.offset}", f"the page cannot be read ({type(fault).__name__}: {reason})"
        return Looked(len(record.body), passed="not-read", problems=(Problem("not-read", message, where),))


def _page(record: Page, path: str, triage: Triage, options: ReadOptions, beside: Metadata) -> Looked:
    size = len(record.body)
    plain = decoded(record.body, record.charset) if record.is_plain else None
    text = plain.text if plain else bulk_text(record.body, record.charset)
    if not text:
        return Looked(size, passed="no-text")
    why = _not_kept(text, language_of_bulk(text, page_language(record.body)), triage)
    if why is not None:
        return Looked(size, passed=why)
    documents, problems = read_page(record, options, path, beside)
    failed = next((problem.slug for problem in problems if problem.severity == "error"), "no-text")
    return Looked(size, documents, None if documents else failed, problems)


def lines(
    data: bytes, where: str, first: int, triage: Triage, options: ReadOptions, beside: Metadata = NOTHING
) -> Iterator[Looked]:
    """The document lines of some bytes. first: the number of the first line in its file; beside: what is told of it."""
    for number, part in _alike(data, first):
        found, problems = read_jsonl(part, where, number)
        rows = sum(1 for row in part.split(b"\n") if row.strip())
        broken = "broken-line" if rows > len(found) else None
        yield Looked(problems=problems if rows else (), records=rows - len(found), passed=broken)
        for line in found:
            told = line.metadata.completed(beside)
            if (why := _not_kept(line.text, told.language or language_of(line.text), triage)) is not None:
                yield Looked(len(line.raw), passed=why)
            else:
                document, faults = document_of(line.text, line.path, line.raw, Known(told, options=options))
                yield Looked(len(line.raw), (document,), problems=faults)


def _alike(data: bytes, first: int) -> Iterator[tuple[int, bytes]]:
    """All lines at once where they are plain UTF-8; else one by one, so that it does not matter which lie side by side."""
    if is_plain_utf8(data):
        yield first, data
    else:
        yield from enumerate(data.split(b"\n"), first)


def whole(read: Read, size: int, triage: Triage) -> Iterator[Looked]:
    """What a file held, read already. size: its bytes."""
    documents, problems = read
    failed = next((problem.slug for problem in problems if problem.severity == "error"), None)
    if not documents:
        yield Looked(size, passed=failed or "no-text", problems=problems)
        return
    for n, document in enumerate(documents):
        why = _not_kept(document.text, document.language, triage)
        kept = () if why else (document,)
        yield Looked(size // len(documents), kept, why, problems if n == 0 else ())


def may_be_kept(page: bytes, triage: Triage) -> str | None:
    """Why a page is not worth reading with care, None for one that is: by its main text in bulk."""
    text = bulk_text(page, None)
    return _not_kept(text, language_of_bulk(text, page_language(page)), triage) if text else "no-text"


def _not_kept(text: str, language: str, triage: Triage) -> str | None:
    if language != LANGUAGE:
        return f"language-{language}"
    return None if triage.judged(text).kept else "not-relevant"


def looked(document: Document, finder: Finder) -> Found:
    """The claims of a document; where the rules trip over it, none and why. What a reader of one text is told beside its
    claims is not told of a corpus. Raises ParserError.
    """
    try:
        claims, problems = finder.claims(document)
    except ParserError:
        raise  # no other text would fare better
    except Exception as fault:  # noqa: BLE001 - one odd text must not cost the others
        return document, (), (not_read(document, fault),)
    faults = tuple(problem for problem in problems if problem.slug not in REMARKS)
    return document, distinct(replace(claim, method=finder.method) for claim in claims), faults


def take_in_found(ledger: Ledger, found: Sequence[Found], method: str, without_claims: bool = False) -> Taken:
    """Put the documents of a shard and their claims into a ledger, as one batch. What it knows already adds nothing; one
    that could not be looked through is not kept. without_claims: documents without any too; else only where the ledger
    has them already, since the claims that it held of them may have gone. Raises LedgerError.
    """
    sound = [each for each in found if not any(problem.severity == "error" for problem in each[2])]
    told = [each for each in sound if each[1] or without_claims or ledger.document(each[0].id) is not None]
    entries = [entry for document, claims, _ in told for entry in reading(document, claims, method)]
    batch = ledger.append(entries) if entries else None
    news = batch.entries if batch else ()
    return Taken(
        documents=len(sound),
        new=sum(isinstance(entry, DocumentRead) for entry in news),
        claims=sum(isinstance(entry, ClaimFound) for entry in news),
        entries=len(news),
        problems=tuple(problem for _, _, problems in found for problem in problems),
    )
