"""Triage: whether a text is worth reading with care, by its words alone. One report in a thousand is.

Three things make a claim likely: goods (or money, people, a measure), a word of doing, and a state. Each word has a weight;
the best of goods and of doing within one window count, and two more for each of two states. Two automata look: the first
only for words of weight, since without one nothing can reach the threshold; the second for everything, around its hits.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
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

_SENTENCE_END = re.compile(rb"(?:[a-z0-9)%]{2}|[a-z]\"|\x9d)[.!?]['\"\x80-\xe2]*\s+(?=['\"A-Z\xe2])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found at a byte of the text, and the number of its sentence within the stretch."""

    at: int
    sentence: int
    meaning: Meaning


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

    def _hits(self, raw: bytes, low: bytes, start: int, end: int) -> list[Hit]:
        part = low[start:end] + b" "
        known = self._meanings
        ends = [start + found.end() for found in _SENTENCE_END.finditer(raw, start, end)]
        return [
            Hit(start + at, bisect(ends, start + at), known[word])
            for word, at, past in self._all.find_matches_as_indexes(part)
            if part[past] == _SPACE and known[word].fits(raw, start + at, start + past - 1)
        ]


def plain(raw: bytes) -> bytes:
    """Of the same length."""
    return raw.translate(_PLAIN)


def _best(hits: Sequence[Hit]) -> Window:
    """Of all goods the score of the best, with its window."""
    best: Window = (0, 0, 0)
    for hit in hits:
        if hit.meaning.goods:
            best = max(best, _around(hit, hits), key=lambda window: window[0])
            if best[0] >= ENOUGH:
                break
    return best


def _around(goods: Hit, hits: Sequence[Hit]) -> Window:
    """The score of goods with the best doing of their sentence and the states of it and of those beside it."""
    about = [hit for hit in hits if abs(hit.at - goods.at) <= ABOUT and abs(hit.sentence - goods.sentence) <= 1]
    states = frozenset[str]().union(*(hit.meaning.states for hit in about))
    doing = max((hit.meaning.doing for hit in about if _goes_with(hit, goods)), default=0)
    if not states or not doing:
        return 0, 0, 0
    score = goods.meaning.goods + doing + _STATE * min(len(states), _STATES)
    return score, about[0].at, about[-1].at + about[-1].meaning.length


def _goes_with(doing: Hit, goods: Hit) -> bool:
    """Whether they stand near each other in one sentence; a single word is not both."""
    near = abs(doing.at - goods.at) <= NEAR and doing.sentence == goods.sentence
    return near and (doing is not goods or goods.meaning.both)
