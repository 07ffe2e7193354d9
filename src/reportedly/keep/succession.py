"""Succession: which claims of a new run are those that a person has decided of, when their ids have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportedly.terms.claim import Claim
from reportedly.terms.evidence import Evidence


class _Pair(NamedTuple):
    rank: tuple[int, float, bool, str, str]
    older: str
    newer: str


def successors(decided: Iterable[Claim], undecided: Iterable[Claim], found: Iterable[Claim]) -> dict[str, str]:
    """Found claim → the earlier claim that it repeats, one to one, both as ids.

    Claims may be paired whose kinds agree and whose evidence overlaps; the pairs that agree most go first. `undecided`
    are the earlier claims that nobody reviewed: they take part so that a neighbour in the same sentence is not taken
    for the claim that was decided of.
    """
    older = [(claim, True) for claim in decided] + [(claim, False) for claim in undecided]
    pairs = sorted(_pairs(older, list(found)), reverse=True)
    taken: dict[str, str] = {}
    used: set[str] = set()
    for pair in pairs:
        if pair.newer not in taken and pair.older not in used:
            taken[pair.newer] = pair.older
            used.add(pair.older)
    return taken


def _pairs(older: list[tuple[Claim, bool]], found: list[Claim]) -> Iterator[_Pair]:
    for old, was_decided in older:
        for new in found:
            shared = overlap(old, new) if old.kind == new.kind else 0.0
            if shared:
                yield _Pair((agreement(old, new), shared, was_decided, old.id, new.id), old.id, new.id)


def agreement(one: Claim, other: Claim) -> int:
    """How many of actor, recipient, items and quantity are the same, by value and by the words they were read from."""
    values = (
        one.actor == other.actor,
        one.recipient == other.recipient,
        one.item_classes == other.item_classes,
        one.quantity == other.quantity,
    )
    words = (one.fields.get(name) == other.fields.get(name) for name in ("actor", "recipient", "item", "quantity"))
    return sum(values) + sum(words)


def overlap(one: Claim, other: Claim) -> float:
    """The largest share of code points that a piece of evidence of each has in common: 0 (none) to 1 (the same)."""
    return max(_shared(a, b) for a in (one.evidence, *one.also) for b in (other.evidence, *other.also))


def _shared(a: Evidence, b: Evidence) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return common / (max(a.end, b.end) - min(a.start, b.start)) if common > 0 else 0.0
