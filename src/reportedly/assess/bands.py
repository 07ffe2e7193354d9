"""assess.bands: the band of one class and unit at level k: the k-th highest lower bound, and the highest stated."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from reportedly.assess.figures import Cell
from reportedly.assess.independence import largest_independent, largest_named
from reportedly.assess.series import Edge, InEffect
from reportedly.assess.states import CountedOrigin
from reportedly.terms.flow import Counting, Figure, Total
from reportedly.terms.items import ItemTree
from reportedly.terms.quantity import Scope

COUNTINGS: tuple[Counting, ...] = ("independent", "with-unknown")
_CHOICE: dict[Counting, Callable[[Iterable[CountedOrigin]], tuple[CountedOrigin, ...]]] = {
    "independent": largest_independent,
    "with-unknown": largest_named,
}
_ADDING: tuple[Scope | None, ...] = ("cumulative", "increment", None)
Held = dict[CountedOrigin, Edge]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a band is of. per: the period of a rate."""

    item: str
    unit: str
    scope: Scope = "cumulative"
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """What all origins' figures of one measure come to: by counted origin its best lower edge, all tops, what opens it."""

    lows: Held
    highs: tuple[Edge, ...]
    open_by: tuple[Figure, ...]
    unnamed: tuple[InEffect, ...]


def measures_of(cell: Cell, wanted: Container[str], items: ItemTree) -> Iterator[Measure]:
    """What a cell's figures are figures of: their own class and each wanted class above. People are counted in their own
    class only.
    """
    told = cell.teller
    scope: Scope = "cumulative" if told.scope in _ADDING else told.scope or "cumulative"
    row = items.rows.get(cell.item)
    own_only = row is not None and row.cls == "people"
    for item in items.path(cell.item):
        if item == cell.item or (item in wanted and not own_only):
            yield Measure(item, told.unit, scope, told.per)


def series_of(held: Iterable[InEffect], origins: Iterable[CountedOrigin | None]) -> Series:
    """What each origin's figures come to, beside whom it counts as (None where nobody is named), counted by state."""
    lows: Held = {}
    highs, open_by, unnamed = [], [], []
    for one, origin in zip(held, origins, strict=True):
        if origin is None:
            unnamed.append(one)
            continue
        if one.low and (origin not in lows or one.low.value > lows[origin].value):
            lows[origin] = one.low
        highs += [one.high] if one.high else []
        open_by += [one.open_by] if one.open_by else []
    return Series(lows, tuple(highs), tuple(open_by), tuple(unnamed))


def bands(measure: Measure, series: Series, levels: Iterable[int], reviewed: Container[str]) -> Iterator[Total]:
    """The bands of a measure at each level (≥ 1, rising), in both countings. reviewed: ids of the claims that a person has
    checked.
    """
    holding = {counting: Holding(series.lows, counting) for counting in COUNTINGS}
    for level in levels:
        for counting in COUNTINGS:
            yield _band(measure, series, level, holding[counting], reviewed)


def _band(measure: Measure, series: Series, level: int, holding: Holding, reviewed: Container[str]) -> Total:
    counting = holding.counting
    holders = holding.at(level)
    anonymous = _unnamed_edge(series) if level == 1 and counting == "with-unknown" else None
    low = holders[-1] if holders else None
    if anonymous and (low is None or anonymous.value > low.value):
        low, holders = anonymous, (anonymous,)
    tops, opened = _tops(series, counting)  # whoever gives a lower bound gives a top too, or leaves it open
    if (level > 1 and not holders) or (low is None and not tops and not opened):
        return _nothing(measure, level, counting, len(series.lows))
    high = None if opened or not tops else max(tops, key=lambda e: (e.value, e.as_of or date.min, e.claims))
    holds = tuple(dict.fromkeys(c for edge in holders for c in edge.claims))
    ids = [*holds]
    ids += high.claims if high else opened[0].claims[:1]
    because = tuple(dict.fromkeys(ids))
    return Total(
        item=measure.item,
        unit=measure.unit,
        level=level,
        counting=counting,
        low=low.value if low else None,
        high=high.value if high else None,
        as_of=(high or low or Edge(0, (), None)).as_of,
        because=because,
        why=(_why_low(holders, len(series.lows)), _why_high(high, opened), *_unchecked(because, reviewed)),
        reviewed=all(claim in reviewed for claim in because),
        scope=measure.scope,
        per=measure.per,
        holds=holds,
        approximate=low is not None and _is_rough(low),
    )


class Holding:
    """Who holds the lower edge of one series at each level. What is chosen at a bound is worked out once."""

    def __init__(self, lows: Held, counting: Counting) -> None:
        self.counting = counting
        self._lows = lows
        self._bounds = sorted({edge.value for edge in lows.values()}, reverse=True)
        self._known: dict[int, tuple[CountedOrigin, ...]] = {}

    def at(self, level: int) -> tuple[Edge, ...]:
        """The edges of `level` origins that count together, highest first, of which the last is as high as can be; () where
        no so many count.
        """
        first, last = 0, len(self._bounds)
        while first < last:
            middle = (first + last) // 2
            if len(self._chosen(middle)) >= level:
                last = middle
            else:
                first = middle + 1
        if first == len(self._bounds):
            return ()
        chosen = [(self._lows[origin], origin.name) for origin in self._chosen(first)]
        ordered = sorted(chosen, key=lambda one: (-one[0].value, one[1]))
        return tuple(edge for edge, _ in ordered[:level])

    def _chosen(self, at: int) -> tuple[CountedOrigin, ...]:
        if at not in self._known:
            high_enough = (origin for origin, edge in self._lows.items() if edge.value >= self._bounds[at])
            self._known[at] = _CHOICE[self.counting](high_enough)
        return self._known[at]


def _unnamed_edge(series: Series) -> Edge | None:
    edges = [held.low for held in series.unnamed if held.low]
    return max(edges, key=lambda edge: edge.value, default=None)


def _tops(series: Series, counting: Counting) -> tuple[list[Edge], list[Figure]]:
    tops, opened = list(series.highs), list(series.open_by)
    if counting == "with-unknown":
        tops += [held.high for held in series.unnamed if held.high]
        opened += [held.open_by for held in series.unnamed if held.open_by]
    return tops, sorted(opened, key=lambda f: (-(f.low or 0), f.origin, f.claims))


def _nothing(measure: Measure, level: int, counting: Counting, origins: int) -> Total:
    known = " known to be independent of the others" if counting == "independent" and origins >= level else ""
    why = f"fewer than {level} origins{known} give a lower bound"
    return Total(
        measure.item, measure.unit, level, counting, None, None, None, (), (why,), scope=measure.scope, per=measure.per
    )


def _why_low(holders: tuple[Edge, ...], origins: int) -> str:
    if not holders:
        return "no lower bound is stated"
    edge = holders[-1]
    figure = f"{edge.value:,}" + (f" ({_parts(edge)})" if len(edge.figures) > 1 else "")
    if len(holders) > 1:
        names = ", ".join(_name(holder.origin) for holder in holders)
        about = "about " if _is_rough(edge) else ""
        return f"{len(holders)} origins say at least {about}{figure}: {names}"
    words = "about" if _is_rough(edge) else "at least"
    others = f"{origins} origins give a lower bound" if origins > 1 else "no second origin"
    return f"{_name(edge.origin)} says {words} {figure}; {others}"


def _is_rough(edge: Edge) -> bool:
    return any(figure.approximate for figure in edge.figures)


def _parts(edge: Edge) -> str:
    base, *increments = edge.figures
    return " + ".join([f"{base.low:,}", *(f"{f.low:,} to {f.as_of}" for f in increments)])


def _why_high(high: Edge | None, opened: list[Figure]) -> str:
    if high:
        day = f", to {high.as_of}" if high.as_of else ""
        return f"highest stated, not a ceiling: {high.value:,} by {_name(high.origin)}{day}"
    return f"open above: {_name(opened[0].origin)} gives no firm upper bound"


def _name(origin: str) -> str:
    return origin or "an unnamed origin"


def _unchecked(because: tuple[str, ...], reviewed: Container[str]) -> tuple[str, ...]:
    missing = sum(claim not in reviewed for claim in because)
    return (f"rests on claims that nobody has checked: {missing} of {len(because)}",) if missing else ()
