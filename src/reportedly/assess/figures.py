"""assess.figures: the figures that counted claims state, each origin's told once however many reports carry it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from reportedly.assess.counted import as_of, counts, has_own_day, item_of, unit_of
from reportedly.assess.states import origin_name, states_behind
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Figure
from reportedly.terms.items import ItemTree
from reportedly.terms.quantity import Number
from reportedly.terms.telling import nearness

PLACED = ("stock", "subset")
"""Scopes whose figure is of a place: another place is another figure."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure and whether its day is its own (see `counted.has_own_day`)."""

    figure: Figure
    own_day: bool


def figure_of(claim: Claim, items: ItemTree, members: dict[str, frozenset[str]]) -> Figure | None:
    """The figure that one claim states; None without bounds, a unit or one class."""
    quantity, item, unit = claim.quantity, item_of(claim, items), unit_of(claim, items)
    if quantity is None or item is None or unit is None or (quantity.low is None and quantity.high is None):
        return None
    places = tuple(sorted({p.place or p.name for p in claim.places if p.role in ("at", "destination")}))
    return Figure(
        origin=origin_name(claim),
        states=tuple(sorted(states_behind(claim, members))),
        item=item,
        unit=unit,
        scope=quantity.scope,
        low=quantity.low,
        high=None if quantity.vague else quantity.high,
        start=claim.happened.start if claim.happened else None,
        as_of=as_of(claim),
        claims=(claim.id,),
        approximate=quantity.approximate,
        soft=quantity.vague,
        per=quantity.per,
        places=places if quantity.scope in PLACED else (),
    )


def figures(claims: Iterable[Claim], items: ItemTree, members: dict[str, frozenset[str]]) -> tuple[Figure, ...]:
    """All figures of the counted claims, restatements joined, by origin and day. Reviewed claims are named first."""
    ordered = sorted((c for c in claims if counts(c)), key=lambda c: (c.reviewed is None, nearness(c)))
    stated = [Stated(figure, has_own_day(c)) for c in ordered if (figure := figure_of(c, items, members))]
    return _joined(_alternatives(stated, ordered))


def _alternatives(stated: list[Stated], claims: list[Claim]) -> list[Stated]:
    """Branches of one alternative ("3m of one or 0.5m of the other") as one figure from the least to the most; of two
    classes or units neither branch bounds anything from below, unless a capacity is stated.
    """
    of_claim = {c.id: (c.document.id, c.quantity.alternative_group) for c in claims if c.quantity}
    groups: dict[tuple[str, str], list[Stated]] = defaultdict(list)
    alone: list[Stated] = []
    for one in stated:
        document, group = of_claim[one.figure.claims[0]]
        if group is None:
            alone.append(one)
        else:
            groups[(document, group)].append(one)
    return alone + [branch for branches in groups.values() for branch in _branches(branches)]


def _branches(branches: list[Stated]) -> list[Stated]:
    kinds: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for one in branches:
        f = one.figure
        kinds[(f.origin, f.item, f.unit, f.scope, f.per, f.places)].append(one)
    hulls = [_hull(group) for group in kinds.values()]
    if len({(one.figure.item, one.figure.unit) for one in hulls}) == 1:
        return hulls
    return [one if one.figure.scope == "capacity" else _without_low(one) for one in hulls]


def _hull(branches: list[Stated]) -> Stated:
    first = branches[0].figure
    every = [one.figure for one in branches]
    joined = replace(
        first,
        low=least([f.low for f in every]),
        high=greatest([f.high for f in every]),
        soft=any(f.soft for f in every),
        approximate=any(f.approximate for f in every),
        claims=tuple(dict.fromkeys(c for f in every for c in f.claims)),
    )
    return Stated(joined, branches[0].own_day)


def _without_low(one: Stated) -> Stated:
    return Stated(replace(one.figure, low=None), one.own_day)


def least(values: Iterable[Number | None]) -> Number | None:
    """The least; None (unbounded below) if any is."""
    every = list(values)
    return None if None in every else min(v for v in every if v is not None)


def greatest(values: Iterable[Number | None]) -> Number | None:
    """The greatest; None (unbounded above) if any is."""
    every = list(values)
    return None if None in every else max(v for v in every if v is not None)


def _joined(stated: Iterable[Stated]) -> tuple[Figure, ...]:
    """Each origin's figures, one for each day that it was stated to hold. A report that gives no day of its own brings no
    new one for a figure that was stated before.
    """
    same: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for one in stated:
        f = one.figure
        key = (f.origin, f.states, f.item, f.unit, f.scope, f.per, f.low, f.high, f.soft, f.places)
        same[key].append(one)
    found = [figure for group in same.values() for figure in _days(group)]
    return tuple(sorted(found, key=lambda f: (f.item, f.unit, f.origin, f.as_of or date.min, f.claims)))


def _days(group: list[Stated]) -> list[Figure]:
    earliest = min((one.figure.as_of for one in group if one.figure.as_of is not None), default=None)
    days: dict[date | None, list[Figure]] = defaultdict(list)
    for one in group:
        days[one.figure.as_of if one.own_day else earliest].append(one.figure)
    return [_one(same, day) for day, same in days.items()]


def _one(same: list[Figure], day: date | None) -> Figure:
    return replace(
        same[0],
        as_of=day,
        start=next((f.start for f in same if f.start is not None and (day is None or f.start <= day)), None),
        claims=tuple(dict.fromkeys(c for f in same for c in f.claims)),
        approximate=any(f.approximate for f in same),
    )
