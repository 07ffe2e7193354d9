"""Datelines: "SEOUL, Nov 20 (Pacific Wire) - " opens a wire story and tells where it was written, not who sent what."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"[ \t]*[A-Z][A-Z.'’ -]+(?:, [A-Z][\w. ]+)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([^)\n]{2,40}\))? ?[-–—]+ "
)


def dateline_end(text: str, start: int) -> int | None:
    """Where the dateline of the line that starts at `start` ends, None where it has none."""
    match = _DATELINE.match(text, start)
    return match.end() if match else None


def in_dateline(text: str, at: int) -> bool:
    """Whether a code point lies in the dateline of its line."""
    end = dateline_end(text, text.rfind("\n", 0, at) + 1)
    return end is not None and at < end
