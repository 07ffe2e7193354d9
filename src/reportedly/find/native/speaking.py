"""Who may speak: whether words name somebody who does, by the parties seen there and the rows of speakers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reportedly.terms.evidence import Span
from reportedly.terms.mention import PartyMention
from reportedly.terms.native import NativeRows

_WORD = re.compile(r"[^\W_]+(?:[-'’ʼ][^\W_]+)*")
_JOINT = re.compile(r"\s*(?:,|、|・|·|和|と|及び|および|と共に|와|과|및|и|і|й|та|а также|а також)\s*")
_LAST = ("ko", "ja")
"""Languages in which the head of a name comes last."""


@dataclass(frozen=True)
class Speakers:
    """Those who may speak in one text."""

    text: str
    parties: Sequence[PartyMention]
    rows: NativeRows

    def within(self, span: Span) -> tuple[PartyMention, ...]:
        """The parties named in a span, none inside another, no adjectives."""
        inside = [m for m in self.parties if span[0] <= m.start and m.end <= span[1]]
        return tuple(m for m in inside if not any(_holds(other, m) for other in inside))

    def speak(self, span: Span) -> bool:
        """Whether a span names somebody who may speak."""
        return bool(self.within(span)) or self.words_at(span) is not None

    def words_at(self, span: Span) -> bool | None:
        """Whether a span's words for a speaker name none in particular; None where there are no such words."""
        words = self.text[slice(*span)].lower()
        if self.rows.language in _LAST:
            ends = [word for word in self._nouns if words.endswith(word)]
            return self._nouns[max(ends, key=len)] if ends else None
        return next((self._nouns[w] for w in _WORD.findall(words) if w in self._nouns), None)

    def nominative(self, word: str) -> bool:
        """Whether a word is listed as a speaker, or as a party's name, in the form in which it speaks."""
        return word.lower() in self._nouns or word.lower() in self._names

    def is_noun(self, word: str) -> bool:
        """Whether a word is listed as a speaker."""
        return word.lower() in self._nouns

    def codes(self, span: Span) -> tuple[str, ...]:
        """The codes of a source: of several named together, or of the one that the others only describe."""
        named = [m for m in self.within(span) if m.code]
        persons = [m for m in named if m.cls == "person"]
        if persons and not self._are_joint(named):
            named = persons[:1]
        if not self._are_joint(named):
            named = named[-1:] if self.rows.language in _LAST else named[:1]
        return tuple(dict.fromkeys(m.code for m in named if m.code))

    def is_anonymous(self, span: Span) -> bool:
        """Whether a source has no name: officials, sources; not where a person or a name stands among them."""
        return bool(self.words_at(span)) and not any(m.cls == "person" for m in self.within(span))

    def _are_joint(self, named: Sequence[PartyMention]) -> bool:
        gaps = [self.text[a.end : b.start] for a, b in pairwise(named)]
        return bool(gaps) and all(_JOINT.fullmatch(gap) for gap in gaps)

    @cached_property
    def _nouns(self) -> dict[str, bool]:
        return {word.lower(): row.anonymous for row in self.rows.speakers for word in row.words}

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(_first_words(n for row in self.rows.names if row.of in ("party", "person") for n in row.names))


def _first_words(names: Iterable[str]) -> Iterable[str]:
    return (match[0].lower() for name in names if (match := _WORD.match(name)))


def _holds(one: PartyMention, other: PartyMention) -> bool:
    spans = (one.start, one.end), (other.start, other.end)
    return spans[0] != spans[1] and spans[0][0] <= spans[1][0] and spans[1][1] <= spans[0][1]
