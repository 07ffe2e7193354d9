"""What lies under every map: land and borders as paths, and the point at which each party is drawn. Handed in as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reportedly.present.projection import Point, projected
from reportedly.terms.party import state_of

Outlines = Mapping[str, Sequence[Sequence[int]]]
"""land, settled, disputed → lines, each lon, lat, lon, lat … in tenths of a degree."""


@dataclass(frozen=True, slots=True)
class MapBase:
    """land, settled, disputed: the `d` of paths. anchors: code → (lat, lon)."""

    land: str
    settled: str
    disputed: str
    anchors: Mapping[str, tuple[float, float]]

    def anchor(self, code: str) -> Point | None:
        """Where a party is drawn: at its own row, else at its state's; None where neither has one."""
        degrees = self.anchors.get(code) or self.anchors.get(state_of(code))
        return projected(*degrees) if degrees else None


def map_base(outlines: Outlines, anchors: Mapping[str, tuple[float, float]]) -> MapBase:
    """The base of the data tables."""
    land, settled, disputed = (
        "".join(_path(line, closed=name == "land") for line in outlines[name])
        for name in ("land", "settled", "disputed")
    )
    return MapBase(land, settled, disputed, anchors)


def _path(line: Sequence[int], *, closed: bool) -> str:
    """Whole units and steps from point to point: half the length of the same in absolute numbers."""
    points = [projected(lat / 10, lon / 10) for lon, lat in zip(line[::2], line[1::2], strict=True)]
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(whole)]
    moves = " ".join(f"{x} {y}" for x, y in steps if x or y)
    if not moves:
        return ""
    return f"M{whole[0][0]} {whole[0][1]}l{moves}".replace(" -", "-") + ("z" if closed else "")
