"""Alerts and evaluations come back from JSON as they went in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from reportedly.terms.alert_record import (
    alert_of,
    alert_record,
    evaluation_of,
    evaluation_record,
    state_of,
    state_record,
)
from reportedly.terms.claim import MODALITIES, Verdict
from reportedly.terms.document import Handling
from reportedly.terms.flow import Counting
from reportedly.terms.watching import INDICATOR_KINDS, Alert, AlertClaim, Crossing, Evaluation, Indicator, State
from strategies import days, instants, names, numbers, words

idents = st.integers(0, 99).map(lambda n: f"c-{n}")
listed = st.lists(words, max_size=3).map(tuple)
edges = st.none() | st.floats(allow_nan=False, allow_infinity=False)
states = st.builds(State, instants, words, listed, edges, edges, st.lists(idents, max_size=3).map(tuple))
crossings = st.builds(Crossing, words, words, st.lists(idents, max_size=2).map(tuple))
indicators = st.builds(
    Indicator, words, st.sampled_from(INDICATOR_KINDS), names, names, names, names, numbers, st.integers(1, 9),
    st.sampled_from(get_args(Counting)), st.sampled_from((1.5, 2.0)), st.none() | st.integers(1, 90), names, names, listed,
)  # fmt: skip
alert_claims = st.builds(
    AlertClaim, idents, words, words, names, st.none() | days, names, st.sampled_from(MODALITIES),
    st.none() | st.sampled_from(get_args(Verdict)), st.sampled_from(get_args(Handling)),
)  # fmt: skip
alerts = st.builds(
    Alert, idents, words, st.sampled_from(INDICATOR_KINDS), words, words, instants, words, st.none() | states, states,
    st.lists(alert_claims, max_size=2).map(tuple), listed,
)  # fmt: skip
evaluations = st.builds(
    Evaluation, indicators, st.none() | states, states, st.lists(crossings, max_size=2).map(tuple), words
)


@given(alerts)
def test_an_alert_comes_back_whole(alert: Alert) -> None:
    """alert_of(json(alert_record(alert))) == alert, its id too."""
    again = alert_of(json.loads(json.dumps(alert_record(alert), allow_nan=False)))
    assert again == alert
    assert again.id == alert.id


@given(evaluations)
def test_an_evaluation_comes_back_whole(evaluation: Evaluation) -> None:
    """Its indicator measures the same afterwards: its id, which is made of all that it measures, is the same."""
    again = evaluation_of(json.loads(json.dumps(evaluation_record(evaluation), allow_nan=False)))
    assert again == evaluation
    assert again.indicator.id == evaluation.indicator.id


@given(states)
def test_a_state_comes_back_whole(state: State) -> None:
    """What was measured, and when."""
    assert state_of(json.loads(json.dumps(state_record(state), allow_nan=False))) == state


def test_the_record_of_an_alert_is_plain() -> None:
    """Its keys are the names of its fields, instants and days as ISO 8601 strings."""
    at = datetime(2024, 11, 2, 8, tzinfo=UTC)
    claim = AlertClaim("c-1", "Seoul: it is asserted.", "it went", "Daily", None, None, "asserted")
    alert = Alert(
        "i-1", "pace", "pace-grows", "North Korea → Russia", "up", at, "It grows.", None, State(at, "10"), (claim,)
    )
    record = alert_record(alert)
    assert record["id"] == alert.id
    assert record["at"] == record["after"]["at"] == "2024-11-02T08:00:00+00:00"
    assert record["before"] is None
    assert record["claims"] == [{
        "id": "c-1", "sentence": "Seoul: it is asserted.", "quote": "it went", "publisher": "Daily", "published_on": None,
        "url": None, "modality": "asserted", "reviewed": None, "handling": "public",
    }]  # fmt: skip
