"""Spellings of one sound folded into one sign, by the rows of a table: Maia and Maya, Rajin and Najin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
_CHINESE = re.compile(
    r"(?:(?:[zcs]h|hs|t[sz]|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:[iu]?a[io]?|i?e[ih]?|ao|o?u?o|i[ou]?u?|u[ei]?i?|ih)"
    r"(?:ng|n(?![aeiou]))?)+\Z"
)
_WADE_GILES = re.compile(r"(?<=[a-z])['’]?-(?=[a-z])|hs|ung|ien|yeh|[ptk]['’]", re.IGNORECASE)


_Rule = tuple[str, re.Pattern[str], str]
"""What every word that it changes holds ('' where nothing is common), what it looks for, and what stands for it."""


class Folding:
    """The rows, ready to be applied to words in lower case and Latin letters."""

    def __init__(self, rows: Iterable[SpellingRow]) -> None:
        every = tuple(rows)
        self._usual, self._korean, self._chinese = (
            tuple(_rule(row) for row in every if row.of == of) for of in ("any", "korean", "chinese")
        )

    def folded(self, word: str) -> str:
        """The word with one sign for the spellings of each sound."""
        return _applied(self._usual, word)

    def coarse(self, folded: str) -> str:
        """The same for one that is folded and may be Korean: plain and voiced consonants alike, r, l and n at its head."""
        if len(folded) < _LEAST_KOREAN or not _KOREAN.match(folded):
            return folded
        return _applied(self._korean, folded)

    def chinese(self, plain: str) -> str:
        """A word as written that may be Chinese, Wade–Giles and Pinyin alike; '' for one that cannot be."""
        return _applied(self._chinese, plain) if _CHINESE.match(plain) else ""


def _applied(rules: Iterable[_Rule], word: str) -> str:
    for held, pattern, to in rules:
        if held in word:
            word = pattern.sub(to, word)
    return _DOUBLED.sub(r"\1", word)


def is_wade_giles(name: str) -> bool:
    """Whether a name has marks of Wade–Giles, if it is Chinese."""
    return bool(_WADE_GILES.search(name))


def skeleton(folded: str) -> str:
    """The consonants of a folded word: what is left of it in scripts that write no short vowels."""
    return _DOUBLED.sub(r"\1", "".join(letter for letter in folded if letter not in "aeiouyv"))


def _rule(row: SpellingRow) -> _Rule:
    spelled = "|".join(map(re.escape, sorted(row.spellings, key=len, reverse=True)))
    return _held(row.spellings), re.compile(_WHERE[row.where].format(spelled)), row.to


def _held(spellings: Sequence[str]) -> str:
    """The longest run of letters that all spellings hold."""
    first = min(spellings, key=len)
    runs = (first[i:j] for i in range(len(first)) for j in range(i + 1, len(first) + 1))
    return max((run for run in runs if all(run in each for each in spellings)), key=len, default="")
