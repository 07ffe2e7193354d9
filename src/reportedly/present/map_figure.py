"""A map with all that stands around it on a page: two drawings, the legend of widths, what could not be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reportedly.present.drawing import Frame
from reportedly.present.flow_map import flow_map, undrawn
from reportedly.present.map_base import MapBase
from reportedly.present.map_flows import MapFlow, PlaceMark, flow_name
from reportedly.present.map_widths import scales
from reportedly.present.names import Names
from reportedly.present.words import figure, upper_first
from reportedly.terms.quantity import is_currency

WIDE = (960, 540, 13)
NARROW = (358, 400, 12)


@dataclass(frozen=True, slots=True)
class LegendRow:
    """The scale of a unit: its colour's number, its name, and samples as (pixels, figure)."""

    hue: int
    noun: str
    samples: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class MapFigure:
    """What `templates/map.html` prints. wide, narrow: the drawings. undrawn: (words, href) of flows that no map shows.
    bare, open, unsure: whether some flow has no figure, has no highest figure, is not asserted.
    """

    ident: str
    wide: Markup
    narrow: Markup
    legend: tuple[LegendRow, ...]
    undrawn: tuple[tuple[str, str], ...]
    bare: bool
    open: bool
    span: bool
    unsure: bool
    places: bool


def map_figure(
    flows: Sequence[MapFlow], base: MapBase, names: Names, ident: str = "map", marks: Sequence[PlaceMark] = ()
) -> MapFigure:
    """The figure of these flows. ident: what its ids begin with. marks: places to draw, as coarse as they may be shown."""
    wide, narrow = (
        Markup(flow_map(flows, base, names, Frame(f"{ident}-{size}", *measures), marks))
        for size, measures in (("wide", WIDE), ("narrow", NARROW))
    )
    left_out = undrawn(flows, base)
    shown = [flow for flow in flows if flow not in left_out]
    return MapFigure(
        ident=ident,
        wide=wide,
        narrow=narrow,
        legend=_legend(flows, shown, names),
        undrawn=tuple((flow_name(flow, names), flow.href) for flow in left_out),
        bare=any(not flow.counted for flow in shown),
        open=any(flow.low is not None and flow.high is None for flow in shown),
        span=any(flow.high is not None and flow.high != flow.low for flow in shown),
        unsure=any(not flow.sure for flow in shown),
        places=bool(marks),
    )


def _legend(flows: Sequence[MapFlow], shown: Sequence[MapFlow], names: Names) -> tuple[LegendRow, ...]:
    units = {flow.unit for flow in shown if flow.counted}
    return tuple(
        LegendRow(
            scale.hue,
            unit if is_currency(unit) else upper_first(names.unit(unit, None)),
            tuple((scale.width(number), figure(number)) for number in scale.samples()),
        )
        for unit, scale in scales(flows).items()
        if unit in units
    )
