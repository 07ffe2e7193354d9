"""Templates into pages. Everything from a document is escaped; nothing is drawn from a value that a template lacks."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportedly.present.drawing import SHAPES
from reportedly.present.links import web_address
from reportedly.present.order import settled
from reportedly.present.signs import hue
from reportedly.present.web.chrome import PLACES, Chrome
from reportedly.present.words import day, many

PAGES = Environment(
    loader=PackageLoader("reportedly.present", "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    finalize=settled,
)


def page(template: str, chrome: Chrome, **values: Any) -> str:
    """A page by the name of its template in templates/web, without the folder and the ending."""
    return PAGES.get_template(f"web/{template}.html").render(**around(chrome), **values)


def fragment(template: str, **values: Any) -> Markup:
    """A part of a page that is the same for whoever asks."""
    return Markup(PAGES.get_template(f"web/{template}.html").render(**_TOOLS, **values))


def around(chrome: Chrome) -> dict[str, Any]:
    """What every template may use."""
    return {"chrome": chrome, "places": PLACES, **_TOOLS}


def address(path: str, **given: object) -> str:
    """A path with a query of what is given; what is None or '' is left out."""
    told = {name: value for name, value in given.items() if value not in (None, "")}
    return f"{quote(path)}?{urlencode(told)}" if told else quote(path)


_TOOLS: dict[str, Any] = {
    "many": many,
    "day": day,
    "linked": web_address,
    "hue": hue,
    "shape": lambda place: SHAPES[place % len(SHAPES)],
    "address": address,
}
"""What every template may use, whoever asks."""
