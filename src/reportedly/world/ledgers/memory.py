"""The ledger in memory: for tests, for trying out, and for asking without keeping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from reportedly.keep.additions import additions
from reportedly.keep.batch import Batch, chain_faults, next_batch, payloads, utc
from reportedly.keep.entry import Entry
from reportedly.keep.kept import kept_in, looked_over
from reportedly.keep.ledger import Clock
from reportedly.keep.standing import Standing, standing
from reportedly.terms.document import Document
from reportedly.terms.problem import Problem


class MemoryLedger:
    """A `Ledger` that ends with its process; for one thread."""

    def __init__(self, clock: Clock, name: str = "memory") -> None:
        self.name = name
        self._clock = clock
        self._batches: list[Batch] = []
        self._standing = Standing()

    def append(self, entries: Iterable[Entry]) -> Batch | None:
        news = additions(self._standing, entries)
        if not news:
            return None
        batch = next_batch(self._standing.last, news, self._clock())
        self._standing = self._standing.after(batch)
        self._batches.append(batch)
        return batch

    def batches(self, known_at: datetime | None = None) -> Iterator[Batch]:
        limit = utc(known_at) if known_at else None
        yield from [b for b in self._batches if limit is None or b.recorded_at <= limit]

    def standing(self, known_at: datetime | None = None) -> Standing:
        return standing(self._batches, known_at) if known_at else self._standing

    def document(self, document_id: str) -> Document | None:
        return self._standing.document(document_id)

    def with_text(self, text_sha256: str) -> tuple[str, ...]:
        histories = self._standing.histories.items()
        return tuple(i for i, history in histories if history.document.text_sha256 == text_sha256)

    def check(self) -> list[Problem]:
        faults = chain_faults((b.seal, payloads(b.entries)) for b in self._batches)
        broken = [Problem("broken-chain", fault, self.name) for fault in faults]
        kept = kept_in(self._batches)
        looked = (
            looked_over(each, lambda ident: kept[ident].text if ident in kept else None) for each in kept.values()
        )
        return broken + [Problem(f.slug, f.message, self.name) for found in looked for f in found.faults]

    def close(self) -> None:
        """Nothing to let go of."""
