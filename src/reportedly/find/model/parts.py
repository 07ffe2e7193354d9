"""Parts: a long text cut at paragraphs, each with the headline and the paragraph before, where a speaker may be named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.find.model.layout import paragraphs, sentences
from reportedly.terms.evidence import Span


@dataclass(frozen=True, slots=True)
class Part:
    """What one question is about: the text at [start, end). Offsets that the model gives count from `start`.

    headline, before: spans that are shown for context only; None where the part itself holds them, or they are too long.
    """

    start: int
    end: int
    headline: Span | None = None
    before: Span | None = None


def parts(text: str, most: int) -> tuple[Part, ...]:
    """The parts of a text, of at most `most` code points each, in order and without overlap; only blanks lie between. A
    paragraph that is longer is cut between sentences, a sentence that is longer wherever the room ends.
    """
    if most < 1:
        raise ValueError(f"parts of {most} code points")
    pieces = list(_pieces(text, most))
    groups: list[Span] = []
    for start, end in pieces:
        if groups and end - groups[-1][0] <= most:
            groups[-1] = (groups[-1][0], end)
        else:
            groups.append((start, end))
    return tuple(_with_lead(group, pieces, most) for group in groups)


def _pieces(text: str, most: int) -> Iterator[Span]:
    for start, end in paragraphs(text):
        if end - start <= most:
            yield start, end
        else:
            yield from _cut(text, start, end, most)


def _cut(text: str, start: int, end: int, most: int) -> Iterator[Span]:
    for first, last in sentences(text[start:end]):
        for at in range(start + first, start + last, most):
            yield at, min(at + most, start + last)


def _with_lead(group: Span, pieces: list[Span], most: int) -> Part:
    n = pieces.index(next(piece for piece in pieces if piece[0] == group[0]))
    headline = pieces[0] if n > 0 else None
    before = pieces[n - 1] if n > 1 else None
    return Part(*group, _if_short(headline, most), _if_short(before, most))


def _if_short(span: Span | None, most: int) -> Span | None:
    return span if span and span[1] - span[0] <= most else None
