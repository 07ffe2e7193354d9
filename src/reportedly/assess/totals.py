"""assess.totals: per class and unit how much stands, as bands that name the claims holding each edge. Nothing is summed
across origins, nor across classes of people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.assess.bands import COUNTINGS, Measure, band, series_of
from reportedly.assess.corroboration import counted_origins, heard
from reportedly.assess.figures import figures
from reportedly.assess.states import CountedOrigin, mechanisms
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Echo, Figure, Total
from reportedly.terms.items import ItemTree
from reportedly.terms.quantity import Scope
from reportedly.terms.tables import SharingRow

LEVELS = (1, 2)
_ADDING: tuple[Scope | None, ...] = ("cumulative", "increment", None)


@dataclass(frozen=True, slots=True)
class Totals:
    """headline: cumulative bands, the asked class first; apart: those of stocks, subsets, capacities and rates; figures:
    every figure behind them, in each origin's order, marked where replaced.
    """

    headline: tuple[Total, ...]
    apart: tuple[Total, ...]
    figures: tuple[Figure, ...]


def totals(
    claims: Iterable[Claim],
    items: ItemTree,
    sharing: Iterable[SharingRow],
    *,
    asked: str | None = None,
    echoes: Iterable[Echo] = (),
    levels: Sequence[int] = LEVELS,
) -> Totals:
    """The bands of some claims of one flow, for `asked` (a class) and each class that a figure is of, at each level and
    both countings. Claims that are no counted ones are passed over; figures on classes above `asked` are left out.
    """
    rows, every = tuple(sharing), heard(claims, echoes)
    origins = counted_origins(every, rows)
    stated = figures(every, items, mechanisms(rows))
    if asked is not None:
        stated = tuple(f for f in stated if items.within(f.item, asked))
    reviewed = frozenset(c.id for c in every if c.reviewed is not None)
    found, replaced = _bands(stated, items, asked, origins, (levels, reviewed))
    ordered = sorted(found, key=lambda t: _order(t, asked, items))
    return Totals(
        tuple(t for t in ordered if t.scope == "cumulative"),
        tuple(t for t in ordered if t.scope != "cumulative"),
        tuple(replace(f, replaced=True) if f in replaced else f for f in stated),
    )


def _bands(
    stated: Iterable[Figure],
    items: ItemTree,
    asked: str | None,
    origins: Mapping[frozenset[str], CountedOrigin],
    choice: tuple[Sequence[int], frozenset[str]],
) -> tuple[list[Total], set[Figure]]:
    levels, reviewed = choice
    found: list[Total] = []
    replaced: set[Figure] = set()
    for measure, group in _measures(stated, items, asked).items():
        series = series_of(measure, group, origins)
        replaced |= {f for f in series.replaced if f.item == measure.item}
        if any(f.low is not None or f.high is not None for f in group):
            found += [band(measure, series, level, counting, reviewed) for level in levels for counting in COUNTINGS]
    return found, replaced


def _measures(stated: Iterable[Figure], items: ItemTree, asked: str | None) -> dict[Measure, list[Figure]]:
    """The figures by what they measure: of their own class, of each class above that has figures too, and of the asked.
    People are counted in their own class only.
    """
    every = list(stated)
    wanted = {f.item for f in every} | ({asked} if asked else set())
    groups: dict[Measure, list[Figure]] = defaultdict(list)
    for figure in every:
        for item in items.path(figure.item):
            if item in wanted and (item == figure.item or not _is_people(figure.item, items)):
                scope: Scope = "cumulative" if figure.scope in _ADDING else figure.scope or "cumulative"
                groups[Measure(item, figure.unit, scope, figure.per)].append(figure)
    return groups


def _is_people(item: str, items: ItemTree) -> bool:
    row = items.rows.get(item)
    return row is not None and row.cls == "people"


def _order(total: Total, asked: str | None, items: ItemTree) -> tuple[object, ...]:
    depth = len(items.path(total.item))
    return (
        total.item != asked, depth, total.item, total.unit, total.scope, total.per or "", total.level, total.counting,
    )  # fmt: skip
