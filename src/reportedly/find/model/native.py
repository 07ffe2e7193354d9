"""What native rows see in a text of another language, for holding a model's answer to it: words of saying, and hedges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportedly.find.model.instructions import Instructions
from reportedly.find.model.layout import sentences, standing
from reportedly.find.model.seen import ModelSeen, SeenHedge
from reportedly.terms.document import Document
from reportedly.terms.evidence import Span
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import Mention
from reportedly.terms.native import NativeRows

_SPACED = ("ru", "uk")
"""Languages in which a word stands between spaces; in the others endings and particles grow on it."""


def seen_natively(
    document: Document,
    mentions: Sequence[Mention],
    rows: NativeRows,
    instructions: Instructions,
    tree: ItemTree,
    publisher: str | None = None,
) -> ModelSeen:
    """What the rows of a language see beside the mentions. publisher: its code where it speaks for a state."""
    text = document.text
    return ModelSeen(
        tree,
        tuple(mentions),
        sentences(text),
        tuple(_hedges(text, rows)),
        tuple(span for row in rows.cues for span in _spans(text, row.words, rows.language)),
        instructions.find(text),
        publisher,
    )


def _hedges(text: str, rows: NativeRows) -> Iterator[SeenHedge]:
    for row in rows.hedges:
        for start, end in _spans(text, row.words, rows.language):
            yield SeenHedge(start, end, row.modality, row.basis)


def _spans(text: str, words: Iterable[str], language: str) -> Iterator[Span]:
    """Where some words stand; the first of a sentence with a capital too."""
    for form in dict.fromkeys(form for word in words for form in (word, word[:1].upper() + word[1:])):
        yield from standing(text, form, 0, len(text)) if language in _SPACED else _anywhere(text, form)


def _anywhere(text: str, words: str) -> Iterator[Span]:
    at = text.find(words)
    while at >= 0 and words:
        yield at, at + len(words)
        at = text.find(words, at + 1)
