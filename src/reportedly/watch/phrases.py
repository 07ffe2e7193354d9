"""Amounts, counts and lists as the sentences of indicators bear them. Codes stand as codes; who prints them names them."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.terms.flow import Counting
from reportedly.terms.quantity import Number, is_currency

_PLURALS = {
    "person": "people", "aircraft": "aircraft", "bus": "buses", "torpedo": "torpedoes", "foot": "feet", "box": "boxes",
}  # fmt: skip
_LISTED = 6
"""How many of a list are named; of more, the number of those left out is said."""


def amount(number: Number, unit: str) -> str:
    """A number of a unit: "1,000 containers", "USD 2,000,000"."""
    figure = exact(number)
    return f"{unit} {figure}" if is_currency(unit) else f"{figure} {noun(unit, number)}"


def noun(unit: str, number: Number = 2) -> str:
    """A unit as a noun that agrees with a number: "1 shell", "2 pieces of equipment"."""
    if is_currency(unit):
        return unit
    one = unit.replace("-", " ")
    return one if number == 1 else _plural(one)


def _plural(noun: str) -> str:
    """Of the noun that an "of" or "per" says more of; one in -s stays."""
    for joint in (" of ", " per "):
        head, found, rest = noun.partition(joint)
        if found:
            return f"{_plural(head)}{found}{rest}"
    before, space, last = noun.rpartition(" ")
    if last in _PLURALS:
        return f"{before}{space}{_PLURALS[last]}"
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    if last.endswith(("ch", "sh")):
        return f"{noun}es"
    return noun if last.endswith("s") else f"{noun}s"


def exact(number: Number) -> str:
    """A number with thousands separators."""
    return f"{int(number):,}" if number == int(number) else f"{number:,}"


def near(number: Number) -> Number:
    """A reckoned number as it is told: whole from a hundred on, below that with one decimal."""
    return round(number) if abs(number) >= 100 else round(number, 1)


def by_level(level: int, counting: Counting) -> str:
    """By how many origins: "by one origin", "by 3 origins known to be independent"."""
    if level == 1:
        return "by one origin"
    return f"by {level} origins" + (" known to be independent" if counting == "independent" else "")


def many(number: int, one: str, more: str = "") -> str:
    """So many of something: "no place", "1 place", "2 places"."""
    return f"{number:,} {one}" if number == 1 else f"{f'{number:,}' if number else 'no'} {more or f'{one}s'}"


def listed(words: Iterable[str]) -> str:
    """Names joined: "A, B and C", past six with the number of the others."""
    every = list(words)
    named = every[:_LISTED]
    if len(every) > len(named):
        named.append(f"{len(every) - len(named)} more")
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1]))) if named else ""


def joined(sentences: Iterable[str]) -> str:
    """Sentences as one, each only once."""
    return "; ".join(dict.fromkeys(sentence.rstrip(".") for sentence in sentences)) + "."


def upper_first(words: str) -> str:
    """With a capital at its head."""
    return words[:1].upper() + words[1:]
