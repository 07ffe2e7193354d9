"""A parsed text beside its words in one string, since a parse builds that string anew whenever it is asked."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

_TEXT = "reportedly text"
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of Penn Treebank for finite verbs."""


@dataclass(frozen=True, slots=True)
class Page:
    """text equals parse.text."""

    parse: Doc
    text: str

    @classmethod
    def of(cls, parse: Doc) -> Page:
        """The page of a parse; its text is built once and kept with the parse."""
        text: str | None = parse.user_data.get(_TEXT)
        if text is None:
            text = parse.user_data[_TEXT] = parse.text
        return cls(parse, text)

    def tokens(self, start: int, end: int) -> Span | None:
        """The tokens that share a character with [start, end); None outside the text."""
        found: Span | None = self.parse.char_span(start, end, alignment_mode="expand")
        return found if found else None

    def token_at(self, offset: int) -> int:
        """The index of the first token, no blank, that begins at or after an offset; the length of the parse at its end."""
        low, high = 0, len(self.parse)
        while low < high:
            middle = (low + high) // 2
            if self.parse[middle].idx < offset:
                low = middle + 1
            else:
                high = middle
        while low < len(self.parse) and self.parse[low].is_space:
            low += 1
        return low
