"""The dependency arcs over a line of words: from where to where, how high, so that none covers another's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.present.sentence_layout import UNDRAWN, WIDTH, Line, Placed

FAN = 5.0
"""How far apart the arcs of one head leave it."""


@dataclass(frozen=True, slots=True)
class Arc:
    """start: where it leaves the head; end: where it meets the word that hangs on it. level: 0 is the lowest.

    away: the head stands in another line, and the arc runs out to the margin.
    """

    start: float
    end: float
    name: str
    level: int = 0
    away: bool = False

    @property
    def sides(self) -> tuple[float, float]:
        """From left to right."""
        return min(self.start, self.end), max(self.start, self.end)


def arcs(line: Line, head_words: dict[int, str]) -> list[Arc]:
    """The arcs of a line. head_words: the words of the sentence by number, to name heads in other lines."""
    known = {placed.word.place: placed for placed in line.words}
    within = [arc for head in line.words for arc in _fanned(head, line)]
    away = list(_leaving(line, known, head_words))
    return _levelled([*within, *away])


def _fanned(head: Placed, line: Line) -> Iterator[Arc]:
    """The arcs from one head, the longest nearest to its middle."""
    hanging = [p for p in line.words if _hangs(p) and p.word.head == head.word.place]
    for side in (-1, 1):
        own = [p for p in hanging if (p.x - head.x) * side > 0]
        own.sort(key=lambda p: -abs(p.centre - head.centre))
        step = min(FAN, (head.width / 2) / (len(own) + 1))
        for number, placed in enumerate(own, start=1):
            yield Arc(head.centre + side * step * number, placed.centre, placed.word.dep)


def _leaving(line: Line, known: dict[int, Placed], head_words: dict[int, str]) -> Iterator[Arc]:
    for placed in line.words:
        if _hangs(placed) and placed.word.head not in known and placed.word.head in head_words:
            edge = 0.0 if placed.word.head < placed.word.place else WIDTH
            yield Arc(edge, placed.centre, f"{placed.word.dep} of {head_words[placed.word.head]}", away=True)


def _hangs(placed: Placed) -> bool:
    return placed.word.head != placed.word.place and placed.word.dep != UNDRAWN


def _levelled(every: Sequence[Arc]) -> list[Arc]:
    """The arcs, each above those that it spans."""
    done: list[Arc] = []
    for arc in sorted(every, key=lambda a: (a.sides[1] - a.sides[0], a.sides)):
        left, right = arc.sides
        under = [a.level for a in done if a.sides[0] < right and left < a.sides[1]]
        done.append(replace(arc, level=max(under, default=-1) + 1))
    return done
