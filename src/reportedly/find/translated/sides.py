"""The two sides of a translation: a text, its sentences, and what is seen in each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from reportedly.terms.evidence import Span
from reportedly.terms.mention import Mention


def stripped(text: str, start: int, end: int) -> Span | None:
    """The span without blanks at its ends; None where nothing is left."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return (start, end) if start < end else None


@dataclass(frozen=True)
class Side:
    """One text, original or translation. sentences: in order, none overlapping; mentions: in any order."""

    text: str
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]

    @cached_property
    def within(self) -> tuple[tuple[Mention, ...], ...]:
        """For each sentence the mentions that begin in it, in order."""
        ordered = sorted(self.mentions, key=lambda mention: (mention.start, mention.end, mention.type))
        return tuple(tuple(m for m in ordered if start <= m.start < end) for start, end in self.sentences)

    @cached_property
    def paragraphs(self) -> tuple[int, ...]:
        """For each sentence the number of its paragraph: the end of a line between two sentences closes one, that inside a
        sentence only wraps it.
        """
        ends = (0, *(end for _, end in self.sentences))
        return tuple(accumulate("\n" in self.text[e:s] for e, (s, _) in zip(ends, self.sentences, strict=False)))

    def touched(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """The sentences that share a character with any of the spans, in order."""
        given = tuple(spans)
        return tuple(
            number
            for number, (start, end) in enumerate(self.sentences)
            if any(start < there and here < end for here, there in given)
        )
