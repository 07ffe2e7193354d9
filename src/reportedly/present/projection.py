"""Degrees to the plane of the map: Patterson's cylindrical projection, north up everywhere, 3600 units wide."""

from __future__ import annotations

from math import pi, radians

Point = tuple[float, float]

WIDTH = 3600.0
_TERMS = ((1, 1.0148), (5, 0.23185), (7, -0.14499), (9, 0.02406))
"""Power of the latitude in radians, and its factor."""
NORTH, SOUTH = 84.0, -58.0
"""What the map shows: all land but Antarctica."""


def projected(lat: float, lon: float) -> Point:
    """x from the left, y from the top, in units of the map."""
    return (lon + 180) * WIDTH / 360, _down(lat) - TOP


def _down(lat: float) -> float:
    angle = radians(lat)
    return -sum(factor * angle**power for power, factor in _TERMS) * WIDTH / (2 * pi)


TOP = _down(NORTH)
HEIGHT = _down(SOUTH) - TOP
