"""A dossier as one HTML file: no scripts, no requests, every word of a document escaped."""

from __future__ import annotations

from base64 import b64encode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.present.chart import chart_svg
from reportedly.present.dossier import Dossier, FlowPart
from reportedly.present.drawing import SHAPES, Frame
from reportedly.present.figures import Series
from reportedly.present.house import House
from reportedly.present.links import web_address
from reportedly.present.order import settled
from reportedly.present.signs import hue, legend_order
from reportedly.present.words import many

WIDE = (560, 270, 13)
NARROW = (292, 280, 13)
_PAGES = Environment(
    loader=ChoiceLoader([PackageLoader("reportedly.present", part) for part in ("templates", "static")]),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    finalize=settled,
)


def dossier_html(dossier: Dossier, house: House | None = None) -> str:
    """The page, complete. It asks for nothing outside itself (its content security policy forbids it)."""
    style = house or House()
    return _PAGES.get_template("dossier.html").render(
        dossier=dossier,
        house=style,
        coloured=style.accent != House().accent,
        logo=_logo(style),
        shape=_shape,
        hue=hue,
        linked=web_address,
        charts=_charts(dossier),
        legend=lambda series: legend_order(series.origins, dossier.signs),
        is_flow=lambda part: isinstance(part, FlowPart),
        many=many,
    )


def _charts(dossier: Dossier) -> dict[tuple[str, str], tuple[Markup, Markup]]:
    """(flow's anchor, unit) → the wide and the narrow drawing; their texts come escaped from the drawing."""
    return {
        (part.anchor, series.unit): _pair(dossier, f"{part.anchor}-chart-{place}", series)
        for part in dossier.flows
        for place, series in enumerate(part.figures, start=1)
    }


def _pair(dossier: Dossier, ident: str, series: Series) -> tuple[Markup, Markup]:
    wide, narrow = (
        Markup(chart_svg(series, dossier.signs, Frame(f"{ident}-{size}", *measures)))
        for size, measures in (("wide", WIDE), ("narrow", NARROW))
    )
    return wide, narrow


def _logo(house: House) -> str:
    if house.logo is None:
        return ""
    data, ending = house.logo
    return f"data:image/{'svg+xml' if ending == 'svg' else ending};base64,{b64encode(data).decode()}"


def _shape(place: int) -> str:
    return SHAPES[place % len(SHAPES)]
