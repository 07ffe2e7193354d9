"""What the parser hung elsewhere, and what only looks like goods: read the whole way."""

from __future__ import annotations

import pytest

from find.seeing import seen, wired
from reportedly.terms.claim import Claim
from reportedly.terms.document import Document


def claims(text: str) -> tuple[Claim, ...]:
    return wired().claims(Document(text, path="t", publisher="Harbour Gazette"))[0]


def sides(text: str) -> set[tuple[tuple[str, ...], tuple[str, ...], str]]:
    return {(c.actor, c.recipient, c.modality) for c in claims(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent radars, the third batch this year, to Latvia.",
        "Norway could hand Latvia up to 16 radars, two officers said.",
        "Norway handed over to Latvia's army six radars.",
    ],
)
def test_the_order_of_words_tells_who_gets_what(text: str) -> None:
    """Goods and recipient are found where the parse has them apart."""
    assert {(a, r) for a, r, _ in sides(text)} == {(("NO",), ("LV",))}


@pytest.mark.parametrize(
    "text",
    [
        "Serbia deployed drones against Ghana.",
        "Ghana moved 900 soldiers to its eastern border.",
        "If Serbia sent Ghana rifles, Togo would protest.",
        "Norway built a power plant for Latvia.",
        "Rifles reached Ghana on Monday.",
        "Oman has suspended oil to Kenya.",
    ],
)
def test_what_is_no_flow_makes_no_claim(text: str) -> None:
    """Used, at home, supposed, built, with the supplier left open and no figure, everyday trade."""
    assert not claims(text)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Norway has sent Latvia six radars, and more are on the way.", "planned"),
        ("Serbia sent Ghana 40 rifles. The number could rise to 90.", "possible"),
    ],
)
def test_figures_are_put_to_the_flow_told_before(text: str, modality: str) -> None:
    """The second claim has the sides of the first."""
    first, second = claims(text)
    assert (first.actor, first.recipient) == (second.actor, second.recipient)
    assert second.modality == modality


def test_whoever_denies_what_was_told_denies_it() -> None:
    """The denial is of the same flow, in the name of the side that denies."""
    told, denied = claims("Togo says that Serbia has shipped rifles to Ghana. Accra rejected the claim.")
    assert (denied.actor, denied.recipient, denied.modality) == (told.actor, told.recipient, "denied")
    assert denied.origins == ("GH",)


def test_others_deny_nothing_of_their_own() -> None:
    """A state on neither side, and an allegation of its own content, make no denial of what was told."""
    assert len(claims("Togo says that Serbia has shipped rifles to Ghana. Peru rejected the claim.")) == 1


def test_a_figure_behind_at_is_no_weapon() -> None:
    """ "At 4,000" is no AT-4; the weapon is one in capitals."""
    assert not [m for m in seen("The number stands at 4,000.").items if m.item == "anti-tank-rocket"]
    assert [m.item for m in seen("Norway sent AT-4s.").items] == ["anti-tank-rocket"]


@pytest.mark.parametrize("text", ["Losses were put at 4.5 million.", "The guns stood at 4 places."])
def test_a_short_figure_behind_at_is_no_weapon(text: str) -> None:
    """Nor is "at 4", nor a figure that runs on behind a point."""
    assert "anti-tank-rocket" not in {m.item for m in seen(text).items}
