"""The dossier as a value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from present.sample import (
    CONTAINERS,
    DENIAL,
    SANCTION,
    STRONGER,
    WANTED,
    arms_answer,
    ids,
    people_answer,
    return_answer,
    sample,
)
from present.sample_texts import DISPATCH, DOCUMENTS, MADE_AT, NAMES
from reportedly.errors import UsageError
from reportedly.present.dossier import Setting, dossier
from reportedly.terms.flow import Flow, FlowAnswer

DOSSIER = sample()
NUMBERS = {row.note.claim.id: row.note.number for row in DOSSIER.notes}


def test_every_number_used_has_a_note() -> None:
    """Whatever the dossier cites is among its footnotes, and every claim stands in a table or beside a flow."""
    used = {n for part in DOSSIER.flows for s in part.summary for n in s.notes}
    used |= {n for part in DOSSIER.parts for one in part.sets for entry in one.entries for n in entry.sentence.notes}
    assert used <= set(NUMBERS.values())
    beside = {n for part in DOSSIER.beside for one in part.sets for entry in one.entries for n in entry.sentence.notes}
    listed = {row.number for part in DOSSIER.flows for row in part.claims}
    assert listed | beside == set(NUMBERS.values())
    assert not listed & beside


def test_a_claim_of_two_flows_has_one_anchor() -> None:
    """A claim that stands on two flows is anchored in the table of the first alone."""
    twice = dossier((arms_answer(), arms_answer()), DOCUMENTS, Setting("t", MADE_AT, "1", NAMES))
    rows = [row.anchored for part in twice.flows for row in part.claims if row.number == 1]
    assert rows == [True, False]


def test_what_stands_beside_is_told_once() -> None:
    """A sanction that hits both directions stands beside the first of them and nowhere else."""
    told = [
        (part.heading, one.slug)
        for part in DOSSIER.parts
        for one in part.sets
        for entry in one.entries
        if NUMBERS[SANCTION.id] in entry.sentence.notes
    ]
    assert told == [("North Korea → Russia: measures and responses", "measures")]


def test_a_flow_without_a_claim_of_its_own_has_no_section() -> None:
    """Measures alone make no flow; they are still told."""
    empty = FlowAnswer(Flow("RU", "KP", "people"), (SANCTION,), 1, (), (), measures=ids(SANCTION))
    made = dossier((empty,), DOCUMENTS, Setting("t", MADE_AT, "1", NAMES))
    assert made.flows == ()
    assert [part.heading for part in made.beside] == ["Russia → North Korea: measures and responses"]


def test_the_totals_that_most_claims_state_stand_at_the_head() -> None:
    """Each with its flow, at most four."""
    heads = [(key.row.heading, key.direction) for key in DOSSIER.key_figures]
    assert heads == [("Containers of munitions", "North Korea → Russia"), ("Soldiers", "North Korea → Russia")]
    assert {key.anchor for key in DOSSIER.key_figures} <= {part.anchor for part in DOSSIER.flows}


def test_it_says_how_many_claims_a_person_checked() -> None:
    """n of m, over all flows, each claim once."""
    assert DOSSIER.checked.text == f"3 of {len(NUMBERS)} claims checked by a person."


def test_a_denial_stands_beside_what_it_denies() -> None:
    """The entry of a denial names the counted claims of the same kind and class between the same parties, the last first."""
    (denied,) = [one for one in DOSSIER.flows[0].sets if one.slug == "denials"]
    (entry,) = denied.entries
    assert entry.sentence.notes == (NUMBERS[DENIAL.id],)
    assert (NUMBERS[CONTAINERS.id],) in [sentence.notes for sentence in entry.beside]


def test_wording_shows_both_quotes() -> None:
    """A report stronger than its origin stands beside the origin's words."""
    (wording,) = [one for one in DOSSIER.flows[0].sets if one.slug == "wording"]
    assert [quoted.quote for quoted in wording.entries[0].quotes] == [
        STRONGER.evidence.quote, "They could hold up to 3 million 152 mm shells",
    ]  # fmt: skip


def test_an_exchange_shows_the_other_side() -> None:
    """What is wanted in return stands beside the claims of the other direction."""
    (exchange,) = [one for one in DOSSIER.flows[2].sets if one.slug == "exchange"]
    assert exchange.entries[0].sentence.notes == (NUMBERS[WANTED.id],)
    assert exchange.entries[0].beside[0].notes == (NUMBERS[CONTAINERS.id],)


def test_sources_bear_their_hash_and_addresses() -> None:
    """Each cited document is a source with the SHA-256 of its text; one that is not at hand says so."""
    assert DOSSIER.sources[0].sha256 == DISPATCH.text_sha256
    assert DOSSIER.sources[0].archived_url == DISPATCH.archived_url
    lone = dossier((arms_answer(),), (), Setting("t", MADE_AT, "1", NAMES))
    assert {source.sha256 for source in lone.sources} == {None}


def test_the_order_of_documents_does_not_matter() -> None:
    """The same dossier comes of the same answers."""
    answers = (arms_answer(), people_answer(), return_answer())
    setting = Setting("Arms and people between North Korea and Russia", MADE_AT, "0.1.0", NAMES)
    assert dossier(answers, reversed(DOCUMENTS), setting) == DOSSIER


def test_restricted_claims_are_refused() -> None:
    """A dossier is passed on, and so it takes nothing restricted."""
    closed = replace(CONTAINERS, handling="restricted")
    answer = FlowAnswer(Flow("KP", "RU"), (closed,), 1, (), (), counted=ids(closed))
    with pytest.raises(UsageError, match="restricted"):
        dossier((answer,), DOCUMENTS, Setting("t", MADE_AT, "1", NAMES))
