"""What every ledger does, wherever it keeps its batches, and the clock it is handed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Protocol

from reportedly.keep.batch import Batch
from reportedly.keep.entry import Entry
from reportedly.keep.standing import Standing
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem


class Clock(Protocol):
    """Tells the instant, with its time zone."""

    def __call__(self) -> datetime: ...


class Ledger(Protocol):
    """Keeps entries in batches, append-only. Every method sees what other processes have committed by then.

    name: what people call it in messages, a path or a url without password.
    """

    name: str

    def append(self, entries: Iterable[Entry]) -> Batch | None:
        """Commit, as one batch, those of the entries that are news; None where none is. Durable once it returns.

        Raises what `additions` raises, and LedgerLocked where another writer does not finish in time.
        """
        ...

    def batches(self, known_at: datetime | None = None) -> Iterator[Batch]:
        """The batches recorded up to an instant (inclusive; aware), or all of them, in order."""
        ...

    def standing(self, known_at: datetime | None = None) -> Standing:
        """What stands now, or stood as known at an instant."""
        ...

    def document(self, document_id: str) -> Document | None:
        """A document as now known, even if withdrawn; None for an unknown id."""
        ...

    def with_text(self, text_sha256: str) -> tuple[str, ...]:
        """The ids of the documents with a text, by its SHA-256, in the order in which they came; those withdrawn too."""
        ...

    def check(self) -> list[Problem]:
        """What is broken in the chain of batches or in the texts; empty for a sound ledger."""
        ...

    def close(self) -> None:
        """Let go of files and connections. The ledger is not used after."""
        ...
