"""assess.exchange: what is given, wanted or feared in return, tied to the claims of the other direction."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.flow import Exchange
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.telling import nearness

Direction = tuple[str, str]


def exchanges(claims: Iterable[Claim], items: ItemTree) -> tuple[Exchange, ...]:
    """Each claim that names something in return, in the order nearest its origin first. The other side: the claim named
    by its id; else the undenied claims of the other direction, of the classes that the words name, or all where they name
    none.
    """
    every = sorted(claims, key=nearness)
    by_id = {claim.id: claim for claim in every}
    flows: dict[Direction, list[Claim]] = {}
    for claim in every:
        if claim.kind in FLOW_KINDS and claim.modality != "denied":
            for direction in directions(claim):
                flows.setdefault(direction, []).append(claim)
    return tuple(_exchange(claim, by_id, flows, items) for claim in every if claim.exchange)


def directions(claim: Claim) -> tuple[Direction, ...]:
    """The pairs of states, from and to, that a claim is about."""
    return tuple(
        dict.fromkeys((state_of(actor), state_of(recipient)) for actor in claim.actor for recipient in claim.recipient)
    )


def _exchange(claim: Claim, by_id: dict[str, Claim], flows: dict[Direction, list[Claim]], items: ItemTree) -> Exchange:
    words = claim.exchange or ""
    if words in by_id:
        return Exchange(claim.id, ", ".join(item.label for item in by_id[words].items), (words,))
    other = [c for giver, taker in directions(claim) for c in flows.get((taker, giver), ())]
    named = _named_classes(words, items)
    fitting = [c for c in other if any(items.within(i, n) for i in c.item_classes for n in named)] if named else other
    return Exchange(claim.id, words, tuple(dict.fromkeys(c.id for c in fitting)))


def _named_classes(words: str, items: ItemTree) -> tuple[str, ...]:
    said = f" {words.casefold()} "
    return tuple(
        row.item
        for row in items.rows.values()
        if any(f" {name} " in said or f" {name}s " in said for name in row.names)
    )
