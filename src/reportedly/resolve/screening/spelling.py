"""Spellings of one sound folded into one sign, by the rows of a table: Maia and Maya, Rajin and Najin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.terms.screening import SpellingRow

VOWELS = "aeiouy"
_WHERE = {
    "any": "{}",
    "start": r"\A(?:{})",
    "end": r"(?:{})\Z",
    "before-vowel": rf"(?:{{}})(?=[{VOWELS}])",
    "not-before-vowel": rf"(?:{{}})(?![{VOWELS}])",
    "after-vowel": rf"(?<=[{VOWELS}])(?:{{}})",
}
_DOUBLED = re.compile(r"([^\W\d])\1+")
_KOREAN = re.compile(
    r"(?:(?:[kgntdrlmpbshžčšf]|v(?=[aoei]))?"  # how a syllable begins
    r"(?:[kgšsžčhv]?v)?"
    r"(?:y?[aou]|e|i|ae|oe|ui|ai|oi)"
    r"(?:ng|[kgntdlmpbr](?![yv]?[aeiou])|[knlmp](?=[^aeiouyv]))?)+\Z"
)
_LEAST_KOREAN = 2


@dataclass(frozen=True, slots=True)
class _Rule:
    spellings: tuple[str, ...]
    pattern: re.Pattern[str]
    to: str

    def applied(self, word: str) -> str:
        return self.pattern.sub(self.to, word) if any(s in word for s in self.spellings) else word


class Folding:
    """The rows, ready to be applied to words in lower case and Latin letters."""

    def __init__(self, rows: Iterable[SpellingRow]) -> None:
        every = tuple(rows)
        self._usual = tuple(_rule(row) for row in every if not row.korean)
        self._korean = tuple(_rule(row) for row in every if row.korean)

    def folded(self, word: str) -> str:
        """The word with one sign for the spellings of each sound."""
        for rule in self._usual:
            word = rule.applied(word)
        return _DOUBLED.sub(r"\1", word)

    def coarse(self, folded: str) -> str:
        """The same for one that is folded and may be Korean: plain and voiced consonants alike, r, l and n at its head."""
        if len(folded) < _LEAST_KOREAN or not _KOREAN.match(folded):
            return folded
        for rule in self._korean:
            folded = rule.applied(folded)
        return _DOUBLED.sub(r"\1", folded)


def skeleton(folded: str) -> str:
    """The consonants of a folded word: what is left of it in scripts that write no short vowels."""
    return _DOUBLED.sub(r"\1", "".join(letter for letter in folded if letter not in "aeiouyv"))


def _rule(row: SpellingRow) -> _Rule:
    spelled = "|".join(map(re.escape, sorted(row.spellings, key=len, reverse=True)))
    return _Rule(row.spellings, re.compile(_WHERE[row.where].format(spelled)), row.to)
