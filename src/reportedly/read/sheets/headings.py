"""Headings: what a column holds, by the words above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.terms.sheet import SheetField, SheetWords

_LONGEST = 60
"""A heading is short; what is longer is a sentence."""


def field_of(heading: str, words: SheetWords) -> SheetField | None:
    """The field that a heading names best, None where none."""
    return max(fitness(heading, words), default=(0.0, None), key=lambda fit: fit[0])[1]


def fitness(heading: str, words: SheetWords) -> Iterator[tuple[float, SheetField]]:
    """The fields that a heading may name, and how well: 3 for the very words, 2 for those before a bracket or a bar, from
    1 for whole words within it, the longer the better. Of equals the words that stand first in their row are better.
    """
    if len(heading) > _LONGEST:
        return
    whole, head = bare(heading), bare(re.split(r"[(\[/|:]", heading, maxsplit=1)[0])
    for row in words.columns:
        for place, word in enumerate(row.words):
            if word == whole:
                yield 3 - place / 10_000, row.field
            elif word == head:
                yield 2 - place / 10_000, row.field
            elif len(word) > 2 and f" {word} " in f" {whole} ":
                yield 1 + len(word) / 100, row.field


def bare(heading: str) -> str:
    """A heading in lower case, without punctuation."""
    return " ".join(re.sub(r"[\W_]+", " ", heading.casefold()).split())
