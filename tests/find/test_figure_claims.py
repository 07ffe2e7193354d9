"""Figures put to a flow that was told before: what it could hold, rises to, costs, comes to, and what is still to come."""

from __future__ import annotations

import pytest

from find.seeing import wired
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document
from reportedly.terms.quantity import Quantity


def claims(text: str) -> tuple[Claim, ...]:
    return wired().claims(Document(text, path="t", publisher="Harbour Gazette"))[0]


def figure(claim: Claim) -> Quantity:
    assert claim.quantity is not None
    return claim.quantity


def test_what_a_load_could_hold_is_a_capacity() -> None:
    """The figure is possible, and of the flow of the containers."""
    told, held = claims(
        "Oman shipped mortar shells to Chad in 12 containers. They could hold up to 90,000 mortar shells."
    )
    assert (held.actor, held.recipient, held.modality) == (told.actor, told.recipient, "possible")
    assert (figure(held).low, figure(held).high, figure(held).scope) == (None, 90_000, "capacity")


def test_what_a_number_could_rise_to_is_a_bound_above() -> None:
    """No figure is told from below; the people are those told of before."""
    told, risen = claims("Chad sent 300 soldiers to Mali. The number could rise to 900.")
    assert (risen.kind, risen.items, risen.modality) == (told.kind, told.items, "possible")
    assert (figure(risen).low, figure(risen).high, figure(risen).unit) == (None, 900, "person")


def test_more_on_the_way_is_planned_without_a_figure() -> None:
    """The same goods between the same sides, still to come."""
    told, coming = claims("Ghana sent Togo mortars, and more are on the way.")
    assert (coming.actor, coming.recipient, coming.items) == (told.actor, told.recipient, told.items)
    assert (coming.modality, coming.quantity) == ("planned", None)


def test_the_total_cost_is_a_sum_for_the_sale_ahead() -> None:
    """The sum is as planned as the sale is."""
    sale, cost = claims("Finland will sell Kenya six radars. The estimated total cost is $90 million.")
    assert (cost.items, cost.modality) == (sale.items, "planned")
    assert (figure(cost).low, figure(cost).unit) == (90_000_000, "USD")


def test_the_cost_of_a_sale_that_is_done_is_not_put_to_it() -> None:
    """Only what is planned or desired has an estimated cost."""
    assert len(claims("Finland sold Kenya six radars. The estimated total cost is $90 million.")) == 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Kenya sent 40 soldiers to Haiti. The number of soldiers stands at 65.", 65),
        ("Ghana has sent Togo 40 rifles. The number of rifles stands at 4,000.", 4000),
    ],
)
def test_where_a_number_stands_is_a_figure_of_the_flow(text: str, number: int) -> None:
    """The later figure is asserted of the same sides and goods."""
    told, tallied = claims(text)
    assert (tallied.actor, tallied.recipient, tallied.items) == (told.actor, told.recipient, told.items)
    assert (figure(tallied).low, figure(tallied).high, tallied.modality) == (number, number, "asserted")


@pytest.mark.parametrize(
    "text",
    [
        "They could hold 90,000 mortar shells.",
        "The number could rise to 900.",
        "More are on the way.",
        "The total cost is $90 million.",
        "The number of rifles stands at 4,000.",
    ],
)
def test_a_figure_without_a_flow_before_it_is_no_claim(text: str) -> None:
    """Whose and for whom is told by nothing."""
    assert not claims(text)
