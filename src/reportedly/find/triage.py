"""Triage: whether a text is worth reading with care, by its words alone. One report in a thousand is.

Three things make a claim likely: goods (or money, people, a measure), a word of doing, and a state. Each word has a weight;
the best of goods and of doing within one window count, and two more for each of two states. Two automata look: the first
only for words of weight, since without one nothing can reach the threshold; the second for everything, around its hits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from reportedly.find.words_of_triage import Meaning, meanings
from reportedly.terms.tables import Tables

NEAR = 160
"""How far from the goods the doing may stand, in bytes of UTF-8."""
ABOUT = 300
"""How far from the goods the states may stand: about two sentences."""
ENOUGH = 8
_STATE, _STATES = 2, 2
_TELLING = 2
"""The weight that goods or doing must have, one of them, where ENOUGH is reached."""
_SPACE = 32
_PLAIN = bytes(b + 32 if 65 <= b <= 90 else b if chr(b).isalnum() and b < 128 or b >= 0xC0 and b != 0xE2 else _SPACE for b in range(256))
"""Lower case; whatever is no letter or figure is a space (and parts of marked letters, here as in the names)."""

Hits = list[tuple[int, Meaning]]
Window = tuple[int, int, int]
"""A score, and the window in bytes that reached it."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether a text is kept, its score, and the window [start, end) that decided, in code points."""

    kept: bool
    score: int
    start: int
    end: int


class Triage:
    """The words of the tables, compiled."""

    def __init__(self, words: dict[bytes, Meaning]) -> None:
        self._meanings = list(words.values())
        self._all = BytesAhoCorasick(list(words), MatchKind.LeftmostLongest)
        self._telling = BytesAhoCorasick(
            [w for w, m in words.items() if max(m.goods, m.doing) >= _TELLING], MatchKind.LeftmostLongest
        )

    @classmethod
    def of(cls, tables: Tables) -> Triage:
        """The triage of all rows, the user's own among them."""
        return cls(meanings(tables, plain))

    def judged(self, text: str) -> Judged:
        """The first window of the text that is worth reading, or the best."""
        raw = text.encode("utf-8", "replace")
        best: Window = (0, 0, 0)
        for start, end in self._worth_a_look(low := b" " + plain(raw) + b" "):
            hits = self._hits(raw, low, start, end)
            best = max(best, _best(hits), key=lambda window: window[0])
            if best[0] >= ENOUGH:
                break
        score, start, end = best
        at = len(raw[:start].decode("utf-8", "ignore"))
        return Judged(score >= ENOUGH, score, at, at + len(raw[start:end].decode("utf-8", "ignore")))

    def _worth_a_look(self, low: bytes) -> Iterator[tuple[int, int]]:
        """The stretches around the telling words."""
        start = end = -1
        for _, at, past in self._telling.find_matches_as_indexes(low):
            if low[past] != _SPACE:
                continue
            if at > end:
                if start >= 0:
                    yield start, end
                start = max(0, at - ABOUT - NEAR)
            end = past + ABOUT + NEAR
        if start >= 0:
            yield start, end

    def _hits(self, raw: bytes, low: bytes, start: int, end: int) -> Hits:
        part = low[start:end] + b" "
        known = self._meanings
        return [
            (start + at, known[word])
            for word, at, past in self._all.find_matches_as_indexes(part)
            if part[past] == _SPACE and known[word].fits(raw, start + at, start + past - 1)
        ]


def plain(raw: bytes) -> bytes:
    """Of the same length."""
    return raw.translate(_PLAIN)


def _best(hits: Hits) -> Window:
    """Of all goods the score of the best, with its window."""
    best: Window = (0, 0, 0)
    for at, meaning in hits:
        if meaning.goods:
            best = max(best, _around(at, meaning, hits), key=lambda window: window[0])
            if best[0] >= ENOUGH:
                break
    return best


def _around(at: int, goods: Meaning, hits: Hits) -> Window:
    """The score of goods with the best doing near them and the states about them."""
    about = [(other, meaning) for other, meaning in hits if abs(other - at) <= ABOUT]
    states = frozenset[str]().union(*(meaning.states for _, meaning in about))
    doing = max((meaning.doing for other, meaning in about if abs(other - at) <= NEAR), default=0)
    if not states or not doing:
        return 0, 0, 0
    end, last = about[-1]
    return goods.goods + doing + _STATE * min(len(states), _STATES), about[0][0], end + last.length
