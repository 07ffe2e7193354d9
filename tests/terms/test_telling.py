"""How near a claim stands to its origin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from keep.samples import containers, report
from reportedly.terms.attribution import Link
from reportedly.terms.claim import Claim
from reportedly.terms.period import Period
from reportedly.terms.quantity import Quantity
from reportedly.terms.telling import is_official, is_own_voice, is_state, nearness, principal, told_on
from strategies import quantities

DAY, EARLIER = date(2023, 10, 13), date(2023, 10, 11)


def told_by(publisher: str | None, *origins: str, **values: object) -> Claim:
    """The claim as a publisher prints it of some origins."""
    links = (Link(publisher or "", publisher),)
    document = replace(containers(report()).document, publisher=publisher)
    return replace(containers(report()), document=document, attribution=links, origins=origins, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Period(EARLIER, DAY, "since Wednesday"), EARLIER),
        (Period(None, EARLIER, "by Wednesday"), EARLIER),
        (Period(None, None, "recently"), DAY),
        (None, DAY),
    ],
)
def test_a_claim_is_told_on_the_day_of_its_statement(said: Period | None, told: date) -> None:
    """Where no day of the statement is known it is that of publication."""
    assert told_on(replace(containers(report(published_on=DAY)), said=said)) == told


@pytest.mark.parametrize(
    ("publisher", "origins", "official"),
    [
        ("GB-MOD", ("GB-MOD",), True),
        ("GB", ("GB-MOD",), True),
        ("Daily", ("GB-MOD",), False),
        ("GB-MOD", ("KR-NIS",), False),
        ("Yonhap", ("Yonhap",), False),
        (None, ("GB-MOD",), False),
    ],
)
def test_official_is_what_a_state_publishes_of_itself(
    publisher: str | None, origins: tuple[str, ...], official: bool
) -> None:
    """A ministry's own page is; a newspaper's report of it, or its page on another state's words, is not."""
    assert is_official(told_by(publisher, *origins)) == official


@pytest.mark.parametrize(
    ("origins", "own"), [(("Daily",), True), (("Daily", "KR-NIS"), False), (("GB-MOD",), False), ((), False)]
)
def test_its_own_voice_is_a_publisher_alone(origins: tuple[str, ...], own: bool) -> None:
    """The only origin is who printed it, and that is no state."""
    assert is_own_voice(told_by("Daily", *origins)) == own


def test_a_ministry_is_no_publisher_in_its_own_voice() -> None:
    """What a state publishes of itself is a statement."""
    assert not is_own_voice(told_by("GB-MOD", "GB-MOD"))


def test_nearest_first_is_official_then_early() -> None:
    """Sorted by nearness a state's own page comes first, then reports by day, the undated last."""
    own = told_by("KR-NIS", "KR-NIS")
    early, late = (
        replace(told_by("Daily", "KR-NIS"), document=report(n, published_on=on)) for n, on in ((1, EARLIER), (2, DAY))
    )
    undated = replace(told_by("Daily", "KR-NIS"), document=report(3, published_on=None))
    assert sorted([undated, late, own, early], key=nearness) == [own, early, late, undated]


@pytest.mark.parametrize(
    ("code", "state"),
    [
        ("KR", True),
        ("KR-NIS", True),
        ("MSMT", False),
        ("Yonhap", False),
        ("Al-Shabaab", False),
        ("kr", False),
        ("", False),
    ],
)
def test_states_and_their_bodies_are_told_from_names(code: str, state: bool) -> None:
    """Two capital letters, alone or before a hyphen."""
    assert is_state(code) == state


@given(quantities())
def test_the_principal_figure_is_the_lower_bound(quantity: Quantity) -> None:
    """Of "up to" it is the upper bound; of no figure, nothing."""
    assert principal(quantity) == (quantity.high if quantity.low is None else quantity.low)
    assert principal(None) is None
