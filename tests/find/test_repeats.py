"""Repeats within a document, and what points from claim to claim."""

from __future__ import annotations

from find.seeing import wired
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document


def claims(text: str) -> tuple[Claim, ...]:
    return wired().claims(Document(text, path="t", publisher="Harbour Gazette"))[0]


def test_a_repeat_is_further_evidence() -> None:
    """The same claim told twice by one origin is one claim with the other sentence in `also`; the figure leads."""
    first, second = "Serbia has sent Ghana rifles, Oslo said.", "Serbia has sent Ghana 400 rifles, Oslo said."
    text = f"{first}\n\n{second}"
    (claim,) = claims(text)
    assert claim.quantity is not None
    assert claim.quantity.low == 400
    assert [e.quote for e in claim.also] == [first]


def test_two_figures_are_two_claims() -> None:
    """Different figures of one origin are never one claim."""
    text = "Serbia has sent Ghana 900 rifles, Oslo said.\n\nSerbia has sent Ghana 400 rifles, Oslo said."
    assert sorted(c.quantity.low or 0 for c in claims(text) if c.quantity) == [400, 900]


def test_in_return_points_at_what_was_given() -> None:
    """What is wanted "in return" points by id at the claim of the other direction that stayed."""
    text = "Iran has sent Sudan 40 drones, Oslo said. In return, Tehran wants patrol boats from Sudan, Oslo said."
    given, wanted = sorted(claims(text), key=lambda c: c.modality != "asserted")
    assert wanted.modality == "desired"
    assert wanted.exchange == given.id
