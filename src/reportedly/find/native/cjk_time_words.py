"""The words of time of Korean or Japanese by what they mean, and the moment from which they are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from reportedly.find.native.cjk_figures import FigureReader, is_hangul
from reportedly.find.timex import Timex
from reportedly.terms.native import NativeRows, NativeTimeRow
from reportedly.terms.quantity import Number

GLUE = r"(?:의|の)?[ ]?"
_PARTICLE = re.compile(
    r"에|의|은|는|이|가|도|을|를|과|와|만|부터|까지|보다|으로|로|쯤|께|경|자|내|중|엔|나|라|다|였|인|들어|사이|여|간|전|후|뒤|째|동안|분|당"
)
"""What may follow a Korean word of time without a space."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a time is read: the day of the report, the day last named in the text, and the words that follow."""

    anchor: date | None
    named: date | None
    rest: str


@dataclass(frozen=True)
class NativeRule:
    """A pattern of words, and what it says; None where the words are no time after all."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Moment], Timex | None]


class TimeWords:
    """The rows of time of one language. Built once."""

    def __init__(self, rows: NativeRows) -> None:
        self._means: dict[str, dict[str, str]] = {}
        for row in rows.times:
            self._add(row)
        self._figures = FigureReader(rows.numbers)
        spelled = [w for row in rows.numbers if row.role in ("number", "scale") for w in row.words]
        kanji = "".join(word for word in spelled if len(word) == 1 and not is_hangul(word))
        native = [w for row in rows.numbers if row.role == "number" and row.high is None for w in row.words]
        self.number = rf"(?:\d{{1,2}}|[{kanji}]{{1,3}})" if kanji else r"\d{1,2}"
        self.amount = rf"(?:\d{{1,4}}(?:\.\d+)?|{_any(native)}|[{kanji or '〇'}]{{1,3}})"

    def any(self, *kinds: str) -> str:
        """The words of some kinds as a pattern."""
        return _any(word for kind in kinds for word in self._means.get(kind, ()))

    def daytime(self, glue: str) -> str:
        """A part of the day after what names the day, where it is not that of a clock time ("오후 3시")."""
        return rf"(?:{glue}(?P<daytime>{self.any('daytime')})(?! ?\d\d? ?{self.any('name-hour')}))?"

    def said(self, kind: str, word: str) -> list[str]:
        """What a word of a kind means beyond its kind: of "month -1" it is ["-1"]."""
        return self._means[kind][word].split()

    def value(self, words: str | None) -> int | None:
        """The whole number that words or digits stand for; None where there are none."""
        number = self.amount_of(words) if words else None
        return None if number is None else int(number)

    def amount_of(self, words: str) -> Number | None:
        """The number that words or digits stand for."""
        return self._figures.amount(words)

    def first_letters(self) -> frozenset[str]:
        """The letters with which an expression may begin."""
        words = [word for kinds in self._means.values() for word in kinds]
        return (
            frozenset(w[0] for w in words)
            | frozenset("'’‘제第")
            | frozenset(re.sub(r"[^가-힣一-鿿〇]", "", self.amount))
        )

    def follows(self, kind: str, text: str, start: int) -> bool:
        """Whether a word of a kind stands here, with or without a space."""
        return re.compile(rf" ?(?:{self.any(kind)})").match(text, start) is not None

    def _add(self, row: NativeTimeRow) -> None:
        kind, _, rest = row.means.partition(" ")
        for word in row.words:
            self._means.setdefault(kind, {})[word] = rest


def whole_word(text: str, start: int, end: int) -> bool:
    """Whether an expression is no part of a longer Korean word, name or number."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if is_hangul(text[start : start + 1]) and is_hangul(before):
        return False
    if text[start : start + 1].isdigit() and re.search(
        r"[A-Za-z0-9][.,:-]?$|[-제第]$", text[max(0, start - 2) : start]
    ):
        return False
    if after.isdigit() and text[end - 1 : end].isdigit():
        return False
    return not (is_hangul(text[end - 1 : end]) and is_hangul(after)) or _PARTICLE.match(text, end) is not None


def _any(words: Iterable[str]) -> str:
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + ("|".join(re.escape(word) for word in listed) or "(?!)") + ")"
