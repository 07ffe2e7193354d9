"""Which known words a mistyped one may have been meant for."""

from __future__ import annotations

import pytest

from reportedly.terms.near import nearest

KNOWN = (
    "Iran",
    "Russia",
    "Rwanda",
    "missile",
    "shell",
    "shelter",
    "steel",
    "communications",
    "artillery shell",
    "bomblet",
)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Irna", ("Iran",)),
        ("irann", ("Iran",)),
        ("Rusia", ("Russia",)),
        ("Rwnada", ("Rwanda",)),
        ("missle", ("missile",)),
        ("artilery  shel", ("artillery shell",)),
        ("shels", ("shell",)),
        ("shelt", ("shell",)),
        ("sheltr", ("shelter", "shell")),
    ],
)
def test_a_slip_or_two_lead_to_what_was_meant(given: str, meant: tuple[str, ...]) -> None:
    """A letter too many, too few, another, or two in the wrong order; the nearest first."""
    assert nearest(given, KNOWN) == meant


@pytest.mark.parametrize(
    "given", ["frobnicators", "Wakanda", "wibble", "blorks", "XX", "RUS", "", "reports", "kommunikat"]
)
def test_what_is_near_nothing_leads_nowhere(given: str) -> None:
    """A word that shares letters with a known one is not near it, and one of three letters is near everything."""
    assert nearest(given, KNOWN) == ()


def test_a_letter_struck_twice_is_forgiven_even_in_a_code() -> None:
    """It leads to one code alone, while another letter in its place would lead to many."""
    assert nearest("RUU", ("RU", "RW", "UA")) == ("RU",)
    assert nearest("kkp", ("KP", "Iran")) == ("KP",)
    assert nearest("RUA", ("RU", "UA")) == ()


def test_no_more_are_told_than_are_asked_for() -> None:
    """Of several as near, the first by the alphabet."""
    assert nearest("stall", ("stalk", "stale", "stall-x", "small"), 2) == ("small", "stale")
