"""The map of flows as a drawing: what it holds, and the laws of its widths, curves and names."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from present.map_page import BASE, FLOWS, MARKS, NAMES
from reportedly.present.drawing import Frame
from reportedly.present.flow_map import flow_map, undrawn
from reportedly.present.map_arcs import bundled, curve
from reportedly.present.map_figure import NARROW, WIDE, map_figure
from reportedly.present.map_flows import MapFlow, PlaceMark, figure_words, flow_name
from reportedly.present.map_labels import Wanted, labels
from reportedly.present.map_view import LEAST, view
from reportedly.present.map_widths import Widths, scales, widths
from reportedly.present.names import Names
from reportedly.present.projection import HEIGHT, WIDTH, projected

WIDE_FRAME, NARROW_FRAME = Frame("m-wide", *WIDE), Frame("m-narrow", *NARROW)
SVG = "{http://www.w3.org/2000/svg}"
CODES = sorted(code for code in BASE.anchors if len(code) == 2)
NUMBERS = st.one_of(st.none(), st.floats(0, 1e13, allow_nan=False))
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=24)
FLOW = st.builds(
    MapFlow,
    supplier=st.sampled_from(CODES),
    recipient=st.sampled_from(CODES),
    label=WORDS,
    low=NUMBERS,
    high=NUMBERS,
    unit=st.sampled_from(("container", "shell", "person", "USD")),
    href=WORDS.map(lambda word: f"/flow/{word}"),
    title=WORDS,
    sure=st.booleans(),
)


def _links(svg: str) -> list[ET.Element]:
    return [link for link in ET.fromstring(svg).iter(f"{SVG}a") if "map-flow" in link.attrib["class"]]


@pytest.mark.parametrize("frame", [WIDE_FRAME, NARROW_FRAME])
def test_it_is_xml_that_names_itself(frame: Frame) -> None:
    """The SVG parses, is a group whose links stay within reach, and has a title and a description of every flow."""
    root = ET.fromstring(flow_map(FLOWS, BASE, NAMES, frame, MARKS))
    assert root.attrib["role"] == "group"
    assert {root.attrib["aria-labelledby"], root.attrib["aria-describedby"]} == {
        f"{frame.ident}-title",
        f"{frame.ident}-desc",
    }
    described = next(root.iter(f"{SVG}desc")).text or ""
    assert all(flow_name(flow, NAMES) in described for flow in FLOWS)


def test_a_strict_policy_lets_it_pass() -> None:
    """No script, no style, no handler, no colour of its own: classes and presentation attributes only."""
    drawn = flow_map(FLOWS, BASE, NAMES, WIDE_FRAME, MARKS)
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=|#[0-9a-fA-F]{3,6}\b|url\(", drawn)


def test_ids_begin_with_the_frames() -> None:
    """Two drawings on one page share no id."""
    ids = re.findall(r'\sid="([^"]+)"', flow_map(FLOWS, BASE, NAMES, WIDE_FRAME))
    assert ids
    assert all(one.startswith("m-wide-") for one in ids)


def test_a_link_says_what_it_opens() -> None:
    """The accessible name of a link tells both sides, what flows, and the figure."""
    names = [link.attrib["aria-label"] for link in _links(flow_map(FLOWS, BASE, NAMES, WIDE_FRAME))]
    assert "North Korea → Russia, munitions: at least 1,000 containers; open the flow" in names
    assert "North Korea → Russia, soldiers: 10,000 to 12,000 persons, not asserted; open the flow" in names
    assert "Belarus → Russia, munitions: no figure; open the flow" in names
    assert "United States → Ukraine, military aid: USD 400 million to 2 billion; open the flow" in names


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, "no figure"),
        (None, 200, "up to 200 shells"),
        (1, 1, "1 shell"),
        (3, None, "at least 3 shells"),
        (3, 9, "3 to 9 shells"),
    ],
)
def test_figures_are_told_with_their_bounds(low: float | None, high: float | None, words: str) -> None:
    """An open side is told as at least or up to."""
    assert figure_words(MapFlow("KP", "RU", "shells", low, high, "shell", "/"), NAMES) == words


def test_an_approximate_figure_is_told_as_about() -> None:
    """Beside the bound, and alone where both sides are the same."""
    rough = MapFlow("KP", "RU", "shells", 3, None, "shell", "/", approximate=True)
    assert figure_words(rough, NAMES) == "at least about 3 shells"
    assert figure_words(replace(rough, high=3), NAMES) == "about 3 shells"


@given(st.lists(FLOW, max_size=6))
def test_every_flow_is_a_link_or_told_apart(flows: list[MapFlow]) -> None:
    """Whatever texts hold, the drawing parses, and each flow is a link of it or one that no map can show."""
    hrefs = [link.attrib["href"] for link in _links(flow_map(flows, BASE, NAMES, WIDE_FRAME))]
    left_out = undrawn(flows, BASE)
    shown = [flow for flow in flows if flow not in left_out]
    assert len(hrefs) == len(shown)
    assert all(flow.supplier == flow.recipient for flow in left_out if flow.supplier in BASE.anchors)
    clean = {"".join(x if x.isprintable() else "\ufffd" for x in flow.href) for flow in shown}
    assert set(hrefs) == clean


@given(WORDS)
def test_texts_stay_texts(words: str) -> None:
    """A hostile name, label, title or address adds no element and no attribute."""
    hostile = f'"><script>{words}</script>'
    flow = MapFlow("KP", "RU", hostile, 1, None, "shell", f"/x?{hostile}", hostile)
    mark = PlaceMark(hostile, 50, 40, hostile, f"/y?{hostile}", hostile)
    names = Names(parties={"KP": hostile, "RU": "Russia"})
    drawn = flow_map([flow], BASE, names, WIDE_FRAME, [mark])
    tags = {element.tag.removeprefix(SVG) for element in ET.fromstring(drawn).iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "a", "circle", "text"}


@given(st.floats(0, 1e13), st.floats(0, 1e13), st.floats(1, 1e13))
def test_a_larger_figure_is_never_thinner(one: float, other: float, top: float) -> None:
    """Within a unit, width grows with the figure."""
    scale = scales([MapFlow("KP", "RU", "x", max(one, other, top), None, "shell", "/")])["shell"]
    assert (scale.width(one) <= scale.width(other)) or one > other


@given(FLOW)
def test_a_high_is_at_least_as_wide_as_its_low(flow: MapFlow) -> None:
    """The paler stroke of the high, or the fringe of an open one, shows around that of the low."""
    drawn = widths(flow, scales([flow]))
    if drawn.low is not None and drawn.high is not None and (flow.high is None or flow.high >= (flow.low or 0)):
        assert drawn.high >= drawn.low
    assert drawn.fringed == (flow.low is not None and flow.high is None)


def test_units_have_scales_of_their_own() -> None:
    """Two billion dollars leave the width of a hundred soldiers as it is."""
    soldiers = MapFlow("KP", "RU", "soldiers", 100, 100, "person", "/")
    dollars = MapFlow("KP", "RU", "money", 2e9, 2e9, "USD", "/")
    assert widths(soldiers, scales([soldiers])) == widths(soldiers, scales([soldiers, dollars]))
    assert len({scale.hue for scale in scales([soldiers, dollars]).values()}) == 2


def test_state_is_told_without_colour() -> None:
    """No figure, an open figure, and what is not asserted differ in the shapes drawn, not only in their colour."""
    drawn = {link.attrib["href"]: link for link in _links(flow_map(FLOWS, BASE, NAMES, WIDE_FRAME))}

    def kinds(href: str) -> set[str]:
        return {path.attrib["class"] for path in drawn[href].iter(f"{SVG}path")}

    assert kinds("/flow/KP/RU/munitions") == {"map-hit", "map-fringe", "map-low", "map-head"}
    assert kinds("/flow/KP/RU/soldiers") == {"map-hit", "map-high", "map-low", "map-head"}
    assert kinds("/flow/BY/RU/munitions") == {"map-hit", "map-bare", "map-head"}
    assert "unsure" in drawn["/flow/KP/RU/soldiers"].attrib["class"].split()


@given(st.permutations(CODES).map(lambda codes: codes[:2]), st.floats(0.5, 4))
def test_a_flow_and_its_reverse_part(pair: list[str], unit: float) -> None:
    """The middles of the two curves lie on different sides of the straight way."""
    start, end = (BASE.anchor(code) for code in pair)
    assert start
    assert end
    if start == end:
        return
    there, back = (MapFlow(a, b, "x", None, None, "", "/") for a, b in (pair, pair[::-1]))
    thin = Widths(None, None)
    (one, other) = bundled([(there, start, end), (back, end, start)], {there: thin, back: thin})
    far = hypot(end[0] - start[0], end[1] - start[1])
    (x, y), (u, v) = curve(one, unit).control, curve(other, unit).control
    assert hypot(x - u, y - v) >= 0.35 * far


def test_flows_of_one_pair_run_side_by_side() -> None:
    """No two strokes of a bundle touch at the middle."""
    flows = [flow for flow in FLOWS if (flow.supplier, flow.recipient) == ("KP", "RU")]
    start, end = projected(40, 127), projected(57, 52)
    strokes = {flow: widths(flow, scales(flows)) for flow in flows}
    arcs = bundled([(flow, start, end) for flow in flows], strokes)
    for one, other in combinations(arcs, 2):
        (x, y), (u, v) = curve(one, 1).at(0.5), curve(other, 1).at(0.5)
        assert hypot(x - u, y - v) > (one.widths.whole + other.widths.whole) / 2


def test_names_do_not_cover_each_other() -> None:
    """Names of neighbours move apart, and stay inside the frame."""
    wanted = [
        Wanted(name, (300 + 9 * n, 200 + 5 * n), 14) for n, name in enumerate(("North Korea", "South Korea", "Japan"))
    ]
    wanted.append(Wanted("United States of America", (956, 300), 14))
    placed = [label.box for label in labels(wanted, [], WIDE_FRAME).values()]
    assert len(placed) == 4
    for one, other in combinations(placed, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert all(box[0] >= 0 and box[2] <= WIDE_FRAME.width for box in placed)


def test_no_leader_runs_through_another_point() -> None:
    """A name that has to stand off, since thick lines fill the near places, is led to around the point beneath it."""
    fenced = [(300.0 + x, 200.0 + y) for x in range(-90, 91, 3) for y in range(-30, 31, 3)]
    name, beneath = Wanted("North Korea", (300, 200), 14), Wanted("Seoul", (300, 209), 11)
    placed = labels([name, beneath], fenced, WIDE_FRAME)
    x, y = beneath.at
    led = list(placed[name].led())
    assert led
    assert all(abs(u - x) >= 5 or abs(v - y) >= 5 for u, v in led)


@given(st.lists(st.tuples(st.floats(-55, 80), st.floats(-180, 180)), max_size=5))
def test_the_view_holds_what_is_drawn(places: list[tuple[float, float]]) -> None:
    """Every point is in the view; it lies in the world, or around it; it is never so close that nobody knows where it is."""
    points = [projected(*place) for place in places]
    for frame in (WIDE_FRAME, NARROW_FRAME):
        seen = view(points, frame)
        assert all(-1e-6 <= x - seen.x <= seen.width + 1e-6 for x, _ in points)
        assert all(-1e-6 <= y - seen.y <= seen.height + 1e-6 for _, y in points)
        assert seen.width >= min(LEAST, WIDTH)
        assert seen.height <= max(HEIGHT, seen.width * 1.2)


def test_the_figure_tells_what_it_cannot_draw() -> None:
    """A flow of a party without a point is no link of the drawing but one of the caption, and its signs need no legend."""
    nowhere = MapFlow("Nobody", "RU", "arms", None, None, "", "/flow/nobody")
    figure = map_figure([nowhere, FLOWS[4]], BASE, NAMES)
    assert figure.undrawn == (("Nobody → Russia, arms: no figure", "/flow/nobody"),)
    assert not figure.bare
    assert [row.noun for row in figure.legend] == ["Drones"]


def test_no_flow_is_a_map_of_the_world() -> None:
    """Without flows the map shows all of the world, and says that there is none."""
    drawn = flow_map([], BASE, NAMES, WIDE_FRAME)
    assert "no flow" in drawn
    assert f"{WIDTH:.1f}" in drawn.split("viewBox=")[1][:40]
