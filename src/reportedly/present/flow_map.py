"""Flows on a map of the world, supplier → recipient, as one SVG for use inside a page.

It holds no script, style or colour: classes name what a stroke means, and `static/map.css` gives them the page's colours.
Strokes keep their width when the map is zoomed (`static/map.js`); what stands in a group of class `still` keeps its size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from reportedly.present.drawing import Frame
from reportedly.present.map_arcs import BEND, CLEAR, DOT, FULL, Arc, Curve, bundled, curve
from reportedly.present.map_base import MapBase
from reportedly.present.map_flows import MapFlow, PlaceMark, flow_name
from reportedly.present.map_freight import Line, freight_names, inked
from reportedly.present.map_labels import LEADING, MAY_NOT, Label, Wanted, labels
from reportedly.present.map_view import View, view
from reportedly.present.map_widths import Scale, Widths, scales, widths
from reportedly.present.names import Names
from reportedly.present.projection import HEIGHT, WIDTH, Point, projected

NAMING = 600
"""A frame at least so wide has room for the names of what flows."""
SLIM = 0.6
"""Strokes in a narrower frame are so many times as wide."""
_STEADY = 'vector-effect="non-scaling-stroke"'


def flow_map(
    flows: Sequence[MapFlow], base: MapBase, names: Names, frame: Frame, marks: Sequence[PlaceMark] = ()
) -> str:
    """The SVG: every flow between two parties that the base knows, each a link. frame: two drawings on a page need two
    idents.
    """
    known = scales(flows)
    arcs = bundled(_ends(flows, base), {flow: widths(flow, known, breadth(frame)) for flow in flows})
    spots = [projected(mark.lat, mark.lon) for mark in marks]
    seen = view([point for arc in arcs for point in curve(arc, 0.001).points()] + spots, frame)
    frame = replace(frame, height=round(seen.height / seen.unit))
    curves = [curve(arc, seen.unit) for arc in arcs]
    parties = _parties(arcs, names, seen, frame)
    places = [
        Wanted(m.name, seen.pixels(spot), frame.text - 1, 6.5, MAY_NOT) for m, spot in zip(marks, spots, strict=True)
    ]
    freight = freight_names(arcs, curves, seen, frame) if frame.width >= NAMING else {}
    along = [point for arc, bent in zip(arcs, curves, strict=True) for point in inked(arc, bent, seen)]
    found = labels([*parties, *places, *dict.fromkeys(line.wanted for line in freight.values())], along, frame)
    parts = [
        _head(flows, names, frame, seen),
        '<g class="map-ground" aria-hidden="true">',
        *(f'<path class="map-{part}" d="{d}" {_STEADY}/>' for part, d in _ground(base)),
        '</g><g class="map-flows">',
        *(
            _flow(arc, bent, _hue(arc.flow, known), _lined(arc, freight, found), names, seen.unit)
            for arc, bent in zip(arcs, curves, strict=True)
        ),
        '</g><g class="map-places">',
        *(
            _place(mark, spot, found.get(named), seen.unit)
            for mark, spot, named in zip(marks, spots, places, strict=True)
        ),
        '</g><g class="map-parties">',
        *(_party(point, found[named], seen.unit) for named, point in parties.items()),
        "</g></svg>",
    ]
    return "".join(parts)


def breadth(frame: Frame) -> float:
    """How wide strokes are in a frame, as a share of their scale."""
    return 1.0 if frame.width >= NAMING else SLIM


def undrawn(flows: Sequence[MapFlow], base: MapBase) -> tuple[MapFlow, ...]:
    """Flows that no map can show: a party has no point on it, or both have the same."""
    shown = [flow for flow, _, _ in _ends(flows, base)]
    return tuple(flow for flow in flows if flow not in shown)


def _ends(flows: Sequence[MapFlow], base: MapBase) -> list[tuple[MapFlow, Point, Point]]:
    ends = ((flow, base.anchor(flow.supplier), base.anchor(flow.recipient)) for flow in flows)
    return [(flow, start, end) for flow, start, end in ends if start and end and start != end]


def _head(flows: Sequence[MapFlow], names: Names, frame: Frame, seen: View) -> str:
    ident = escape(frame.ident)
    described = "; ".join(flow_name(flow, names) for flow in flows) or "no flow"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow-map" role="group" aria-labelledby="{ident}-title" '
        f'aria-describedby="{ident}-desc" viewBox="{seen.x:.1f} {seen.y:.1f} {seen.width:.1f} {seen.height:.1f}" '
        f'data-bend="{BEND:g}" data-clear="{DOT + CLEAR:g}" data-full="{FULL:g}" '
        f'data-wide="{WIDTH:g}" data-high="{HEIGHT:.0f}">'
        f'<title id="{ident}-title">Map of flows claimed, from supplier to recipient</title>'
        f'<desc id="{ident}-desc">{clean(described)}.</desc>'
    )


def _ground(base: MapBase) -> tuple[tuple[str, str], ...]:
    return ("land", base.land), ("border", base.settled), ("disputed", base.disputed)


def _parties(arcs: Sequence[Arc], names: Names, seen: View, frame: Frame) -> dict[Wanted, Point]:
    """The name of each party that a flow touches, and its point."""
    ends = [end for a in arcs for end in ((a.flow.supplier, a.start), (a.flow.recipient, a.end))]
    return {Wanted(names.party(code), seen.pixels(point), frame.text + 1): point for code, point in ends}


def _lined(arc: Arc, freight: Mapping[Arc, Line], found: Mapping[Wanted, Label]) -> tuple[Point, str] | None:
    """The name of what flows: the point of the map it hangs on, and its line in the block of its pair."""
    if arc not in freight or freight[arc].wanted not in found:
        return None
    wanted, line, point = freight[arc]
    label = found[wanted]
    moved = replace(label, wanted=replace(wanted, text=arc.flow.label), dy=label.dy + line * wanted.size * LEADING)
    return point, _text("map-what", moved)


def _hue(flow: MapFlow, known: Mapping[str, Scale]) -> str:
    return f"u{known[flow.unit].hue}" if flow.counted else "unone"


def _flow(arc: Arc, bent: Curve, hue: str, label: tuple[Point, str] | None, names: Names, unit: float) -> str:
    flow = arc.flow
    name = flow_name(flow, names)
    (ax, ay), (bx, by) = arc.start, arc.end
    told = f"{ax:.1f} {ay:.1f} {bx:.1f} {by:.1f} {arc.shift:.2f} {arc.head.length:.2f}"
    d = _d(bent)
    strokes = "".join(f'<path class="{kind}" d="{d}" {more}{_STEADY}/>' for kind, more in _strokes(arc.widths))
    what = _still(label[0], unit, label[1]) if label else ""
    return (
        f'<a class="map-flow {hue}{"" if flow.sure else " unsure"}" href="{clean(flow.href)}" '
        f'aria-label="{clean(name)}; open the flow" data-arc="{told}"><title>{clean(flow.title or name)}</title>'
        f"{strokes}{_arrow(arc, bent, unit)}{what}</a>"
    )


def _strokes(drawn: Widths) -> Iterator[tuple[str, str]]:
    """Class and attributes of each stroke, the lowest first: what the pointer meets, the high, the low."""
    yield "map-hit", f'stroke-width="{drawn.whole + 8:.1f}" '
    if drawn.high is not None:
        yield "map-fringe" if drawn.fringed else "map-high", f'stroke-width="{drawn.high:.1f}" '
    if drawn.low is not None:
        yield "map-low", f'stroke-width="{drawn.low:.1f}" '
    else:
        yield "map-bare", ""


def _arrow(arc: Arc, bent: Curve, unit: float) -> str:
    head, (x, y) = arc.head, bent.end
    d = f"M{head.length:.1f} 0L-.5 {head.half:.1f}V-{head.half:.1f}Z"
    place = f"translate({x:.1f} {y:.1f}) rotate({bent.turn:.1f}) scale({unit:.4f})"
    return f'<path class="map-head" d="{d}" transform="{place}"/>'


def _party(point: Point, label: Label, unit: float) -> str:
    drawn = f'{_leader(label)}<circle class="map-dot" r="{DOT:g}"/>{_text("map-party", label)}'
    return _still(point, unit, drawn)


def _place(mark: PlaceMark, spot: Point, label: Label | None, unit: float) -> str:
    name = clean(f"{mark.name}, {mark.role}")
    drawn = f'<title>{clean(mark.title) or name}</title><circle class="map-spot" r="3.2"/>'
    drawn = (_leader(label) if label else "") + drawn + (_text("map-place", label) if label else "")
    if mark.href:
        return _still(spot, unit, f'<a class="map-mark" href="{clean(mark.href)}" aria-label="{name}">{drawn}</a>')
    return _still(spot, unit, f'<g class="map-mark">{drawn}</g>')


def _leader(label: Label) -> str:
    """A line to a name that had to move away from its point."""
    end = label.leader
    return f'<path class="map-leader" d="M0 0L{end[0]:.1f} {end[1]:.1f}" {_STEADY}/>' if end else ""


def _still(point: Point, unit: float, drawn: str) -> str:
    return f'<g class="still" transform="translate({point[0]:.1f} {point[1]:.1f}) scale({unit:.4f})">{drawn}</g>'


def _text(kind: str, label: Label) -> str:
    size = f'font-size="{label.wanted.size:g}" text-anchor="{label.anchor}"'
    return f'<text class="{kind}" x="{label.dx:.1f}" y="{label.dy:.1f}" {size}>{clean(label.wanted.text)}</text>'


def _d(bent: Curve) -> str:
    (ax, ay), (cx, cy), (bx, by) = bent.start, bent.control, bent.end
    return f"M{ax:.1f} {ay:.1f}Q{cx:.1f} {cy:.1f} {bx:.1f} {by:.1f}"


def clean(words: str) -> str:
    """Words as they may stand in XML: escaped, letters that XML does not know replaced."""
    return escape("".join(letter if letter.isprintable() else "\ufffd" for letter in words))
