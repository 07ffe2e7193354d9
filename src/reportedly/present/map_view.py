"""Which part of the world a map shows at first: what is drawn, with room around it, in the shape of its frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.present.drawing import Frame
from reportedly.present.projection import HEIGHT, WIDTH, Point

ROOM, ROOM_UPRIGHT = 0.13, 0.34
"""Left free on each side of a lying and of an upright frame, as a share of what is drawn; names stand there, and are as long
in a narrow frame.
"""
FLATTEST, FLATTEST_UPRIGHT = 0.52, 0.62
"""Height over width of the flattest view in a lying and in an upright frame; none is higher than its frame."""
LEAST = 420.0
"""The view is at least this many units wide and high: 42 degrees, so that a map of neighbours still shows where they are."""


@dataclass(frozen=True, slots=True)
class View:
    """x, y, width, height in units of the map. unit: units to a pixel of the frame, whose height it may leave unused."""

    x: float
    y: float
    width: float
    height: float
    unit: float

    def pixels(self, point: Point) -> Point:
        """Where a point of the map stands in the frame."""
        return (point[0] - self.x) / self.unit, (point[1] - self.y) / self.unit


def view(points: Sequence[Point], frame: Frame) -> View:
    """The view of these points; of none, the world."""
    if not points:
        points = [(0.0, 0.0), (WIDTH, HEIGHT)]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    lying = frame.width > frame.height
    whole = 1 + 2 * (ROOM if lying else ROOM_UPRIGHT)
    wide = max((right - left) * whole, LEAST)
    high = max((bottom - top) * whole, LEAST * frame.height / frame.width)
    unit = max(wide / frame.width, high / frame.height)
    unit = min(unit, max(WIDTH / frame.width, HEIGHT / frame.height))
    wide = unit * frame.width
    flattest = FLATTEST if lying else FLATTEST_UPRIGHT
    high = min(max(high, flattest * wide), unit * frame.height)
    x = _kept((left + right - wide) / 2, wide, WIDTH)
    y = _kept((top + bottom - high) / 2, high, HEIGHT)
    return View(x, y, wide, high, unit)


def _kept(start: float, length: float, whole: float) -> float:
    """A stretch moved into the world; one longer than the world stands around its middle."""
    return (whole - length) / 2 if length >= whole else min(max(start, 0.0), whole - length)
