"""A series drawn as SVG: steps, never curves; an origin is told by shape as well as by colour; numbers open footnotes.

Written out directly: a page has several of these, and a drawing must cost milliseconds. Colours may be CSS variables, so
that one SVG serves light and dark pages.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportedly.present.drawing import (
    ABOVE,
    ARROW,
    ARROW_DOWN,
    CROSS,
    SHAPES,
    Frame,
    Palette,
    Place,
    Scales,
    day_ticks,
    extent,
    figure_ticks,
    figure_words,
    label,
    placed,
)
from reportedly.present.figures import Mark, Series, steps
from reportedly.present.order import in_order
from reportedly.present.signs import Sign
from reportedly.present.words import MONTHS, figure, listed
from reportedly.terms.findings import Grown

STRIP = 32
"""The height of the strip below the plot, for denials that name no figure."""
_POINT, _HEAD, _CROSS, _SMALL, _SMALL_CROSS = 4.75, 3.9, 8.9, 4.2, 5.7
"""By how much the outlines are enlarged."""


def chart_svg(series: Series, signs: Mapping[str, Sign], frame: Frame, palette: Palette | None = None) -> str:
    """The SVG of a series. signs: origin → its colour and shape (the same all over a dossier). Each label
    is the number of a footnote and links to `#n<number>`.
    """
    scales = Scales.of(series, frame)
    drawing = _Drawing(scales, signs, palette or Palette())
    ticks = [figure_words(number, scales.top) for number in figure_ticks(scales.top)]
    longest = max([*ticks, "denied" if series.denials else ""], key=len)
    left, below = 0.58 * frame.text * len(longest) + 12, frame.text + 16
    height = 8 + frame.height + below + (STRIP if series.denials else 0)
    body = "".join(
        (
            *drawing.axes(),
            *drawing.band(series.grown),
            *(() if series.grown else drawing.steps(series)),
            *drawing.marks(placed(series.marks, scales)),
            *drawing.denials(placed(series.denials, scales, 32), frame.height + below + 10),
        )
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + frame.width + 10:.0f} {height:.0f}" role="group" '
        f'aria-labelledby="{frame.ident}-title" aria-describedby="{frame.ident}-desc">'
        + _named(series, frame)
        + f'<g transform="translate({left:.1f},8)" fill="none">{body}</g></svg>'
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    """The strokes, for one palette and scale; each yields pieces of SVG."""

    scales: Scales
    signs: Mapping[str, Sign]
    palette: Palette

    def axes(self) -> Iterator[str]:
        """Lines across at the figures, days below."""
        frame, palette = self.scales.frame, self.palette
        for number in figure_ticks(self.scales.top):
            y = self.scales.y(number)
            yield _line(0, y, frame.width, y, palette.rule, 1)
            words = figure_words(number, self.scales.top)
            yield self._words(-8, y + 0.35 * frame.text, words, "end", palette.muted)
        yield _line(0, frame.height, frame.width, frame.height, palette.muted, 1)
        days = day_ticks(self.scales)
        firsts = all(day.day == 1 for day in days)
        for day in days:
            x = self.scales.x(day)
            yield _line(x, frame.height, x, frame.height + 5, palette.muted, 1)
            words = f"{MONTHS[day.month - 1]} {day.year}"
            yield self._words(x, frame.height + 9 + frame.text, words if firsts else f"{day.day} {words}", "middle",
                              palette.muted)  # fmt: skip

    def band(self, grown: tuple[Grown, ...]) -> Iterator[str]:
        """The band as it grew: between the lower edge by one origin and the highest stated (to the top where that is open),
        a line at the lower edge by one, a dashed one at that by two.
        """
        known = [step for step in grown if step.one is not None]
        if not known:
            return
        last, top = float(self.scales.frame.width), self.scales.top
        starts = [self.scales.x(step.day) for step in known]
        low = _stairs(starts, [float(step.one or 0) for step in known], last)
        high = _stairs(starts, [top if step.high is None else float(step.high) for step in known], last)
        path = self._path([*low, *reversed(high)])
        yield f'<path d="{path}Z" fill="{self.palette.muted}" fill-opacity=".13"/>'
        yield f'<path d="{self._path(low)}" stroke="{self.palette.ink}" stroke-width="1.5"/>'
        twos = [(x, float(step.two)) for x, step in zip(starts, known, strict=True) if step.two is not None]
        if twos:
            path = self._path(_stairs([x for x, _ in twos], [two for _, two in twos], last))
            yield f'<path d="{path}" stroke="{self.palette.ink}" stroke-width="1.25" stroke-dasharray="5,3"/>'

    def steps(self, series: Series) -> Iterator[str]:
        """Each origin's own figures, by day: a later one revises."""
        across = {place.mark: place.x for place in placed(series.marks, self.scales)}
        for run in steps(series):
            xs = [across[mark] for mark in run]
            path = self._path(_stairs(xs, [float(m.low if m.low is not None else m.high or 0) for m in run], xs[-1]))
            yield f'<path d="{path}" stroke="{self._colour(run[0])}" stroke-width="1.5" stroke-opacity=".45"/>'

    def marks(self, places: Iterable[Place]) -> Iterator[str]:
        """For each figure a bar from low to high (or a stub with an arrow), the origin's shape at what is stated, crossed
        where denied, and the number of its footnote. The high of a vague figure is soft and bears no shape.
        """
        labels = []
        for place in places:
            mark, x, colour = place.mark, place.x, self._colour(place.mark)
            low, high = (self.scales.y(edge) for edge in extent(mark, self.scales.top))
            if low != high:
                yield from self._bar(mark, x, low, high)
            fill = colour if mark.state == "firm" else self.palette.paper
            both = mark.low is not None and mark.high is not None and not mark.vague
            for y in dict.fromkeys((low if mark.low is not None else high, *((high,) if both else ()))):
                yield _outline(self._shape(mark), x, y, _POINT, colour, 2, fill)
            y = high if mark.low is None else low
            if mark.state == "denied":
                yield _outline(CROSS, x, y, _CROSS, self.palette.denied, 2.5)
            if place.numbered and mark.notes:
                labels.append(self._number(mark, x + 9, y - ABOVE))
        yield from labels

    def denials(self, places: Iterable[Place], y: float) -> Iterator[str]:
        """The strip below the plot."""
        frame = self.scales.frame
        several = list(places)
        if several:
            yield _line(0, y, frame.width, y, self.palette.rule, 1)
            yield self._words(-8, y + 0.35 * frame.text, "denied", "end", self.palette.muted)
        for place in several:
            mark, colour = place.mark, self._colour(place.mark)
            yield _outline(self._shape(mark), place.x + 15, y, _SMALL, colour, 2, colour)
            yield _outline(CROSS, place.x, y, _SMALL_CROSS, self.palette.denied, 2.5)
            if place.numbered and mark.notes:
                yield self._number(mark, place.x + 24, y + 0.35 * frame.text)

    def _bar(self, mark: Mark, x: float, low: float, high: float) -> Iterator[str]:
        colour, opened = self._colour(mark), mark.low is None or mark.high is None
        dash = ' stroke-dasharray="3,3"' if opened or mark.state != "firm" else ""
        faint = 0.45 if mark.vague else 1 if opened else 0.75
        yield _line(x, low, x, high, colour, 2 if opened else 7, f' stroke-opacity="{faint:g}"{dash}')
        if opened:
            end, head = (high, ARROW) if mark.high is None else (low, ARROW_DOWN)
            yield _outline(head, x, end, _HEAD, colour, 2)

    def _number(self, mark: Mark, x: float, y: float) -> str:
        """The number of a mark's footnote, legible also where a mark that found no room of its own lies beneath."""
        halo = f' stroke="{self.palette.paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
        words = self._words(x, y, label(mark), "start", self.palette.ink, halo)
        return f'<a href="#n{mark.notes[0]}">{words}</a>'

    def _words(self, x: float, y: float, words: str, anchor: str, colour: str, more: str = "") -> str:
        size = self.scales.frame.text
        return (
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}px" fill="{colour}"{more}>'
            f"{html.escape(in_order(words))}</text>"
        )

    def _path(self, points: Iterable[tuple[float, float]]) -> str:
        return "M" + "L".join(f"{x:.1f},{self.scales.y(figure):.1f}" for x, figure in points)

    def _colour(self, mark: Mark) -> str:
        hue = self.signs[mark.origin].colour
        return self.palette.muted if hue is None else self.palette.origins[hue % len(self.palette.origins)]

    def _shape(self, mark: Mark) -> str:
        return SHAPES[self.signs[mark.origin].shape % len(SHAPES)]


def _stairs(starts: list[float], figures: list[float], last: float) -> list[tuple[float, float]]:
    """The corners of a line that steps to each figure at its start, and runs on to the last place."""
    corners: list[tuple[float, float]] = []
    for n, (x, number) in enumerate(zip(starts, figures, strict=True)):
        corners += [(x, number), (starts[n + 1] if n + 1 < len(starts) else last, number)]
    return corners


def _line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float, more: str = "") -> str:
    return f'<path d="M{x1:.1f},{y1:.1f}L{x2:.1f},{y2:.1f}" stroke="{colour}" stroke-width="{width:g}"{more}/>'


def _outline(path: str, x: float, y: float, scale: float, colour: str, width: float, fill: str = "none") -> str:
    """An outline at a place; its stroke is as wide as told, however it is enlarged."""
    return (
        f'<path d="{path}" transform="translate({x:.1f},{y:.1f}) scale({scale:g})" fill="{fill}" stroke="{colour}" '
        f'stroke-width="{width / scale:.3f}"/>'
    )


def _named(series: Series, frame: Frame) -> str:
    title = f"Figures claimed over time, in {series.noun}, by origin"
    marks = [f"{mark.origin}, {mark.on.isoformat()}: {_mark_words(mark)}" for mark in (*series.marks, *series.denials)]
    return (
        f'<title id="{frame.ident}-title">{html.escape(in_order(title))}</title>'
        f'<desc id="{frame.ident}-desc">{html.escape(in_order("; ".join(marks)))}.</desc>'
    )


def _mark_words(mark: Mark) -> str:
    notes = f" (note {listed(map(str, mark.notes))})" if mark.notes else ""
    state = {"firm": "", "soft": ", not asserted", "denied": ", denied"}[mark.state]
    if mark.low is None and mark.high is None:
        return f"a denial{notes}"
    if mark.low is None or mark.high is None:
        bound = "at least" if mark.high is None else "up to"
        return f"{bound} {figure(mark.high if mark.low is None else mark.low)}{state}{notes}"  # type: ignore[arg-type]
    exact = mark.low == mark.high
    return (figure(mark.low) if exact else f"{figure(mark.low)} to {figure(mark.high)}") + state + notes
