"""The Vega-Lite specification of a series: an interval a claim, arrows where it is open, colour and shape by origin."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reportedly.present.figures import Mark, Series, steps
from reportedly.present.signs import Sign
from reportedly.terms.findings import Grown

Spec = dict[str, Any]

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


def specification(series: Series, signs: Mapping[str, Sign], frame: Frame, palette: Palette) -> Spec:
    """The drawing as plain values. signs: origin → its colour and its place among SHAPES."""
    first, last = _span(series, frame)
    top = max([*map(_reach, series.marks), *(float(step.high or 0) * 1.04 for step in series.grown)]) or 1
    rows = _placed(series.marks, first, last, top, frame)
    across = {row.mark: row.x for row in rows}
    strokes = _Strokes(palette, signs, top, first, last, frame)
    layers = [
        *strokes.band(series.grown),
        *(strokes.step(run, across) for run in steps(series) if not series.grown),
        *(layer for row in rows for layer in strokes.mark(row)),
    ]
    plot: Spec = {"width": frame.width, "height": frame.height, "layer": _together(layers)}
    parts = [plot, strokes.denials(series.denials)] if series.denials else [plot]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": _config(frame, palette),
        "padding": 2,
        "spacing": 6,
        "vconcat": parts,
        "resolve": {"scale": {"x": "shared"}},
    }


def _together(layers: list[Spec]) -> list[Spec]:
    """The layers, like ones as one: the same marks in the same place among the others, at a fraction of the cost. Lines
    stay apart, for their points belong together.
    """
    found: dict[str, Spec] = {}
    for number, layer in enumerate(layers):
        apart = layer["mark"]["type"] in ("line", "area")
        key = str(number) if apart else json.dumps({n: v for n, v in layer.items() if n != "data"}, sort_keys=True)
        if key in found:
            found[key]["data"]["values"].extend(layer["data"]["values"])
        else:
            found[key] = {**layer, "data": {"values": list(layer["data"]["values"])}}
    return list(found.values())


def _config(frame: Frame, palette: Palette) -> Spec:
    axis = {
        "labelColor": palette.muted,
        "titleColor": palette.ink,
        "labelFontSize": frame.text,
        "titleFontSize": frame.text,
        "titleFontWeight": 600,
        "domainColor": palette.muted,
        "tickColor": palette.muted,
        "gridColor": palette.rule,
        "labelPadding": 5,
    }
    return {"aria": False, "background": None, "view": {"stroke": None}, "axis": axis, "axisX": {"grid": False}}


def _span(series: Series, frame: Frame) -> tuple[date, date]:
    days = [mark.on for mark in (*series.marks, *series.denials)]
    span = max((max(days) - min(days)).days, 20)
    a_pixel = span / (frame.width - 64)
    return min(days) - timedelta(days=1 + 16 * a_pixel), max(days) + timedelta(days=1 + 48 * a_pixel)


def _reach(mark: Mark) -> float:
    """How high the plot must be for a mark: room for the arrow of an open one."""
    return float(mark.high) * 1.04 if mark.high is not None else float(mark.low or 0) / 0.87


@dataclass(frozen=True, slots=True)
class _Place:
    """x: pixels from the left; numbered: whether there is room for the footnote's number."""

    mark: Mark
    x: float
    numbered: bool


def _placed(marks: tuple[Mark, ...], first: date, last: date, top: float, frame: Frame) -> list[_Place]:
    """Each mark and where it stands: where two would cover each other the later one moves right, a little. Where there is
    no room within SHIFT of the width, it stays where it belongs, without its number.
    """
    scale = frame.width / (last - first).days
    taken: list[tuple[float, float, float, float]] = []
    rows = []
    for mark in marks:
        x = home = (mark.on - first).days * scale
        wide = 15 + 0.6 * frame.text * len(_label(mark))
        tall = 9 / frame.height * top
        low, high = _extent(mark, top)
        for left, right, under, over in sorted(taken):
            if low - tall < over and high + tall > under and left - wide < x < right:
                x = right
        roomy = x <= min(home + SHIFT * frame.width, frame.width - wide / 2)
        if not roomy:
            x = home
        taken.append((x, x + wide, low, high))
        rows.append(_Place(mark, x, roomy))
    return rows


def _extent(mark: Mark, top: float) -> tuple[float, float]:
    stub = 0.1 * top
    low = float(mark.low) if mark.low is not None else max(0.0, float(mark.high or 0) - stub)
    high = float(mark.high) if mark.high is not None else low + stub
    return low, high


def _label(mark: Mark) -> str:
    return f"{mark.notes[0]}+" if len(mark.notes) > 1 else "".join(map(str, mark.notes))


class _Strokes:
    """The layers of marks, for one palette, scale and frame."""

    def __init__(
        self, palette: Palette, signs: Mapping[str, Sign], top: float, first: date, last: date, frame: Frame
    ) -> None:
        self.palette, self.signs, self.top, self.frame = palette, signs, top, frame
        self.first, self.last = first, last

    def x(self) -> Spec:
        domain = [_instant(day) for day in (self.first, self.last)]
        ticks = _ticks(self.first, self.last, max(2, self.frame.width // 90))
        form = "%b %Y" if all(day.day == 1 for day in ticks) else "%-d %b %Y"
        axis = {"format": form, "values": [*map(_instant, ticks)], "title": None, "labelOverlap": True}
        return {"field": "x", "type": "temporal", "scale": {"type": "utc", "domain": domain}, "axis": axis}

    def y(self, name: str = "y") -> Spec:
        axis = {
            "title": None,
            "tickCount": 5,
            "domain": False,
            "ticks": False,
            "labelExpr": _scaled(self.top),
        }
        return {"field": name, "type": "quantitative", "scale": {"domain": [0, self.top], "nice": False}, "axis": axis}

    def colour(self, origin: str) -> str:
        hue = self.signs[origin].colour
        return self.palette.muted if hue is None else self.palette.origins[hue % len(self.palette.origins)]

    def shape(self, origin: str) -> str:
        return SHAPES[self.signs[origin].shape % len(SHAPES)]

    def layer(self, mark: Spec, rows: list[Spec], **more: Spec) -> Spec:
        return {"data": {"values": rows}, "mark": mark, "encoding": {"x": self.x(), "y": self.y(), **more}}

    def band(self, grown: tuple[Grown, ...]) -> list[Spec]:
        """The band as it grew: paper between the lower edge by one origin and the highest stated (to the top where that is
        open), a line at the lower edge by one, a dashed one at that by two.
        """
        if not grown:
            return []
        ends = [_instant(step.day) for step in grown] + [_instant(self.last)]
        told = [*grown, grown[-1]]
        rows = [
            {"x": x, "y": step.one, "high": self.top if step.high is None else step.high, "two": step.two}
            for x, step in zip(ends, told, strict=True)
            if step.one is not None
        ]
        area = {"type": "area", "interpolate": "step-after", "fill": self.palette.muted, "opacity": 0.13}
        line = {"type": "line", "interpolate": "step-after", "stroke": self.palette.ink, "strokeWidth": 1.5}
        dashed = {**line, "strokeDash": [5, 3], "strokeWidth": 1.25}
        twos = [{"x": row["x"], "y": row["two"]} for row in rows if row["two"] is not None]
        spread = self.layer(area, rows, y2={"field": "high"})
        return [spread, self.layer(line, rows), *([self.layer(dashed, twos)] if twos else [])]

    def step(self, run: tuple[Mark, ...], pixels: Mapping[Mark, float]) -> Spec:
        rows = [{"x": self.at(pixels[m]), "y": m.low if m.low is not None else m.high} for m in run]
        line = {"type": "line", "interpolate": "step-after", "strokeWidth": 1.5, "opacity": 0.45}
        return self.layer({**line, "stroke": self.colour(run[0].origin)}, rows)

    def at(self, pixels: float) -> float:
        return _instant(self.first) + pixels / self.frame.width * (_instant(self.last) - _instant(self.first))

    def mark(self, place: _Place) -> list[Spec]:
        """A bar from low to high (or a stub with an arrow), the origin's shape at each figure stated, the footnotes.
        The high of a vague number is soft and bears no shape.
        """
        mark = place.mark
        x, colour = self.at(place.x), self.colour(mark.origin)
        low, high = _extent(mark, self.top)
        point = high if mark.low is None else low
        row = {"x": x, "y": point, "low": low, "high": high}
        layers = []
        if low != high:
            layers += self.bar(mark, row, colour)
        filled = colour if mark.state == "firm" else self.palette.paper
        shape = {"type": "point", "shape": self.shape(mark.origin), "size": 90, "opacity": 1, "strokeWidth": 2}
        ends = [row]
        if mark.low != mark.high and None not in (mark.low, mark.high) and not mark.vague:
            ends.append({**row, "y": high})
        layers.append(self.layer({**shape, "fill": filled, "stroke": colour}, ends))
        if mark.state == "denied":
            cross = {"type": "point", "shape": CROSS, "size": 320, "opacity": 1, "strokeWidth": 2.5}
            layers.append(self.layer({**cross, "stroke": self.palette.denied}, [row]))
        return [*layers, self.numbers(mark, row)] if place.numbered else layers

    def bar(self, mark: Mark, row: Spec, colour: str) -> list[Spec]:
        open_side = mark.low is None or mark.high is None
        dash = {"strokeDash": [3, 3]} if open_side or mark.state != "firm" else {}
        width = 2 if open_side else 7
        faint = 0.45 if mark.vague else 1 if open_side else 0.75
        rule = {"type": "rule", "stroke": colour, "strokeWidth": width, "opacity": faint, **dash}
        span = self.layer(rule, [row], y2={"field": "high"}) | {
            "encoding": {"x": self.x(), "y": self.y("low"), "y2": {"field": "high"}}
        }
        if not open_side:
            return [span]
        end, arrow = (row["high"], ARROW) if mark.high is None else (row["low"], ARROW_DOWN)
        head = {"type": "point", "shape": arrow, "size": 60, "opacity": 1, "strokeWidth": 2, "stroke": colour}
        return [span, self.layer(head, [{"x": row["x"], "y": end}])]

    def numbers(self, mark: Mark, row: Spec) -> Spec:
        text = {
            "type": "text",
            "align": "left",
            "dx": 9,
            "dy": -5,
            "fontSize": self.frame.text,
            "fill": self.palette.ink,
        }
        rows = [{**row, "label": _label(mark), "href": f"#n{mark.notes[0]}"}] if mark.notes else []
        return self.layer(text, rows, text={"field": "label", "type": "nominal"}, href={"field": "href"})

    def denials(self, marks: tuple[Mark, ...]) -> Spec:
        """A strip below the plot, for denials that name no figure."""
        size = self.frame.text
        axis = {"title": None, "ticks": False, "domain": False, "labelExpr": "'denied'", "values": [0], "grid": True}
        y = {"field": "y", "type": "quantitative", "scale": {"domain": [-1, 1]}, "axis": axis}
        x = self.x() | {"axis": None}
        layers = []
        for stand in _placed(marks, self.first, self.last, self.top, self.frame):
            mark = stand.mark
            label = _label(mark) if stand.numbered else ""
            row = {"x": self.at(stand.x), "y": 0, "label": label, "href": f"#n{mark.notes[0]}"}
            beside = {"x": self.at(stand.x + 15), "y": 0}
            point = {"type": "point", "shape": self.shape(mark.origin), "size": 70, "opacity": 1, "strokeWidth": 2}
            cross = {"type": "point", "shape": CROSS, "size": 130, "opacity": 1, "strokeWidth": 2.5}
            text = {"type": "text", "align": "left", "dx": 24, "dy": 1, "fontSize": size, "fill": self.palette.ink}
            place, colour = {"x": x, "y": y}, self.colour(mark.origin)
            number = {**place, "text": {"field": "label"}, "href": {"field": "href"}}
            drawn = [
                {"data": {"values": [beside]}, "mark": {**point, "fill": colour, "stroke": colour}, "encoding": place},
                {"data": {"values": [row]}, "mark": {**cross, "stroke": self.palette.denied}, "encoding": place},
                {"data": {"values": [row]}, "mark": text, "encoding": number},
            ]
            layers += drawn
        return {"width": self.frame.width, "height": 26, "layer": _together(layers)}


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


def _scaled(top: float) -> str:
    """How the axis prints its numbers: whole, or all of them in millions or billions."""
    for scale, word in ((1e9, " bn"), (1e6, " m")):
        if top >= 2 * scale:
            return f"format(datum.value / {scale:.0f}, ',') + (datum.value ? '{word}' : '')"
    return "format(datum.value, ',')"


def _instant(on: date) -> float:
    """Milliseconds since 1970, as Vega counts time."""
    return (on - date(1970, 1, 1)).days * 86_400_000.0
