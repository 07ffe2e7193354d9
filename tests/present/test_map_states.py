"""What the maps of the overview and of a dossier call asserted: what an origin asserts, with a figure or without."""

from __future__ import annotations

from dataclasses import replace

import pytest

from present.map_page import BASE, NAMES
from present.sample import CONTAINERS, HOWITZERS, ids, telling
from reportedly.present.bands import bands
from reportedly.present.dossier_map import Ground, dossier_map
from reportedly.present.map_figure import MapFigure
from reportedly.present.web.overview_page import overview_map
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Flow, FlowAnswer, FlowSummary, Total

ONE = Total("arms", "container", 1, "with-unknown", 1000, None, None, ())


def _drawn(claim: Claim, *totals: Total) -> MapFigure:
    """The map of a dossier on one counted claim."""
    answer = FlowAnswer(Flow("KP", "RU", "arms"), (claim,), 1, (), totals, ids(claim))
    told = telling(answer, NAMES)
    figure = dossier_map([("arms", told, bands(told).main)], Ground(BASE))
    assert figure
    return figure


@pytest.mark.parametrize(("claim", "asserted"), [(CONTAINERS, True), (HOWITZERS, False)])
def test_a_dossier_calls_asserted_what_an_origin_asserts(claim: Claim, asserted: bool) -> None:
    """With a figure or without one, the arrow, its words and the legend are those of how the origin says it."""
    for figure in (_drawn(claim), _drawn(claim, replace(ONE, because=ids(claim)))):
        assert figure.unsure is not asserted
        for drawn in (figure.wide, figure.narrow):
            assert ("not asserted" in drawn) is not asserted
            assert (" unsure" in drawn) is not asserted


@pytest.mark.parametrize("asserted", [True, False])
@pytest.mark.parametrize("best", [None, ONE])
def test_the_overview_calls_asserted_what_an_origin_asserts(best: Total | None, asserted: bool) -> None:
    """A line without a figure is drawn as asserted where a claim asserts it."""
    line = FlowSummary("KP", "RU", "arms", 1, 1, 1, 0, 0, best, asserted=asserted)
    figure = overview_map([line], BASE, NAMES)
    assert figure
    assert figure.unsure is not asserted
    assert ("not asserted" in figure.wide) is not asserted
