"""The curves of a map: each leaves its supplier to the left, so that a flow and its reverse never cover each other, and
flows of one pair run side by side. `static/map.js` draws the same curves anew when the map is zoomed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot

from reportedly.present.map_flows import MapFlow
from reportedly.present.map_widths import Widths
from reportedly.present.projection import Point

BEND = 0.2
"""How far the curve's control point stands off, as a share of the way."""
DOT = 4.0
CLEAR = 2.5
"""Pixels: of the dot at an anchor, and left free around it."""
APART = 1.5
"""Pixels between neighbours of one pair."""
LEAST_HALF = 4.0
FULL = 0.7
"""Of a short way at most this share is taken by dots and heads; they give way beyond that."""


@dataclass(frozen=True, slots=True)
class Head:
    """The arrow's head in pixels."""

    length: float
    half: float


@dataclass(frozen=True, slots=True)
class Arc:
    """A flow between two anchors. shift: pixels to the left of the middle of its bundle."""

    flow: MapFlow
    start: Point
    end: Point
    widths: Widths
    shift: float = 0.0

    @property
    def head(self) -> Head:
        half = max(LEAST_HALF, self.widths.whole / 2 + 2)
        return Head(half * 1.8, half)


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic curve in units of the map, and how its head is turned, in degrees."""

    start: Point
    control: Point
    end: Point
    turn: float

    def at(self, share: float) -> Point:
        """The point after a share of the way."""
        back = 1 - share
        return (
            back * back * self.start[0] + 2 * back * share * self.control[0] + share * share * self.end[0],
            back * back * self.start[1] + 2 * back * share * self.control[1] + share * share * self.end[1],
        )

    def points(self, steps: int = 24) -> list[Point]:
        return [self.at(step / steps) for step in range(steps + 1)]


def bundled(flows: Sequence[tuple[MapFlow, Point, Point]], strokes: Mapping[MapFlow, Widths]) -> list[Arc]:
    """Flows with their anchors as arcs, those of one pair side by side in the order given."""
    pairs: dict[tuple[Point, Point], list[MapFlow]] = {}
    for flow, start, end in flows:
        pairs.setdefault((start, end), []).append(flow)
    arcs = []
    for (start, end), several in pairs.items():
        room = [2 * Arc(flow, start, end, strokes[flow]).head.half for flow in several]
        # a lone flow keeps to the middle; of several the whole ribbon does
        at = -(sum(room) + APART * (len(room) - 1)) / 2
        for flow, wide in zip(several, room, strict=True):
            arcs.append(Arc(flow, start, end, strokes[flow], at + wide / 2))
            at += wide + APART
    return arcs


def curve(arc: Arc, unit: float) -> Curve:
    """The curve at a zoom. unit: units of the map that one pixel takes."""
    (ax, ay), (bx, by) = arc.start, arc.end
    way = hypot(bx - ax, by - ay)
    left = ((by - ay) / way, (ax - bx) / way)
    off = arc.shift * unit
    start = (ax + left[0] * off, ay + left[1] * off)
    end = (bx + left[0] * off, by + left[1] * off)
    control = (
        (start[0] + end[0]) / 2 + left[0] * way * BEND,
        (start[1] + end[1]) / 2 + left[1] * way * BEND,
    )
    leave, arrive = DOT + CLEAR, DOT + CLEAR + arc.head.length
    less = min(1.0, FULL * way / ((leave + arrive) * unit)) * unit
    begun, done = _toward(start, control, leave * less), _toward(end, control, arrive * less)
    return Curve(begun, control, done, degrees(atan2(end[1] - control[1], end[0] - control[0])))


def _toward(point: Point, aim: Point, far: float) -> Point:
    dx, dy = aim[0] - point[0], aim[1] - point[1]
    way = hypot(dx, dy)
    return point[0] + dx / way * far, point[1] + dy / way * far
