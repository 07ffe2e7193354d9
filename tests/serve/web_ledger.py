"""Ledgers for the tests of the workbench: the sample report with two claims, and the shipped examples, read once."""

from __future__ import annotations

from pathlib import Path

from keep.samples import containers, report, shells
from reportedly.keep.additions import reading
from reportedly.terms.document import Document
from reportedly.world.clock import FixedClock
from reportedly.world.ledgers.opening import open_ledger

DOCUMENT = report(title="Containers go north")
CLAIM, SHELLS = containers(DOCUMENT), shells(DOCUMENT)
HERE = f"/documents/{DOCUMENT.id}"
"""The sample report, its two claims, and its page."""
EXAMPLES = Path(__file__).parents[2] / "examples"


def kept(path: Path, *documents: Document) -> Path:
    """A ledger of documents; of each that holds the words of the sample report, two claims."""
    ledger = open_ledger(path, FixedClock())
    for document in documents:
        told = "the North shipped" in document.text
        claims = [containers(document), shells(document)] if told else []
        ledger.append(reading(document, claims, "rules/1"))
    ledger.close()
    return path


def sample(path: Path) -> Path:
    """A ledger of the sample report."""
    return kept(path, DOCUMENT)
