"""Attributions in the language of newspapers: politics, business, disasters, health, sport, courts."""

from __future__ import annotations

from typing import Any

import pytest

from find.parsing import HERE, table
from find.seeing import seen
from reportedly.terms.evidence import Span
from reportedly.terms.mention import AttributionMention

CASES = table(HERE / "attributions.toml", "case")


def written(text: str, mention: AttributionMention) -> str:
    """A mention on one line: source, cue and content, "-" where there is none."""
    return " | ".join(_words(text, spans) for spans in ([mention.source], [mention.cue], mention.content))


def _words(text: str, spans: Any) -> str:
    whole: list[Span] = [span for span in spans if span is not None]
    return " … ".join(text[start:end] for start, end in whole) or "-"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    """The text holds the attributions that its case lists, in order, and no others."""
    text = case["text"]
    assert [written(text, mention) for mention in seen(text).attributions] == case["found"]


def test_breadth() -> None:
    """At least a hundred attributions are listed."""
    assert sum(len(case["found"]) for case in CASES) >= 100


TOLD = [
    ("“We will vote tomorrow,” she said on Monday.", ["2024-11-19", "2024-11-18"]),
    ("On Monday she said: “We voted yesterday.”", ["2024-11-18", "2024-11-17"]),
    ("She said on Monday that they had voted yesterday.", ["2024-11-18", "2024-11-19"]),
    ("“We will vote on May 3, 2025,” she said on Monday.", ["2025-05-03", "2024-11-18"]),
    ("“We will vote tomorrow,” she said.", ["2024-11-21"]),
]


@pytest.mark.parametrize(("text", "values"), TOLD)
def test_direct_speech_is_read_from_the_day_it_was_said(text: str, values: list[str]) -> None:
    """ "Tomorrow" in a quotation is the day after the statement; outside of quotations, after the report."""
    assert [mention.timex_value for mention in seen(text).periods] == values
