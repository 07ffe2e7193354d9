"""Charts and maps for paper: the drawings of the page, with the colours of ink in place of those of a style sheet.

What sets paper (typst, and Word through it) knows no custom properties and no strokes that keep their width when a drawing
is scaled, so both are worked out here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace

from reportedly.present.chart import chart_svg
from reportedly.present.drawing import SHAPES, Frame
from reportedly.present.figures import Series
from reportedly.present.map_figure import WIDE as MAP
from reportedly.present.map_figure import MapFigure
from reportedly.present.order import in_order
from reportedly.present.paper.blocks import Drawing, Run, Words, words
from reportedly.present.signs import Sign, legend_order
from reportedly.present.words import many

CHART = (560, 250, 13)
INK: dict[str, str] = {
    "paper": "#ffffff", "panel": "#f1efe9", "ink": "#16181a", "muted": "#5c6166", "rule": "#c9ccd0", "link": "#16181a",
    "denied": "#a3200d", "conditional": "#7a2f86", "open": "#0b4f8a",
    "origin-0": "#0b5fa5", "origin-1": "#b3450b", "origin-2": "#117a55", "origin-3": "#8a3c8f", "origin-4": "#806300",
    "origin-5": "#a02c4f", "origin-6": "#3d4f8f", "origin-7": "#4d6b1f",
}  # fmt: skip
"""The colours of the page in light, which print."""
_VARIABLE = re.compile(r"var\(--([a-z0-9-]+)\)")
_STROKE = re.compile(
    r'(<path class="map-[a-z]+"[^>]*?) stroke-width="([0-9.]+)"([^>]*?) vector-effect="non-scaling-stroke"'
)
_STEADY = ' vector-effect="non-scaling-stroke"'
_SIZE = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')
_TEXT, _BEYOND = 12, 22
"""The size of the legend's letters; the room for the half of a day's name that stands beyond the plot."""
_VIEW = re.compile(r'viewBox="[-0-9.]+ [-0-9.]+ ([0-9.]+) [-0-9.]+"')
_LINES: tuple[tuple[str, str, float, tuple[float, ...]], ...] = (
    (".map-land", "fill:{panel};stroke:{rule};fill-rule:evenodd", 0.75, ()),
    (".map-border", "fill:none;stroke:{rule};stroke-linejoin:round", 0.75, ()),
    (".map-disputed", "fill:none;stroke:{muted};stroke-opacity:.8", 0.9, (3, 2.5)),
    (".map-bare", "fill:none", 1.3, (5, 3.5)),
    (".map-leader", "fill:none;stroke:{muted}", 0.9, ()),
)
"""What the map's style sheet says of lines whose width is in pixels: selector, rest, width, dashes."""


def flow_chart(series: Series, signs: Mapping[str, Sign], heading: str, order: Mapping[int, int]) -> Drawing:
    """The chart of a series with its legend. order: the dossier's numbers of footnotes → those on paper."""
    svg = chart_svg(_renumbered(series, order), signs, Frame(f"paper-{series.unit}", *CHART))
    svg = inked(re.sub(r"<a [^>]*>|</a>", "", svg))
    return Drawing(_with_legend(svg, series, signs), _described(svg), _legend(series, heading))


def map_drawing(figure: MapFigure) -> Drawing:
    """The map, with what its lines mean under it."""
    svg = str(figure.wide)
    unit = float(_found(_VIEW, svg)) / MAP[0]
    svg = _STROKE.sub(lambda m: f'{m[1]} stroke-width="{float(m[2]) * unit:.2f}"{m[3]}', svg).replace(_STEADY, "")
    svg = re.sub(r"<a ([^>]*)>", lambda m: f"<g {_class(m[1])}>", svg).replace("</a>", "</g>")
    svg = re.sub(r"(<svg [^>]*>)", lambda m: f"{m[1]}<style>{_style(unit)}</style>", svg, count=1)
    return Drawing(inked(svg), _described(svg), _map_legend(figure))


def inked(svg: str) -> str:
    """A drawing with the colours of ink."""
    return _VARIABLE.sub(lambda m: INK.get(m[1], INK["ink"]), svg)


def _style(unit: float) -> str:
    lines = [
        f"{selector}{{{rest.format_map(INK)};stroke-width:{width * unit:.2f}"
        + (f";stroke-dasharray:{' '.join(f'{dash * unit:.2f}' for dash in dashes)}" if dashes else "")
        + "}"
        for selector, rest, width, dashes in _LINES
    ]
    hues = [(f"u{number}", INK[f"origin-{number}"]) for number in range(8)] + [("unone", INK["muted"])]
    for name, colour in hues:
        lines.append(
            f".{name} .map-low,.{name} .map-high,.{name} .map-fringe,.{name} .map-bare{{fill:none;stroke:{colour}}}"
        )
        lines.append(f".{name} .map-head{{fill:{colour};stroke:{colour};stroke-width:1.4;stroke-linejoin:round}}")
        lines.append(f".{name} .map-what{{fill:{colour}}}")
    lines += [
        ".map-high{stroke-opacity:.35}",
        f".map-fringe{{stroke-opacity:.6;stroke-dasharray:{1.4 * unit:.2f} {3 * unit:.2f}}}",
        ".unsure .map-head{fill:#ffffff}",
        ".map-hit{stroke:none;fill:none}",
        f".map-dot{{fill:{INK['ink']};stroke:#ffffff;stroke-width:1.5}}",
        f".map-spot{{fill:#ffffff;stroke:{INK['ink']};stroke-width:1.4}}",
        f"text{{fill:{INK['ink']};paint-order:stroke;stroke:#ffffff;stroke-width:3px;stroke-linejoin:round}}",
        ".map-party{font-weight:bold}",
        f".map-place{{fill:{INK['muted']}}}",
    ]
    return "".join(lines)


def _class(attributes: str) -> str:
    named = re.search(r'class="[^"]*"', attributes)
    return named[0] if named else ""


def _found(pattern: re.Pattern[str], svg: str) -> str:
    found = pattern.search(svg)
    return found[1] if found else str(MAP[0])


def _described(svg: str) -> str:
    told = re.search(r"<desc [^>]*>(.*?)</desc>", svg, re.DOTALL)
    return html.unescape(told[1]) if told else ""


def _renumbered(series: Series, order: Mapping[int, int]) -> Series:
    marks, denials = (
        tuple(replace(m, notes=tuple(sorted(order.get(n, n) for n in m.notes))) for m in some)
        for some in (series.marks, series.denials)
    )
    return replace(series, marks=marks, denials=denials)


def _with_legend(svg: str, series: Series, signs: Mapping[str, Sign]) -> str:
    """The drawing with the origins and their signs under it, as many to a line as fit."""
    size = _SIZE.search(svg)
    if size is None:
        return svg
    wide, high = float(size[1]) + _BEYOND, float(size[2])
    drawn, x, y = [], 12.0, high + 14
    for origin in legend_order(series.origins, signs):
        breadth = 22 + 0.53 * _TEXT * len(origin)
        if x > 12 and x + breadth > wide:
            x, y = 12.0, y + 18
        drawn.append(_entry(origin, signs[origin], x, y))
        x += breadth + 14
    whole = f'viewBox="0 0 {wide:.0f} {y + 10:.0f}"'
    return svg.replace(size[0], whole, 1).removesuffix("</svg>") + "".join(drawn) + "</svg>"


def _entry(origin: str, sign: Sign, x: float, y: float) -> str:
    colour = INK["muted"] if sign.colour is None else INK[f"origin-{sign.colour}"]
    shape = f'<path d="{SHAPES[sign.shape % len(SHAPES)]}" transform="translate({x:.1f} {y - 4.5:.1f}) scale(4.4)"'
    return (
        f'{shape} fill="{colour}"/><text x="{x + 10:.1f}" y="{y:.1f}" font-size="{_TEXT}px" fill="{INK["ink"]}">'
        f"{html.escape(in_order(origin))}</text>"
    )


def _legend(series: Series, heading: str) -> Words:
    told = f"{heading}: figures claimed, in {series.noun}, by the day that each holds for. "
    shapes = (
        "One colour a state, whose bodies count once; numbers are those of footnotes. Solid: counted; hollow: possible, "
        "planned or wanted; cross: denied; arrow: “at least”; pale: vague."
    )
    retold = f" Left out: {many(series.retold, 'retelling')}." if series.retold else ""
    apart = f" {many(series.left_out, 'figure')} of another kind below." if series.left_out else ""
    return (Run(told), Run(shapes + retold + apart, quiet=True))


def _map_legend(figure: MapFigure) -> Words:
    said = [
        "Lines run from supplier to recipient, each state at one point near its middle, not along a route.",
        "Full strength: the lowest figure; paler: up to the highest stated." if figure.span else "",
        "A fringe: at least so much, no highest figure." if figure.open else "",
        "An open head: not asserted, but assessed, possible, planned or wanted." if figure.unsure else "",
        "Circles: places named in claims; those of troops at the middle of a region near them."
        if figure.places
        else "",
        "Borders are Natural Earth’s at 1:110 million; disputed lines are dashed. Nothing here says what the status of a "
        "territory is.",
    ]
    return words(" ".join(filter(None, said)), quiet=True)
