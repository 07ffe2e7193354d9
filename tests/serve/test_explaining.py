"""`reportedly explain`: how a claim was read."""

from __future__ import annotations

import json
from pathlib import Path

from serve.commands import run, shipped


def test_each_field_is_shown_with_its_words(read_once: Path) -> None:
    """The sentence is marked; actor, recipient, quantity and chain stand with value and words."""
    text = " ".join(run("explain", shipped(read_once)["id"], ledger=read_once).stdout.split())
    assert "North Korea] has" in text
    assert "KP (North Korea) ← “North Korea”" in text
    assert "RU (Russia) ← “Russia”" in text
    assert "at least 1,000 containers" in text
    assert "← “more than 1,000 containers”" in text
    assert "origin: US-WH" in text


def test_method_rule_confidence_and_reviews_are_told(own: Path) -> None:
    """The method with its version, the row of the lexicon, the confidence, the review and the ledger's entries."""
    claim = shipped(own)
    run("review", claim["id"], "accept", "--by", "Ada", "--note", "checked", ledger=own)
    text = run("explain", claim["id"], ledger=own).stdout
    assert claim["method"] in text
    assert "“ship” (verb, frame " in text
    assert "% that the words were read right" in text
    assert "accepted by Ada: checked" in text
    assert "document read from" in text
    assert f"claim found by {claim['method']}" in text


def test_a_rejected_claim_can_be_explained(own: Path) -> None:
    """What was rejected is still there to be explained, and says that it does not stand."""
    ident = shipped(own)["id"]
    run("review", ident, "reject", "--by", "Ada", ledger=own)
    assert "does not stand" in run("explain", ident, ledger=own).stdout


def test_as_json_it_is_the_record_and_the_entries(read_once: Path) -> None:
    """--format json gives the claim record and the entries of the ledger."""
    claim = shipped(read_once)
    told = json.loads(run("explain", claim["id"], "--format", "json", ledger=read_once).stdout)
    assert told["claim"] == claim
    assert told["standing"] is True
    assert len(told["entries"]) == 3


def test_a_sentence_is_explained_without_a_ledger() -> None:
    """--text shows mentions, candidates and claims."""
    sentence = "Iran has sent dozens of drones to Russia, the Pentagon said."
    text = run("explain", "--text", sentence).stdout
    told = json.loads(run("explain", "--text", sentence, "--format", "json").stdout)
    for heading in ("MENTIONS", "CANDIDATES", "CLAIMS"):
        assert heading in text
    assert [c["trigger"] for c in told["candidates"]] == ["sent"]
    assert (told["claims"][0]["actor"], told["claims"][0]["recipient"]) == (["IR"], ["RU"])


def test_a_sentence_without_a_claim_says_so() -> None:
    """Nothing found is said."""
    assert "no claim" in run("explain", "--text", "It rained.").stdout


def test_it_explains_one_thing() -> None:
    """Neither, or both, of CLAIM and --text is wrong use."""
    assert run("explain").exit_code == 2
    assert run("explain", "c-1", "--text", "It rained.").exit_code == 2
