"""Units: which unit the words beside a numeral name, and everything the reading of quantities is handed, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportedly.find.bounds import BoundReader
from reportedly.find.numerals import NumeralReader
from reportedly.terms.tables import BoundRow, NumeralRow, UnitRow

_LONGEST_NAME = 5
_KEPT_S = ("ss", "us", "is", "ics")


class UnitIndex:
    """Unit rows by their names in lower case, with the readers of numerals and bounds: the rows of `data/units.toml`,
    `bounds.toml` and `numerals.toml`."""

    def __init__(
        self, units: Iterable[UnitRow], bounds: Iterable[BoundRow] = (), numerals: Iterable[NumeralRow] = ()
    ) -> None:
        rows = tuple(units)
        self.by_name = {name.lower(): row for row in rows for name in row.names}
        self.kinds = {row.unit: row.kind for row in rows}
        self.numerals = NumeralReader.of(numerals)
        self.bounds = BoundReader.of(bounds)
        marks = [name for row in rows if row.kind == "money" for name in row.names if _stands_before(name)]
        listed = "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
        self._before = re.compile(rf"(?:(?<![A-Za-z])(?:{listed or '(?!)'}))[ \u00a0]?$")

    def mark_before(self, text: str, start: int) -> tuple[int, UnitRow] | None:
        """The currency mark that ends where a figure starts ("US$", "EUR "): where it begins, and its row."""
        lead = text[max(0, start - 6) : start]
        match = self._before.search(lead)
        if match is None:
            return None
        return start - len(lead) + match.start(), self.by_name[match.group().strip().lower()]

    def longest(self, words: Sequence[str]) -> tuple[int, UnitRow] | None:
        """The longest name that the words begin with: how many words it takes, and its row."""
        for n in range(min(_LONGEST_NAME, len(words)), 0, -1):
            row = self.by_name.get(" ".join(words[:n]).lower())
            if row is not None:
                return n, row
        return None

    def of_noun(self, words: Sequence[str]) -> UnitRow | None:
        """The row of a noun and what stands before it, by the longest name that the words end with."""
        for n in range(min(_LONGEST_NAME, len(words)), 0, -1):
            row = self.by_name.get(" ".join(words[-n:]).lower())
            if row is not None:
                return row
        return None


def singular(noun: str) -> str:
    """A plural noun made singular, lower case ("Batteries" → "battery"); others stay as they are."""
    word = noun.lower()
    if len(word) < 4 or not word.endswith("s") or word.endswith(_KEPT_S):
        return word
    if word.endswith("caches"):
        return word[:-1]
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


def _stands_before(name: str) -> bool:
    return not name.isalpha() or (name.isupper() and len(name) == 3 and name != "NIS")
