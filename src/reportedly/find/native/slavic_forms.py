"""The forms of words: how the words of Russian and Ukrainian names change, by the rows of endings.

A word with a capital is a name and has a gender of its own: it changes by the rows of nouns alone ("Зеленский" never
becomes "Зеленская"). A word without one may agree with others, and takes the rows of adjectives as well. Every word of
a name changes for itself: forms that do not agree are made too, and no text holds them. A row for no ending is "-".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.find.gazetteer import lowered
from reportedly.terms.native import NativeEndingRow

_SAME = str.maketrans({"ё": "е", "ʼ": "'", "‘": "'", "`": "'", "‐": "-"})


def plain(text: str) -> str:
    """Lower case without a change of length; ё is е, every apostrophe and every hyphen one and the same."""
    return lowered(text).translate(_SAME)


def is_acronym(word: str) -> bool:
    """Whether all its letters are capitals, and there are several: it stands in no small letters, and only takes
    endings ("МИД": МИДа, "США" stays).
    """
    return word.isupper() and sum(c.isalpha() for c in word) > 1


class Endings:
    """Rows of endings, asked for the forms of a word."""

    def __init__(self, rows: Iterable[NativeEndingRow]) -> None:
        self._nouns: dict[str, list[str]] = {}
        self._all: dict[str, list[str]] = {}
        for row in rows:
            for table in (self._nouns, self._all) if row.of == "noun" else (self._all,):
                table.setdefault(plain(row.ending), []).extend("" if c == "-" else plain(c) for c in row.cases)
        self._longest = max(map(len, self._all), default=0)

    def forms(self, word: str) -> frozenset[str]:
        """All forms of the word, the given one among them, as `plain` writes them."""
        given = plain(word)
        stem, cases = self._changes(given, self._nouns if word[:1].isupper() else self._all)
        forms = {given, *(stem + case for case in cases)}
        return frozenset(form for form in forms if form.startswith(given)) if is_acronym(word) else frozenset(forms)

    def _changes(self, word: str, table: dict[str, list[str]]) -> tuple[str, Sequence[str]]:
        """What stays of the word, and its endings by the longest that fits: a whole word too, but no single letter."""
        for length in range(min(self._longest, len(word) if len(word) > 1 else 0), 0, -1):
            if cases := table.get(word[-length:]):
                return word[:-length], cases
        return word, ()
