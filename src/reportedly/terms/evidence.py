"""Evidence: the exact words. A quote that is not its slice cannot be built."""

from __future__ import annotations

from dataclasses import InitVar, dataclass

from reportedly.errors import EvidenceError

Span = tuple[int, int]
"""[start, end) in code points of a document's normalised text."""


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The words of a document at [start, end). `text` is the document's whole text; it is checked and not kept.

    Raises EvidenceError where the quote differs from the slice, or the slice is empty or out of bounds.
    """

    start: int
    end: int
    quote: str
    text: InitVar[str]

    def __post_init__(self, text: str) -> None:
        if not 0 <= self.start < self.end <= len(text) or text[self.start : self.end] != self.quote:
            raise EvidenceError(f"the quote {self.quote[:60]!r} does not stand at {self.start}–{self.end}")

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Evidence:
        """The evidence at a span of a text."""
        return cls(start, end, text[start:end], text)

    @property
    def span(self) -> Span:
        return (self.start, self.end)

    def overlaps(self, other: Evidence) -> bool:
        """Whether the two share a code point (of one document)."""
        return self.start < other.end and other.start < self.end
