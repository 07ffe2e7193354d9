"""Fractions and ratios in words: "two-thirds", "half a million", "two and a half", "one in five", "tenfold"."""

from __future__ import annotations

import re

from reportedly.find.number_words import ONES, SCALE, SMALL, WORDS, scale_of, whole, words_value
from reportedly.terms.quantity import Number

_BOTTOMS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_BOTTOMS |= {"ninth": 9, "tenth": 10}
_TOP = rf"(?:an?|{'|'.join(w for w, n in ONES.items() if 1 <= n <= 9)})"
_BOTTOM = r"(?:half|halves|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?)"
_PLAIN = rf"(?:{_TOP}[ -]{_BOTTOM}|half|quarter)"
_SHORTER = r"(?:(?:an? |one[- ]|three[- ])?(?:half|quarters?)(?: an?)?)"
_SPELLED = r"(?:one|two|three|four|five|six|seven|eight|nine|[1-9])"
_OUT_OF = r"(?:three|four|five|six|seven|eight|nine|ten|1,000|100|10|20|[3-9])"
_NO_RATIO = (
    r"(?![,.]?\d)(?![ -](?:year|day|week|month|hour|minute|season|game|match|attempt|set|race|round|quarter|place|part)"
    r"(?:s|es)?\b)"
)

SCALED = rf"(?P<scaled>{_PLAIN} of an?|{_SHORTER})[ -](?P<of>{SCALE}|dozen)"
MIXED = (
    rf"(?P<units>{SMALL}|\d{{1,3}})[ -]and[ -](?P<rest>a[ -](?:half|quarter|third)|(?:three[ -]quarter|two[ -]third)s)"
    rf"(?:[ -](?P<times>{SCALE}))?"
)
RATIO = (
    rf"(?P<ratio>(?:(?:one|1)(?: in(?: every)? |-in-)(?!(?:19|20)\d\d\b)(?:{WORDS}|\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,9}})"
    rf"|{_SPELLED}(?: out of (?:every )?| in (?:every )?){_OUT_OF}){_NO_RATIO})"
)
FOLD = rf"(?P<fold>(?:{SMALL}|hundred|thousand))fold"
PART = rf"(?P<part>{_PLAIN})"

_RATIO_SPLIT = re.compile(r" out of (?:every )?| in (?:every )?|-in-", re.IGNORECASE)
_OF = re.compile(
    r" of (?!(?:19|20)\d\d\b)"
    r"(?!(?:an?|the|this|that|last) (?:century|decade|year|month|week|day|hour|season)\b(?!['’]s(?:[,.]| [a-z])))"
)
_HALF_THE = re.compile(
    r" (?:the|its|their|his|her|our|all|those|these|as|what|that) (?!(?:year|day|hour|week|month)\b)"
)
_NAMED_HALF = re.compile(
    r"\b(?:first|second|third|fourth|last|other|latter|former|final|opening|next|this|that|each|every|previous|current|"
    r"the|fiscal|better|far)[ -]$",
    re.IGNORECASE,
)
_AMOUNTS = re.compile(
    r"\b(?:by|about|around|nearly|almost|roughly|than|least|over|under|only|just|to|some|most|approximately|exactly|below|"
    r"above|barely)\s$",
    re.IGNORECASE,
)
_NOUN_NEXT = re.compile(
    r"[ -](?!(?:more|less|fewer|higher|lower|to|in|since|from|this|last|the|on|at|and|or|after|when|while|as|compared|over|"
    r"during|between|are|were|is|was|have|had|said|if|but|by|for|because|within|would|will|could)\b)[A-Za-z]"
)
_MORE = re.compile(r" (?:more|less|fewer|higher|lower|as (?:many|much|big|large))\b")


def scaled_value(match: re.Match[str]) -> tuple[Number, int]:
    """The value of "half a million", and its multiple."""
    scale = scale_of(match["of"])
    return whole(_value(re.sub(r"(?: of)?(?: an?)$", "", match["scaled"].lower())) * scale), scale


def mixed_value(match: re.Match[str]) -> tuple[Number, int]:
    """The value of "two and a half (million)", and its multiple."""
    scale = scale_of(match["times"] or "")
    units = match["units"]
    number = int(units) if units.isdigit() else words_value(units)[0]
    return whole((number + _value(match["rest"].lower())) * scale), scale


def ratio_value(words: str) -> Number:
    """The value of "one in five", "nine out of ten"."""
    top, bottom = (_number(part) for part in _RATIO_SPLIT.split(words, maxsplit=1))
    return whole(top / bottom) if bottom else 0


def part_value(words: str) -> Number:
    """The value of "two-thirds", "half"."""
    return whole(_value(words.lower()))


def fold_value(words: str) -> int:
    """The value of the first part of "tenfold"."""
    return {"hundred": 100, "thousand": 1000}.get(words.lower()) or words_value(words)[0]


def is_proportion(text: str, start: int, end: int) -> bool:
    """Whether the words of a part ("a third", "half") stand for it here, not for a turn or a time ("a third man")."""
    words, lead, rest = text[start:end].lower(), text[max(0, start - 16) : start], text[end : end + 16]
    if words[:1].isdigit() or _RATIO_SPLIT.search(words):
        return ratio_value(words) < 1
    named = "-" not in words and _NAMED_HALF.search(lead) is not None
    if named and lead.lower().endswith("that ") and _OF.match(text, end):  # "said that half of the tanks …"
        named = False
    if words == "quarter" or named or rest.startswith("-party"):
        return False
    top, _, bottom = words.replace("-", " ").partition(" ")
    if bottom and top != "a" and ("-" in words or bottom.endswith("s")) and bottom != "quarters":
        return True
    if _OF.match(text, end) or _MORE.match(text, end) or (words == "half" and _HALF_THE.match(text, end)):
        return True
    return ("-" in words and top != "a") or bool(_AMOUNTS.search(lead) and not _NOUN_NEXT.match(rest))


def _value(words: str) -> float:
    top, _, bottom = words.replace("-", " ").rpartition(" ")
    return (words_value(top)[0] if top else 1) / _BOTTOMS[bottom.removesuffix("s")]


def _number(words: str) -> int:
    digits = words.replace(",", "").strip()
    return int(digits) if digits.isdigit() else words_value(digits)[0]
