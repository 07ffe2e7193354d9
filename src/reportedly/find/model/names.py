"""Names: whether words without a known party are a proper name, and what may stand beside one ("the", "и", 은)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.terms.evidence import Span

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc・]{2,}")


@dataclass(frozen=True, slots=True)
class NameWords:
    """beside: articles, particles and little words that belong to no name but may stand with one, in lower case."""

    beside: frozenset[str]

    def are_left(self, text: str, span: Span, named: Iterable[Span]) -> bool:
        """Whether words of a span are neither in the names seen there nor such as stand beside one."""
        rest = list(text[slice(*span)])
        for start, end in named:
            rest[start - span[0] : end - span[0]] = " " * (end - start)
        return any(not self._is_beside(word[0]) for word in _WORD.finditer("".join(rest)))

    def plain(self, text: str, span: Span) -> str | None:
        """The name at a span, without an article before it; None for common nouns. Script without capitals: katakana only,
        since nothing else tells a name there from a noun."""
        words = text[slice(*span)]
        if _KATAKANA.fullmatch(words):
            return words
        while (first := _WORD.match(words)) and self._is_beside(first[0]) and len(words) > len(first[0]):
            words = words[first.end() :].lstrip()
        own = [w[0] for w in _WORD.finditer(words) if not self._is_beside(w[0])]
        if not own or not all(word[0].isupper() for word in own):
            return None
        opens = len(own) == 1 and _opens_a_sentence(text, span[1] - len(words))
        return None if opens and not self._is_name_elsewhere(text, own[0]) else words

    def bare(self, words: str) -> str:
        """The words without an article before them."""
        first = _WORD.match(words)
        if first and len(first[0]) < len(words) and first[0].lower() in self.beside and words[first.end()].isspace():
            return words[first.end() :].strip()
        return words

    def _is_beside(self, word: str) -> bool:
        return word.lower() in self.beside

    def _is_name_elsewhere(self, text: str, word: str) -> bool:
        """Whether it has its capital within a sentence too."""
        found = re.finditer(rf"\b{re.escape(word)}\b", text)
        return any(not _opens_a_sentence(text, match.start()) for match in found)


def _opens_a_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 4) : at]
    return not before.strip(" \"'“‘«(") or before.rstrip(" \"'“‘«(")[-1:] in ".!?:\n—–-"
