"""keep.shards: what came of a shard as JSON lines, and back: a head, then a line for each document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from reportedly.keep.codec import canonical, document_of, document_record
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem
from reportedly.terms.record import claim_of, claim_record
from reportedly.terms.sweeping import Sifted, Tally

Found = tuple[Document, tuple[Claim, ...], tuple[Problem, ...]]
"""A document, its claims, and what was wrong with it."""


def sifted_lines(sifted: Sifted) -> bytes:
    """A shard's tally and problems, then the documents kept of it."""
    tally = sifted.tally
    head = {
        "tally": {"records": tally.records, "kept": tally.kept, "size": tally.size, "passed": dict(tally.passed)},
        "problems": [asdict(problem) for problem in sifted.problems],
    }
    return b"".join((canonical(head).encode(), b"\n", *map(document_line, sifted.kept)))


def sifted_head(line: bytes) -> tuple[Tally, tuple[Problem, ...]]:
    """The first of those lines."""
    head = json.loads(line)
    return Tally(**head["tally"]), tuple(Problem(**problem) for problem in head["problems"])


def document_line(document: Document) -> bytes:
    """A document with its text, on one line."""
    return canonical({"document": document_record(document), "text": document.text}).encode() + b"\n"


def document_of_line(line: bytes) -> Document:
    """The document of its line. Raises LedgerBroken where the text is another."""
    return _document(json.loads(line))


def documents_of(lines: bytes) -> tuple[Document, ...]:
    """The documents of their lines."""
    return tuple(document_of_line(line) for line in lines.split(b"\n") if line)


def found_lines(found: Iterable[Found]) -> bytes:
    """Documents with what was found in each, a line each."""
    return b"".join(canonical(_found_record(*each)).encode() + b"\n" for each in found)


def found_of(lines: bytes) -> Iterator[Found]:
    """The documents of those lines, with their claims and problems."""
    for line in lines.split(b"\n"):
        if line:
            record = json.loads(line)
            document = _document(record)
            claims = tuple(claim_of(claim, document.text) for claim in record["claims"])
            yield document, claims, tuple(Problem(**problem) for problem in record["problems"])


def _found_record(document: Document, claims: tuple[Claim, ...], problems: tuple[Problem, ...]) -> dict[str, Any]:
    return {
        "document": document_record(document),
        "text": document.text,
        "claims": [claim_record(claim) for claim in claims],
        "problems": [asdict(problem) for problem in problems],
    }


def _document(record: dict[str, Any]) -> Document:
    return document_of(record["document"], lambda _: str(record["text"]))
