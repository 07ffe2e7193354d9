"""Words that differ in one letter, found by the half that does not differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST = 4
"""Letters of a word of which one may differ."""
_Half = tuple[int, bool, str]
"""The length of the whole word, whether it is its beginning, and the letters."""


class Near:
    """Some words by their halves. Of two words that differ in one place, one half is the same in both."""

    def __init__(self, words: Iterable[str]) -> None:
        self._halves: defaultdict[_Half, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= LEAST:
                cut = len(word) // 2
                self._halves[len(word), True, word[:cut]].append(word)
                self._halves[len(word), False, word[cut:]].append(word)

    def words(self, word: str) -> list[str]:
        """The words that differ from one in a letter more, less or other, or in two that changed places; in order."""
        found: set[str] = set()
        for length in range(max(len(word) - 1, LEAST), len(word) + 2):
            cut = length // 2
            for half in ((length, True, word[:cut]), (length, False, word[cut - length :])):
                possible = self._halves.get(half, ())
                found.update(
                    near for near, _, _ in process.extract_iter(word, possible, scorer=OSA.distance, score_cutoff=1)
                )
        return sorted(found - {word})
