"""Locating: where a quote stands, letter for letter, and the words of its fields in it or before it in its paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.find.model.layout import meet, paragraphs, standing, touched, within, words_in
from reportedly.find.model.parts import Part
from reportedly.find.model.refusing import Refused, shown
from reportedly.find.model.rows import Row
from reportedly.find.model.seen import ModelSeen
from reportedly.terms.document import Document
from reportedly.terms.evidence import Span

FEWEST = 4
"""Words of a quote that is no whole sentence."""
MOST = 3
"""Neighbouring sentences that one quote may touch."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote in its place. sentences: those that it touches. before: from the start of its paragraph up to it.

    tellers: the sentences in which who says it may be named: its own, then those before it in its paragraph, from the
    nearest, then those of the paragraph before.
    """

    text: str
    quote: Span
    sentences: tuple[Span, ...]
    before: Span
    tellers: tuple[Span, ...]

    def here(self, words: str) -> tuple[Span, ...]:
        """Where some words stand in the quote."""
        return tuple(standing(self.text, words, *self.quote))

    def ahead(self, words: str) -> tuple[Span, ...]:
        """Where they stand before it in its paragraph, from the nearest."""
        return tuple(standing(self.text, words, *self.before))[::-1]

    def must_hold(self, name: str, words: str) -> tuple[Span, ...]:
        """Where they stand in the quote. Raises Refused."""
        spans = self.here(words)
        if not spans:
            raise Refused("words-not-found", f"its {name} {shown(words)} does not stand in the quote")
        return spans


def passages(row: Row, document: Document, part: Part, seen: ModelSeen) -> Iterator[Passage]:
    """The places that a quote may mean, in order: the one at its offset, or each where it stands. Raises Refused."""
    for span in _places(row, document.text, part):
        yield _passage(row.quote, span, document.text, seen)


def _places(row: Row, text: str, part: Part) -> tuple[Span, ...]:
    found = tuple(_everywhere(text, row.quote, part))
    if not found:
        raise Refused("quote-not-found", f"the quote {shown(row.quote)} does not stand in the text")
    if row.start is None:
        return found
    meant = tuple(span for span in found if span[0] == part.start + row.start)
    if not meant:
        at = ", ".join(str(start - part.start) for start, _ in found[:3])
        raise Refused("offset-differs", f"the quote {shown(row.quote)} stands at {at}, not at {row.start}")
    return meant


def _everywhere(text: str, quote: str, part: Part) -> Iterator[Span]:
    at = text.find(quote, part.start, part.end)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1, part.end)


def _passage(quote: str, span: Span, text: str, seen: ModelSeen) -> Passage:
    sentences = touched(seen.sentences, span)
    if len(sentences) > MOST:
        raise Refused(
            "quote-too-long", f"the quote {shown(quote)} runs over {len(sentences)} sentences, not {MOST} at most"
        )
    if words_in(quote) < FEWEST and not any(within(s, span) for s in sentences):
        raise Refused(
            "quote-too-short", f"the quote {shown(quote)} is no whole sentence and of fewer than {FEWEST} words"
        )
    if not tuple(standing(text, quote, *span)):
        raise Refused("quote-not-found", f"the quote {shown(quote)} begins or ends in the midst of a word")
    whole = paragraphs(text)
    n = next((i for i, paragraph in enumerate(whole) if meet(paragraph, span)), 0)
    start = min(whole[n][0], span[0]) if whole else span[0]
    earlier = touched(seen.sentences, (start, span[0])) if start < span[0] else ()
    last = touched(seen.sentences, whole[n - 1]) if n else ()
    nearest = (s for s in (*earlier[::-1], *last[::-1]) if s not in sentences)
    return Passage(text, span, sentences, (start, span[0]), (*sentences, *nearest))
