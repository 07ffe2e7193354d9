"""Colours and shapes of origins."""

from __future__ import annotations

from present.sample import ARMS, LATEST, MINISTER, REVISED, SILENCE
from present.sample_texts import CARGO, NAMES, claim
from reportedly.present.signs import COLOURS, legend_order, signs

SIGNS = signs(ARMS, NAMES)


def test_bodies_of_a_state_share_a_colour_and_differ_in_shape() -> None:
    """What counts once looks alike; who spoke is still told apart."""
    service, ministry = SIGNS["NIS"], SIGNS["South Korea’s defence ministry"]
    assert service.colour == ministry.colour
    assert service.shape != ministry.shape
    assert SIGNS["UK Ministry of Defence"].colour != service.colour


def test_newspapers_in_their_own_voice_are_grey() -> None:
    """They are no state."""
    assert SIGNS["Newsweek"].colour is None


def test_no_two_origins_of_a_colour_share_a_shape() -> None:
    """As long as there are shapes."""
    assert len({(sign.colour, sign.shape) for sign in SIGNS.values()}) == len(SIGNS)
    crowd = [claim(CARGO, "some 6,700", origins=(f"KR-{number}",)) for number in range(COLOURS)]
    assert len({sign.shape for sign in signs(crowd, NAMES).values()}) == COLOURS


def test_the_order_of_claims_does_not_matter() -> None:
    """The same signs come of the same claims."""
    assert signs(reversed(ARMS), NAMES) == SIGNS


def test_a_legend_puts_one_colour_side_by_side() -> None:
    """Grey comes last."""
    given = signs((LATEST, REVISED, MINISTER, SILENCE), NAMES)
    colours = [given[origin].colour for origin in legend_order(given, given)]
    assert colours[-1] is None
    assert colours[:-1] == sorted(colours[:-1], key=lambda colour: colour or 0)
