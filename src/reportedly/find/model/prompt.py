"""The prompt: what a model is told and asked, one question for each part of a document. The words are `data/prompts`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.find.model.parts import Part
from reportedly.find.model.rows import SCHEMA
from reportedly.terms.asking import Ask, Message
from reportedly.terms.document import Document, content_id
from reportedly.terms.evidence import Span

_GAP = re.compile(r"\{(marker|publisher|published|headline|before|text)\}")


@dataclass(frozen=True, slots=True)
class Example:
    """A report and the right answer to it, as JSON."""

    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told. name: of the file; digest: of its bytes. user: the template of a question.

    part: code points of a text asked about at once; claims: rows of an answer at most; answer: tokens of an answer at most.
    confidence: of a reading that nobody has measured. beside: words that may stand with a name and belong to none.
    """

    name: str
    digest: str
    system: str
    user: str
    examples: tuple[Example, ...]
    part: int
    claims: int
    answer: int
    confidence: float
    beside: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """The name with the first digits of the digest: what the method of a claim bears."""
        return f"{self.name}-{self.digest[:8]}"


def asks(document: Document, parts: Sequence[Part], prompt: Prompt) -> tuple[Ask, ...]:
    """The questions about a document, one for each part. The text stands between markers made of its own content, which
    nothing in it can foresee.
    """
    system = Message("system", "\n\n".join((prompt.system.strip(), *_shown(prompt.examples))))
    return tuple(Ask((system, Message("user", _question(document, p, prompt))), SCHEMA, prompt.answer) for p in parts)


def marker(document: Document) -> str:
    """The word before and after a document's text."""
    return content_id("material", document.text).upper()


def _shown(examples: Sequence[Example]) -> Iterator[str]:
    for n, example in enumerate(examples, 1):
        yield f"Example {n}. The text:\n{example.text.strip()}\nThe answer:\n{example.answer.strip()}"


def _question(document: Document, part: Part, prompt: Prompt) -> str:
    gaps = {
        "marker": marker(document),
        "publisher": document.publisher or "unknown",
        "published": document.published_on.isoformat() if document.published_on else "unknown",
        "headline": _words(document.text, part.headline),
        "before": _words(document.text, part.before),
        "text": document.text[part.start : part.end],
    }
    return _filled(prompt.user.strip(), gaps)


def _words(text: str, span: Span | None) -> str:
    return text[slice(*span)] if span else "(none)"


def _filled(template: str, gaps: Mapping[str, str]) -> str:
    """The template with its gaps filled at once: braces in the text of a report fill nothing."""
    return _GAP.sub(lambda gap: gaps[gap[1]], template)
