"""What happened to a claim: who changed what, when, and what it was before."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from reportedly.keep.reviews import undoing
from reportedly.serve import wiring
from serve.commands import run, shipped


def _explained(ident: str, ledger: Path) -> str:
    return " ".join(run("explain", ident, ledger=ledger).stdout.split())


def test_a_corrected_field_shows_what_holds_now(own: Path) -> None:
    """The new value with who set it and when; the words that gave the old value stand with the old value only."""
    ident = shipped(own)["id"]
    run("review", ident, "quantity.low=2000", "stage=delivered", "--by", "Ada", ledger=own)
    text, today = _explained(ident, own), datetime.now(UTC)
    on = f"{today.day} {today:%b} {today.year}"
    assert f"at least 2,000 containers, cumulative (by Ada, {on}; before: at least 1,000 containers" in text
    assert "2,000 containers, cumulative ← " not in text
    assert f"delivered (by Ada, {on}; before: " in text
    assert "quantity is now at least 2,000 containers, cumulative, was at least 1,000 containers" in text


def test_words_that_a_person_chose_stand_with_the_value(own: Path) -> None:
    """A field whose words were selected anew shows those, and those before."""
    ident = shipped(own)["id"]
    run("review", ident, "actor=IR", "fields.actor=0-5", "--by", "Ada", ledger=own)
    text = _explained(ident, own)
    assert "IR (Iran) ← “North” (by Ada," in text
    assert "before: KP (North Korea) ← “North Korea”)" in text


def test_the_latest_of_several_changes_is_told(own: Path) -> None:
    """Of two corrections of a field the later holds, beside what the earlier had left; both stand among the entries."""
    ident = shipped(own)["id"]
    run("review", ident, "quantity.low=2000", "--by", "Ada", ledger=own)
    run("review", ident, "quantity.low=3000", "--by", "Bea", ledger=own)
    text = _explained(ident, own)
    assert "at least 3,000 containers, cumulative (by Bea," in text
    assert "before: at least 2,000 containers, cumulative ← " in text
    assert "corrected by Ada: quantity is now at least 2,000" in text


def test_a_field_taken_away_says_none(own: Path) -> None:
    """A quantity that a person took away is none, with what it was."""
    ident = shipped(own)["id"]
    run("review", ident, "quantity=", "--by", "Ada", ledger=own)
    assert "quantity none (by Ada," in _explained(ident, own)


def test_a_claim_that_nobody_changed_names_nobody(own: Path) -> None:
    """An acceptance changes no field."""
    ident = shipped(own)["id"]
    run("review", ident, "accept", "--by", "Ada", "--note", "seen", ledger=own)
    text = _explained(ident, own)
    assert "(by Ada" not in text
    assert "claim accepted by Ada. Note: seen" in text


def test_programs_get_both_values(own: Path) -> None:
    """In JSON a correction's entry has each field before and after."""
    ident = shipped(own)["id"]
    run("review", ident, "stage=delivered", "--by", "Ada", ledger=own)
    told = json.loads(run("explain", ident, "--format", "json", ledger=own).stdout)
    assert told["entries"][-1]["changes"] == {"stage": {"before": "in-transit", "after": "delivered"}}
    assert [("changes" in entry) for entry in told["entries"]] == [False] * 3 + [True]


def test_a_correction_taken_back_changes_nothing(own: Path) -> None:
    """The field shows again what was read; the entries tell who took the correction back."""
    ident = shipped(own)["id"]
    run("review", ident, "stage=delivered", "--by", "Ada", ledger=own)
    with closing(wiring.ledger_to_ask(str(own))) as ledger:
        ledger.append([undoing(ledger.standing(), ident, "Bea")])
    text = _explained(ident, own)
    assert "stage in-transit modality" in text
    assert "latest decision taken back by Bea" in text
