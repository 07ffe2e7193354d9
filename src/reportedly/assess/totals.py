"""assess.totals: per class and unit how much stands, as bands that name the claims holding each edge. Nothing is summed
across origins, nor across classes of people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.assess.corroboration import heard
from reportedly.assess.states import mechanisms
from reportedly.assess.tally import Rules, Tally
from reportedly.assess.voices import with_reports_basis
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Echo, Figure, Total
from reportedly.terms.items import ItemTree
from reportedly.terms.tables import SharingRow


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
    levels: Sequence[int] | None = None,
) -> Totals:
    """The bands of some claims of one flow, for `asked` (a class) and each class that a figure is of, in both countings
    and at each level: those given, else 1, 2 and further ones that any band stands at. Claims that are no counted ones are
    passed over; figures on classes above `asked` are left out.
    """
    rules = Rules(items, mechanisms(sharing), asked, levels)
    return of_tally(Tally(rules).changed(with_reports_basis(heard(claims, echoes), rules.members)))


def of_tally(tally: Tally) -> Totals:
    """The bands of a tally in the order of print, with the figures behind them."""
    asked, items = tally.rules.asked, tally.rules.items
    ordered = sorted((t for bands in tally.bands.values() for t in bands), key=lambda t: _order(t, asked, items))
    return Totals(
        tuple(t for t in ordered if t.scope == "cumulative"),
        tuple(t for t in ordered if t.scope != "cumulative"),
        tally.figures(),
    )


def _order(total: Total, asked: str | None, items: ItemTree) -> tuple[object, ...]:
    depth = len(items.path(total.item))
    return (
        total.item != asked, depth, total.item, total.unit, total.scope, total.per or "", total.level, total.counting,
    )  # fmt: skip
