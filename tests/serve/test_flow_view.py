"""One flow on a terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from keep.samples import containers, report
from reportedly.present.flows_table import flows_table
from reportedly.present.names import Names
from reportedly.present.tables import Look
from reportedly.serve.flow_view import flow_row, flow_text, pace_words
from reportedly.terms.findings import ExchangeRow, RegimeFinding
from reportedly.terms.flow import Flow, FlowAnswer, FlowSummary, Pace, Support, Total

CLAIM = containers(report())
TOTAL = Total(
    "munitions", "container", 1, "independent", 1000, None, date(2023, 10, 13), (CLAIM.id,), ("held by one origin",)
)
ANSWER = FlowAnswer(
    flow=Flow("KP", "RU", "munitions"),
    claims=(CLAIM,),
    documents=1,
    origins=(Support("KR-NIS", "KR", "independent", (CLAIM.id,), "the first to say so"),),
    totals=(TOTAL, replace(TOTAL, counting="with-unknown")),
    counted=(CLAIM.id,),
)


def test_bands_alike_are_told_once() -> None:
    """Where both ways of counting give one band it is told once, with its reasons and the number of its claim."""
    text = flow_text(ANSWER, Names(), Look(100))
    assert text.count("level 1") == 1
    assert "level 1, however counted: at least 1,000 containers." in text
    assert "held by one origin" in text
    assert f"[1] {CLAIM.id}" in text


def test_what_is_about_so_much_stays_about_so_much() -> None:
    """A lower edge on an approximate figure is told as such in the totals and in the overview."""
    rough = replace(TOTAL, approximate=True)
    text = flow_text(replace(ANSWER, totals=(rough,)), Names(), Look(100))
    assert "independent only: at least about 1,000 containers." in text
    line = FlowSummary("KP", "RU", "munitions", 1, 1, 1, 0, 0, rough)
    assert "≥ ≈ 1,000 containers" in flows_table([flow_row(line, Names())], Names(), Look(160))


def test_a_sentence_within_a_line_ends_without_a_stop() -> None:
    """Of the cells of a rule only the last keeps its full stop: "rows checked; 1 claim"."""
    rule = RegimeFinding(
        "not covered by the rows checked", None, "", "", (CLAIM.id,), "Not covered by the rows checked.", ""
    )
    text = flow_text(replace(ANSWER, regimes=(rule,)), Names(), Look(100))
    assert "Not covered by the rows checked; 1 claim" in text
    assert ".;" not in text


def test_what_is_in_return_without_words_points_to_its_claim() -> None:
    """As a reader says it: "in return: see [1]"."""
    row = ExchangeRow("KP", "gives", "munitions", (CLAIM.id,), in_return=(CLAIM.id,))
    text = " ".join(flow_text(replace(ANSWER, ledger=(row,)), Names(), Look(100)).split())
    assert "munitions (1 claim) [1]; in return: see [1]" in text.replace("Munitions", "munitions")
    worded = replace(row, words=("in exchange for oil",))
    text = " ".join(flow_text(replace(ANSWER, ledger=(worded,)), Names(), Look(100)).split())
    assert "said to be in return for “in exchange for oil” [1]" in text


def test_bands_that_differ_are_both_told() -> None:
    """Independent only, and with unknown independence counted too."""
    other = replace(TOTAL, counting="with-unknown", low=2000)
    text = flow_text(replace(ANSWER, totals=(TOTAL, other)), Names(), Look(100))
    assert "independent only: at least 1,000" in text
    assert "unknown independence counted too: at least 2,000" in text


@pytest.mark.parametrize("width", [80, 100, 300])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Lines end at the terminal's width, or at 120 columns."""
    assert max(map(len, flow_text(ANSWER, Names(), Look(width)).splitlines())) <= min(width, 120)


def test_claims_left_out_for_want_of_a_date_are_counted() -> None:
    """Undated claims are not passed over in silence."""
    assert "2 claims of undated documents are left out" in flow_text(replace(ANSWER, undated=2), Names(), Look())


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (500.4, 700.2, "500–700 containers a month"),
        (500.4, None, "at least 500 containers a month"),
        (None, 700.2, "up to 700 containers a month"),
        (500.1, 500.2, "500 containers a month"),
        (None, None, ""),
    ],
)
def test_pace_in_words(low: float | None, high: float | None, words: str) -> None:
    """An interval, one side of it, one number, or nothing where it cannot be computed."""
    assert pace_words(Pace("", unit="container", low=low, high=high), Names()) == words


def test_a_line_of_the_overview() -> None:
    """Origins that count are counted together, without echoes, the independent by themselves; the total is the best."""
    summary = FlowSummary("KP", "RU", "munitions", 3, 2, 1, 1, 1, TOTAL, date(2023, 10, 13), date(2024, 2, 1))
    row = flow_row(summary, Names())
    assert (row.origins, row.independent, row.low, row.high, row.unit) == (2, 1, 1000, None, "container")
    assert flow_row(replace(summary, best=None), Names()).unit is None
