"""Evaluations in words that a person reads: names for the codes that the assessment bears."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from keep.samples import containers, report
from reportedly.present.alert_words import in_names, told_alerts
from reportedly.present.names import Names
from reportedly.serve.wiring import tables
from reportedly.terms.claim import Claim, Item, PlaceUse
from reportedly.terms.watching import Crossing, Evaluation, Indicator, State

NAMES = Names.of(tables())
AT = datetime(2024, 11, 2, 8, tzinfo=UTC)
CLAIM = containers(
    report(), items=(Item("shells", "artillery-shell"),), places=(PlaceUse("Rajin", "rajin-kp", "origin"),),
    origins=("KR-NIS", "MSMT"),
)  # fmt: skip
CLAIMS = {CLAIM.id: CLAIM}


def evaluation(words: str, claims: tuple[str, ...] = (CLAIM.id,)) -> Evaluation:
    state = State(AT, words, ("KP", "artillery-shell"), claims=claims)
    crossing = Crossing("artillery-shell", words, claims)
    return Evaluation(Indicator("what", "new-item", recipient="RU"), state, state, (crossing,), words)


@pytest.mark.parametrize(("coded", "named"), [
    ("New class: artillery-shell.", "New class: artillery shells."),
    ("New place: rajin-kp.", "New place: Rajin."),
    ("KP and KR-NIS said so on 2024-10-22.", "North Korea and National Intelligence Service said so on 22 Oct 2024."),
    ("MSMT has it.", "Multilateral Sanctions Monitoring Team has it."),
    ("well-known, up-to-date", "well-known, up-to-date"),
    ("A-KP, KP-less", "A-KP, KP-less"),
])  # fmt: skip
def test_codes_and_days_are_printed_as_words(coded: str, named: str) -> None:
    """Parties, classes and places of the claims; other words with hyphens, and letters within words, stand."""
    told = in_names(evaluation(coded), CLAIMS, NAMES)
    assert told.before is not None
    assert {told.reason, told.before.words, told.after.words, told.crossings[0].reason} == {named}


def test_a_state_is_named_though_no_claim_is_at_hand() -> None:
    """Why nothing fired may name bodies of which no claim holds anything; a state's code is known by its form."""
    told = in_names(evaluation("KR-DIA's pace is not computable.", ()), {}, NAMES)
    assert told.reason == "Korea Defense Intelligence Agency's pace is not computable."


def test_what_programs_read_stays_in_codes() -> None:
    """Keys and what was held are the same afterwards: a crossing is known again by them."""
    told = in_names(evaluation("New class: artillery-shell."), CLAIMS, NAMES)
    assert told.after.held == ("KP", "artillery-shell")
    assert told.crossings[0].key == "artillery-shell"
    assert told.indicator == evaluation("").indicator


def test_to_name_twice_changes_nothing() -> None:
    """Words that are named already stand."""
    once = in_names(evaluation("KP has artillery-shell at rajin-kp since 2024-10-22."), CLAIMS, NAMES)
    assert in_names(once, CLAIMS, NAMES) == once


def test_an_alert_tells_what_may_not_be_passed_on() -> None:
    """The handling of each claim goes with it, so that no channel gets what it must not."""
    closed: Claim = replace(CLAIM, handling="restricted")
    (alert,) = told_alerts([evaluation("It did.")], {closed.id: closed}, NAMES)
    assert alert.restricted
    assert alert.flow == "any party → Russia"
