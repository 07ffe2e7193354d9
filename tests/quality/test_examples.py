"""The examples: made as their README says, and read as expected.toml says."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest

from cases.expectation import KEYS, faults
from reportedly.read.dispatch import read_bytes
from reportedly.read.metadata import metadata_by_name
from reportedly.serve.wiring import reader as wired_reader
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem

EXAMPLES = Path(__file__).parents[2] / "examples"
EXPECTED: list[dict[str, Any]] = tomllib.loads((EXAMPLES / "expected.toml").read_text(encoding="utf-8"))["file"]
REPORTS = sorted(p for p in EXAMPLES.iterdir() if p.suffix in {".txt", ".html", ".jsonl"})
METADATA, METADATA_PROBLEMS = metadata_by_name((EXAMPLES / "meta.json").read_bytes(), "meta.json")


class Reader(Protocol):
    def claims(self, document: Document) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]: ...


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader as users get it, its language model loaded once."""
    made: Reader = wired_reader()
    return made


def documents(path: Path) -> tuple[Document, ...]:
    """The documents of one example file; every example reads without a problem."""
    found, problems = read_bytes(path.read_bytes(), path.name, METADATA.of(path.name))
    assert not problems
    return found


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_every_report_is_dated_published_and_short(path: Path) -> None:
    """Each example names its publisher and day, lies on a reserved domain and has 80 to 220 words."""
    for document in documents(path):
        assert document.publisher
        assert document.published_on
        assert urlsplit(document.url or "").hostname.endswith(".example")  # type: ignore[union-attr]
        assert 80 <= len(document.text.split()) <= 220


def test_metadata_covers_the_files() -> None:
    """meta.json names every report but the document lines, and no other file."""
    assert not METADATA_PROBLEMS
    assert set(METADATA.named) == {p.name for p in REPORTS if p.suffix != ".jsonl"}


def test_the_syndicated_copy_is_verbatim_and_later() -> None:
    """The copy has the wire story's text and publisher, another host and a later day."""
    (wire,) = documents(EXAMPLES / "01-containers-from-rajin.txt")
    (copy,) = documents(EXAMPLES / "02-containers-from-rajin-syndicated.txt")
    assert copy.text == wire.text
    assert copy.publisher == wire.publisher
    assert copy.host is not None
    assert (copy.published_on or 0) > (wire.published_on or 0)  # type: ignore[operator]


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"])
def test_expectations_stand_in_their_file(row: dict[str, Any]) -> None:
    """Every expected claim uses known keys and words of its report."""
    (document,) = documents(EXAMPLES / row["file"])
    for claim in row["claim"]:
        assert claim.keys() <= KEYS
        assert claim["words"] in document.text


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"])
def test_central_claims(row: dict[str, Any], reader: Reader) -> None:
    """The central claims of a report are found with their fields; a report without claims yields none."""
    (document,) = documents(EXAMPLES / row["file"])
    found, _ = reader.claims(document)
    lines = faults(row["claim"], found, document.text)
    if row["claim"]:
        lines = [line for line in lines if not line.startswith("LEFT OVER")]
    assert not lines, "\n".join(lines)
