"""Where names on a map stand: beside their points, away from each other, from dots, and from curves where they can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Literal

from reportedly.present.drawing import Frame
from reportedly.present.projection import Point

MAY_COVER, MAY_NOT = 26.0, 60.0
"""How dear a name may be that may cover a thin curve, and one that may cover all curves but no other name."""
LED = 3.0
"""Pixels from point to point of a leader."""
Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]
LEADING = 1.15
"""From line to line, as a share of the size."""
WIDE_AS = 0.56
"""The width of a letter of a sans-serif face, as a share of its size; generous, since the page chooses the face."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name to place. at: its point in pixels. gap: how far it stands off. dear: what it may cost at
    most (see `labels`); None where it must be drawn. along: other points of the line that it names, if it names one; it
    may then have several lines, of which text is the longest.
    """

    text: str
    at: Point
    size: float
    gap: float = 8.0
    dear: float | None = None
    along: tuple[Point, ...] = ()
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its place: dx, dy in pixels from its point to the text's base line and side."""

    wanted: Wanted
    dx: float
    dy: float
    anchor: Anchor

    @property
    def box(self) -> Box:
        return _box(self.wanted, self.dx, self.dy, self.anchor)

    def led(self) -> Iterator[Point]:
        """Points along the leader, from the name back to the point; none where there is no leader."""
        if self.leader is None:
            return
        (x, y), (dx, dy) = self.wanted.at, self.leader
        steps = int(hypot(dx, dy) / LED)
        yield from ((x + dx * (1 - step / steps), y + dy * (1 - step / steps)) for step in range(steps))

    @property
    def leader(self) -> Point | None:
        """Where a line from the point to the name ends, as steps from the point; None where the name stands beside it."""
        step = _step_to(self.box, self.wanted.at)
        return step if hypot(*step) > 1.4 * self.wanted.gap else None


def labels(wanted: Sequence[Wanted], curves: Sequence[Point], frame: Frame) -> dict[Wanted, Label]:
    """Each name at the best of its places, in the order given; one that would cost too much is left out. To cover another
    name or a dot costs 100 and more, by a leader 20, a curve about 1 for every six pixels. curves: points along them, in
    pixels.
    """
    dots = list(dict.fromkeys(one.at for one in wanted if not one.along))
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in dots]
    found: dict[Wanted, Label] = {}
    lines = list(curves)
    for one in wanted:
        options = (Label(one, dx, dy, anchor) for dx, dy, anchor in _places(one))
        costs = [
            (
                _cost(label.box, taken, lines, frame) + _led_over(label, taken) + _astray(label, dots) + step * 0.3,
                step,
                label,
            )
            for step, label in enumerate(options)
        ]
        cost, _, best = min(costs, key=lambda option: option[:2])
        if one.dear is None or cost < one.dear:
            found[one] = best
            taken.append(best.box)
            lines.extend(best.led())
    return found


def _places(one: Wanted) -> Iterator[tuple[float, float, Anchor]]:
    """Around the point, near ones first: right, left, above, below, the corners; then the same farther off."""
    if one.along:
        yield from _beside(one)
        return
    level = one.size * 0.35
    for far in (1.0, 1.9, 3.0, 4.4):
        gap = one.gap * far
        yield gap, level, "start"
        yield -gap, level, "end"
        yield 0.0, -gap, "middle"
        yield 0.0, gap + one.size * 0.75, "middle"
        for side, anchor in ((0.7, "start"), (-0.7, "end")):
            yield gap * side, -gap * 0.7, anchor  # type: ignore[misc]
            yield gap * side, gap * 0.7 + one.size * 0.75, anchor  # type: ignore[misc]


def _beside(one: Wanted) -> Iterator[tuple[float, float, Anchor]]:
    """Above and below a line, right and left of it; then the same at other points of it."""
    more, cap = (one.lines - 1) * one.size * LEADING, one.size * 0.75
    for x, y in (one.at, *one.along):
        dx, dy = x - one.at[0], y - one.at[1]
        yield dx, dy - one.gap - more, "middle"
        yield dx, dy + one.gap + cap, "middle"
        for side, anchor in ((1, "start"), (-1, "end")):
            yield dx + one.gap * side, dy + (cap - more) / 2, anchor  # type: ignore[misc]


def _box(one: Wanted, dx: float, dy: float, anchor: Anchor) -> Box:
    wide = WIDE_AS * one.size * len(one.text)
    left = one.at[0] + dx - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
    base = one.at[1] + dy
    below = (one.lines - 1) * one.size * LEADING
    return left, base - one.size * 0.88, left + wide, base + below + one.size * 0.3


def _cost(box: Box, taken: Sequence[Box], curves: Sequence[Point], frame: Frame) -> float:
    """What covering costs: another name or dot most, the frame's edge more, a curve by the points covered."""
    over = sum(_overlap(box, other) for other in taken)
    outside = max(0.0, 2 - box[0]) + max(0.0, box[2] - frame.width + 2)
    outside += max(0.0, 2 - box[1]) + max(0.0, box[3] - frame.height + 2)
    crossed = sum(box[0] - 2 < x < box[2] + 2 and box[1] - 2 < y < box[3] + 2 for x, y in curves)
    return (100 + over if over else 0) + outside * 50 + crossed * 0.9


def _led_over(label: Label, taken: Sequence[Box]) -> float:
    """What it costs that a leader runs through other names and dots."""
    x, y = label.wanted.at
    others = [box for box in taken if not (box[0] < x < box[2] and box[1] < y < box[3])]
    points = list(label.led())
    return 20.0 * sum(any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in points) for box in others)


def _astray(label: Label, dots: Sequence[Point]) -> float:
    """What it costs that a name stands nearer to another's dot than to its own."""
    if label.wanted.along:
        return 0.0
    own = hypot(*_step_to(label.box, label.wanted.at))
    nearest = min((hypot(*_step_to(label.box, dot)) for dot in dots if dot != label.wanted.at), default=own)
    return 6 + own - nearest if nearest < own else 0.0


def _step_to(box: Box, point: Point) -> Point:
    """From a point to the nearest of a box."""
    x, y = point
    return min(max(x, box[0]), box[2]) - x, min(max(y, box[1]), box[3]) - y


def _overlap(box: Box, other: Box) -> float:
    wide = min(box[2], other[2]) - max(box[0], other[0])
    high = min(box[3], other[3]) - max(box[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
