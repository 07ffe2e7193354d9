"""Units: which unit the words beside a numeral name, and everything the reading of quantities is handed, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportedly.find.bounds import BoundReader
from reportedly.find.numerals import NumeralReader
from reportedly.terms.tables import BoundRow, NumeralRow, UnitRow

_LONGEST_NAME = 5
_KEPT_S = ("ss", "us", "is", "ics")
_ADDED_ES = ("sses", "shes", "ches", "xes", "zzes", "oes", "ruses", "ampuses", "ensuses", "buses", "tuses", "gases")
_OWN_E = ("caches", "headaches", "niches", "shoes", "toes", "foes", "canoes")
_IRREGULAR = {
    "lives": "life", "wives": "wife", "knives": "knife", "leaves": "leaf", "shelves": "shelf", "wolves": "wolf",
    "loaves": "loaf", "thieves": "thief", "halves": "half", "calves": "calf", "feet": "foot", "teeth": "tooth",
    "geese": "goose", "mice": "mouse", "criteria": "criterion", "phenomena": "phenomenon", "crises": "crisis",
    "analyses": "analysis", "theses": "thesis", "diagnoses": "diagnosis", "bases": "base", "oases": "oasis",
    "indices": "index", "matrices": "matrix", "movies": "movie", "cookies": "cookie", "zombies": "zombie",
    "rookies": "rookie", "calories": "calorie", "ties": "tie", "pies": "pie", "lies": "lie", "series": "series",
    "species": "species", "means": "means", "news": "news", "gas": "gas", "lens": "lens", "bonuses": "bonus",
}  # fmt: skip


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
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(("women", "smen", "rmen", "dmen", "ymen", "emen", "tmen", "kmen")):
        return word[:-2] + "an"
    if len(word) < 4 or not word.endswith("s") or word.endswith(_KEPT_S):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(_ADDED_ES) and not word.endswith(_OWN_E):
        return word[:-2]
    return word[:-1]


def _stands_before(name: str) -> bool:
    """Whether a name of a currency is a mark that stands before the figure: "US$", "EUR", "Rs"."""
    return not re.fullmatch(r"[^\W\d_][\w. ]*", name) or (
        name[:2].isalpha() and name[0].isupper() and len(name) <= 3 and name != "NIS"
    )
