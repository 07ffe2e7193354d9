"""Carrying over: a claim of a translation becomes one of the original, or a problem that says what is not in the original.

Evidence is the sentences of the original that those of the translation stand for. Parties and figures must stand there in
the original's own words; days, places and goods are pointed to where they do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reportedly.find.translated.aligning import Aligned, aligned
from reportedly.find.translated.pointing import Pointer
from reportedly.find.translated.sides import Side
from reportedly.find.translated.words import days, figure, goods, party, party_by_its_own, place
from reportedly.terms.claim import Claim, DocumentRef, Item, Translated
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import Mention, QuantityMention
from reportedly.terms.party import is_code
from reportedly.terms.problem import Problem
from reportedly.terms.quantity import Quantity


class NotThere(Exception):
    """The original does not hold what its translation says; the text says what."""


@dataclass(frozen=True)
class Pair:
    """An original and its translation. here: the translation's side; there: the original's. publisher: of the original, by
    name and code: it needs no words in the text.
    """

    original: Document
    translation: Document
    here: Side
    there: Side
    tree: ItemTree
    publisher: frozenset[str] = frozenset()


def carried(claims: Sequence[Claim], pair: Pair) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims of a translation as claims of its original. What is printed of them in words stays in the translation's;
    the original's are the evidence, and the spans of the fields.

    Problems, all warnings: `translation-differs`, one for each claim that is left out; `not-in-original`, for a party
    without a code that is kept as the translation names it.
    """
    alignment = aligned(pair.here, pair.there)
    kept: dict[str, Claim] = {}
    problems: list[Problem] = []
    where = pair.translation.path or pair.translation.url or pair.translation.id
    for claim in claims:
        carrier = _Carrier(claim, pair, alignment)
        try:
            kept[claim.id] = carrier.claim()
        except NotThere as fault:
            problems.append(Problem("translation-differs", f"“{claim.evidence.quote[:80]}”: {fault}", where, "warning"))
            continue
        for name in carrier.unnamed:
            message = f"“{name}” is not pointed to in the original, and is kept as the translation names it"
            problems.append(Problem("not-in-original", message, where, "warning"))
    return tuple(_paired(each, claims, kept) for each in kept.values()), tuple(dict.fromkeys(problems))


def _paired(claim: Claim, claims: Sequence[Claim], kept: Mapping[str, Claim]) -> Claim:
    """With what it is exchanged for under its new id; for nothing where that was left out."""
    if claim.exchange not in {each.id for each in claims}:
        return claim
    other = kept.get(claim.exchange or "")
    return replace(claim, exchange=other.id if other else None)


@dataclass(frozen=True)
class _Carrier:
    """One claim on its way."""

    source: Claim
    pair: Pair
    alignment: Aligned

    def claim(self) -> Claim:
        """The claim of the original. Raises NotThere."""
        own, original = self.source, self.pair.original
        evidence = self._evidence(own.evidence)
        also = dict.fromkeys(found for each in own.also if (found := self._maybe(each)) and found != evidence)
        restricted = "restricted" in (own.handling, original.handling, self.pair.translation.handling)
        return replace(
            own,
            id="",
            document=DocumentRef.of(original),
            evidence=evidence,
            also=tuple(also),
            translation=Translated(self.pair.translation.id, own.evidence.start, own.evidence.end, own.evidence.quote),
            fields={name: spans for name, spans in self._fields().items() if spans},
            quantity=self._quantity(),
            handling="restricted" if restricted else "public",
        )

    @cached_property
    def unnamed(self) -> tuple[str, ...]:
        """The parties without a code that the original's words were not found for."""
        every = (*self.source.actor, *self.source.recipient, *self.source.origins)
        return tuple(
            dict.fromkeys(p for p in every if not is_code(p) and not self._publishes(p) and not self._party(p))
        )

    @cached_property
    def _pointer(self) -> Pointer:
        return Pointer(self.source, self.pair.here, self.pair.there, self.alignment)

    def _evidence(self, evidence: Evidence) -> Evidence:
        """The original's sentences for those that the evidence touches. Raises NotThere."""
        numbers = self._pointer.sentences((evidence.span,))
        if not numbers:
            raise NotThere("no sentence of the original stands for it")
        first, last = (self.pair.there.sentences[n] for n in (numbers[0], numbers[-1]))
        return Evidence.cut(self.pair.original.text, first[0], last[1])

    def _maybe(self, evidence: Evidence) -> Evidence | None:
        try:
            return self._evidence(evidence)
        except NotThere:
            return None

    def _fields(self) -> dict[str, tuple[Span, ...]]:
        own = self.source
        origins = [code for code in own.origins if not self._publishes(code)]
        return {
            "actor": self._parties(own.actor),
            "recipient": self._parties(own.recipient),
            "item": _spans([self._goods(item) for item in own.items]),
            "quantity": _spans([self._figure]),
            "happened": _spans([self._days]),
            "places": _spans([self._pointer.near(place(each.place)) for each in own.places if each.place]),
            "origins": self._parties(origins),
        }

    def _parties(self, codes: Sequence[str]) -> tuple[Span, ...]:
        """Where the original names them. Raises NotThere for one with a code that it does not name."""
        found = [self._party(code) for code in codes]
        for code, mention in zip(codes, found, strict=True):
            if mention is None and is_code(code):
                raise NotThere(f"the original does not name {code}")
        return _spans(found)

    def _party(self, code: str) -> Mention | None:
        """Its name near the evidence, else what stands for it there, else its name anywhere, else what stands for it."""
        pointer, beside = self._pointer, self._goods_or_figure
        named, own = party(code), party_by_its_own(code)
        return (
            pointer.near(named, beside) or pointer.near(own, beside) or pointer.anywhere(named) or pointer.anywhere(own)
        )

    @cached_property
    def _goods_or_figure(self) -> Span | None:
        """The words next to which those of who sends and receives them stand."""
        found = [self._figure, *(self._goods(item) for item in self.source.items)]
        return next(((m.start, m.end) for m in found if m), None)

    @cached_property
    def _figure(self) -> QuantityMention | None:
        """Where the original says how much. Raises NotThere where the translation does and the original does not."""
        amount = self.source.quantity
        if amount is None:
            return None
        found = self._pointer.near(figure(amount))
        if not isinstance(found, QuantityMention):
            raise NotThere(f"the original has no such figure as “{amount.text}” there")
        return found

    @cached_property
    def _days(self) -> Mention | None:
        time = self.source.happened
        return self._pointer.near(days(time.start, time.end)) if time else None

    def _goods(self, item: Item) -> Mention | None:
        return self._pointer.near(goods(item.item, self.pair.tree))

    def _quantity(self) -> Quantity | None:
        """As the original bounds it: what a translator made of "about" is not the origin's."""
        own, found = self.source.quantity, self._figure
        if own is None or found is None:
            return own
        told = found.quantity
        return replace(own, low=told.low, high=told.high, approximate=told.approximate, vague=told.vague)

    def _publishes(self, name: str) -> bool:
        return name in self.pair.publisher


def _spans(found: Sequence[Mention | None]) -> tuple[Span, ...]:
    return tuple(dict.fromkeys((mention.start, mention.end) for mention in found if mention))
