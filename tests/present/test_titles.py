"""What claims are called in lists."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from present.sample import CONTAINERS
from present.sample_texts import NAMES
from reportedly.present.tables import Look, claims_table
from reportedly.present.titles import direction_words, title_words
from reportedly.present.web.claim_lines import claim_line
from reportedly.terms.claim import KINDS, Claim, Item

NORTH, RUSSIA = ("KP",), ("RU",)
SHELLS, ARMS = (Item("shells", "artillery-shell"),), (Item("arms", "arms"),)


def claim(kind: str, actor: tuple[str, ...] = (), recipient: tuple[str, ...] = (), *items: Item) -> Claim:
    told: dict[str, Any] = {"kind": kind, "actor": actor, "recipient": recipient, "items": items}
    return replace(CONTAINERS, quantity=None, stage=None, happened=None, **told)


@pytest.mark.parametrize(
    ("called", "title", "details"),
    [
        (claim("transfer", NORTH, RUSSIA, *SHELLS), "North Korea → Russia: shells", "transfer"),
        (claim("transfer", NORTH, (), *SHELLS), "From North Korea: shells", "transfer"),
        (claim("transfer", (), RUSSIA, *SHELLS), "To Russia: shells", "transfer"),
        (claim("transfer", (), (), *SHELLS), "Shells", "transfer"),
        (claim("transfer", NORTH, RUSSIA), "North Korea → Russia: transfer", ""),
        (claim("transfer"), "Transfer", ""),
        (claim("deployment", NORTH, (), Item("soldiers", "soldiers")), "From North Korea: soldiers", "deployment"),
        (claim("assistance", (), RUSSIA, Item("trained", "training")), "To Russia: training (“trained”)", "assistance"),
        (claim("measure", NORTH, RUSSIA, Item("adds", "measure")), "North Korea → Russia: measure (“adds”)", ""),
        (claim("measure", NORTH, RUSSIA, *ARMS), "North Korea → Russia: measure on arms", ""),
        (claim("measure", (), RUSSIA, Item("embargo", "measure")), "On Russia: measure (“embargo”)", ""),
        (claim("measure", NORTH), "North Korea: measure", ""),
        (claim("measure", (), (), Item("ban", "measure")), "Measure (“ban”)", ""),
        (claim("visit", RUSSIA, NORTH, Item("played", "visit")), "Russia → North Korea: visit", ""),
        (claim("visit", RUSSIA, (), Item("envoy", "visit")), "Russia: visit", ""),
        (claim("visit", (), NORTH), "To North Korea: visit", ""),
        (claim("judgement", NORTH, RUSSIA, *ARMS), "North Korea → Russia: judgement on arms", ""),
        (claim("judgement", NORTH), "North Korea: judgement", ""),
        (claim("response", RUSSIA, (), Item("respond", "response")), "Russia: response", ""),
        (claim("response", (), (), Item("declined", "response")), "Response", ""),
    ],
)
def test_a_title_says_who_and_what_and_leaves_out_what_is_open(called: Claim, title: str, details: str) -> None:
    """The kind stands in it where goods alone would mislead; else beside it, once."""
    line = claim_line(called, NAMES)
    assert (line.what, line.details) == (title, details)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("actor", [(), NORTH])
@pytest.mark.parametrize("recipient", [(), RUSSIA])
@pytest.mark.parametrize("items", [(), SHELLS, "own"])
def test_no_title_has_a_hole(kind: str, actor: tuple[str, ...], recipient: tuple[str, ...], items: Any) -> None:
    """Whatever is open, no dash, no empty side and no template is left, nor is a line of the terminal left hanging."""
    called = claim(kind, actor, recipient, *((Item("word", kind),) if items == "own" else items))
    lines = claims_table([called], NAMES, Look(100)).splitlines()[0]
    for told in (title_words(called, NAMES), direction_words(called, NAMES), lines):
        assert "—" not in told
        assert "{" not in told
        assert "None" not in told
        assert not told.strip().startswith((":", "→", ","))
        assert not told.strip().endswith((":", "→", ","))


@pytest.mark.parametrize("width", [100, 400])
def test_the_terminal_names_no_verb_as_what_was_sent(width: int) -> None:
    """Of an answer it shows who answers."""
    table = claims_table([claim("response", RUSSIA, (), Item("respond", "response"))], NAMES, Look(width))
    told = next(line for line in table.splitlines() if CONTAINERS.id[:10] in line)
    assert "Russia" in told
    assert "response" in told
    assert "respond " not in f"{told} "
