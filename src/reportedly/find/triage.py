"""Triage: whether a text is worth reading with care, by its words alone. One report in a thousand is.

Three things make a claim likely: goods (or people, money, a measure), a word of doing near them, and states about them. Each
word has a weight; goods, doing and two for each of two states are added up. Two automata look: the first only for words
without which no sum is enough, the second for all of them, around what the first has found.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from reportedly.find.triage_words import Meaning, meanings
from reportedly.terms.tables import Tables

NEAR = 160
"""How far from the goods the doing may stand, in bytes of UTF-8."""
ABOUT = 300
"""How far from the goods the states may stand: about two sentences."""
ENOUGH = 8
_STATE, _STATES = 2, 2
"""What a state adds, and how many of them do."""
_ANY_DOING = 1
"""What the doing of any sentence adds: with goods beyond doubt and two states it is enough."""
_SPACE = 32
_E2 = 0xE2
"""The first byte of curly quotes, dashes and the euro."""
_PLAIN = bytes(
    ord(chr(b).lower()) if b < 0x80 and chr(b).isalnum() else b if b >= 0xC0 and b != _E2 else _SPACE
    for b in range(256)
)
"""Lower case; whatever is no letter or figure is a space (parts of marked letters too, here as in the words)."""
_SENTENCE_END = re.compile(
    rb"""[.!?\n](?:(?<=[a-z0-9)%]{2}[.!?])['"\x80-\xe2]*\s+(?=['"A-Z\xe2])"""
    rb"""|(?<=\n)(?:\s*\n|\s*[-*\xe2]\s*|(?<=[.!?)"]\n)))"""
)
"""Where a sentence ends, a paragraph, a point of a list, or a line that ends like a sentence; "U.S. tanks" is no end."""

Window = tuple[int, int, int]
"""A score, and the bytes that reached it."""
NOTHING: Window = (0, 0, 0)
Hit = tuple[int, int, Meaning]
"""The byte where a word stands, the number of its sentence, and what it counts for."""


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
        telling = [word for word, meaning in words.items() if meaning.is_telling]
        self._telling = _automaton(b" " + word + b" " for word in telling)
        self._all = _automaton(word + b" " for word in words)
        self._meanings = list(words.values())

    @classmethod
    def of(cls, tables: Tables) -> Triage:
        """The triage of all rows, the user's own among them."""
        return cls(meanings(tables, plain))

    def judged(self, text: str) -> Judged:
        """By the first window of the text that is enough, or by the best of those that came near it."""
        raw = text.encode("utf-8", "replace")
        best = NOTHING
        for start, end in self._stretches(low := b" " + plain(raw) + b" "):
            best = max(best, self._best(raw, low, start, end), key=_score)
            if best[0] >= ENOUGH:
                break
        score, start, end = best
        at = len(raw[:start].decode("utf-8", "ignore"))
        return Judged(score >= ENOUGH, score, at, at + len(raw[start:end].decode("utf-8", "ignore")))

    def _stretches(self, low: bytes) -> Iterator[tuple[int, int]]:
        """What lies around the telling words, those that touch as one."""
        start = end = -1
        for _, at, past in self._telling.find_matches_as_indexes(low):
            if at > end:
                if start >= 0:
                    yield start, end
                start = max(0, at - NEAR - ABOUT)
            end = past + NEAR + ABOUT
        if start >= 0:
            yield start, end

    def _best(self, raw: bytes, low: bytes, start: int, end: int) -> Window:
        """Of a stretch the first window that is enough, or the best."""
        hits = self._hits(raw, b" " + low[start:end] + b" ", start - 2)
        needed = _goods_needed(hits)
        if all(meaning.goods < needed for _, meaning in hits):
            return NOTHING
        ends = [start + found.end() for found in _SENTENCE_END.finditer(raw, start, end)]
        placed = [(at, bisect(ends, at), meaning) for at, meaning in hits]
        best = NOTHING
        for n, (_, _, meaning) in enumerate(placed):
            if meaning.goods >= needed:
                best = max(best, _around(n, placed), key=_score)
                if best[0] >= ENOUGH:
                    break
        return best

    def _hits(self, raw: bytes, part: bytes, before: int) -> list[tuple[int, Meaning]]:
        """The words of a part of the text that begins `before` it."""
        meanings = self._meanings
        return [
            (before + at, meaning)
            for word, at, _ in self._all.find_matches_as_indexes(part)
            if part[at - 1] == _SPACE
            and ((meaning := meanings[word]).written is None or meaning.fits(raw, before + at))
        ]


def plain(raw: bytes) -> bytes:
    """Of the same length."""
    return raw.translate(_PLAIN)


def _automaton(words: Iterator[bytes]) -> BytesAhoCorasick:
    return BytesAhoCorasick(list(words), MatchKind.LeftmostLongest)


def _score(window: Window) -> int:
    return window[0]


def _goods_needed(hits: Sequence[tuple[int, Meaning]]) -> int:
    """What goods must weigh to be enough with all else in a stretch, wherever it stands."""
    doing = _ANY_DOING
    states: set[str] = set()
    for _, meaning in hits:
        if meaning.states:
            states |= meaning.states
        if meaning.doing > doing:
            doing = meaning.doing
    return max(1, ENOUGH - doing - _STATE * min(len(states), _STATES))


def _around(n: int, hits: Sequence[Hit]) -> Window:
    """The score of the goods at n, the best doing of their sentence, and its states with those of the sentences beside."""
    at, sentence, goods = hits[n]
    first, last = _first_within(n, hits), n
    states: set[str] = set()
    doing, at_home = _ANY_DOING, False
    for m in range(first, len(hits)):
        where, which, meaning = hits[m]
        if where > at + ABOUT or which > sentence + 1:
            break
        last = m
        if meaning.states:
            states |= meaning.states
            at_home = at_home or which == sentence
        if meaning.doing > doing and which == sentence and abs(where - at) <= NEAR and (m != n or goods.both):
            doing = meaning.doing
    if not at_home:
        return NOTHING
    score = goods.goods + doing + _STATE * min(len(states), _STATES)
    return score, hits[first][0], hits[last][0] + hits[last][2].length


def _first_within(n: int, hits: Sequence[Hit]) -> int:
    """The first hit that is near enough to the one at n for its states to count."""
    at, sentence, _ = hits[n]
    while n and hits[n - 1][0] >= at - ABOUT and hits[n - 1][1] >= sentence - 1:
        n -= 1
    return n
