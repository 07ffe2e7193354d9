"""What a route does, as a mark that access is decided by: it reads, it writes, or it administers."""

from __future__ import annotations

from fastapi import Depends


def _reads() -> None:
    """Whoever may see the ledger."""


def _writes() -> None:
    """Whoever may decide, and give documents."""


def _administers() -> None:
    """Whoever may take documents away."""


reads = Depends(_reads)
writes = Depends(_writes)
administers = Depends(_administers)
