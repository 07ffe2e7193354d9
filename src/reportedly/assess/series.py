"""assess.series: what one origin's figures come to. Its own revision replaces its earlier figure; increments add onto it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.assess.figures import greatest
from reportedly.terms.flow import Figure
from reportedly.terms.quantity import Number

NEAR = 0.1
"""Figures within a tenth of one another are near."""
LIKE_START = timedelta(days=62)
"""Outlets differ by so much on since when one and the same figure counts."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A bound, the figures that hold it (a base and its increments), and the day that it holds for."""

    value: Number
    figures: tuple[Figure, ...]
    as_of: date | None

    @property
    def origin(self) -> str:
        return self.figures[0].origin

    @property
    def claims(self) -> tuple[str, ...]:
        """The nearest claim of each figure."""
        return tuple(figure.claims[0] for figure in self.figures)


@dataclass(frozen=True, slots=True)
class InEffect:
    """One origin's latest: low and high edges, None where unstated; open_by: the figure that leaves the top open, None
    where closed; replaced: what a later figure took the place of.
    """

    low: Edge | None
    high: Edge | None
    open_by: Figure | None
    replaced: tuple[Figure, ...] = ()


def in_effect(figures: Iterable[Figure], item: str, *, apart: bool = False) -> InEffect:
    """What the figures of one origin, one class (`item` or below) and unit come to. apart: figures of one scope that
    stands apart (a stock, a capacity), of which the latest holds; else cumulative ones, increments and those without scope.

    A figure without scope, of a vague numeral, without a day, or of a class below only ever raises the lower edge.
    """
    every = list(figures)
    full = _covering([f for f in every if _is_full(f, item, apart)], apart)
    latest = max((f.as_of for f in full if f.as_of), default=date.min)
    taken = set(full)
    held = [f for f in every if f not in taken and (f.as_of or date.max) >= latest]
    low, high = _revised(full)
    groups = _addable(held, latest)
    added = {f for group in groups for f in group}
    base = next((f for f in full if f.as_of == latest and (high is None) == (f.high is None)), None)
    low, high, open_by = _with_increments(low, high, groups, base)
    low = _raised(low, [f for f in held if f not in added])
    if open_by is None and (high is None or (low is not None and low.value > high.value)):
        open_by = low.figures[0] if low else None
    replaced = tuple(f for f in every if f.as_of is not None and f.as_of < latest)
    return InEffect(low, None if open_by else high, open_by, replaced)


def _is_full(figure: Figure, item: str, apart: bool) -> bool:
    scoped = apart or figure.scope == "cumulative"
    return scoped and not figure.soft and figure.item == item and figure.as_of is not None


def _covering(full: list[Figure], apart: bool) -> list[Figure]:
    """Without the lesser figures of narrower windows: what went in March is no revision of what went since September."""
    kept: list[Figure] = []
    for figure in sorted(full, key=lambda f: (f.as_of or date.min, f.start or date.min, f.claims)):
        before = kept[-1] if kept else None
        revises = figure.dated and before is not None and _covers(figure, before)
        if apart or before is None or revises or (figure.low or 0) >= (before.low or 0):
            kept.append(figure)
    return kept


def _covers(later: Figure, earlier: Figure) -> bool:
    if later.start is None or earlier.as_of is None:
        return True
    since = earlier.start + LIKE_START if earlier.start else earlier.as_of
    return later.start <= min(since, earlier.as_of)


def _revised(full: Sequence[Figure]) -> tuple[Edge | None, Edge | None]:
    """The edges after all revisions, day by day. A figure that only says "up to" leaves an earlier lower bound standing
    where the two can both hold.
    """
    low: Edge | None = None
    high: Edge | None = None
    by_day: dict[date, list[Figure]] = {}
    for figure in full:
        if figure.as_of:
            by_day.setdefault(figure.as_of, []).append(figure)
    for day, same_day in sorted(by_day.items()):
        top, stated = greatest(f.high for f in same_day), _least_of_near(same_day)
        high = _top_edge(same_day, top, day)
        if stated is not None and stated.low is not None:
            low = Edge(stated.low, (stated,), day)
        elif low is not None and top is not None and low.value > top:
            low = None
    return low, high


def _top_edge(same_day: Sequence[Figure], top: Number | None, day: date) -> Edge | None:
    return None if top is None else Edge(top, (next(f for f in same_day if f.high == top),), day)


def _least_of_near(same_day: Iterable[Figure]) -> Figure | None:
    """Of one day's figures the highest bound, or the least that is near it: 10,900 beside "about 11,000"."""
    lows = sorted(((f.low, f.claims, f) for f in same_day if f.low is not None), key=lambda one: one[:2])
    return next((f for low, _, f in lows if low >= lows[-1][0] * (1 - NEAR)), None)


def _addable(held: Iterable[Figure], after: date) -> list[list[Figure]]:
    """Increments that clearly come on top, in groups of overlapping windows: both days known, all after the base."""
    windows = sorted(
        (f.start, f.as_of, f.claims, f)
        for f in held
        if f.scope == "increment" and f.start and f.as_of and f.start > after and f.low is not None
    )
    groups: list[list[Figure]] = []
    until = date.min
    for start, end, _, figure in windows:
        if start > until:
            groups.append([])
        groups[-1].append(figure)
        until = max(until, end)
    return groups


def _with_increments(
    low: Edge | None, high: Edge | None, groups: Sequence[Sequence[Figure]], base: Figure | None
) -> tuple[Edge | None, Edge | None, Figure | None]:
    """The edges with one figure of each group added, and the figure that leaves the top open."""
    open_by = base if base and high is None else None
    for group in groups:
        most = max(group, key=lambda f: (f.low or 0, f.claims))
        top = greatest(None if f.soft else f.high for f in group)
        day = max(f.as_of for f in group if f.as_of)
        low = Edge((low.value if low else 0) + (most.low or 0), ((*low.figures, most) if low else (most,)), day)
        if high is not None and top is not None:
            high = Edge(high.value + top, (*high.figures, most), day)
        elif base:
            open_by = open_by or most
    return low, high, open_by


def _raised(low: Edge | None, bounds: Iterable[Figure]) -> Edge | None:
    for figure in sorted(bounds, key=lambda f: (-(f.low or 0), f.claims)):
        if figure.low is not None and (low is None or figure.low > low.value):
            return Edge(figure.low, (figure,), figure.as_of)
    return low
