"""Repeats within a document: the same claim told again is one claim with further evidence in `also`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.find.features import directness
from reportedly.terms.claim import Claim
from reportedly.terms.items import ItemTree
from reportedly.terms.quantity import Quantity

_NEAR = 14
_MORE = re.compile(r"\b(?:additional|another|further|more)\W*$", re.IGNORECASE)
_ALSO = re.compile(r"\balso\W*$", re.IGNORECASE)
_FURTHER = {"in-combat", "returned", "used"}
"""Stages that say more of the same goods, and so are claims of their own."""
_BOUGHT_AND_GOT = {"ordered", "delivered"}
"""What was bought is not there yet; that it came is a claim of its own."""


def merged(claims: Sequence[Claim], tree: ItemTree) -> list[Claim]:
    """One claim for each thing told: the fullest telling leads, the others' evidence follows. Order of the text is kept."""
    groups: list[list[Claim]] = []
    for claim in claims:
        again = [] if _is_added(claim) else groups
        home = next((g for g in again if _same(g[0], claim, tree) and all(_figures_agree(x, claim) for x in g)), None)
        home = home or next((g for g in again if _is_named_again(g[0], claim, tree)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    once = [_told_once(group) for group in groups]
    kept = {claim.id: lead.id for group, lead in zip(groups, once, strict=True) for claim in group}
    pointing = (_pointing(claim, kept) for claim in once)
    return sorted(pointing, key=lambda c: (c.evidence.start, c.fields.get("trigger", ())))


def _is_added(claim: Claim) -> bool:
    """ "Has also approved the transfer of additional helicopters": what is told beside what was told before."""
    if claim.quantity is not None:
        return False  # its figure tells whether it is the same
    quote, start = claim.evidence.quote, claim.evidence.start
    before = [quote[max(0, s - start - _NEAR) : s - start] for s, _ in claim.fields.get("item", ())]
    triggers = [quote[max(0, s - start - _NEAR) : s - start] for s, _ in claim.fields.get("trigger", ())]
    return any(_MORE.search(words) for words in (*before, *triggers)) or any(_ALSO.search(words) for words in triggers)


def _pointing(claim: Claim, kept: Mapping[str, str]) -> Claim:
    """A claim whose `exchange` points at another points at the one that stayed, or nowhere."""
    if claim.exchange is None or not claim.exchange.startswith("c-"):
        return claim
    return replace(claim, exchange=kept.get(claim.exchange))


def _is_named_again(told: Claim, claim: Claim, tree: ItemTree) -> bool:
    """Whether a noun without a figure only takes up a flow told before ("the supply of these rockets could …")."""
    return (
        claim.stage is None
        and claim.quantity is None
        and directness(claim) < 0
        and claim.kind == told.kind
        and set(claim.actor) == set(told.actor)
        and set(claim.recipient) == set(told.recipient)
        and set(claim.origins) == set(told.origins)
        and all(any(tree.within(y, x) for y in told.item_classes) for x in claim.item_classes)
        and claim.modality in ("possible", "asserted", "assessed")
        and told.evidence.span != claim.evidence.span
    )


def _same(a: Claim, b: Claim, tree: ItemTree) -> bool:
    return (
        a.kind == b.kind
        and a.modality == b.modality
        and set(a.actor) == set(b.actor)
        and set(a.recipient) == set(b.recipient)
        and set(a.origins) == set(b.origins)
        and _items_meet(a, b, tree)
        and a.condition == b.condition
        and (a.stage == b.stage or not ({a.stage, b.stage} & _FURTHER or {a.stage, b.stage} == _BOUGHT_AND_GOT))
    )


def _items_meet(a: Claim, b: Claim, tree: ItemTree) -> bool:
    return bool(set(a.item_classes) & set(b.item_classes)) or (
        not a.quantity and not b.quantity and _general(a, b, tree)
    )


def _general(a: Claim, b: Claim, tree: ItemTree) -> bool:
    """ "Weapons" told again of what was named: one of the two only says arms or materiel."""
    return any(set(c.item_classes) <= {"arms", "materiel", "cargo"} for c in (a, b)) and any(
        tree.within(x, y) or tree.within(y, x) for x in a.item_classes for y in b.item_classes
    )


def _figures_agree(a: Claim, b: Claim) -> bool:
    """The same figure, or one without where both stand in one sense; places of their own keep claims apart."""
    x, y = a.quantity, b.quantity
    if x is None and y is None:
        return a.evidence.span != b.evidence.span or set(a.items) == set(b.items)
    if x is None or y is None:
        finished = a.modality in ("asserted", "assessed")
        return a.evidence.span != b.evidence.span and (finished or a.items == b.items)
    return _bounds(x) == _bounds(y)


def _bounds(q: Quantity) -> tuple[object, ...]:
    return (q.low, q.high, q.unit)


def _told_once(group: list[Claim]) -> Claim:
    lead = max(
        group,
        key=lambda c: (
            c.quantity is not None,
            len(c.items),
            directness(c),
            _times_told(c),
            len(c.attribution),
            -c.evidence.start,
        ),
    )
    also = dict.fromkeys(c.evidence for c in group if c.evidence != lead.evidence)
    return replace(lead, also=tuple(also))


def _times_told(claim: Claim) -> int:
    """How many of its times the words tell: a headline leaves both to the text below."""
    began = claim.happened is not None and claim.happened.start is not None
    return (claim.said is not None) + began
