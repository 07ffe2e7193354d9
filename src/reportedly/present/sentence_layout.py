"""Where the words of a parsed sentence stand in a drawing: in lines of a width, far enough apart for the arcs over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.present.columns import columns
from reportedly.terms.evidence import Span
from reportedly.terms.trace import Parsed, Word

WIDTH, MARGIN, GAP = 1120.0, 18.0, 12.0
TALL, SMALL = 15.0, 11.0
"""The sizes of words and of labels."""
UNDRAWN = "punct"


@dataclass(frozen=True, slots=True)
class Placed:
    """A word and where it stands."""

    word: Word
    x: float
    width: float

    @property
    def centre(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side."""

    words: tuple[Placed, ...]

    def reach(self, span: Span) -> tuple[float, float] | None:
        """From where to where the words that a span touches stand; None where it touches none."""
        inside = [p for p in self.words if p.word.start < span[1] and span[0] < p.word.end]
        return (inside[0].x, inside[-1].x + inside[-1].width) if inside else None


def laid_out(sentence: Parsed) -> list[Line]:
    """The lines of a sentence."""
    lines: list[list[Placed]] = [[]]
    for word in sentence.words:
        placed = _beside(word, lines[-1])
        if lines[-1] and placed.x + placed.width > WIDTH - MARGIN:
            lines.append([])
            placed = _beside(word, [])
        lines[-1].append(placed)
    return [Line(tuple(line)) for line in lines]


def text_width(text: str, size: float) -> float:
    """The width of letters that are all equally wide, 0.6 of their size; those of East Asia twice that."""
    return 0.6 * size * columns(text)


def _beside(word: Word, line: Sequence[Placed]) -> Placed:
    """A word to the right of those on its line."""
    width = max(text_width(word.text, TALL), text_width(word.pos, SMALL))
    nearest = line[-1].x + line[-1].width + GAP if line else MARGIN
    return Placed(word, max([nearest, *(centre - width / 2 for centre in _roomy(word, line))]), width)


def _roomy(word: Word, line: Sequence[Placed]) -> Iterator[float]:
    """The centres from which the labels of the arcs to the words before have room."""
    for other in line:
        arc = word if word.head == other.word.place else other.word if other.word.head == word.place else None
        if arc is not None and arc.dep != UNDRAWN:
            yield other.centre + text_width(arc.dep, SMALL) + 2 * GAP
