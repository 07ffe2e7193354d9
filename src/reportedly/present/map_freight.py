"""The names of what flows: one block for the flows of a pair, a line each, beside the middle of their ribbon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, hypot, radians, sin
from typing import NamedTuple

from reportedly.present.drawing import Frame
from reportedly.present.map_arcs import Arc, Curve
from reportedly.present.map_labels import MAY_COVER, Wanted
from reportedly.present.map_view import View
from reportedly.present.projection import Point

GRAIN = 6.0
"""Pixels from point to point where a curve is asked whether a name covers it."""
HEAD_GRAIN = 3.0
"""The same of an arrow's head, which is filled."""
SHARES = (0.5, 0.4, 0.6, 0.3, 0.7)
"""Where along its curve a block may stand, the best place first."""


class Line(NamedTuple):
    """The block of a pair, the number of a flow's line in it, and the point of the map that the block hangs on."""

    wanted: Wanted
    line: int
    point: Point


def freight_names(arcs: Sequence[Arc], curves: Sequence[Curve], seen: View, frame: Frame) -> dict[Arc, Line]:
    """Each arc's line; lines stand in the order in which the curves do on the page."""
    pairs: dict[tuple[Point, Point], list[tuple[Arc, Curve]]] = {}
    for arc, bent in zip(arcs, curves, strict=True):
        pairs.setdefault((arc.start, arc.end), []).append((arc, bent))
    found: dict[Arc, Line] = {}
    for several in pairs.values():
        several.sort(key=lambda one: one[1].at(0.5)[1])
        half = (max(a.shift + a.head.half for a, _ in several) - min(a.shift - a.head.half for a, _ in several)) / 2
        places = [_centre(several, share) for share in SHARES]
        text = max((arc.flow.label for arc, _ in several), key=len)
        at, *along = map(seen.pixels, places)
        wanted = Wanted(text, at, frame.text - 1, half + 4, MAY_COVER, tuple(along), len(several))
        found |= {arc: Line(wanted, line, places[0]) for line, (arc, _) in enumerate(several)}
    return found


def _centre(several: Sequence[tuple[Arc, Curve]], share: float) -> Point:
    points = [bent.at(share) for _, bent in several]
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def inked(arc: Arc, bent: Curve, seen: View) -> list[Point]:
    """Points of what is drawn of an arc, in pixels of the frame: its stroke and its head."""
    return [*_stroke(arc, bent, seen), *_head(arc, bent, seen)]


def _head(arc: Arc, bent: Curve, seen: View) -> Iterator[Point]:
    """Points of the head: a triangle, its tip ahead of the curve's end."""
    (x, y), turn, head = seen.pixels(bent.end), radians(bent.turn), arc.head
    steps = int(head.length / HEAD_GRAIN) + 1
    for step in range(steps + 1):
        ahead, half = head.length * step / steps, head.half * (1 - step / steps)
        for aside in dict.fromkeys((-half, 0.0, half)):
            yield x + ahead * cos(turn) - aside * sin(turn), y + ahead * sin(turn) + aside * cos(turn)


def _stroke(arc: Arc, bent: Curve, seen: View) -> list[Point]:
    """Points along the middle of a stroke, and along both sides of one that is not thin: a name hides more of it, and is
    harder to read on it.
    """
    (ax, ay), (bx, by) = seen.pixels(bent.start), seen.pixels(bent.end)
    points = [seen.pixels(point) for point in bent.points(int(hypot(bx - ax, by - ay) / GRAIN) + 2)]
    half = arc.widths.whole / 2
    if arc.widths.low is None and arc.widths.high is None:
        return points
    found = list(points)
    for (x, y), (u, v) in zip(points, [*points[1:], points[-2]], strict=True):
        way = hypot(u - x, v - y) or 1.0
        off = (v - y) / way * half, (x - u) / way * half
        found += [(x + off[0], y + off[1]), (x - off[0], y - off[1])]
    return found
