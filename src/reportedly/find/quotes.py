"""Direct speech: the spans between quotation marks, over sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from reportedly.terms.evidence import Span

_BREAK = re.compile(r"[ \t]*\n(?:[ \t]*\n)+|\n(?![ \t]*[a-z])")
_MARK = re.compile("[\"“”„]|``|''")
_OPENING = re.compile('["“„]|``')


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text, in order: parted by blank lines, or by a line end that no small letter follows."""
    edges = [0]
    for gap in _BREAK.finditer(text):
        edges += gap.span()
    edges.append(len(text))
    return tuple((a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if text[a:b].strip())


def around(spans: Sequence[Span], at: int) -> Span | None:
    """The one of some spans, in order and apart, that an offset lies in."""
    number = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return spans[number] if number >= 0 and at < spans[number][1] else None


def among(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of some spans, in order and apart, that share a character with [start, end)."""
    first = bisect_right(spans, start, key=lambda span: span[1])
    return spans[first : bisect_left(spans, end, lo=first, key=lambda span: span[0])]


def quoted(text: str, paras: tuple[Span, ...]) -> tuple[Span, ...]:
    """The quoted spans, without their marks, in order.

    A quotation that is open at the end of a paragraph goes on if the next one begins with an opening mark, and is one
    span; else it ends there (curly marks) or was none (straight ones, where a stray mark means nothing).
    """
    found: list[Span] = []
    opened: int | None = None
    for number, (start, end) in enumerate(paras):
        marks = list(_MARK.finditer(text, start, end))
        if opened is not None and marks and _begins(text, start, marks[0]):
            marks = marks[1:]
        for mark in marks:
            if opened is None:
                opened = mark.end() if _OPENING.match(mark.group()) else None
            elif mark.group() != "“":
                found.append((opened, mark.start()))
                opened = None
        if opened is not None and not _goes_on(text, paras, number):
            if text[opened - 1] == "“":
                found.append((opened, end))
            opened = None
    return tuple(span for span in found if span[0] < span[1])


def _begins(text: str, start: int, mark: re.Match[str]) -> bool:
    return not text[start : mark.start()].strip()


def _goes_on(text: str, paras: tuple[Span, ...], number: int) -> bool:
    if number + 1 == len(paras):
        return False
    start, end = paras[number + 1]
    return bool(_OPENING.match(text[start:end].lstrip()))
