"""Instructions hidden in a report: passages that speak to a model that reads it, not to the public. They are not read.

The words are rows of `data/prompts/instructions.toml`, each with examples, and with news that only looks like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.errors import DataError
from reportedly.find.model.layout import meet, paragraphs, sentences
from reportedly.find.model.seen import Instruction
from reportedly.terms.evidence import Span

_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\U000e0000-\U000e007f]")
"""Signs that take no room: a reader does not see them, a model does."""
_TAGS = re.compile(
    r"(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]{2,}|[\u200b-\u200f\u2060-\u2064\ufeff]{4,}"
)
"""Letters of the block of tags (but for the flags made of them), or several signs in a row: a text that nobody sees."""
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»|„[^“”\n]*[“”]|「[^」\n]*」|『[^』\n]*』|‘[^’\n]*’")
_WORD = re.compile(r"\w+")
_REPORTING = 2
"""So many words outside the quotation marks tell of whom they are."""


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """A way to speak to the reader. pattern: a regular expression, tried without regard to capitals. mark: it is never news,
    quoted or not (markers of roles, JSON that looks like an answer).

    examples: each is found by it. news: sentences that look like it and are found by no row.
    """

    language: str
    pattern: str
    examples: tuple[str, ...]
    news: tuple[str, ...] = ()
    mark: bool = False


class Instructions:
    """The rows, compiled once. Raises DataError, naming the pattern, where one is no regular expression."""

    def __init__(self, rows: Iterable[InstructionRow]) -> None:
        self._patterns = [(_compiled(row), row.mark) for row in rows]

    def find(self, text: str) -> tuple[Instruction, ...]:
        """The passages of a text that speak to the reader, in order."""
        found = {*self._said(text), *(Instruction(*m.span()) for m in _TAGS.finditer(text))}
        return tuple(sorted(found, key=lambda i: (i.start, i.end)))

    def _said(self, text: str) -> Iterator[Instruction]:
        visible = _Visible.of(text)
        quoted = [match.span() for match in _QUOTED.finditer(text)]
        for pattern, mark in self._patterns:
            for match in pattern.finditer(visible.text):
                span = visible.span(*match.span())
                around = None if mark else next((q for q in quoted if q[0] < span[0] and span[1] < q[1]), None)
                told = around is not None and _is_told(text, around)
                yield Instruction(*(around if around and told else span), reported=told)


def spoilt(text: str, instruction: Instruction) -> tuple[Span, ...]:
    """The spans from which nothing is read: its own words where somebody is only quoted with it, else its paragraphs."""
    span = (instruction.start, instruction.end)
    if instruction.reported:
        return (span,)
    return (span, *(paragraph for paragraph in paragraphs(text) if meet(paragraph, span)))


def _is_told(text: str, quoted: Span) -> bool:
    """Whether words stand around the quotation, in its sentence, that tell of it."""
    line = text.rfind("\n", 0, quoted[0]) + 1
    end = text.find("\n", quoted[1])
    whole = text[line : end if end >= 0 else len(text)]
    blank = whole[: quoted[0] - line] + "x" * (quoted[1] - quoted[0]) + whole[quoted[1] - line :]
    holding = next((s for s in sentences(blank) if meet(s, (quoted[0] - line, quoted[1] - line))), None)
    if holding is None:
        return False
    outside = blank[holding[0] : quoted[0] - line] + blank[quoted[1] - line : holding[1]]
    return len(_WORD.findall(outside)) >= _REPORTING or _is_dense(outside)


def _is_dense(outside: str) -> bool:
    """Scripts without spaces say it in one run ("と述べた")."""
    return len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", outside)) >= 2 * _REPORTING


@dataclass(frozen=True, slots=True)
class _Visible:
    """A text without the signs that take no room, and where each of its code points stands in the whole."""

    text: str
    at: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Visible:
        kept = (
            [i for i, sign in enumerate(text) if not _UNSEEN.match(sign)] if _UNSEEN.search(text) else range(len(text))
        )
        return cls("".join(text[i] for i in kept), tuple(kept))

    def span(self, start: int, end: int) -> Span:
        """Where it stands in the whole text."""
        return self.at[start], self.at[end - 1] + 1


def _compiled(row: InstructionRow) -> re.Pattern[str]:
    try:
        pattern = re.compile(row.pattern, re.IGNORECASE | re.MULTILINE)
    except re.error as fault:
        raise DataError(f"instructions: {row.pattern!r} is no pattern ({fault})") from fault
    if pattern.match(""):
        raise DataError(f"instructions: {row.pattern!r} finds nothing at all")
    return pattern
