"""Numerals of Korean and Japanese: 1만2천, 1만 2,000, 이천오백, 二千五百, 수십만, 3分の2, and the ranges between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportedly.find.native.cjk_sums import MYRIAD, Sum, Token
from reportedly.find.number_words import whole
from reportedly.terms.native import NativeNumberRow
from reportedly.terms.quantity import Number

_WIDE = dict(zip(range(0xFF01, 0xFF5F), range(0x21, 0x7F), strict=True)) | {0x3000: 0x20, 0xA0: 0x20}
_WIDE |= dict.fromkeys(map(ord, "～〜∼˜"), ord("~")) | dict.fromkeys(map(ord, "－−‐"), ord("-"))
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.·・]\d+)?")
_LONGEST, _LONGEST_RUN = 40, 24
"""Words of one numeral and signs of one run of digits: what is longer is no number of anything."""
_DOTTED = re.compile(r"[.·・]")
_HANGUL = re.compile(r"[가-힣]")
_JOINED = re.compile(r"[A-Za-z0-9][.,:/·・-]?$|[-#№:]$|\d[.,:/]$|제\s?$|第$|[A-Za-z가-힣]-$")
"""Before a figure: it is the rest of a name, a date, a clock time or an ordinal ("KN-23", "2024.10", "제2")."""


def plain(text: str) -> str:
    """The text with full-width signs made plain, each in its place."""
    return text.translate(_WIDE)


def is_hangul(letter: str) -> bool:
    """Whether a letter is a Korean syllable: words that end in one run on where another follows."""
    return _HANGUL.match(letter) is not None


@dataclass(frozen=True, slots=True)
class Figure:
    """A numeral at [start, end) and its low–high. plain: its form alone shows that it is one ("1만", "1,000"), so that it
    needs no counter. spelled: in words only. share: a part or a multiple. coefficient, scale: of a figure that is one
    number times a scale ("4만" is 4 × 10,000), so that a bare number before it takes the scale too ("3~4만")."""

    start: int
    end: int
    low: Number
    high: Number | None
    vague: bool = False
    approximate: bool = False
    plain: bool = False
    spelled: bool = False
    share: bool = False
    ranged: bool = False
    coefficient: float = 0.0
    scale: float = 1.0


class FigureReader:
    """Reads the numerals of one language by its rows. Built once."""

    def __init__(self, rows: Iterable[NativeNumberRow]) -> None:
        self._rows = {word: row for row in rows for word in row.words if row.role not in ("fraction", "none")}
        kept = tuple(rows)
        self._word = _any_of(self._rows)
        self._fraction = _any_of(word for row in kept if row.role == "fraction" for word in row.words)
        self._none = [word for row in kept if row.role == "none" for word in row.words]
        self._look = re.compile(rf"(?P<none>{_any_of(self._none).pattern})|\d|(?:{self._word.pattern})")
        self._odd = re.compile(r"(?:여|余)(?=[만억조万億兆])")

    def figures(self, text: str) -> list[Figure]:
        """The numerals of a plain text in order, those of ranges apart."""
        found: list[Figure] = []
        past = 0
        while (match := self._look.search(text, past)) is not None:
            figure = self.at(text, match.start())
            if figure is not None and figure.end > match.end("none"):
                found.append(figure)
                past = figure.end
            else:
                past = self._past(text, match)
        return found

    def is_other_word(self, text: str, end: int) -> bool:
        """Whether the words that end here are part of another word ("契約" is no 約)."""
        return text[:end].endswith(tuple(self._none)) if self._none else False

    def at(self, text: str, start: int, after_dash: bool = False) -> Figure | None:
        """The numeral that begins here; None where it is the rest of a name or no numeral.

        after_dash: what stands before it is the dash of a range."""
        joined = not after_dash and _JOINED.search(text[max(0, start - 4) : start])
        inside = is_hangul(text[start : start + 1]) and is_hangul(text[max(0, start - 1) : start])
        tokens, odd = ([], 0) if joined or inside else self._tokens(text, start)
        figure = _composed(start, tokens) if tokens else None
        if figure is None:
            return None
        grouped = figure.plain or "," in text[start : figure.end]
        return self._shared(text, replace(figure, plain=grouped, approximate=0 < odd <= figure.end))

    def amount(self, text: str) -> Number | None:
        """The number that a whole text is; None where it is none or a vague one."""
        figure = self.at(text, 0)
        return figure.low if figure is not None and figure.end == len(text) and not figure.vague else None

    def _past(self, text: str, match: re.Match[str]) -> int:
        """Past a run of digits that is no numeral, or one word."""
        run = re.compile(r"\d[\d,.]*").match(text, match.start())
        return run.end() if run else match.end()

    def _tokens(self, text: str, start: int) -> tuple[list[Token], int]:
        """The words of the numeral that begins here, and where 여 or 余 stood between them (0: nowhere)."""
        out: list[Token] = []
        pos, odd = start, 0
        while len(out) < _LONGEST and (token := self._token(text, pos, out)) is not None:
            if out and out[-1].role == token.role == "scale" and out[-1].low == token.low:
                break
            out.append(token)
            pos = token.end
            if mark := self._odd.match(text, pos):
                pos = odd = mark.end()
        return out, odd

    def _token(self, text: str, pos: int, before: list[Token]) -> Token | None:
        pos += self._gap(text, pos, before)
        if digits := _DIGITS.match(text, pos):
            return _number(digits) if len(digits[0]) <= _LONGEST_RUN else None
        word = self._word.match(text, pos)
        if word is None:
            return None
        row = self._rows[word[0]]
        kanji = row.role == "number" and row.low < 10 and len(word[0]) == 1 and not is_hangul(word[0])
        return Token(row.role, row.low, row.high, word.end(), kanji=kanji)

    def _gap(self, text: str, pos: int, before: list[Token]) -> int:
        """Whether a space stands inside the numeral here: "1만 2,000", "수 천"."""
        if not before or not text.startswith(" ", pos):
            return 0
        word = self._word.match(text, pos + 1)
        scale = word is not None and self._rows[word[0]].role == "scale"
        myriads = before[-1].role == "scale" and before[-1].low >= MYRIAD
        return int((before[-1].role == "vague" and scale) or (myriads and text[pos + 1 : pos + 2].isdigit()))

    def _shared(self, text: str, figure: Figure) -> Figure:
        """The figure, or the fraction or multiple that it is the first part of ("3분의 2", "7割")."""
        if over := self._fraction.match(text, figure.end):
            start = over.end() + text.startswith(" ", over.end())
            parts = self._tokens(text, start)[0]
            top = _composed(start, parts) if parts and parts[0].role == "number" else None
            if top is None or not figure.low:
                return figure
            share = whole(float(top.low) / float(figure.low))
            return replace(figure, end=top.end, low=share, high=share, share=True, plain=True)
        part = self._word.match(text, figure.end)
        if part is None or self._rows[part[0]].role != "part" or figure.high is None:
            return figure
        times = self._rows[part[0]].low
        low, high = whole(float(figure.low) * times), whole(float(figure.high) * times)
        return replace(figure, end=part.end(), low=low, high=high, share=True, plain=True)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) for word in listed) or r"(?!)")


def _number(match: re.Match[str]) -> Token:
    value = float(_DOTTED.sub(".", match[0].replace(",", "")))
    return Token("number", value, None, match.end(), digits=True)


def _composed(start: int, tokens: list[Token]) -> Figure | None:
    """The figure that the words make, as far as they fit one another; None where they begin with none."""
    first = tokens[0]
    if first.role == "part":
        return Figure(start, first.end, whole(first.low), whole(first.low), plain=True, share=True)
    if first.role == "vague":
        return _vague(start, tokens)
    if tokens[0].high is not None:
        return Figure(start, tokens[0].end, whole(tokens[0].low), whole(tokens[0].high), spelled=True)
    used, value = Sum().of(tokens)
    kept = tokens[:used]
    if not used or (first.role == "digit" and used == 1):
        return None
    scaled = kept[0].digits and any(t.role == "scale" for t in kept)
    product = _product(kept[1:])
    coefficient, scale = (kept[0].low, product) if product and kept[0].role != "scale" else (value, 1.0)
    return Figure(
        start, kept[-1].end, whole(value), whole(value), plain=scaled, spelled=not kept[0].digits,
        coefficient=coefficient, scale=scale,
    )  # fmt: skip


def _product(scales: list[Token]) -> float:
    """The product of scales that stand one after another; 0 where anything else is among them."""
    out = 1.0
    for token in scales:
        out *= token.low if token.role == "scale" else 0.0
    return out


def _vague(start: int, tokens: list[Token]) -> Figure | None:
    """As in 수천, 数十万, 十数人: "several" of a scale runs from two of it to below ten; alone it has no upper side."""
    first = tokens[0]
    scales = [t for t in tokens[1:] if t.role == "scale"]
    kept = scales[: next((i for i, t in enumerate(tokens[1:]) if t.role != "scale"), len(scales))]
    unit = _product(kept)
    if not kept:
        high = None if first.high is None else whole(first.high)
        return Figure(start, first.end, whole(first.low), high, vague=True, spelled=True)
    low, high_of = (2.0, 9.0) if first.high is None else (first.low, first.high)
    low_end, high_end = whole(low * unit), whole((high_of + 1) * unit - 1)
    return Figure(start, kept[-1].end, low_end, high_end, vague=True, plain=True, spelled=True)
