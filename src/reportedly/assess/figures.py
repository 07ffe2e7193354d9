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
from reportedly.terms.quantity import Number, Scope
from reportedly.terms.telling import Nearness, nearness

PLACED = ("stock", "subset")
"""Scopes whose figure is of a place: another place is another figure."""


Order = tuple[bool, Nearness]


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as one statement gives it, whether its day is its own (see `counted.has_own_day`), and where it stands
    among others: those of checked claims first, then nearest the origin.
    """

    figure: Figure
    own_day: bool
    order: Order


@dataclass(frozen=True, slots=True)
class Teller:
    """Whose figures are joined with each other: those of one origin, unit, scope and period, of whatever class."""

    origin: str
    states: tuple[str, ...]
    unit: str
    scope: Scope | None
    per: str | None

    @classmethod
    def of(cls, figure: Figure) -> Teller:
        """The teller of a figure."""
        return cls(figure.origin, figure.states, figure.unit, figure.scope, figure.per)


@dataclass(frozen=True, slots=True)
class Cell:
    """One teller's figures of one class."""

    teller: Teller
    item: str


def figure_of(claim: Claim, items: ItemTree, members: dict[str, frozenset[str]]) -> Figure | None:
    """The figure that one claim states; None without bounds, a unit or one class, and of a share, whose whole is unknown."""
    quantity, item, unit = claim.quantity, item_of(claim, items), unit_of(claim, items)
    if (
        quantity is None
        or item is None
        or unit in (None, "percent")
        or (quantity.low is None and quantity.high is None)
    ):
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


def stated(statement: Iterable[Claim], items: ItemTree, members: dict[str, frozenset[str]]) -> tuple[Stated, ...]:
    """The figures of one statement: of a single claim, or of the claims that are branches of one alternative ("3m of one or
    0.5m of the other"): one figure from the least to the most; of two classes or units neither branch bounds anything
    from below, unless a capacity is stated.
    """
    ordered = sorted((c for c in statement if counts(c)), key=_order)
    found = [Stated(f, has_own_day(c), _order(c)) for c in ordered if (f := figure_of(c, items, members))]
    alternatives = any(c.quantity and c.quantity.alternative_group is not None for c in ordered)
    return tuple(_branches(found) if alternatives and found else found)


def _order(claim: Claim) -> Order:
    return (claim.reviewed is None, nearness(claim))


def joined(told: Iterable[Stated], items: ItemTree) -> dict[str, tuple[Figure, ...]]:
    """The figures of one teller by class, restatements joined: one for each day that it was stated to hold. A report that
    gives no day of its own brings no new one for a figure that was stated before, be it of a wider or a narrower class.
    """
    ordered = sorted(told, key=lambda s: s.order)
    dated: dict[Number, list[Figure]] = defaultdict(list)
    for one in ordered:
        if one.own_day and one.figure.as_of:
            dated[recalled(one.figure)].append(one.figure)
    same: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for one in ordered:
        f = one.figure if one.own_day else _as_first_told(one.figure, dated.get(recalled(one.figure), ()), items)
        same[(f.item, f.low, f.high, f.soft, f.places)].append(replace(one, figure=replace(f, dated=one.own_day)))
    found: dict[str, list[Figure]] = defaultdict(list)
    for (item, *_), group in same.items():
        found[str(item)] += _days(group)
    return {item: tuple(sorted(figures, key=by_measure)) for item, figures in found.items()}


def recalled(figure: Figure) -> Number:
    """The number by which a figure is known again: its least, else its most."""
    return figure.low if figure.low is not None else figure.high or 0


def _as_first_told(figure: Figure, dated: Iterable[Figure], items: ItemTree) -> Figure:
    """A restatement under the first day on which its figure was told, if that was earlier: it is background, no revision."""
    like = [
        f.as_of for f in dated if f.as_of and (items.within(f.item, figure.item) or items.within(figure.item, f.item))
    ]
    first = min(like, default=None)
    return replace(figure, as_of=first) if first and (figure.as_of is None or first < figure.as_of) else figure


def by_measure(figure: Figure) -> tuple[object, ...]:
    """Sorts figures by class, unit, origin and day."""
    return (figure.item, figure.unit, figure.origin, figure.as_of or date.min, figure.claims)


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
    hull = replace(
        first,
        low=least([f.low for f in every]),
        high=greatest([f.high for f in every]),
        soft=any(f.soft for f in every),
        approximate=any(f.approximate for f in every),
        claims=tuple(dict.fromkeys(c for f in every for c in f.claims)),
    )
    return replace(branches[0], figure=hull)


def _without_low(one: Stated) -> Stated:
    return replace(one, figure=replace(one.figure, low=None))


def least(values: Iterable[Number | None]) -> Number | None:
    """The least; None (unbounded below) if any is."""
    every = list(values)
    return None if None in every else min(v for v in every if v is not None)


def greatest(values: Iterable[Number | None]) -> Number | None:
    """The greatest; None (unbounded above) if any is."""
    every = list(values)
    return None if None in every else max(v for v in every if v is not None)


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
        dated=any(f.dated for f in same),
    )
