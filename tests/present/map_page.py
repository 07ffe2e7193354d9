"""A page with the map on it, as a server under a strict content security policy would send it, opened in Chromium.

`python tests/present/map_page.py FOLDER` takes pictures: light and dark, 1280 and 390 pixels wide.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from present.screens import SCHEMES, WIDTHS, chromium
from reportedly.present.map_figure import map_figure
from reportedly.present.map_flows import MapFlow, PlaceMark
from reportedly.present.names import Names
from reportedly.serve.map_tables import load_map
from shipped import shipped_tables

BASE = load_map()
TABLES = shipped_tables()
NAMES = Names.of(TABLES)
SITE = "https://map.test"
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; base-uri 'none'"

FLOWS = (
    MapFlow("KP", "RU", "munitions", 1000, None, "container", "/flow/KP/RU/munitions"),
    MapFlow("KP", "RU", "soldiers", 10000, 12000, "person", "/flow/KP/RU/soldiers", sure=False),
    MapFlow("KP", "RU", "artillery shells", 500_000, 3_000_000, "shell", "/flow/KP/RU/artillery-shell", sure=False),
    MapFlow("RU", "KP", "technology", None, None, "", "/flow/RU/KP/technology", sure=False),
    MapFlow("IR", "RU", "drones", 400, 2400, "drone", "/flow/IR/RU/drone"),
    MapFlow("IR", "RU", "ballistic missiles", None, 200, "missile", "/flow/IR/RU/ballistic"),
    MapFlow("RU", "IR", "fighter aircraft", None, None, "", "/flow/RU/IR/fighter", sure=False),
    MapFlow("BY", "RU", "munitions", None, None, "", "/flow/BY/RU/munitions"),
    MapFlow("US", "UA", "military aid", 400_000_000, 2_000_000_000, "USD", "/flow/US/UA/arms"),
    MapFlow("KR", "UA", "arms", None, None, "", "/flow/KR/UA/arms", sure=False),
    MapFlow("GB", "UA", "missiles", 50, None, "missile", "/flow/GB/UA/missile"),
)
FEW = FLOWS[:4]
MARKS = (
    PlaceMark("Kursk Oblast", 51.6, 36.2, "destination", "/place/kursk-oblast-ru"),
    PlaceMark("Rason", 42.3, 130.4, "origin"),
    PlaceMark("Vostochny", 42.75, 133.1, "via"),
)
_TEMPLATES = Environment(
    loader=PackageLoader("reportedly.present", "templates"), autoescape=True, undefined=StrictUndefined
)
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Overview</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/dossier.css"><link rel="stylesheet" href="/map.css">
<script src="/map.js" defer></script></head>
<body><div class="page"><main><h1>Flows claimed</h1>
{% from "map.html" import flow_map_figure %}{{ flow_map_figure(figure) }}</main></div></body></html>"""


def map_page(flows: tuple[MapFlow, ...] = FLOWS, marks: tuple[PlaceMark, ...] = ()) -> str:
    """The page of a map."""
    return _TEMPLATES.from_string(_PAGE).render(figure=map_figure(flows, BASE, NAMES, "map", marks))


class MapVisit:
    """The page opened, with what it asked for and complained of. scripts: whether the browser runs any.
    context: instead of one made here.
    """

    def __init__(
        self,
        browser: Browser,
        html: str,
        width: int = 1280,
        scheme: str = "light",
        *,
        scripts: bool = True,
        context: BrowserContext | None = None,
    ) -> None:
        self.context = context or browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
        )
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.context.route("**/*", lambda route: _answer(route, html))
        self.page.goto(f"{SITE}/")

    def __enter__(self) -> MapVisit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()


def _answer(route: Route, html: str) -> None:
    """Pages and files as the server would send them; nothing reaches a network."""
    present = files("reportedly.present")
    sent = {
        f"{SITE}/dossier.css": (present / "templates" / "dossier.css", "text/css"),
        f"{SITE}/map.css": (present / "static" / "map.css", "text/css"),
        f"{SITE}/map.js": (present / "static" / "map.js", "text/javascript"),
    }
    file, kind = sent.get(route.request.url, (None, "text/html; charset=utf-8"))
    body = file.read_text(encoding="utf-8") if file else html
    route.fulfill(body=body, headers={"content-type": kind, "content-security-policy": POLICY})


def main(folder: Path) -> None:
    """Writes the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = {"all": map_page(marks=MARKS), "few": map_page(FEW)}
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        for name, html in pages.items():
            for width in WIDTHS:
                for scheme in SCHEMES:
                    with MapVisit(browser, html, width, scheme) as visit:
                        visit.page.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                        print(name, width, scheme, len(html), visit.complaints)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
