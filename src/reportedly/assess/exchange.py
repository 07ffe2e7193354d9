"""assess.exchange: what each side gives, wants and may give, and what is said to be in return for what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reportedly.assess.counted import counts
from reportedly.terms.claim import FLOW_KINDS, Claim
from reportedly.terms.findings import ExchangeRow, Part
from reportedly.terms.flow import Exchange
from reportedly.terms.items import ItemTree
from reportedly.terms.party import state_of
from reportedly.terms.telling import nearness

Direction = tuple[str, str]
OVERVIEW_DEPTH = 3
"""Steps from a root at which the overview stands: materiel, arms, munitions."""


def exchanges(claims: Iterable[Claim], items: ItemTree) -> tuple[Exchange, ...]:
    """Each claim that names something in return, in the order nearest its origin first. The other side: the claim named
    by its id; else the undenied claims of the other direction, of the classes that the words name: words that name none
    ("diplomatic backing") tie nothing.
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
    fitting = [c for c in other if any(items.within(i, n) for i in c.item_classes for n in named)]
    return Exchange(claim.id, words, tuple(dict.fromkeys(c.id for c in fitting)))


def _named_classes(words: str, items: ItemTree) -> tuple[str, ...]:
    said = f" {words.casefold()} "
    return tuple(
        row.item
        for row in items.rows.values()
        if any(f" {name} " in said or f" {name}s " in said for name in row.names)
    )


def overview_class(item: str, items: ItemTree, depth: int = OVERVIEW_DEPTH) -> str:
    """The class above (or itself) at the height of the overview; people stay in their own class."""
    path, row = items.path(item), items.rows.get(item)
    return item if row is not None and row.cls == "people" else path[::-1][:depth][-1]


def exchange_ledger(claims: Iterable[Claim], items: ItemTree) -> tuple[ExchangeRow, ...]:
    """What each side gives, wants of the other, and is said to be able to give, by class at the height of the overview; each
    with the claims of the other direction that words of exchange tie to it, whichever side speaks them.
    """
    known = tuple(claims)
    every = sorted(
        (c for c in known if c.kind in FLOW_KINDS and c.modality != "denied" and c.stage != "returned"), key=nearness
    )
    told = [one for one in exchanges(known, items) if one.claim in {claim.id for claim in every}]
    ties, words = _ties(told), {one.claim: one.given_for for one in told if one.given_for}
    rows: dict[tuple[str, Part, str], list[str]] = defaultdict(list)
    for claim in every:
        part = _part(claim)
        for giver, taker in directions(claim):
            party = taker if part == "wants" else giver
            for item in {overview_class(item, items) for item in claim.item_classes}:
                rows[(party, part, item)].append(claim.id)
    return tuple(_ledger_row(key, tuple(dict.fromkeys(ids)), ties, words) for key, ids in sorted(rows.items()))


def _ledger_row(
    key: tuple[str, Part, str], claims: tuple[str, ...], ties: Mapping[str, Iterable[str]], words: Mapping[str, str]
) -> ExchangeRow:
    tied = dict.fromkeys(other for claim in claims for other in ties.get(claim, ()))
    said = dict.fromkeys(words[claim] for claim in claims if claim in words)
    return ExchangeRow(*key, claims, tuple(tied), tuple(said))


def _ties(exchanged: Iterable[Exchange]) -> dict[str, list[str]]:
    """Claim → those of the other side that it is tied to, from either end."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in exchanged:
        for other in one.other_side:
            found[one.claim].append(other)
            found[other].append(one.claim)
    return found


def _part(claim: Claim) -> Part:
    if claim.modality == "desired":
        return "wants"
    return "gives" if counts(claim) else "may-give"
