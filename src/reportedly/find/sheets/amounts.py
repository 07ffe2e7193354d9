"""Amounts: the cell of a quantity as bounds, figures and the words behind them, by a grammar for cells."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportedly.find.number_words import WORDS, scale_of, whole, words_value
from reportedly.find.sheets.figures import DIGITS, NumberStyle, figure
from reportedly.find.sheets.refusing import Refused
from reportedly.terms.quantity import Number
from reportedly.terms.sheet import Cell
from reportedly.terms.tables import BoundRow, NumeralRow

_SCALE = r"(?:thousand|million|billion|trillion|hundred|dozen|lakh|crore|mln|mn|bln|bn|trn|tn|k)(?![A-Za-z])"
_SHORT = r"[kKmMbB](?![A-Za-z])"
_MONEY = r"(?:[A-Z]{0,3}[$€£¥₩₽₴₺₹₪]|[A-Z]{3}(?=[ \d]))"
_FIGURES = re.compile(
    rf"(?P<money>{_MONEY})? ?(?P<one>{DIGITS})(?P<scale>{_SHORT}| ?(?i:{_SCALE}))?"
    rf"(?: ?(?P<to>-|–|—|\.\.|…|\bto\b|\band\b) ?(?:{_MONEY})? ?(?P<two>{DIGITS})(?P<more>{_SHORT}| ?(?i:{_SCALE}))?)?"
    r"(?![\d])(?P<rest>.*)",
    re.DOTALL,
)
_SIGNS = (
    BoundRow("c.", "point", True), BoundRow("ca", "point", True), BoundRow("c", "point", True),
    BoundRow("est.", "point", True), BoundRow("est", "point", True), BoundRow("max.", "high"), BoundRow("max", "high"),
    BoundRow("min.", "low"), BoundRow("min", "low"), BoundRow("=>", "low"), BoundRow("=<", "high"),
    BoundRow("(est.)", "point", True, "after"), BoundRow("(approx.)", "point", True, "after"),
    BoundRow("approx.", "point", True, "after"), BoundRow("est.", "point", True, "after"),
    BoundRow("min.", "low", False, "after"), BoundRow("max.", "high", False, "after"),
)  # fmt: skip
"""What stands beside figures in cells and hardly in sentences."""
_PER = re.compile(r"(?: ?/ ?| ?\bper |\ba (?=(?:day|week|month|year)$))(day|week|month|year)$", re.IGNORECASE)
_EXPONENT = re.compile(r"[\d.,]+[eE][+-]?\d")
_LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell says of how much. numbers: one or two, as printed, with their multiples; spoken: low and high of words
    ("several hundred"), in their stead (in_words: not the typed number of a workbook). unit: the words behind, and the
    sign of money before.
    """

    numbers: tuple[tuple[str, int], ...] = ()
    spoken: tuple[Number, Number | None] | None = None
    vague: bool = False
    low: bool = False
    high: bool = False
    approximate: bool = False
    additional: bool = False
    per: str | None = None
    unit: str = ""
    in_words: bool = False

    def bounds(self, style: NumberStyle, *, whole_things: bool) -> tuple[Number | None, Number | None]:
        """low and high, None on an open side. Raises Refused."""
        least, most = self.spoken or self._figures(style, whole_things)
        if self.low and self.high:
            raise Refused("unclear-number", "it has a lower and an upper bound of one figure")
        if most is not None and least > most:
            raise Refused("reversed-range", f"it goes from {least:,} down to {most:,}")
        if (self.low or self.high) and most != least:
            raise Refused("unclear-number", "it is a range, and bounded besides")
        if least == most == 0:
            raise Refused("no-amount", "it says that there was nothing; leave it empty where it is not known")
        return (None if self.high else least), (None if self.low else most)

    def _figures(self, style: NumberStyle, whole_things: bool) -> tuple[Number, Number]:
        scales = [scale for _, scale in self.numbers]
        shared = scales[-1] if scales[0] == 1 else scales[0]
        values = []
        for (token, _), scale in zip(self.numbers, (shared, *scales[1:]), strict=True):
            value = whole(figure(token, style, whole=whole_things and scale == 1) * scale)
            if value > _LARGEST:
                raise Refused("unclear-number", "it is larger than any amount")
            if whole_things and isinstance(value, float):
                raise Refused("unclear-number", f"{value:g} is no whole number, and what is counted has no parts")
            values.append(value)
        return values[0], values[-1]


class AmountReader:
    """Reads the cells of quantities with the words of the tables: bounds and numerals."""

    def __init__(self, bounds: Iterable[BoundRow], numerals: Iterable[NumeralRow], nothing: Iterable[str]) -> None:
        rows = [*bounds, *_SIGNS]
        self._before = _longest_first(row for row in rows if row.place == "before")
        self._after = _longest_first(row for row in rows if row.place == "after")
        self._numerals = sorted(numerals, key=lambda row: -len(row.words))
        self._nothing = frozenset(nothing)

    def amount(self, cell: Cell) -> Amount | None:
        """What a cell says; None where it says nothing. Raises Refused on what is no amount."""
        text = plain(cell.text)
        if not text or text.casefold() in self._nothing:
            return None
        if cell.number is not None:
            return _typed(cell.number)
        found, rest = self._bounded(Amount(), text)
        if re.match(r"[-−]\s?\d", rest):
            raise Refused("negative-number", "it is below nought")
        return self._counted(found, rest)

    def _bounded(self, amount: Amount, text: str) -> tuple[Amount, str]:
        """The bounds before a figure, and what follows them."""
        while row := next((row for row in self._before if _begins(text, row.words)), None):
            amount, text = _with(amount, row), text[len(row.words) :].lstrip()
        if _begins(text, "between") or _begins(text, "from"):
            text = text.split(" ", 1)[1] if " " in text else text
        return amount, text

    def _counted(self, amount: Amount, text: str) -> Amount:
        numeral = next((row for row in self._numerals if _begins(text, row.words)), None)
        if numeral:
            spoken = replace(amount, spoken=(numeral.low, numeral.high), vague=numeral.vague, in_words=True)
            return self._behind(spoken, re.sub(r"^ ?of\b", "", text[len(numeral.words) :]))
        if in_words := re.match(rf"(?:{WORDS})(?![a-z-])", text.casefold()):
            value = words_value(in_words[0])[0]
            return self._behind(replace(amount, spoken=(value, value), in_words=True), text[in_words.end() :])
        found = None if _EXPONENT.match(text) else _FIGURES.fullmatch(text)
        if found is None or (found["to"] == "and" and found["two"] is None):
            raise Refused("unclear-number", "it is no amount")
        numbers = [(found["one"], _scale(found["scale"]))]
        if found["two"]:
            numbers.append((found["two"], _scale(found["more"])))
        counted = replace(amount, numbers=tuple(numbers))
        read = self._behind(counted, found["rest"])
        return replace(read, unit=f"{found['money']} {read.unit}".strip()) if found["money"] else read

    def _behind(self, amount: Amount, rest: str) -> Amount:
        """The bounds behind a figure, then its unit and the period of a rate."""
        text = rest.strip()
        while row := next((row for row in self._after if _begins(text, row.words)), None):
            amount, text = _with(amount, row), text[len(row.words) :].strip()
        while row := next((row for row in self._after if _ends(text, row.words)), None):
            amount, text = _with(amount, row), text[: -len(row.words)].strip()
        if "%" in text or re.search(r"\bper ?cent\b", text):
            raise Refused("percent", "a share is no amount")
        if per := _PER.search(text):
            return replace(amount, per=per[1].lower(), unit=text[: per.start()].strip())
        return replace(amount, unit=text)


def plain(text: str) -> str:
    """A cell's words on one line, with plain blanks and minus signs."""
    return " ".join(re.sub(r"[\u00a0\u2007\u2009\u202f]", " ", text).replace("−", "-").split())


def _typed(number: int | float) -> Amount:
    if number < 0:
        raise Refused("negative-number", "it is below nought")
    if not number < _LARGEST:
        raise Refused("unclear-number", "it is larger than any amount")
    return Amount(spoken=(whole(number), whole(number)))


def _with(amount: Amount, row: BoundRow) -> Amount:
    return replace(
        amount,
        low=amount.low or row.bound == "low",
        high=amount.high or row.bound == "high",
        additional=amount.additional or row.bound == "additional",
        approximate=amount.approximate or row.approximate,
    )


def _scale(words: str | None) -> int:
    return scale_of(words) if words else 1


def _longest_first(rows: Iterable[BoundRow]) -> list[BoundRow]:
    return sorted(rows, key=lambda row: -len(row.words))


def _begins(text: str, words: str) -> bool:
    """Whether a text begins with some words, as whole words."""
    after = text[len(words) : len(words) + 1]
    return text[: len(words)].casefold() == words.casefold() and not (words[-1].isalpha() and after.isalpha())


def _ends(text: str, words: str) -> bool:
    before = text[: -len(words)][-1:]
    return text[-len(words) :].casefold() == words.casefold() and not (words[0].isalnum() and before.isalnum())
