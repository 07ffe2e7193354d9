"""The drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from present.sample import ARMS, CONTAINERS, DENIAL
from present.sample_texts import NAMES
from reportedly.present.chart import chart_svg
from reportedly.present.drawing import PRINT, SHAPES, Frame, Scales, figure_ticks, placed
from reportedly.present.figures import series_of
from reportedly.present.footnotes import footnotes, numbers
from reportedly.present.signs import signs
from reportedly.terms.findings import Grown

NUMBERS = numbers(footnotes(ARMS, {}))
(SERIES,) = series_of(ARMS, NUMBERS, NAMES)
SIGNS = signs(ARMS, NAMES)
SVG = chart_svg(SERIES, SIGNS, Frame("f1"))


def test_it_is_xml_that_names_itself() -> None:
    """The SVG parses, scales with its box, and has a title and a description with every figure."""
    root = ET.fromstring(SVG)
    assert "viewBox" in root.attrib
    assert "width" not in root.attrib
    described = {child.tag.rpartition("}")[2]: child.text or "" for child in root}
    assert "containers" in described["title"]
    assert "UK Ministry of Defence, 2023-10-26: at least 1,000" in described["desc"]


def test_numbers_open_footnotes() -> None:
    """Each mark's number links within the page, and nothing links out of it."""
    targets = set(re.findall(r'href="([^"]*)"', SVG))
    assert {f"#n{NUMBERS[claim.id]}" for claim in (CONTAINERS, DENIAL)} <= targets
    assert all(re.fullmatch(r"#n\d+", target) for target in targets)


def test_a_mark_keeps_clear_of_the_number_of_another() -> None:
    """One that would lie on the number above another's mark moves right; a number is legible even over a mark."""
    start, told = date(2024, 1, 1), replace(SERIES.marks[0], low=100, high=100, notes=(4,))
    scales = Scales(Frame("f1", 640, 220), start, start + timedelta(days=640), 220)  # a day and a unit are a pixel
    for rise, moved in ((18, True), (40, False)):
        above = replace(told, on=start + timedelta(days=62), low=100 + rise, high=100 + rise)
        one, other = placed((replace(told, on=start + timedelta(days=50)), above), scales)
        assert (one.x, other.x > scales.x(above.on)) == (50, moved)
        assert other.numbered
    numbers_drawn = re.findall(r'<a href="#n\d+"><text [^>]*>', SVG)
    assert numbers_drawn
    assert all('paint-order="stroke"' in text for text in numbers_drawn)


def test_colours_follow_the_page_or_are_fixed() -> None:
    """On a page the colours are CSS variables; for print they are fixed, and no variable is left."""
    assert "var(--origin-" in SVG
    printed = chart_svg(SERIES, SIGNS, Frame("f1"), PRINT)
    assert "var(" not in printed
    assert any(hue in printed for hue in PRINT.origins)


def test_ids_begin_with_the_frames() -> None:
    """Two drawings on one page share no id."""
    ids = re.findall(r' id="([^"]+)"', SVG)
    assert ids
    assert all(one.startswith("f1-") for one in ids)


def test_letters_are_the_pages() -> None:
    """No font is named in the drawing."""
    assert "font-family" not in SVG


def test_every_origin_has_its_own_shape() -> None:
    """Colour never tells an origin alone."""
    assert len(set(SHAPES)) == len(PRINT.origins) == len(SHAPES)


@pytest.mark.parametrize("width", [292, 700])
def test_letters_are_legible_at_their_width(width: int) -> None:
    """Drawn at its own width, no letter is smaller than 11 pixels."""
    sizes = re.findall(r'font-size="([\d.]+)px"', chart_svg(SERIES, SIGNS, Frame("f1", width)))
    assert sizes
    assert min(map(float, sizes)) >= 11


@given(st.floats(1e-3, 1e13))
def test_the_axis_of_figures_is_even_and_reaches_near_the_top(top: float) -> None:
    """It begins at nothing, goes by even steps of 1, 2 or 5, and has a handful of them."""
    ticks = figure_ticks(top)
    assert ticks[0] == 0
    assert 2 <= len(ticks) <= 8
    steps = {round(b / a, 6) for a, b in zip([ticks[1]] * (len(ticks) - 1), ticks[1:], strict=True)}
    assert steps == {float(n) for n in range(1, len(ticks))}
    assert top - ticks[-1] < ticks[1] + 1e-9 * top


def test_the_band_is_drawn_behind_the_marks() -> None:
    """A band: its area, its lower edge, and dashed that of two origins; nothing of it without one."""
    day = SERIES.marks[0].on
    grown = (Grown(day, 1_000, 500, None), Grown(day + timedelta(days=5), 2_000, 1_000, 3_000))
    svg = chart_svg(replace(SERIES, grown=grown), SIGNS, Frame("f1"))
    assert svg.count("fill-opacity") == 1
    assert 'stroke-dasharray="5,3"' in svg
    assert svg.index("fill-opacity") < svg.index("scale(")
    assert "fill-opacity" not in SVG
