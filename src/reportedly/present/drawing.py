"""How a series is laid out: the shapes of origins, the scales, where each mark stands, where the axes have their ticks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reportedly.present.figures import Mark, Series

SHAPES = (
    "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0Z",
    "M-.9,-.9H.9V.9H-.9Z",
    "M0,-1.1L1.1,.9H-1.1Z",
    "M0,-1.25L1.25,0L0,1.25L-1.25,0Z",
    "M0,1.1L1.1,-.9H-1.1Z",
    "M-.4,-1.1H.4V-.4H1.1V.4H.4V1.1H-.4V.4H-1.1V-.4H-.4Z",
    "M-1.2,-.6H1.2V.6H-1.2Z",
    "M-.6,-1.2H.6V1.2H-.6Z",
)
"""One outline an origin, within about -1 to 1."""
ARROW = "M-1,.6L0,-.8L1,.6"
ARROW_DOWN = "M-1,-.6L0,.8L1,-.6"
SHIFT = 0.13
"""How far a mark may move from its day, as a share of the width."""
CROSS = "M-.8,-.8L.8,.8M-.8,.8L.8,-.8"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as strings: `origins` by the colour of their signs; ink, muted, rule, paper, denied. CSS variables or hex."""

    origins: tuple[str, ...] = tuple(f"var(--origin-{place})" for place in range(8))
    ink: str = "var(--ink)"
    muted: str = "var(--muted)"
    rule: str = "var(--rule)"
    paper: str = "var(--paper)"
    denied: str = "var(--denied)"


PRINT = Palette(
    ("#0b5fa5", "#b3450b", "#117a55", "#8a3c8f", "#806300", "#a02c4f", "#3d4f8f", "#4d6b1f"),
    "#1b1c1e", "#55585d", "#d9d6cd", "#ffffff", "#a3200d",
)  # fmt: skip
"""For media without CSS: a PDF, a picture."""


@dataclass(frozen=True, slots=True)
class Frame:
    """width, height: of the plot in pixels; text: the size of letters. ident: what the ids of the SVG begin with."""

    ident: str
    width: int = 700
    height: int = 300
    text: int = 13


@dataclass(frozen=True, slots=True)
class Scales:
    """From days and figures to pixels of the plot, whose upper left corner is 0, 0. first, last: days at its sides; top: the
    figure at its upper edge.
    """

    frame: Frame
    first: date
    last: date
    top: float

    @classmethod
    def of(cls, series: Series, frame: Frame) -> Scales:
        """The scales in which a series fits."""
        days = [mark.on for mark in (*series.marks, *series.denials)]
        span = max((max(days) - min(days)).days, 20)
        a_pixel = span / (frame.width - 64)
        first, last = min(days) - timedelta(days=1 + 16 * a_pixel), max(days) + timedelta(days=1 + 48 * a_pixel)
        reach = [*map(_reach, series.marks), *(float(step.high or 0) * 1.04 for step in series.grown)]
        return cls(frame, first, last, max(reach) or 1)

    def x(self, on: date) -> float:
        """Pixels from the left."""
        return (on - self.first).days * self.frame.width / (self.last - self.first).days

    def y(self, figure: float) -> float:
        """Pixels from the upper edge."""
        return self.frame.height * (1 - figure / self.top)


def _reach(mark: Mark) -> float:
    """How high the plot must be for a mark: room for the arrow of an open one."""
    return float(mark.high) * 1.04 if mark.high is not None else float(mark.low or 0) / 0.87


@dataclass(frozen=True, slots=True)
class Place:
    """x: pixels from the left; numbered: whether there is room for the footnote's number."""

    mark: Mark
    x: float
    numbered: bool


ABOVE = 5
"""Pixels from a mark up to the foot of its number."""


def placed(marks: Sequence[Mark], scales: Scales, room: float = 15) -> list[Place]:
    """Each mark and where it stands: where two would cover each other, or each other's number, the later one moves right, a
    little. Where there is no room within SHIFT of the width, it stays where it belongs, without its number. room: pixels
    that a mark takes beside its number.
    """
    frame, top = scales.frame, scales.top
    taken: list[tuple[float, float, float, float]] = []
    rows = []
    for mark in marks:
        x = home = scales.x(mark.on)
        wide = room + 0.6 * frame.text * len(label(mark))
        tall = 9 / frame.height * top
        low, high = extent(mark, top)
        high = max(high, (high if mark.low is None else low) + (ABOVE + frame.text) / frame.height * top)
        for left, right, under, over in sorted(taken):
            if low - tall < over and high + tall > under and left - wide < x < right:
                x = right
        roomy = x <= min(home + SHIFT * frame.width, frame.width - wide / 2)
        if not roomy:
            x = home
        taken.append((x, x + wide, low, high))
        rows.append(Place(mark, x, roomy))
    return rows


def extent(mark: Mark, top: float) -> tuple[float, float]:
    """From where to where a mark is drawn: a stub where a side is open."""
    stub = 0.1 * top
    low = float(mark.low) if mark.low is not None else max(0.0, float(mark.high or 0) - stub)
    high = float(mark.high) if mark.high is not None else low + stub
    return low, high


def label(mark: Mark) -> str:
    """The number of its first footnote, "1+" of several."""
    return f"{mark.notes[0]}+" if len(mark.notes) > 1 else "".join(map(str, mark.notes))


def day_ticks(scales: Scales) -> list[date]:
    """The days that the axis names."""
    return _ticks(scales.first, scales.last, max(2, scales.frame.width // 90))


def figure_ticks(top: float, about: int = 5) -> list[float]:
    """The figures that the axis names: 0 and on, at a step of 1, 2 or 5 times a power of ten."""
    rough = top / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough * 0.999)
    return [n * step for n in range(int(top / step + 1e-9) + 1)]


def figure_words(number: float, top: float) -> str:
    """How the axis prints its figures: whole, or all of them in millions or billions."""
    for scale, word in ((1e9, " bn"), (1e6, " m")):
        if top >= 2 * scale:
            return f"{number / scale:,.10g}{word if number else ''}"
    return f"{number:,.10g}"


def _ticks(first: date, last: date, most: int) -> list[date]:
    """At most so many days for the axis: firsts of months at an even step; in a short span, days at an even step."""
    months = [(year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    firsts = [day for day in (date(year, month, 1) for year, month in months) if first <= day <= last]
    for step in (1, 2, 3, 6, 12, 24, 60, 120):
        ticks = [day for day in firsts if (day.year * 12 + day.month - 1) % step == 0]
        if 2 <= len(ticks) <= most:
            return ticks
    days = (last - first).days
    step = max(1, -(-days // most))
    return [first + timedelta(days=count) for count in range(step // 2, days, step)]
