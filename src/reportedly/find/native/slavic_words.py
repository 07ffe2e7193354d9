"""Words of Russian and Ukrainian as the figures and days are looked up: without case, with one apostrophe, ё as е."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from reportedly.terms.quantity import Number

Value = TypeVar("Value")
SPACE = r"[ \u00a0\u2009\u202f\n]"
CALIBRE = r"(?:мм|mm)\b|(?:миллиметр|міліметр)"
_SPACED = re.compile(rf"{SPACE}{{1,2}}")
_FOLD = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "`": "'", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\n": " "})
_GUARD = r"(?<![\w.,:/#№])(?<![^\W\d_][-–])(?<![»\d][-–])(?<!\d [-–] )"
_GROUPS = (
    rf"[1-9]\d{{0,2}}(?:[ \u00a0\u2009\u202f]\d{{3}})+(?!\d)|[1-9]\d{{0,2}}(?:\.\d{{3}})+(?![.\d]|{SPACE}?(?:мл|тр|мил|міл))"
    rf"|[1-9]\d{{0,2}}(?:,\d{{3}})+(?![.,]?\d|{SPACE}?(?:мл|тр|мил|міл))"
)
_BUILT_UP = r"(?:-(?:ти|ми|мя|х|ох|ьох)(?!\w))?"
_FIGURE = (
    rf"(?P<figure>{_GROUPS}|\d{{1,15}}(?:[.,]\d{{1,6}})?){_BUILT_UP}"
    rf"(?!\w|[.,:/]\d|-[^\W\d_]|[- \u00a0]?(?:{CALIBRE}))"
)
_TOKEN = re.compile(rf"{_GUARD}{_FIGURE}|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)")
_AFTER_DASH = re.compile(rf"{_FIGURE}|(?P<word>[^\W\d_]+(?:['’ʼ][^\W\d_]+)*)")
_NEW_SENTENCE = re.compile(r"\s*$|\s+[«\"]?[А-ЯЁЄІЇҐA-Z]")


def folded(word: str) -> str:
    """The word as it is looked up."""
    return word.lower().translate(_FOLD)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a printed figure at [start, end). value: of a figure; digits: it as printed."""

    start: int
    end: int
    key: str
    value: Number | None = None
    digits: str = ""


@dataclass(frozen=True)
class Words:
    """The words of a text in order, without what stands between them."""

    text: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str, dotted: frozenset[str] = frozenset()) -> Words:
        """The words of a text. dotted: those that end with a dot where no sentence ends with it ("тыс.")."""
        return cls(text, tuple(_tokens(text, dotted)))

    def joined(self, i: int) -> bool:
        """Whether only a space stands before the word i."""
        return 0 < i < len(self.words) and self.spaced(self.words[i - 1].end, self.words[i].start)

    def spaced(self, start: int, end: int) -> bool:
        """Whether only a space stands between two offsets."""
        return _SPACED.fullmatch(self.text, start, end) is not None

    def gap(self, i: int) -> str:
        """What stands before the word i."""
        return self.text[self.words[i - 1].end : self.words[i].start] if 0 < i < len(self.words) else "."

    def key(self, i: int) -> str:
        """The word i as it is looked up; '' past the ends."""
        return self.words[i].key if 0 <= i < len(self.words) else ""


def _tokens(text: str, dotted: frozenset[str]) -> Iterable[Word]:
    past = 0
    while match := _next(text, past):
        past = match.end()
        if match["figure"]:
            yield Word(match.start(), past, "", figure_value(match["figure"]), match["figure"])
            continue
        key = folded(match["word"])
        if key in dotted and text.startswith(".", past) and not _NEW_SENTENCE.match(text, past + 1):
            past += 1
        yield Word(match.start(), past, key)


def _next(text: str, past: int) -> re.Match[str] | None:
    """The next word or figure; right after a figure and a dash a figure may stand ("10–12")."""
    dash = re.compile(r" ?[-–—−‑] ?(?=\d)").match(text, past) if text[past - 1 : past].isalnum() else None
    second = _AFTER_DASH.match(text, dash.end()) if dash and _ends_figure(text, past) else None
    return second or _TOKEN.search(text, past)


def _ends_figure(text: str, end: int) -> bool:
    """Whether a figure that is no part of a name ends here."""
    run = re.search(r"(?<![\w-])[\d.,\u00a0 ]+$", text[max(0, end - 24) : end])
    return run is not None


def figure_value(printed: str) -> Number:
    """The value of a printed figure: 1,5 and 1.5; 10 000, 10.000 and 10,000."""
    if re.fullmatch(_GROUPS, printed):
        return int(re.sub(r"\D", "", printed))
    value = float(printed.replace(",", "."))
    return int(value) if value == int(value) else value


class Phrases(Generic[Value]):
    """Words of one or more parts, each with a value; the longest that stands at a place is taken."""

    def __init__(self, given: Iterable[tuple[str, Value]]) -> None:
        self._by_words: dict[tuple[str, ...], Value] = {}
        for phrase, value in given:
            self._by_words.setdefault(parts_of(phrase), value)
        self._longest = max(map(len, self._by_words), default=0)
        self._first = frozenset(words[0] for words in self._by_words if words)

    def at(self, words: Words, i: int) -> tuple[Value, int] | None:
        """The value of the longest phrase that begins with the word i, and the index after it."""
        if words.key(i) not in self._first:
            return None
        n = 1
        while n < self._longest and words.joined(i + n):
            n += 1
        keys: Sequence[str] = [words.key(k) for k in range(i, i + n)]
        for length in range(n, 0, -1):
            if tuple(keys[:length]) in self._by_words:
                return self._by_words[tuple(keys[:length])], i + length
        return None


def parts_of(phrase: str) -> tuple[str, ...]:
    """The words of a row as they are looked up, without their dots."""
    return tuple(folded(match[0]) for match in re.finditer(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*", phrase)) or (phrase,)


def dotted_in(phrases: Iterable[str]) -> frozenset[str]:
    """The words that some rows print with a dot."""
    return frozenset(folded(word.rstrip(".")) for words in phrases for word in words.split() if word.endswith("."))


def by_key(given: Mapping[str, Value]) -> dict[str, Value]:
    """A mapping whose keys are looked up."""
    return {folded(key): value for key, value in given.items()}
