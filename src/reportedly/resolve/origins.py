"""resolve.origins: who repeats whom. Five articles may have one origin; here it is said which, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from reportedly.resolve.near_copies import near_copies
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.flow import Echo
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.quantity import Number
from reportedly.terms.telling import is_own_voice, nearness, principal, told_on

Key = tuple[object, ...]


def counted_states(claim: Claim) -> tuple[str, ...]:
    """The states (or plain names) that a claim's origins count as, each once, in the order in which they are named."""
    return tuple(dict.fromkeys(map(state_of, claim.origins)))


def echoes(claims: Iterable[Claim], documents: Iterable[Document], items: ItemTree) -> tuple[Echo, ...]:
    """The claims that repeat another claim among those given, by claim id; each once, with the first reason that holds:
    a copied text, a publisher's own voice restating an origin's figure, a chain that ends where one already ended.
    """
    ordered = sorted({claim.id: claim for claim in claims}.values(), key=nearness)
    found: dict[str, Echo] = {}
    for echo in (*_copied(ordered, documents), *_restated(ordered, items), *_chained(ordered)):
        found.setdefault(echo.claim, echo)
    return tuple(found[claim] for claim in sorted(found))


def _copied(ordered: list[Claim], documents: Iterable[Document]) -> Iterator[Echo]:
    known = {document.id: document for document in documents}
    first_of = {copy.document: copy for copy in near_copies(known.values())}
    originals: dict[Key, Claim] = {}
    for claim in ordered:
        for key in _counterparts(claim):
            originals.setdefault((claim.document.id, *key), claim)
    for claim in ordered:
        copy = first_of.get(claim.document.id)
        matches = (originals.get((copy.of, *key)) for key in _counterparts(claim)) if copy else ()
        original = next((match for match in matches if match), None)
        if copy and original:
            source = known[copy.of].publisher or "an earlier document"
            reason = f"the same text as {source} ({copy.containment:.0%} of its word runs)"
            yield Echo(claim.id, original.id, "copy", reason)


def _counterparts(claim: Claim) -> Iterator[Key]:
    unit = claim.quantity.unit if claim.quantity else None
    for item in claim.item_classes or ("",):
        yield (claim.kind, claim.actor, claim.recipient, item, principal(claim.quantity), unit)


def _chained(ordered: list[Claim]) -> Iterator[Echo]:
    """Reports in other documents of what an origin was already heard to say: like parties, class and figure."""
    heard: dict[Key, Claim] = {}
    for claim in ordered:
        if not claim.origins:
            continue
        unit = claim.quantity.unit if claim.quantity else None
        key = (claim.origins, claim.kind, claim.actor, claim.recipient, claim.item_classes, unit)
        first = heard.setdefault((*key, principal(claim.quantity)), claim)
        if first.document.id != claim.document.id:
            reason = f"its chain ends at {' and '.join(claim.origins)}, already counted"
            yield Echo(claim.id, first.id, "chain", reason)


class _Heard:
    """What named origins had stated of one pair, class and unit, by the day they said it."""

    def __init__(self) -> None:
        self._told: list[tuple[date, Claim]] = []
        self._days: list[date] = []
        self._highest: list[tuple[Number, Claim] | None] = []
        self._first_with: dict[Number, tuple[date, Claim]] = {}

    def add(self, day: date, claim: Claim) -> None:
        """Days in rising order."""
        low, figure = claim.quantity.low if claim.quantity else None, principal(claim.quantity)
        before = self._highest[-1] if self._highest else None
        higher = low is not None and (before is None or low > before[0])
        self._days.append(day)
        self._highest.append((low, claim) if higher and low is not None else before)
        self._told.append((day, claim))
        if figure is not None:
            self._first_with.setdefault(figure, (day, claim))

    def restated_by(self, claim: Claim, day: date) -> Claim | None:
        """The claim that a voice of that day repeats: the same figure; or a higher one, of which it names a part."""
        until = bisect_right(self._days, day)
        quantity, figure = claim.quantity, principal(claim.quantity)
        if quantity is None or figure is None:
            return self._told[0][1] if until else None
        same = self._first_with.get(figure)
        if same and same[0] <= day:
            return same[1]
        bound_only = quantity.low is not None and (quantity.vague or quantity.high is None)
        highest = self._highest[until - 1] if until else None
        return highest[1] if bound_only and highest and highest[0] >= figure else None


def _restated(ordered: list[Claim], items: ItemTree) -> Iterator[Echo]:
    """A publisher's own words on what an origin had said by then. Its own stated basis makes a voice more than an echo."""
    voices = [c for c in ordered if c.modality in ("asserted", "assessed") and c.basis is None and is_own_voice(c)]
    if not voices:
        return
    heard = _heard([c for c in ordered if c.origins and not is_own_voice(c)], items)
    for claim in voices:
        day = told_on(claim) or date.max
        matches = (heard[key].restated_by(claim, day) for key in _asked(claim) if key in heard)
        original = next((match for match in matches if match), None)
        if original:
            reason = f"its own voice, restating what {' and '.join(original.origins)} said"
            yield Echo(claim.id, original.id, "own-voice", reason)


def _heard(claims: list[Claim], items: ItemTree) -> dict[Key, _Heard]:
    heard: dict[Key, _Heard] = defaultdict(_Heard)
    told = sorted((told_on(c) or date.max, nearness(c), c) for c in claims if c.modality in ("asserted", "assessed"))
    for day, _, claim in told:
        classes = {above for item in claim.item_classes for above in items.path(item)}
        units = {claim.quantity.unit, None} if claim.quantity else {None}
        for pair in _pairs(claim):
            for item in classes:
                for unit in units:
                    heard[(claim.kind, *pair, item, unit)].add(day, claim)
    return heard


def _asked(claim: Claim) -> Iterator[Key]:
    unit = claim.quantity.unit if claim.quantity else None
    for pair in _pairs(claim):
        for item in claim.item_classes:
            yield (claim.kind, *pair, item, unit)


def _pairs(claim: Claim) -> Iterator[tuple[str, str]]:
    for actor in dict.fromkeys(map(state_of, claim.actor)) or ("",):
        for recipient in dict.fromkeys(map(state_of, claim.recipient)) or ("",):
            yield actor, recipient
