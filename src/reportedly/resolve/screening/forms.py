"""A name in its normal form: Latin letters in lower case, cut into words, each with what folding makes of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from anyascii import anyascii

from reportedly.resolve.screening.spelling import Folding, is_wade_giles, skeleton
from reportedly.terms.screening import EntrySchema, NameTables, SubjectKind

WordKind = Literal["name", "number", "letter", "usual", "article", "silent"]
"""silent: a legal form, a ship's prefix or a title, left out of every comparison."""
Sort = Literal["vessel", "person", "body"]

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʹʺ`´ʻʿʾ\"“”"))
_DOTTED = re.compile(r"\b(?:[a-z]\.){2,}")
_SLASHED = re.compile(r"\b([a-z])/([a-z])\b")
_WORDS = re.compile(r"[a-z]+|[0-9]+")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})\Z")
_LEAST_CHINESE = 4
_ROMAN_LETTERS = {"i": 1, "v": 5, "x": 10}
_ARABIC_ARTICLE = re.compile(r"\b(?:و)?ال(?=\w{2})")
_ARABIC = re.compile(r"[\u0590-\u07ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SILENT: Mapping[Sort, frozenset[str]] = {
    "vessel": frozenset({"prefix"}),
    "person": frozenset({"title"}),
    "body": frozenset({"legal-form"}),
}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name. plain: as written, without marks; folded: with one sign for each sound; coarse: the same where it
    may be Korean; bones: its consonants.
    """

    plain: str
    folded: str
    coarse: str
    bones: str
    kind: WordKind

    @property
    def is_exact(self) -> bool:
        """Whether only the same will do: a number, or a single letter."""
        return self.kind in ("number", "letter")


@dataclass(frozen=True)
class NameForm:
    """A name, ready to be compared. joined: its words without blanks, coarse, articles left out; neighbours: the same of
    each two that stand side by side. vowels: whether its script writes them. chinese: all of it, where its own words may
    be Chinese, Wade–Giles and Pinyin alike; wade_giles: whether it has marks of that.
    """

    name: str
    words: tuple[Word, ...]
    joined: str = ""
    neighbours: tuple[str, ...] = ()
    vowels: bool = True
    chinese: str = ""
    wade_giles: bool = False

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """All its words as written."""
        return tuple(word.plain for word in self.words)

    @cached_property
    def telling(self) -> tuple[Word, ...]:
        """The words that are compared."""
        return tuple(word for word in self.words if word.kind != "silent")

    @cached_property
    def exact(self) -> tuple[str, ...]:
        """Its numbers and single letters, sorted."""
        return tuple(sorted(word.plain for word in self.words if word.is_exact))


def sort_of(kind: EntrySchema | SubjectKind) -> Sort:
    """How names of a kind are cut: ships and persons have no legal form."""
    return "vessel" if kind == "vessel" else "person" if kind == "person" else "body"


class Former:
    """Brings names into their form, by the tables."""

    def __init__(self, tables: NameTables) -> None:
        folding = self._folding = Folding(tables.spellings)
        self._signs = str.maketrans(tables.signs)
        self._kinds = {sort: _word_kinds(tables, sort) for sort in _SILENT}

        @lru_cache(maxsize=300_000)
        def folded(word: str) -> tuple[str, str, str]:
            one = folding.folded(word)
            return one, folding.coarse(one), skeleton(one)

        self._folded = folded

    def form(self, name: str, sort: Sort) -> NameForm:
        """The form of a name of a ship, a person or another body."""
        plain = self._plain(name)
        kinds = self._kinds[sort]
        words = [self._word(word, kinds, sort) for word in _numbered(plain)]
        if words and all(word.kind == "silent" for word in words):
            words = [self._word(word, {}, sort) for word in _numbered(plain)]
        told = [word.plain for word in words if word.kind not in ("silent", "article")]
        neighbours = tuple(self._folded(one + other)[1] for one, other in pairwise(told))
        return NameForm(
            name=name,
            words=tuple(words),
            joined=self._folded("".join(told))[1],
            neighbours=neighbours,
            vowels=not _ARABIC.search(name),
            chinese=self._chinese(words),
            wade_giles=is_wade_giles(name),
        )

    def _chinese(self, words: Sequence[Word]) -> str:
        """A name of Chinese syllables, its usual words and numbers behind them; '' for another."""
        own = "".join(word.plain for word in words if word.kind in ("name", "article", "letter"))
        others = sorted(word.plain for word in words if word.kind in ("usual", "number"))
        folded = self._folding.chinese(own) if len(own) >= _LEAST_CHINESE else ""
        return " ".join((folded, *others)) if folded else ""

    def _word(self, word: str, kinds: Mapping[str, WordKind], sort: Sort) -> Word:
        if word.isdigit():
            number = word.lstrip("0") or "0"
            return Word(number, number, number, "", "number")
        kind: WordKind = kinds.get(word) or ("letter" if len(word) == 1 and sort != "person" else "name")
        return Word(word, *self._folded(word), kind)

    def _plain(self, name: str) -> list[str]:
        """Its words in Latin letters, lower case, without marks; letters and digits apart."""
        composed = unicodedata.normalize("NFKC", name).lower().translate(_APOSTROPHES).translate(self._signs)
        latin = anyascii(_ARABIC_ARTICLE.sub("", composed)).lower().translate(_APOSTROPHES)
        whole = _DOTTED.sub(lambda dotted: dotted[0].replace(".", "") + " ", latin)
        return _WORDS.findall(_SLASHED.sub(r"\1\2", whole).replace("&", " and "))


def _word_kinds(tables: NameTables, sort: Sort) -> dict[str, WordKind]:
    """The words that tell little in names of a sort."""
    found: dict[str, WordKind] = {}
    for row in tables.words:
        if row.kind in ("usual", "article"):
            kind: WordKind = "usual" if row.kind == "usual" else "article"
            if row.kind == "article" or sort != "person":
                found |= {word: kind for word in row.words if len(word) > 1 or sort == "body"}
        elif row.kind in _SILENT[sort]:
            found |= dict.fromkeys(row.words, "silent")
    return found


def _numbered(words: list[str]) -> list[str]:
    """Roman numerals after the first word as numbers; a single letter only at the end, where ships bear theirs."""
    return [
        str(_roman(word)) if place and _ROMAN.match(word) and (len(word) > 1 or place == len(words) - 1) else word
        for place, word in enumerate(words)
    ]


def _roman(numeral: str) -> int:
    values = [_ROMAN_LETTERS[letter] for letter in numeral]
    after = [*values[1:], 0]
    return sum(-value if value < next_ else value for value, next_ in zip(values, after, strict=True))
