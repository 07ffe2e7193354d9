"""Words of saying in a text of another language: where they stand, the longest first, and what their rows tell of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reportedly.terms.evidence import Span
from reportedly.terms.native import NativeCueRow

_SPACED = ("ru", "uk")
_QUOTED = re.compile(r"“[^“”\n]*”|„[^„“”\n]*[“”]|«[^«»\n]*»|「[^「」\n]*」|『[^『』\n]*』|\"[^\"\n]*\"|‘[^‘’\n]*’")
_GROWN = re.compile(r"에 |[을를] |이?라|다?고 ")
"""How words of saying begin in Korean that grow on the word before them; others begin a word (not 발전했다)."""
_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of saying. choices: their spans and rows, the longest words first; a row for each side of the source."""

    start: int
    end: int
    choices: tuple[tuple[Span, NativeCueRow], ...]

    def of(self, place: str) -> tuple[Span, NativeCueRow] | None:
        """The words whose source stands there."""
        return next((choice for choice in self.choices if choice[1].place == place), None)


def quotations(text: str) -> tuple[Span, ...]:
    """What stands between quotation marks, with the marks."""
    return tuple(match.span() for match in _QUOTED.finditer(text))


def cues(text: str, rows: Sequence[NativeCueRow], quoted: Sequence[Span]) -> list[Cue]:
    """The words of saying outside quotations, none inside another, in order."""
    found = sorted(_matches(text, tuple(rows)), key=lambda one: (one[0][0] - one[0][1], one[0][0]))
    kept: list[list[tuple[Span, NativeCueRow]]] = []
    for span, row in found:
        if any(start < span[1] and span[0] < end for start, end in quoted):
            continue
        same = next((group for group in kept if group[0][0][0] < span[1] and span[0] < group[0][0][1]), None)
        if same is None:
            kept.append([(span, row)])
        elif same[0][0][1] == span[1]:
            same.append((span, row))
    return sorted((Cue(*group[0][0], tuple(group)) for group in kept), key=lambda cue: cue.start)


def _matches(text: str, rows: tuple[NativeCueRow, ...]) -> Iterator[tuple[Span, NativeCueRow]]:
    bearers, pattern = _words(rows)
    for match in pattern.finditer(text) if pattern else ():
        for length in range(len(match[1]), 0, -1):
            for row in bearers.get(match[1][:length].lower(), ()):
                span = (match.start(), match.start() + length)
                if _stands(text, span, row.language):
                    yield (span[0] + _joint(match[1]), span[0] + len(match[1][:length].rstrip("、 "))), row


@cache
def _words(rows: tuple[NativeCueRow, ...]) -> tuple[dict[str, list[NativeCueRow]], re.Pattern[str] | None]:
    bearers: dict[str, list[NativeCueRow]] = {}
    for row in rows:
        for word in row.words:
            bearers.setdefault(word.lower(), []).append(row)
    words = "|".join(re.escape(word) for word in sorted(bearers, key=len, reverse=True))
    return bearers, re.compile(f"(?=({words}))", re.IGNORECASE) if words else None


def _stands(text: str, span: Span, language: str) -> bool:
    """Whether the edges of words hold."""
    start, end = span
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if language in _SPACED:
        return not _in_word(before) and not _in_word(after)
    if language == "ko" and not _GROWN.match(text, start):
        return not _HANGUL.match(before)
    return True


def _joint(words: str) -> int:
    """How many letters before a verb only join to it what is said: と発表."""
    return int(len(words) > 1 and words[0] == "と" and words[1] >= "一")


def _in_word(sign: str) -> bool:
    return sign.isalnum() or sign in ("-", "'", "’", "ʼ")
