"""Carrying over: a claim of a translation becomes one of the original, or a problem that says what is not in the original.

Evidence is the sentences of the original that those of the translation stand for. Parties and figures must stand there in
the original's own words; days, places, goods and hedges are pointed to where they do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportedly.find.translated.aligning import Aligned, aligned
from reportedly.find.translated.sides import Side
from reportedly.find.translated.words import Wanted, days, figure, goods, party, place
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim, DocumentRef, Translated
from reportedly.terms.document import Document
from reportedly.terms.evidence import Evidence, Span
from reportedly.terms.items import ItemTree
from reportedly.terms.mention import Mention
from reportedly.terms.problem import Problem


class NotThere(Exception):
    """The original does not hold what its translation says; the text says what."""


@dataclass(frozen=True)
class Pair:
    """An original and its translation. publisher: of the original, by name and code: it needs no words in the text."""

    original: Document
    translation: Document
    here: Side
    there: Side
    tree: ItemTree
    publisher: frozenset[str] = frozenset()


def carried(claims: Sequence[Claim], pair: Pair) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims of a translation as claims of its original. here: the translation's side; there: the original's.

    Problems, all warnings: `translation-differs`, one for each claim that is left out.
    """
    alignment = aligned(pair.here, pair.there)
    kept: list[Claim] = []
    problems: list[Problem] = []
    where = pair.translation.path or pair.translation.url or pair.translation.id
    for claim in claims:
        try:
            kept.append(_Carrier(claim, pair, alignment).claim())
        except NotThere as fault:
            problems.append(Problem("translation-differs", f"“{claim.evidence.quote[:80]}”: {fault}", where, "warning"))
    return tuple(kept), tuple(problems)


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
        also = tuple(found for each in own.also if (found := self._maybe(each)) and found != evidence)
        fields = self._fields()
        restricted = "restricted" in (own.handling, original.handling, self.pair.translation.handling)
        return replace(
            own,
            id="",
            document=DocumentRef.of(original),
            evidence=evidence,
            also=tuple(dict.fromkeys(also)),
            fields={name: spans for name, spans in fields.items() if spans},
            translation=Translated(self.pair.translation.id, own.evidence.start, own.evidence.end, own.evidence.quote),
            quantity=replace(own.quantity, text=self._text(fields["quantity"])) if own.quantity else None,
            happened=replace(own.happened, text=self._text(fields["happened"]))
            if own.happened and fields["happened"]
            else own.happened,
            items=tuple(
                replace(item, label=self._text(spans) if (spans := self._goods(item.item)) else item.label)
                for item in own.items
            ),
            attribution=tuple(self._link(link) for link in own.attribution),
            handling="restricted" if restricted else "public",
        )

    def _evidence(self, evidence: Evidence) -> Evidence:
        """The original's sentences for those that the evidence touches. Raises NotThere."""
        numbers = self._sentences((evidence.span,))
        if not numbers:
            raise NotThere("no sentence of the original stands for it")
        first, last = (self.pair.there.sentences[n] for n in (numbers[0], numbers[-1]))
        return Evidence.cut(self.pair.original.text, first[0], last[1])

    def _maybe(self, evidence: Evidence) -> Evidence | None:
        try:
            return self._evidence(evidence)
        except NotThere:
            return None

    def _sentences(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """The sentences of the original for those of the translation that the spans touch."""
        touched = self.pair.here.touched(spans)
        return tuple(sorted({there for here in touched for there in self.alignment.originals(here)}))

    def _fields(self) -> dict[str, tuple[Span, ...]]:
        own = self.source
        sides = {name: tuple(self._party(code) for code in getattr(own, name)) for name in ("actor", "recipient")}
        amount = own.quantity
        return {
            **sides,
            "item": tuple(span for item in own.items for span in self._goods(item.item)),
            "quantity": self._figure() if amount else (),
            "happened": self._words(days(own.happened.start, own.happened.end)) if own.happened else (),
            "places": tuple(s for each in own.places if each.place for s in self._words(place(each.place))),
            "origins": tuple(dict.fromkeys(self._party(code) for code in own.origins if not self._publishes(code))),
        }

    def _figure(self) -> tuple[Span, ...]:
        """Where the original says how much. Raises NotThere."""
        amount = self.source.quantity
        assert amount is not None
        if found := self._words(figure(amount)):
            return found
        raise NotThere(f"the original has no such figure as “{amount.text}” there")

    def _party(self, code: str) -> Span:
        """Where the original names a party: nearest to the evidence, and before it rather than behind. Raises NotThere."""
        if found := self._words(party(code), anywhere=True):
            return found[0]
        raise NotThere(f"the original does not name {code}")

    def _goods(self, item: str) -> tuple[Span, ...]:
        return self._words(goods(item, self.pair.tree))

    def _link(self, link: Link) -> Link:
        """The teller under the name that the original prints."""
        if link.party is None or self._publishes(link.party) or self._publishes(link.name):
            return link
        found = self._words(party(link.party), anywhere=True)
        return replace(link, name=self._text(found)) if found else link

    def _publishes(self, name: str) -> bool:
        return name in self.pair.publisher

    def _words(self, wanted: Wanted, *, anywhere: bool = False) -> tuple[Span, ...]:
        """The first mention that is wanted: in the evidence, in the sentences that the field was read from, or anywhere."""
        return next((((m.start, m.end),) for m in self._near(anywhere) if wanted(m)), ())

    def _near(self, anywhere: bool) -> Iterator[Mention]:
        within = self.pair.there.within
        evidence = self._sentences((self.source.evidence.span,))
        every = self._sentences([span for spans in self.source.fields.values() for span in spans])
        numbers = [*evidence, *(n for n in every if n not in evidence)]
        if anywhere and numbers:
            first = evidence[0] if evidence else numbers[0]
            rest = sorted(set(range(len(within))) - set(numbers), key=lambda n: (n > first, abs(n - first)))
            numbers += rest
        yield from (mention for number in numbers for mention in within[number])

    def _text(self, spans: Sequence[Span]) -> str:
        return self.pair.original.text[spans[0][0] : spans[0][1]] if spans else ""
