"""Agreement of two readings of one document: by rules, and by a model. What both find, and how far they say the same of it.

Positive agreement is Dice's coefficient, 2a / (2a + b + c), a being what both have and b and c what only one has (Dice 1945,
"Measures of the amount of ecologic association between species"; as a measure of agreement: Cicchetti and Feinstein 1990,
"High agreement but low kappa: II"). Kappa is (po − pe) / (1 − pe), po being the share of pairs with equal values and pe the
share that two readers with these values would share by chance (Cohen 1960, "A coefficient of agreement for nominal scales").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from reportedly.terms.claim import Claim

Compared = Literal["equal", "differs", "missing"]
"""missing: one of the two says nothing of it. Where neither does, they are equal."""

_FIELDS: Mapping[str, Callable[[Claim], Hashable]] = {
    "actor": lambda c: tuple(sorted(c.actor)),
    "recipient": lambda c: tuple(sorted(c.recipient)),
    "item": lambda c: tuple(sorted(set(c.item_classes))),
    "quantity": lambda c: (c.quantity.low, c.quantity.high, c.quantity.unit) if c.quantity else (),
    "happened": lambda c: (c.happened.start, c.happened.end) if c.happened else (),
    "modality": lambda c: c.modality,
    "stage": lambda c: c.stage or (),
    "origins": lambda c: tuple(sorted(c.origins)),
}
"""Field → its value, () where nothing is said."""
FIELDS: tuple[str, ...] = tuple(_FIELDS)


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """One field over all pairs. positive: of the values given by either; None where neither gives one. kappa: None where
    there is no pair, or where both give one value throughout, so that nothing is left beside chance."""

    equal: int
    differs: int
    missing: int
    positive: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims on the same words, and how their fields compare."""

    rules: Claim
    model: Claim
    fields: Mapping[str, Compared] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Agreement:
    """pairs: what both find; the others only one of them. positive: Dice's coefficient of finding; None where neither found
    anything."""

    pairs: tuple[Pair, ...]
    only_rules: tuple[Claim, ...]
    only_model: tuple[Claim, ...]
    positive: float | None
    fields: Mapping[str, FieldAgreement] = field(default_factory=dict, hash=False)


def agreement(rules: Sequence[Claim], model: Sequence[Claim]) -> Agreement:
    """How two readings of one document agree. Claims pair where they are of one kind and their evidence overlaps, each at
    most once, those first that say the same of most fields.
    """
    pairs = _pairs(rules, model)
    one, other = {id(p.rules) for p in pairs}, {id(p.model) for p in pairs}
    every = len(rules) + len(model)
    return Agreement(
        pairs,
        tuple(c for c in rules if id(c) not in one),
        tuple(c for c in model if id(c) not in other),
        2 * len(pairs) / every if every else None,
        {name: _field(name, pairs) for name in FIELDS},
    )


def _pairs(rules: Sequence[Claim], model: Sequence[Claim]) -> tuple[Pair, ...]:
    likely = [Pair(a, b, _compared(a, b)) for a in rules for b in model if a.kind == b.kind and _overlap(a, b)]
    likely.sort(key=lambda p: -sum(value == "equal" for value in p.fields.values()))
    taken: set[int] = set()
    found = []
    for pair in likely:
        if not {id(pair.rules), id(pair.model)} & taken:
            taken |= {id(pair.rules), id(pair.model)}
            found.append(pair)
    return tuple(sorted(found, key=lambda p: (p.rules.evidence.start, p.rules.id)))


def _overlap(one: Claim, other: Claim) -> bool:
    same = one.document.id == other.document.id
    return same and any(a.overlaps(b) for a in (one.evidence, *one.also) for b in (other.evidence, *other.also))


def _compared(one: Claim, other: Claim) -> dict[str, Compared]:
    return {name: _comparison(value(one), value(other)) for name, value in _FIELDS.items()}


def _comparison(one: Hashable, other: Hashable) -> Compared:
    if one == other:
        return "equal"
    return "missing" if one == () or other == () else "differs"


def _field(name: str, pairs: Sequence[Pair]) -> FieldAgreement:
    counts = Counter(pair.fields[name] for pair in pairs)
    values = [(_FIELDS[name](pair.rules), _FIELDS[name](pair.model)) for pair in pairs]
    return FieldAgreement(counts["equal"], counts["differs"], counts["missing"], _positive(values), _kappa(values))


def _positive(values: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    given = sum((one != ()) + (other != ()) for one, other in values)
    both = sum(one == other != () for one, other in values)
    return 2 * both / given if given else None


def _kappa(values: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    if not values:
        return None
    n = len(values)
    observed = sum(one == other for one, other in values) / n
    first, second = Counter(one for one, _ in values), Counter(other for _, other in values)
    chance = sum(first[value] * second[value] for value in first) / (n * n)
    return None if chance == 1 else (observed - chance) / (1 - chance)
