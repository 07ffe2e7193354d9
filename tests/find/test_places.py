"""Places and vessels: known names, ambiguous ones after a preposition, IMO numbers that hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from find.parsing import parse
from reportedly.find.gazetteer import lowered
from reportedly.find.places import PlaceNames, imo_holds, is_flag, vessels, with_unlisted
from reportedly.find.seen import Tokens
from reportedly.terms.mention import PlaceMention
from reportedly.terms.tables import PlaceRow

ROWS = (
    PlaceRow("rajin", ("Rajin", "Najin"), "KP", 42.25, 130.3, "port"),
    PlaceRow("march", ("March",), "GB", 52.5, 0.1, "city", ambiguous=True),
)


def found(text: str, *, with_parser: bool = False) -> list[PlaceMention]:
    tokens = Tokens(parse(text))
    known = PlaceNames(ROWS).find(text, lowered(text), tokens)
    return list(with_unlisted(known, (), text, tokens) if with_parser else known)


def test_every_spelling_is_the_same_place() -> None:
    """Names of one row lead to its id and its usual name."""
    (place,) = found("The ship left Najin on Monday.")
    assert (place.text, place.name, place.place, place.country) == ("Najin", "Rajin", "rajin", "KP")


def test_an_ambiguous_name_wants_a_preposition() -> None:
    """A town that is also a month is meant only after a preposition of place."""
    assert [m.place for m in found("March was cold. He lives near March.")] == ["march"]


def test_the_parser_adds_places_without_ids() -> None:
    """What no row knows and the parser sees has a name and nothing else."""
    added = [m for m in found("The ferry went from Rajin to Casablanca.", with_parser=True) if m.place is None]
    assert [(m.text, m.country) for m in added] == [("Casablanca", None)]


@pytest.mark.parametrize(
    ("text", "name", "imo"),
    [
        ("The vessel Lady R docked.", "Lady R", None),
        ("The tanker MV Angara (IMO 9179842) left.", "Angara", "9179842"),
        ("The ship Maria, IMO 9179843, left.", "Maria", None),
        ("A cargo vessel, the Kara Yildiz, was unloaded.", "Yildiz", None),
        ("The Lady Mary, a Maltese-flagged tanker, left.", "Mary", None),
    ],
)
def test_a_vessel_has_its_name_and_a_number_that_holds(text: str, name: str, imo: str | None) -> None:
    """A number whose check digit fails is dropped, the ship is kept."""
    (vessel,) = vessels(text)
    assert (vessel.name.split()[-1], vessel.imo) == (name.split()[-1], imo)


@pytest.mark.parametrize(
    "text",
    [
        "The ship, the Pentagon said, left.",
        "Ocean Lines, a Greek ship operator, paid.",
        "A ship, the judge found, left.",
    ],
)
def test_who_stands_beside_a_ship_is_no_ship(text: str) -> None:
    """Between commas stands a ship's name only where a comma closes it, and a firm that runs ships is none."""
    assert vessels(text) == ()


@pytest.mark.parametrize(
    ("text", "flag"),
    [("a Danish-flagged freighter", True), ("flying the Danish flag", True), ("the Danish flag carrier", False)],
)
def test_a_flag_is_told_by_the_words_around_it(text: str, flag: bool) -> None:
    """ "Danish" is a ship's flag before "-flagged", or flown; a flag carrier is an airline."""
    start = text.index("Danish")
    assert is_flag(text, start, start + 6) is flag


@given(st.integers(100000, 999999))
def test_one_check_digit_in_ten_holds(six: int) -> None:
    """To six digits exactly one seventh agrees."""
    assert sum(imo_holds(f"{six}{last}") for last in range(10)) == 1
