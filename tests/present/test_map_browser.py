"""The map in a real browser, under the policy of the server: it fits, moves when asked, and asks for nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from present.browsing import RULES, SCHEMES, by_turns
from present.map_page import FEW, FLOWS, MARKS, SITE, MapVisit, map_page
from reportedly.present.map_flows import MapFlow, PlaceMark

pytestmark = pytest.mark.browser
WIDTHS = (1280, 390)
CASES = [(width, scheme) for width in WIDTHS for scheme in SCHEMES]
ASKED = [f"{SITE}/", f"{SITE}/dossier.css", f"{SITE}/map.css", f"{SITE}/map.js"]
PAGE = map_page(marks=MARKS)
FEW_PAGE = map_page(FEW)
NEAR_FLOWS = tuple(
    MapFlow(*way, goods, low, None, unit, f"/flow/{n}")
    for n, (way, goods, low, unit) in enumerate(
        (
            (("KP", "RU"), "munitions", 11_000, "container"),
            (("KP", "RU"), "soldiers", 9_000, "person"),
            (("KP", "RU"), "missiles", 60, "missile"),
            (("KP", "RU"), "arms", 4_000, "container"),
            (("RU", "KP"), "aircraft", None, ""),
            (("RU", "KP"), "technology", None, ""),
            (("RU", "KP"), "fuel", None, ""),
        )
    )
)
NEAR_MARKS = (
    PlaceMark("Rajin", 42.24, 130.28, "origin"),
    PlaceMark("Dunai", 42.88, 132.35, "destination"),
    PlaceMark("Seoul", 37.57, 126.98, "at"),
    PlaceMark("Nampo", 38.74, 125.41, "at"),
    PlaceMark("Khasan", 42.43, 130.64, "via", "/place/khasan"),
)
NEAR_PAGE = map_page(NEAR_FLOWS, NEAR_MARKS)
"""Many thick arrows that leave and reach one small country, with places close around it."""
SHOWN = {1280: ".map.wide", 390: ".map.narrow"}
BOXES = """drawing => [...drawing.querySelectorAll("text")].map(text => {
    const { x, y, width, height } = text.getBBox(), to = text.getScreenCTM();
    const start = new DOMPoint(x, y).matrixTransform(to), end = new DOMPoint(x + width, y + height).matrixTransform(to);
    const told = { name: text.textContent, kind: text.getAttribute("class") };
    return { ...told, left: start.x, top: start.y, right: end.x, bottom: end.y };
})"""
"""The boxes of all names, without their halos."""
HEADS = """drawing => [...drawing.querySelectorAll(".map-head")].map(head => {
    const { left, top, right, bottom } = head.getBoundingClientRect();
    return { left, top, right, bottom };
})"""
Box = dict[str, Any]


def over(one: Box, other: Box, room: float) -> bool:
    """Whether one covers the other, but for so many pixels above and below."""
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    return across > 1 and min(one["bottom"], other["bottom"]) - max(one["top"], other["top"]) > room


def _view(page: Page) -> list[float]:
    drawing = page.locator(".map.wide svg")
    return [float(number) for number in (drawing.get_attribute("viewBox") or "").split()]


def _curves(page: Page, which: str) -> list[list[float]]:
    drawn = page.locator(f"{which} .map-hit").evaluate_all("paths => paths.map(path => path.getAttribute('d'))")
    return [[float(number) for number in re.findall(r"-?[\d.]+", d)] for d in drawn]


@pytest.mark.parametrize("html", [PAGE, FEW_PAGE], ids=["many", "few"])
@pytest.mark.parametrize(("width", "scheme"), CASES)
def test_a_map_fits_and_asks_for_nothing(browser: Browser, html: str, width: int, scheme: str) -> None:
    """One drawing shows, within the page; no request but the page's own files, no complaint, not even of the policy."""
    with MapVisit(browser, html, width, scheme) as visit:
        visit.page.wait_for_load_state("networkidle")
        assert visit.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert [svg.is_visible() for svg in visit.page.locator(".map svg").all()] == [width > 900, width < 900]
        assert sorted(visit.requests) == sorted(ASKED)
        assert visit.complaints == []


@pytest.mark.parametrize(("width", "scheme"), by_turns(WIDTHS))
def test_a_map_is_accessible(browser: Browser, width: int, scheme: str) -> None:
    """axe finds no violation of WCAG 2.2 AA nor of its best practices."""
    with MapVisit(browser, PAGE, width, scheme) as visit:
        found = Axe().run(visit.page, options=RULES)
        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
@pytest.mark.parametrize("html", [PAGE, FEW_PAGE, NEAR_PAGE], ids=["many", "few", "near"])
@pytest.mark.parametrize("width", [1280, 390])
def test_names_are_inside_and_legible(browser: Browser, width: int, html: str, scripts: bool) -> None:
    """No name leaves the picture, no letter is smaller than 11 pixels, and names do not cover each other."""
    with MapVisit(browser, html, width, scripts=scripts) as visit:
        drawing = visit.page.locator(f"{SHOWN[width]} svg")
        frame = drawing.bounding_box()
        assert frame
        sizes = drawing.locator("text").evaluate_all(
            "texts => texts.map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)"
        )
        assert min(sizes) >= 10.95
        every = [text.bounding_box() for text in drawing.locator("text").all()]
        for box in every:
            assert box
            assert box["x"] >= frame["x"] - 1
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
            assert box["y"] >= frame["y"] - 2
        names = drawing.evaluate(BOXES)
        assert names
        for n, one in enumerate(names):
            for other in names[:n]:
                assert not over(one, other, 4), (one["name"], other["name"])  # boxes count the room above capitals


@pytest.mark.parametrize(("width", "scheme"), CASES)
def test_names_beside_many_arrows_stand_clear_of_them(browser: Browser, width: int, scheme: str) -> None:
    """Each party is named, no name of a party or place lies on the head of an arrow, each has a halo in the colour of the
    paper; the drawing is the same each time it is made."""
    assert map_page(NEAR_FLOWS, NEAR_MARKS) == NEAR_PAGE
    with MapVisit(browser, NEAR_PAGE, width, scheme) as visit:
        drawing = visit.page.locator(f"{SHOWN[width]} svg")
        names = [box for box in drawing.evaluate(BOXES) if box["kind"] in ("map-party", "map-place")]
        assert {"North Korea", "Russia", "Rajin", "Seoul"} <= {box["name"] for box in names}
        for name in names:
            assert not [head for head in drawing.evaluate(HEADS) if over(name, head, 3)], name["name"]
        halos = drawing.locator("text").evaluate_all(
            """texts => texts.map(text => [getComputedStyle(text).stroke, getComputedStyle(text).strokeWidth,
                getComputedStyle(text).paintOrder.split(" ")[0]])"""
        )
        paper = visit.page.evaluate("getComputedStyle(document.querySelector('.map-dot')).stroke")
        assert {tuple(halo) for halo in halos} == {(paper, "4px", "stroke")}


def test_the_script_draws_the_same_curves(browser: Browser) -> None:
    """With the view as it was, the curves of the script are those of the drawing, but for the pixels of dots and heads."""
    curves = []
    for scripts in (False, True):
        with MapVisit(browser, PAGE, scripts=scripts) as visit:
            visit.page.wait_for_load_state("networkidle")
            curves.append(_curves(visit.page, ".map.wide"))
    assert len(curves[0]) == len(FLOWS)
    for drawn, redrawn in zip(*curves, strict=True):
        assert max(abs(one - other) for one, other in zip(drawn, redrawn, strict=True)) < 8


def test_buttons_appear_and_zoom(browser: Browser) -> None:
    """The script brings the buttons; they zoom about the middle and come back; without it there are none."""
    with MapVisit(browser, PAGE, scripts=False) as visit:
        assert not visit.page.get_by_role("button").first.is_visible()
    with MapVisit(browser, PAGE) as visit:
        first = _view(visit.page)
        visit.page.get_by_role("button", name="Zoom in").click()
        closer = _view(visit.page)
        assert closer[2] < first[2] / 1.3
        assert closer[0] + closer[2] / 2 == pytest.approx(first[0] + first[2] / 2, abs=1)
        visit.page.get_by_role("button", name="Zoom out").click()
        assert _view(visit.page) == pytest.approx(first, abs=1)
        visit.page.get_by_role("button", name="Zoom in").click()
        visit.page.get_by_role("button", name="Reset").click()
        assert _view(visit.page) == pytest.approx(first, abs=0.2)


def test_letters_and_strokes_keep_their_size(browser: Browser) -> None:
    """Zoomed in, names, dots and strokes are as large as before; only the land grows."""
    with MapVisit(browser, PAGE) as visit:
        name, land = (visit.page.locator(f".map.wide {one}").first for one in (".map-party", ".map-land"))
        before, wide = name.bounding_box(), land.bounding_box()
        for _ in range(3):
            visit.page.get_by_role("button", name="Zoom in").click()
        after, wider = name.bounding_box(), land.bounding_box()
        assert before
        assert after
        assert wide
        assert wider
        assert after["height"] == pytest.approx(before["height"], rel=0.05)
        assert wider["width"] > 2 * wide["width"]


def test_keys_move_a_map_that_has_the_focus(browser: Browser) -> None:
    """Arrows pan, plus and minus zoom, zero comes back."""
    with MapVisit(browser, FEW_PAGE) as visit:
        first = _view(visit.page)
        visit.page.locator(".map.wide svg").focus()
        visit.page.keyboard.press("ArrowRight")
        assert _view(visit.page)[0] > first[0]
        visit.page.keyboard.press("+")
        assert _view(visit.page)[2] < first[2]
        visit.page.keyboard.press("0")
        assert _view(visit.page) == pytest.approx(first, abs=0.2)


def test_the_wheel_scrolls_the_page_unless_the_map_has_the_focus(browser: Browser) -> None:
    """A wheel over the map zooms it only where it has the focus or ctrl is held."""
    with MapVisit(browser, FEW_PAGE) as visit:
        first = _view(visit.page)
        box = visit.page.locator(".map.wide svg").bounding_box()
        assert box
        visit.page.mouse.move(box["x"] + 300, box["y"] + 300)
        visit.page.mouse.wheel(0, -100)
        visit.page.wait_for_timeout(100)
        assert _view(visit.page) == pytest.approx(first, abs=0.2)
        visit.page.locator(".map.wide svg").focus()
        visit.page.mouse.wheel(0, -100)
        visit.page.wait_for_function(
            "width => document.querySelector('.map.wide svg').viewBox.baseVal.width < width", arg=first[2] - 1
        )


def test_a_drag_pans_and_follows_no_link(browser: Browser) -> None:
    """Dragging moves the map, also when it begins on a link; a click on a link follows it."""
    with MapVisit(browser, FEW_PAGE) as visit:
        first = _view(visit.page)
        x, y = _on_a_link(visit.page)
        visit.page.mouse.move(x, y)
        visit.page.mouse.down()
        visit.page.mouse.move(x + 60, y + 20, steps=4)
        visit.page.mouse.up()
        assert _view(visit.page)[0] < first[0] - 10
        assert visit.page.url == f"{SITE}/"
        visit.page.mouse.click(*_on_a_link(visit.page))
        visit.page.wait_for_url(f"{SITE}/flow/KP/RU/munitions")


def test_two_fingers_zoom(browser: Browser) -> None:
    """Fingers that part zoom the map in; it asks the device for nothing else."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, has_touch=True)
    with MapVisit(browser, FEW_PAGE, context=context) as visit:
        first = _view(visit.page)
        device = context.new_cdp_session(visit.page)
        for kind, apart in (("touchStart", 20), ("touchMove", 60), ("touchMove", 120), ("touchEnd", 0)):
            fingers = [{"x": 600 + side * apart, "y": 300, "id": n} for n, side in enumerate((-1, 1))] if apart else []
            device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
        assert _view(visit.page)[2] < first[2] / 1.5
        assert visit.complaints == []


def _on_a_link(page: Page) -> tuple[float, float]:
    """The middle of the first curve, on the screen."""
    x, y = page.locator(".map.wide .map-hit").first.evaluate(
        """path => {
            const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
            return [at.x, at.y];
        }"""
    )
    return float(x), float(y)


def test_links_are_reached_by_keyboard_and_seen(browser: Browser) -> None:
    """Tab goes through the flows; the one in focus is set off, and Enter opens it."""
    with MapVisit(browser, FEW_PAGE) as visit:
        visit.page.locator(".map.wide svg").focus()
        hit = visit.page.locator(".map.wide .map-hit").first
        opacity = "path => getComputedStyle(path).strokeOpacity"
        assert hit.evaluate(opacity) == "0"
        visit.page.keyboard.press("Tab")
        assert hit.evaluate(opacity) != "0"
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_url(f"{SITE}/flow/KP/RU/munitions")


def test_colours_change_with_the_scheme(browser: Browser) -> None:
    """The drawing takes the page's colours, in light and in dark."""
    strokes = []
    for scheme in SCHEMES:
        with MapVisit(browser, FEW_PAGE, 1280, scheme) as visit:
            line = visit.page.locator(".map.wide .u0 .map-low").first
            strokes.append(line.evaluate("path => getComputedStyle(path).stroke"))
    assert strokes == ["rgb(11, 95, 165)", "rgb(109, 179, 242)"]
