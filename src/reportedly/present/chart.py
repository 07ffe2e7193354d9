"""A series drawn as SVG: steps, never curves; an origin is told by shape as well as by colour; numbers open footnotes.

The picture is a Vega-Lite specification, compiled by vl-convert without any network. Colours may be CSS variables, so
that one SVG serves light and dark pages.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

import vl_convert

from reportedly.present.drawing import Frame, Palette, specification
from reportedly.present.figures import Mark, Series
from reportedly.present.signs import Sign
from reportedly.present.words import figure, listed


def chart_svg(series: Series, signs: Mapping[str, Sign], frame: Frame, palette: Palette | None = None) -> str:
    """The SVG of a series. signs: origin → its colour and shape (the same all over a dossier). Each label
    is the number of a footnote and links to `#n<number>`.
    """
    spec = specification(series, signs, frame, palette or Palette())
    svg = str(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]))
    return _inlined(svg, frame.ident, *_words(series))


def _words(series: Series) -> tuple[str, str]:
    title = f"Figures claimed over time, in {series.noun}, by origin"
    marks = [f"{mark.origin}, {mark.on.isoformat()}: {_mark_words(mark)}" for mark in (*series.marks, *series.denials)]
    return title, "; ".join(marks) + "."


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


def _inlined(svg: str, ident: str, title: str, description: str) -> str:
    """The SVG for use inside a page: scales with its box, inherits its letters, links within the page, names itself."""
    body = re.sub(r' (?:role|aria-[a-z]+|font-family)="[^"]*"', "", svg)
    body = re.sub(r'xlink:href="[^"#]*#(n\d+)"', r'href="#\1"', body)
    body = re.sub(r' id="([^"]+)"', rf' id="{ident}-\1"', body)
    body = re.sub(r"url\(#([^)]+)\)", rf"url(#{ident}-\1)", body)
    head = re.match(r'<svg[^>]*viewBox="([\d. -]+)"[^>]*>', body)
    if head is None:
        raise ValueError("the drawing has no viewBox")
    names = (
        f'<title id="{ident}-title">{html.escape(title)}</title>'
        f'<desc id="{ident}-desc">{html.escape(description)}</desc>'
    )
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{head[1]}" role="group" '
        f'aria-labelledby="{ident}-title" aria-describedby="{ident}-desc">'
    )
    return opening + names + body[head.end() :]
