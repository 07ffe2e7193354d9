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

SPAN = 360
"""How far apart the words of one claim may stand, in bytes of UTF-8: about two sentences."""
ENOUGH = 7
_STATE, _STATES = 2, 2
_TELLING = 2
"""The weight that goods or doing must have, one of them, where ENOUGH is reached."""
_SPACE = 32
_PLAIN = bytes(b + 32 if 65 <= b <= 90 else b if chr(b).isalnum() and b < 128 or b >= 0xC0 and b != 0xE2 else _SPACE for b in range(256))
"""Lower case; whatever is no letter or figure is a space (and parts of marked letters, here as in the names)."""

Hits = list[tuple[int, Meaning]]


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
        best = (0, 0, 0)
        for start, end in self._worth_a_look(low := b" " + plain(raw) + b" "):
            hits = self._hits(raw, low, start, end)
            best = max(best, _best(hits), key=lambda b: b[0])
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
                start = max(0, at - SPAN)
            end = past + SPAN
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


def _best(hits: Hits) -> tuple[int, int, int]:
    """The score and the ends of the best window that begins with a hit."""
    best = (0, 0, 0)
    for n, (first, _) in enumerate(hits):
        states: set[str] = set()
        goods = doing = 0
        for at, meaning in hits[n:]:
            if at - first > SPAN:
                break
            goods, doing = max(goods, meaning.goods), max(doing, meaning.doing)
            states |= meaning.states
            score = goods + doing + _STATE * min(len(states), _STATES) if states and goods and doing else 0
            if score > best[0]:
                best = score, first, at + meaning.length
                if score >= ENOUGH:
                    return best
    return best
