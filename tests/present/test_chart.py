"""The drawing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from present.sample import ARMS, CONTAINERS, DENIAL
from present.sample_texts import NAMES
from reportedly.present.chart import chart_svg
from reportedly.present.drawing import PRINT, SHAPES, Frame
from reportedly.present.figures import series_of
from reportedly.present.footnotes import footnotes, numbers
from reportedly.present.signs import signs

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
