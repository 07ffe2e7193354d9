"""The names of one language, built from the rows shipped, for the tests of what is named in texts."""

from __future__ import annotations

from datetime import date
from functools import cache

from reportedly.find.native.cjk_matching import JapaneseMatcher, KoreanMatcher
from reportedly.find.native.names import Named, NativeNames
from reportedly.terms.native import NativeRows
from shipped import shipped_rows, shipped_tables

DAY = date(2024, 11, 20)
"""The day by which persons hold their offices, where a case says no other."""
_MATCHERS = {"ko": KoreanMatcher, "ja": JapaneseMatcher}


@cache
def names(language: str) -> NativeNames:
    """The names of a language as users get them."""
    return NativeNames(shipped_rows(language), shipped_tables(), _MATCHERS[language])


def names_of(rows: NativeRows) -> NativeNames:
    """The names of some rows of a test's own."""
    return NativeNames(rows, shipped_tables(), _MATCHERS[rows.language])


def written(named: Named) -> dict[str, list[str]]:
    """What is named, on one line each: the words and the code, id or class."""
    return {
        "parties": [f"{m.text} {m.code}" for m in named.parties if m.cls != "person"],
        "persons": [f"{m.text} {m.code}" for m in named.parties if m.cls == "person"],
        "places": [f"{m.text} {m.place}" for m in named.places],
        "items": [f"{m.text} {m.item}" for m in named.items],
    }
