"""Figures: the digits of a cell as a number. Which of point and comma parts the decimals is never guessed in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.find.sheets.refusing import Refused
from reportedly.terms.quantity import Number
from reportedly.terms.sheet import DecimalSign

DIGITS = r"\d{1,3}(?:[ '’]\d{3})+(?:[.,]\d+)?(?!\d| ?mm\b)|\d[\d.,]*\d|\d"
"""A number as printed, in a pattern: with points, commas, blanks or apostrophes between its digits."""

_MOST_DIGITS = 15
_TOKEN = re.compile(DIGITS)


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """Which sign parts the decimals. told: by a mapping; seen: by the cells of the column that can be read in one way."""

    told: DecimalSign | None = None
    seen: DecimalSign | None = None


def style_of(cells: Iterable[str], told: DecimalSign | None = None) -> NumberStyle:
    """The style of a column; nothing is seen where its cells contradict each other."""
    signs = {sign for text in cells for token in _TOKEN.findall(text) if (sign := _certain(token))}
    return NumberStyle(told, signs.pop() if len(signs) == 1 else None)


def figure(token: str, style: NumberStyle, *, whole: bool) -> Number:
    """The number of some digits. whole: what is counted has no parts, so that three digits behind a sign are thousands.

    Raises Refused: `ambiguous-number` where both readings are possible, `unclear-number` where none is.
    """
    bare = re.sub(r"[ '’]", "", token)
    if sum(letter.isdigit() for letter in bare) > _MOST_DIGITS:
        raise Refused("unclear-number", "so many digits are no figure")
    decimal = _decimal(bare, blanks=bare != token, style=style, whole=whole)
    plain = bare.replace("," if decimal == "." else ".", "") if decimal else re.sub("[.,]", "", bare)
    return float(plain.replace(",", ".")) if decimal else int(plain)


def _decimal(bare: str, *, blanks: bool, style: NumberStyle, whole: bool) -> DecimalSign | None:
    """The sign before the decimals, None where there are none."""
    if not re.search("[.,]", bare):
        return None
    certain, groups = _certain(bare), _groups(bare)
    if certain is None and groups is None:
        raise Refused("unclear-number", "its points and commas stand as in no number")
    if blanks or groups is None:
        return _agreed(certain, style)
    if certain and certain in bare:
        return _agreed(certain, style)
    if len(groups) > 1:
        if style.told == groups[0]:
            raise Refused("unclear-number", f"the mapping says that “{style.told}” stands before the decimals")
        return None
    sign = groups[0]
    if style.told:
        if style.told == sign and whole:
            raise Refused("ambiguous-number", f"with “{sign}” before the decimals it is no whole number")
        return sign if style.told == sign else None
    if whole:
        return None
    if style.seen:
        return sign if style.seen == sign else None
    readings = f"thousands or decimals: write it without “{sign}”, or set `decimal` in a mapping"
    raise Refused("ambiguous-number", f"the “{sign}” may stand before {readings}")


def _agreed(sign: DecimalSign | None, style: NumberStyle) -> DecimalSign | None:
    if style.told and sign and style.told != sign:
        raise Refused("unclear-number", f"the mapping says that “{style.told}” stands before the decimals")
    return sign


def _groups(bare: str) -> list[DecimalSign] | None:
    """The signs between groups of three digits, where the number is, or begins with, such groups."""
    for sign in (",", "."):
        other = "." if sign == "," else ","
        if re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{sign}\d{{3}})+(?:\{other}\d+)?", bare):
            return [sign] * bare.count(sign)
    return None


def _certain(token: str) -> DecimalSign | None:
    """The sign that can only stand before the decimals of a number, None where it has none, or may have none."""
    bare = re.sub(r"[ '’]", "", token)
    for sign in (".", ","):
        other = "," if sign == "." else "."
        if re.fullmatch(rf"\d{{1,3}}(?:\{other}\d{{3}})+\{sign}\d+", bare):
            return sign
        if re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{other}\d{{3}}){{2,}}", bare):
            return sign
        if re.fullmatch(rf"\d+\{sign}(?:\d{{1,2}}|\d{{4,}})|0\d*\{sign}\d+|\d{{4,}}\{sign}\d+", bare):
            return sign
        if bare != token and re.fullmatch(rf"\d+\{sign}\d+", bare):
            return sign
    return None
