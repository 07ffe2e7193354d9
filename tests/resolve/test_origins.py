"""Who repeats whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assess.told import ITEMS, document, told
from reportedly.resolve.origins import counted_states, echoes
from reportedly.terms.claim import Claim
from reportedly.terms.flow import Echo

MONDAY, TUESDAY = date(2024, 3, 4), date(2024, 3, 5)
OTHER = "Nothing here is like anything there, and the two have not a single run of words in common at all. " * 4


def test_bodies_count_as_their_state() -> None:
    """Two services of one state are that state once; a plain name is itself."""
    assert counted_states(told(("KR-NIS", "KR-MND", "A think tank"))) == ("KR", "A think tank")


def test_a_chain_that_ends_where_one_ended_before_is_an_echo() -> None:
    """A second newspaper with the same figure of the same service repeats the first."""
    first = told("KR-NIS", 1_000, on=MONDAY)
    second = told("KR-NIS", 1_000, on=TUESDAY, publisher="The Echo")
    (found,) = echoes([second, first], [], ITEMS)
    assert (found.claim, found.of, found.kind) == (second.id, first.id, "chain")


def test_the_origins_own_page_is_never_the_echo() -> None:
    """An official publication is nearest its origin, even where a newspaper's bears an earlier date."""
    early = told("KR-NIS", 1_000, on=MONDAY)
    own = told("KR-NIS", 1_000, on=TUESDAY, publisher="KR-NIS")
    own = replace_first_link(own, "KR-NIS")
    (found,) = echoes([early, own], [], ITEMS)
    assert (found.claim, found.of) == (early.id, own.id)


def replace_first_link(claim: Claim, party: str) -> Claim:
    return replace(claim, attribution=(replace(claim.attribution[0], party=party), *claim.attribution[1:]))


def test_a_new_figure_of_a_known_origin_is_no_echo() -> None:
    """A revision is news."""
    assert echoes([told("KR-NIS", 1_000, on=MONDAY), told("KR-NIS", 2_000, on=TUESDAY)], [], ITEMS) == ()


def test_a_claim_in_a_copied_text_is_an_echo_whatever_origin_was_read() -> None:
    """The same text on another site is a copy, also where the reader took the site for the origin."""
    first = told("KR-NIS", 1_000, on=MONDAY, doc="first")
    copy = told("The Echo", 1_000, on=TUESDAY, publisher="The Echo", doc="copy", basis="imagery")
    documents = [document("copy", published=TUESDAY), document("first", published=MONDAY)]
    (found,) = echoes([first, copy], documents, ITEMS)
    assert (found.claim, found.of, found.kind) == (copy.id, first.id, "copy")


def test_different_texts_are_no_copies() -> None:
    """Two origins with one figure in unlike texts stay two."""
    claims = [told("KR-NIS", 9, on=MONDAY, doc="first"), told("UA-GUR", 9, on=TUESDAY, doc="second")]
    documents = [document("first", published=MONDAY), document("second", published=TUESDAY, text=OTHER)]
    assert echoes(claims, documents, ITEMS) == ()


@pytest.mark.parametrize(
    ("voice", "repeats"),
    [
        (told("The Echo", 1_000, on=TUESDAY, publisher="The Echo"), True),
        (told("The Echo", on=TUESDAY, publisher="The Echo"), True),
        (told("The Echo", 500, 999, vague=True, on=TUESDAY, publisher="The Echo"), True),
        (told("The Echo", 1_000, on=TUESDAY, publisher="The Echo", item="artillery-shell"), False),
        (told("The Echo", 7_000, on=TUESDAY, publisher="The Echo"), False),
        (told("The Echo", 1_000, on=TUESDAY, publisher="The Echo", basis="documents"), False),
        (told("The Echo", 1_000, on=date(2024, 1, 1), publisher="The Echo"), False),
        (told("The Echo", 1_000, on=TUESDAY, publisher="The Echo", recipient=("IR",)), False),
    ],
)
def test_a_publishers_own_voice_restates_what_an_origin_had_said(voice: Claim, repeats: bool) -> None:
    """It is an echo where it gives an origin's figure (or less, or none) after it; not where it is first, higher, on
    another flow or class, or with a basis of its own.
    """
    origin = told("KR-NIS", 1_000, on=MONDAY)
    found = echoes([voice, origin], [], ITEMS)
    assert [(e.claim, e.kind) for e in found] == ([(voice.id, "own-voice")] if repeats else [])


def test_the_order_of_claims_does_not_matter() -> None:
    """The same echoes come out whichever way round the claims are read."""
    claims = [told("KR-NIS", 9, on=MONDAY, publisher=f"Paper {n}") for n in range(6)]
    forward: tuple[Echo, ...] = echoes(claims, [], ITEMS)
    assert forward == echoes(claims[::-1], [], ITEMS)
    assert len(forward) == 5


def test_a_rare_figure_of_its_own_restates_nobody() -> None:
    """A research group that counts 15,800 itself does not restate a service's 20,000; a paper's "more than 15,000" may."""
    service = told("KR-DIA", 20_000, on=date(2024, 10, 28), said=date(2024, 10, 28))
    group = told("A think tank", 15_800, on=date(2025, 4, 15), publisher="A think tank")
    paper = told("The Gazette", 15_000, on=date(2025, 4, 15), publisher="The Gazette")
    assert [echo.claim for echo in echoes([service, group, paper], (), ITEMS)] == [paper.id]


def test_a_body_on_its_own_page_is_no_press() -> None:
    """An alliance that gives a lower round figure than a service is an origin, where it is known to be no press."""
    service = told("KR-NIS", 11_000, on=date(2024, 10, 20), said=date(2024, 10, 20))
    alliance = told("NATO", 10_000, on=date(2024, 10, 30), publisher="NATO")
    assert echoes([service, alliance], (), ITEMS, bodies={"NATO"}) == ()
    assert [echo.claim for echo in echoes([service, alliance], (), ITEMS)] == [alliance.id]


def test_at_least_does_not_restate_up_to() -> None:
    """One number as a least and as a most is not the same figure."""
    most = told("KR", None, 5_000, on=date(2024, 1, 1), said=date(2024, 1, 1))
    least = told("The Gazette", 5_000, on=date(2024, 2, 1), publisher="The Gazette")
    assert echoes([most, least], (), ITEMS) == ()


def test_a_promise_is_nothing_to_restate() -> None:
    """What was pledged in January is not what a paper says was delivered: it restates the delivery told in March."""
    pledge = told("US", 31, on=date(2024, 1, 1), said=date(2024, 1, 1), stage="pledged", name="pledge")
    given = told("US", 31, on=date(2024, 3, 1), said=date(2024, 3, 1), name="given")
    paper = told("The Gazette", 31, on=date(2024, 4, 1), publisher="The Gazette", name="paper")
    assert {echo.claim: echo.of for echo in echoes([pledge, given, paper], (), ITEMS)}["paper"] == "given"
