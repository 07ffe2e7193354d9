"""Number words: their values and the patterns that find them."""

from __future__ import annotations

import re

from spacy.tokens import Token

from reportedly.terms.quantity import Number

_BELOW_TWENTY = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ONES = {word: value for value, word in enumerate(_BELOW_TWENTY)}
TENS = {word: 10 * tens for tens, word in enumerate(_TENS, start=2)}
SCALES = {"thousand": 10**3, "lakh": 10**5, "million": 10**6, "crore": 10**7, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "mln": 10**6, "b": 10**9, "bn": 10**9, "bln": 10**9}
_SHORT |= {"tn": 10**12, "trn": 10**12}
_MULTIPLES = {"hundred": 100, "dozen": 12, **SCALES}
_ARTICLES = {"a": 1, "an": 1}

_BELOW_20 = "|".join(sorted(ONES, key=len, reverse=True))
SCALE = rf"(?:(?:lakh|crore)s?|{'|'.join(word for word in SCALES if word not in ('lakh', 'crore'))})"
SMALL = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{_BELOW_20}))?|{_BELOW_20})"
_HUNDREDS = rf"(?:(?:{SMALL}|an?)[ -]hundred(?:[ -](?:and )?{SMALL})?)"
_BELOW_1000 = rf"(?:{_HUNDREDS}|{SMALL})"
WORDS = (
    rf"(?:{_BELOW_1000}(?:(?:[ -]{SCALE}){{1,3}}(?:[ -](?:and )?{_BELOW_1000})?){{0,6}}|an?[ -]{SCALE})(?:[ -]dozen)?"
)


def words_value(words: str) -> tuple[int, int]:
    """The value of a number in words, and the multiple that it ends with (1 without one), which a range may share:
    "two million" is 2,000,000 and 1,000,000."""
    total, current, scale = 0, 0, 1
    found = re.findall(r"[a-z]+", words.lower())
    for word in map(_one, found):
        if word in ("hundred", "dozen"):
            current = max(current, 1) * _MULTIPLES[word]
        elif word in SCALES:
            scale = SCALES[word]
            if current == 0 and total:
                total *= scale
            total, current = total + current * scale, 0
        elif word != "and":
            current += {**ONES, **TENS, **_ARTICLES}[word]
    last = _one(found[-1]) if found else ""
    return total + current, _MULTIPLES[last] if last in ("hundred", "dozen") else scale


def scale_of(words: str) -> int:
    """The product of the multiples in some words: "hundred million", "bn"."""
    scale = 1
    for word in re.findall(r"[a-z]+", words.lower()):
        scale *= _MULTIPLES.get(_one(word)) or _SHORT[word]
    return scale


def whole(value: float) -> Number:
    """An int where the value is one (within what a figure can carry), else the float rounded to nine places."""
    near = round(value)
    return near if abs(value - near) < 1e-6 * max(1.0, abs(value)) * 1e-3 else round(value, 9)


def _one(word: str) -> str:
    return word.removesuffix("s") if word in ("lakhs", "crores") else word


def is_numeral(token: Token) -> bool:
    """ "Article I", "World War I"."""
    return token.text == "I" and token.pos_ != "PRON"
