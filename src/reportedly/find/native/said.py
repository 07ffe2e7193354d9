"""What every language gives of a saying: who, by which words, and what is said. Edges of what is said are trimmed here."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.terms.evidence import Span
from reportedly.terms.native import NativeCueRow

_EDGES = " \u00a0\t\n\u3000,;:.…。、，!?！？—–-"
_PAIRS = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’"}


@dataclass(frozen=True, slots=True)
class Said:
    """A saying. source: None where nobody is named. phrase: another may tell it: its words are
    none of a verb (по данным, 에 따르면, によると), or those of an inner clause.

    points: it says what the sentence before says ("Об этом сообщил …").
    """

    source: Span | None
    cue: Span
    row: NativeCueRow
    content: tuple[Span, ...]
    phrase: bool = False
    points: bool = False


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A span without blanks and marks around it, and without the quotation marks that enclose all of it."""
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    closes = _PAIRS.get(text[start]) if start < end else None
    if closes and text[end - 1] in closes and end - start > 2 and not _again(text, start, end, closes):
        return start + 1, end - 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _again(text: str, start: int, end: int, closes: str) -> bool:
    """Whether the quotation ends before the end, and another one begins."""
    return any(c in closes for c in text[start + 1 : end - 1])
