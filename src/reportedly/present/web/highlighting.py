"""The words of a text that claims were read from: overlapping marks cut into segments, in paragraphs as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportedly.terms.claim import Claim
from reportedly.terms.evidence import Span

WRAPPED = 100
"""A line of more letters is no line of wrapped print: it is a paragraph of its own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span and what it is: the evidence of a claim (field ''), or the words of one of its fields."""

    start: int
    end: int
    claim: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Letters that the same marks cover. start: in code points of the whole text. ending: claims whose evidence, that
    which names them, ends here.
    """

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    ending: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that these letters belong to, each once."""
        return tuple(dict.fromkeys(mark.claim for mark in self.marks))

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that they were read as, each once."""
        return tuple(dict.fromkeys(mark.field for mark in self.marks if mark.field))

    @property
    def roles(self) -> tuple[str, ...]:
        """`claim:field` of each field, as a page finds its words."""
        return tuple(dict.fromkeys(f"{mark.claim}:{mark.field}" for mark in self.marks if mark.field))

    @property
    def shown(self) -> str:
        """As many letters as the text has: what a page drops (NUL) is shown as a sign."""
        return self.text.replace("\x00", "\ufffd")


def marks_of(claim: Claim) -> tuple[Mark, ...]:
    """Every piece of evidence of a claim, and every field's words."""
    evidence = [Mark(*e.span, claim.id) for e in (claim.evidence, *claim.also)]
    return (*evidence, *(Mark(*span, claim.id, name) for name, spans in claim.fields.items() for span in spans))


def segments(text: str, marks: Iterable[Mark], within: Span | None = None) -> tuple[Segment, ...]:
    """A text, or a part of it, cut wherever a mark begins or ends. The segments put together are the text."""
    first, last = within or (0, len(text))
    inside = [m for m in marks if max(m.start, first) < min(m.end, last)]
    cuts = sorted({first, last, *(max(m.start, first) for m in inside), *(min(m.end, last) for m in inside)})
    waiting = sorted(inside, key=lambda m: (m.start, -m.end))[::-1]
    open_ones: list[Mark] = []
    found = []
    for start, end in pairwise(cuts):
        open_ones = [m for m in open_ones if m.end > start]
        while waiting and waiting[-1].start <= start:
            open_ones.append(waiting.pop())
        ending = dict.fromkeys(m.claim for m in open_ones if m.end == end and not m.field)
        found.append(Segment(start, text[start:end], tuple(open_ones), tuple(ending)))
    return tuple(found)


def paragraphs(text: str) -> tuple[Span, ...]:
    """Where the paragraphs of a text stand: lines up to a blank one, and each long line; the blanks between are in none."""
    return tuple(_joined(_lines(text)))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _joined(lines: Iterable[tuple[int, str]]) -> Iterator[Span]:
    begun: Span | None = None
    for start, line in lines:
        words = line.strip()
        long = len(words) > WRAPPED
        if begun and (not words or long):
            yield begun
            begun = None
        if words:
            left = start + len(line) - len(line.lstrip())
            begun = (begun[0] if begun else left, left + len(words))
        if begun and long:
            yield begun
            begun = None
    if begun:
        yield begun
