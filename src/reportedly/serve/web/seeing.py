"""What the reader sees in a document, kept for the documents looked at last: for proposing what selected words mean."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock

from reportedly.serve import wiring
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.document import Document
from reportedly.terms.mention import Mention

HELD = 32
"""Of how many documents the mentions are kept."""
_turn = Lock()


def mentions(bench: Workbench, document: Document) -> tuple[Mention, ...]:
    """All that is seen in a document; nothing in one that is not looked through (too long, in a language without rows)."""
    if len(document.text) > wiring.LONGEST:
        return ()
    with _turn:
        return _mentions(bench.lexicons, document)


def publisher_code(bench: Workbench, publisher: str | None) -> str | None:
    """The code of a publisher that is a state's body or an alliance."""
    return wiring.reader(bench.lexicons).rules.publisher_code(publisher)


@lru_cache(maxsize=HELD)
def _mentions(lexicons: tuple[Path, ...], document: Document) -> tuple[Mention, ...]:
    return wiring.reader(lexicons).mentions(document)
