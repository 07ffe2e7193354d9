"""Plain text: nothing is stripped, nothing is moved."""

from __future__ import annotations

from reportedly.read.encoding import Decoded, decoded
from reportedly.read.reading import Reading, failed
from reportedly.terms.problem import Problem

NOT_TEXT = "it is not a text, a page, a PDF or document lines"


def read_text(data: bytes, where: str, charset: str | None = None) -> Reading:
    """The text of some bytes. charset: what was said of them.

    Problems: `empty-file`, `not-text`, `lossy-encoding` (a warning).
    """
    found = decoded(data, charset)
    if found is None:
        return failed("not-text", NOT_TEXT, where)
    if not found.text.strip():
        return failed("empty-file", "there is no text in it", where)
    return Reading(found.text, problems=losses(found, where))


def losses(found: Decoded, where: str) -> tuple[Problem, ...]:
    """A warning where some bytes could not be read as letters."""
    if not found.lossy:
        return ()
    message = f"some of its bytes are no letters in {found.encoding}; � stands in their place"
    return (Problem("lossy-encoding", message, where, "warning"),)
