"""Pointing: where in an original the words stand that a claim of its translation needs, nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from reportedly.find.translated.aligning import Aligned
from reportedly.find.translated.sides import Side
from reportedly.find.translated.words import Wanted
from reportedly.terms.claim import Claim
from reportedly.terms.evidence import Span
from reportedly.terms.mention import Mention


@dataclass(frozen=True)
class Pointer:
    """Points for one claim. here: the translation's side; there: the original's."""

    claim: Claim
    here: Side
    there: Side
    alignment: Aligned

    @cached_property
    def evidence(self) -> tuple[int, ...]:
        """The sentences of the original for those of the claim's evidence."""
        return self.sentences((self.claim.evidence.span,))

    @cached_property
    def around(self) -> tuple[int, ...]:
        """Those for the sentences from which its fields were read, where they are others."""
        every = self.sentences([span for spans in self.claim.fields.values() for span in spans])
        return tuple(number for number in every if number not in self.evidence)

    @cached_property
    def elsewhere(self) -> tuple[int, ...]:
        """All others, the nearest first, those before the evidence sooner than those behind."""
        first = self.evidence[0] if self.evidence else 0
        rest = set(range(len(self.there.sentences))) - {*self.evidence, *self.around}
        return tuple(sorted(rest, key=lambda number: (number > first, abs(number - first))))

    def sentences(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """The sentences of the original for those of the translation that the spans touch."""
        touched = self.here.touched(spans)
        return tuple(sorted({there for here in touched for there in self.alignment.originals(here)}))

    def near(self, wanted: Wanted, beside: Span | None = None) -> Mention | None:
        """What is wanted in the evidence, else where the fields were read. beside: words next to which it rather stands."""
        return self._first((self.evidence, self.around), wanted, beside)

    def anywhere(self, wanted: Wanted) -> Mention | None:
        """What is wanted in the rest of the original."""
        return self._first(((number,) for number in self.elsewhere), wanted)

    def _first(
        self, groups: Iterator[Sequence[int]] | Sequence[Sequence[int]], wanted: Wanted, beside: Span | None = None
    ) -> Mention | None:
        for numbers in groups:
            found = [mention for number in numbers for mention in self.there.within[number] if wanted(mention)]
            if found:
                return min(found, key=lambda mention: _distance(mention, beside)) if beside else found[0]
        return None


def _distance(mention: Mention, words: Span) -> int:
    """How many code points lie between."""
    return max(words[0] - mention.end, mention.start - words[1], 0)
