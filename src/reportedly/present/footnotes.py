"""Numbered footnotes: one a claim, with its exact words in their context. A number means the same claim everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence

CONTEXT = 180
"""How many characters of context stand on each side of the words, at most."""


@dataclass(frozen=True, slots=True)
class Words:
    """Exact words and what stands around them in the document ('' where its text is not at hand). before and after are
    cut at spaces; an ellipsis marks a cut within a paragraph.
    """

    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """number: from 1, by publication, then document, then place. also: further words of the document for the claim."""

    number: int
    claim: Claim
    words: Words
    also: tuple[Words, ...] = ()

    @property
    def in_translation(self) -> str:
        """The words in which a claim in another language was understood; '' where it was read as it stands."""
        return self.claim.translation.quote if self.claim.translation else ""

    @property
    def quotes(self) -> str:
        """The words in quotation marks, and those of the translation."""
        quoted = " […] ".join(f"“{given.quote}”" for given in (self.words, *self.also))
        return f"{quoted} (in translation: “{self.in_translation}”)" if self.in_translation else quoted


def footnotes(claims: Iterable[Claim], documents: Mapping[str, Document]) -> tuple[Footnote, ...]:
    """One footnote for each claim, numbered in order of publication; a claim given twice has one number."""
    whole = {claim.id: claim for claim in claims}
    return tuple(
        Footnote(number, claim, _words(claim, claim.evidence, documents), _also(claim, documents))
        for number, claim in enumerate(sorted(whole.values(), key=_order), start=1)
    )


def numbers(notes: Iterable[Footnote]) -> dict[str, int]:
    """Claim id → number."""
    return {note.claim.id: note.number for note in notes}


def _order(claim: Claim) -> tuple[bool, str, str, int, str]:
    published = claim.published_on
    return (published is None, str(published), claim.document.id, claim.evidence.start, claim.id)


def _also(claim: Claim, documents: Mapping[str, Document]) -> tuple[Words, ...]:
    return tuple(_words(claim, evidence, documents) for evidence in claim.also)


def _words(claim: Claim, evidence: Evidence, documents: Mapping[str, Document]) -> Words:
    document = documents.get(claim.document.id)
    if document is None:
        return Words("", evidence.quote, "")
    return words_in(document.text, evidence)


def words_in(text: str, evidence: Evidence) -> Words:
    """The words in their paragraph, with at most CONTEXT characters on each side."""
    return Words(_before(text, evidence.start), evidence.quote, _after(text, evidence.end))


def _before(text: str, start: int) -> str:
    head = text[text.rfind("\n", 0, start) + 1 : start]
    if len(head) <= CONTEXT:
        return head.lstrip()
    _, space, kept = head[-CONTEXT:].partition(" ")
    return f"… {kept}" if space else "… "


def _after(text: str, end: int) -> str:
    stop = text.find("\n", end)
    tail = text[end : stop if stop >= 0 else len(text)]
    if len(tail) <= CONTEXT:
        return tail.rstrip()
    kept, space, _ = tail[:CONTEXT].rpartition(" ")
    return f"{kept} …" if space else " …"
