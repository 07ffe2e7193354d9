"""Sentences made from the assessment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from present.sample import ARMS, CONTAINERS, COURSE, LATEST, SILENCE, TRIPWIRE, arms_answer, ids, people_answer
from present.sample_texts import NAMES
from reportedly.present.footnotes import footnotes, numbers
from reportedly.present.sentences import claim_sentence, strongest, total_sentence
from reportedly.terms.claim import MODALITIES, Modality
from reportedly.terms.flow import Total

NUMBERS = numbers(footnotes((*ARMS, *people_answer().claims), {}))


def test_a_claim_is_told_with_its_chain_and_modality() -> None:
    """The sentence names origin, relays and publisher, and how the origin puts it."""
    assert claim_sentence(LATEST, NAMES) == (
        "NIS, as relayed by lawmakers, via Yonhap, in Newsweek: a transfer of at least 13,000 containers of munitions from "
        "North Korea to Russia is assessed."
    )


def test_a_condition_is_never_dropped() -> None:
    """What is said under a condition is told with the condition's words."""
    assert "made conditional; the condition: “if the North went too far”" in claim_sentence(TRIPWIRE, NAMES)
    assert "“the pace holds”" in claim_sentence(COURSE, NAMES)


@pytest.mark.parametrize("modality", MODALITIES)
def test_every_modality_reads_differently(modality: Modality) -> None:
    """No two modalities are told in the same words."""
    others = {claim_sentence(replace(CONTAINERS, modality=other), NAMES) for other in MODALITIES if other != modality}
    assert claim_sentence(replace(CONTAINERS, modality=modality), NAMES) not in others


def test_an_unanswered_request_is_told_as_such() -> None:
    """A response says whom it is about, and does not say that they answered or denied."""
    told = claim_sentence(SILENCE, NAMES)
    assert told == "Newsweek, in its own voice: on the response of North Korea, in the words quoted."


def test_totals_say_how_many_origins() -> None:
    """A band on several origins says how many and whether they are known to be independent; its top is no ceiling."""
    single = Total("munitions", "container", 1, "independent", 1000, 2000, date(2024, 1, 2), ids(CONTAINERS))
    told = total_sentence(single, NAMES, NUMBERS)
    assert told.text == (
        "Munitions: one origin says at least 1,000 containers; highest stated 2,000 containers, as of 2 Jan 2024, "
        "which is no ceiling."
    )
    assert told.notes == (NUMBERS[CONTAINERS.id],)
    unsure = total_sentence(replace(single, level=2, counting="with-unknown"), NAMES, NUMBERS).text
    assert "2 origins, not all known to be independent of each other, each say" in unsure


def test_the_strongest_bands_are_taken() -> None:
    """Of the bands on more than one origin, independent ones come before others, and higher levels before lower."""
    assert [(total.level, total.counting) for total in strongest(arms_answer().totals)] == [
        (1, "independent"), (2, "independent"),
    ]  # fmt: skip


def test_a_band_that_nothing_holds_up_is_not_told() -> None:
    """No claims, no sentence; and where no lower bound is stated none is spoken of."""
    nothing = Total("munitions", "container", 2, "independent", None, None, None, ())
    assert strongest((nothing,)) == ()
    upper = Total("munitions", "round", 1, "independent", None, 9_000_000, None, ids(CONTAINERS))
    told = total_sentence(upper, NAMES, NUMBERS).text
    assert told == "Munitions: highest stated 9 million rounds, which is no ceiling."
