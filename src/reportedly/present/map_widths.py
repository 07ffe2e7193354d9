"""How wide a flow is drawn: each unit has a scale of its own, for containers are not to be compared with people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite, log10, sqrt

from reportedly.present.map_flows import MapFlow

THIN, THICK = 1.8, 9.0
"""Pixels of the smallest and of the largest figure of a unit."""
FRINGE = 6.0
"""How much wider than its figure the fringe of an open one is."""
HUES = 8


@dataclass(frozen=True, slots=True)
class Scale:
    """unit, the highest figure drawn in it, and its place among the colours."""

    unit: str
    top: float
    hue: int

    def width(self, number: float) -> float:
        """Pixels: never less for a larger number. By the root, so that a hundredth of the top still shows."""
        share = number / self.top if self.top > 0 else 0.0
        return THIN + (THICK - THIN) * sqrt(min(max(share, 0.0), 1.0))

    def samples(self) -> tuple[float, ...]:
        """Two round numbers for the legend: the largest below the top, and about a tenth of it."""
        return tuple(
            dict.fromkeys(number for number in (_round_below(self.top / 10), _round_below(self.top)) if number)
        )


def scales(flows: Iterable[MapFlow]) -> dict[str, Scale]:
    """Unit → its scale; units of most flows come first and take the first colours."""
    counted = [flow for flow in flows if flow.counted]
    often = Counter(flow.unit for flow in counted)
    ordered = sorted(often, key=lambda unit: (-often[unit], unit))
    tops = {unit: max(flow.top for flow in counted if flow.unit == unit) for unit in ordered}
    return {unit: Scale(unit, tops[unit], hue % HUES) for hue, unit in enumerate(ordered)}


@dataclass(frozen=True, slots=True)
class Widths:
    """Pixels of the strokes of a flow: the solid one of its low, the paler one of its high; None where there is none."""

    low: float | None
    high: float | None
    fringed: bool = False

    @property
    def whole(self) -> float:
        """How much room it takes."""
        return max(self.low or 0, self.high or 0, THIN)


def widths(flow: MapFlow, known: Mapping[str, Scale], times: float = 1.0) -> Widths:
    """The strokes of a flow, so many times as wide. An open high is a fringe of dashes around the low."""
    if not flow.counted:
        return Widths(None, None)
    scale = known[flow.unit]
    low = scale.width(flow.low) * times if flow.low is not None else None
    if flow.high is None:
        return Widths(low, (low or 0) + FRINGE * times, fringed=True)
    return Widths(low, scale.width(flow.high) * times if flow.high != flow.low else None)


def _round_below(number: float) -> float:
    """The largest of 1, 2, 5, 10 … that is not above a number; 0 of none."""
    if number <= 0 or not isfinite(number):
        return 0
    power = 10.0 ** int(log10(number) // 1)
    found = next((step * power for step in (5, 2, 1) if step * power <= number), power)
    return int(found) if found >= 1 else found
