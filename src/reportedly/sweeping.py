"""From the pages and lines of a corpus to the documents worth reading with care. Like `pipeline` it joins stages and is
pure.

A page goes through what is cheap first: its main text in bulk, its language, the triage. What is left, some pages in a
thousand, is read by the reader of single pages, so that a document has the id that `reportedly read` gives it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, TypeVar

from reportedly.errors import LedgerError
from reportedly.find.triage import Triage
from reportedly.keep.additions import completed, reading
from reportedly.keep.entry import ClaimFound, DocumentRead, Entry
from reportedly.keep.ledger import Ledger
from reportedly.pipeline import Finder, Read, Taken, not_read
from reportedly.read.bulk import bulk_text, language_of_bulk, read_page
from reportedly.read.dispatch import read_bytes
from reportedly.read.options import ReadOptions
from reportedly.read.warc import Page, Passed, pages
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem
from reportedly.terms.sweeping import Shard, Sifted, Tally, bounded

LANGUAGE = "en"
"""What is looked through; the rules know English only."""

SILENT = "not-a-response"
"""Records of an archive that hold no page, and nothing that a reader would miss."""

Found = tuple[Document, tuple[Claim, ...], tuple[Problem, ...]]
"""A document, its claims, and what was wrong with it."""


@dataclass(frozen=True, slots=True)
class Looked:
    """One record looked at. size: bytes of it; passed: why it is not kept."""

    size: int = 0
    kept: tuple[Document, ...] = ()
    passed: str | None = None
    problems: tuple[Problem, ...] = ()


def sifted(records: Iterable[Looked]) -> Sifted:
    """What came of the records of a shard. A document that comes twice is kept once (passed: `again`)."""
    tally, kept, problems = Tally(), dict[str, Document](), []
    passed: Counter[str] = Counter()
    for each in records:
        tally += Tally(1, 0, each.size)
        if each.passed:
            passed[each.passed] += 1
        problems += each.problems
        for document in each.kept:
            passed["again"] += document.id in kept
            kept.setdefault(document.id, document)
    whole = Tally(tally.records, len(kept), tally.size, {k: n for k, n in sorted(passed.items()) if n})
    return Sifted(whole, tuple(kept.values()), bounded(problems))


def archive(stream: BinaryIO, shard: Shard, triage: Triage, options: ReadOptions) -> Iterator[Looked]:
    """The pages of an archive that begin in a shard."""
    stream.seek(shard.start)
    for record in pages(stream, shard.end):
        where = f"{shard.source}:{record.offset}"
        if isinstance(record, Passed):
            yield _passed(record, where)
        else:
            yield page(record, where, triage, options)


def page(record: Page, where: str, triage: Triage, options: ReadOptions) -> Looked:
    """One page: kept where its main text passes the triage and is English."""
    size = len(record.body)
    text = bulk_text(record.body, record.charset)
    if not text:
        return Looked(size, passed="no-text")
    if (language := language_of_bulk(text, record.body)) != LANGUAGE:
        return Looked(size, passed=f"language:{language}")
    if not triage.judged(text).kept:
        return Looked(size, passed="not-relevant")
    return _read(read_page(record, replace(options, path=where)), size)


def lines(data: bytes, shard: Shard, triage: Triage, options: ReadOptions) -> Iterator[Looked]:
    """The document lines of a shard."""
    found, problems = read_bytes(data, shard.source, options=replace(options, first_line=shard.line), form="jsonl")
    yield from whole(found, problems, len(data), triage)


def whole(
    found: Sequence[Document], problems: tuple[Problem, ...], size: int, triage: Triage
) -> Iterator[Looked]:
    """Documents that are text already."""
    broken = [problem for problem in problems if problem.severity == "error"]
    yield from (Looked(passed=problem.slug, problems=(problem,)) for problem in broken)
    for document in found:
        share = len(document.text)
        if document.language != LANGUAGE:
            yield Looked(share, passed=f"language:{document.language}")
        elif not triage.judged(document.text).kept:
            yield Looked(share, passed="not-relevant")
        else:
            yield Looked(share, (document,))
