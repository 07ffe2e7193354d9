"""Places of troops on the map: no finer than the region."""

from __future__ import annotations

import pytest

from present.map_page import BASE, NAMES, TABLES
from reportedly.present.map_places import FINE, apart_km, coarse, shown_place
from reportedly.terms.tables import PlaceRow

PLACES = TABLES.places
BASE_IN_KURSK = PlaceRow("somewhere-ru", ("Somewhere",), "RU", 51.3, 35.3, "base")
FAR = PlaceRow("far-ru", ("Far",), "RU", 75.0, 100.0, "base")


def _coarse(place: PlaceRow) -> PlaceRow | None:
    return coarse(place, PLACES, BASE.anchors, NAMES)


def test_a_base_becomes_the_region_around_it() -> None:
    """A base is drawn at the middle of the nearest region of its country."""
    found = _coarse(BASE_IN_KURSK)
    assert found
    assert (found.kind, found.country, found.names[0]) == ("region", "RU", "Kursk Oblast")


def test_a_city_becomes_the_region_of_its_name() -> None:
    """A city whose region bears its name is drawn there, however near another one is."""
    city = next(row for row in PLACES if row.kind == "city" and row.names[0] == "Kharkiv")
    found = _coarse(city)
    assert found
    assert found.names[0] == "Kharkiv Oblast"


def test_far_from_every_region_it_is_the_country() -> None:
    """Where no region is near, the place is drawn at the country's point, under the country's name."""
    found = _coarse(FAR)
    assert found
    assert (found.kind, found.names, (found.lat, found.lon)) == ("country", ("Russia",), BASE.anchors["RU"])


def test_what_lies_in_no_country_is_not_drawn() -> None:
    """A base without a country has no region to stand for it."""
    assert _coarse(PlaceRow("x", ("X",), None, 0.0, 0.0, "base")) is None


@pytest.mark.parametrize("kind", ["region", "sea"])
def test_regions_and_seas_stay(kind: str) -> None:
    """What is coarse already is drawn where it is."""
    place = PlaceRow("x", ("X",), None, 10.0, 10.0, kind)
    assert _coarse(place) is place


def test_no_place_of_the_tables_stays_fine() -> None:
    """Whatever the tables hold, no city, port, base or crossing is left of it."""
    assert all(found is None or found.kind not in FINE for found in map(_coarse, PLACES[::40]))


def test_only_deployments_are_coarse() -> None:
    """A transfer's port is drawn as it is; a deployment's only if somebody asks for it."""
    told = (PLACES, BASE.anchors, NAMES)
    assert shown_place(BASE_IN_KURSK, "transfer", *told) is BASE_IN_KURSK
    assert shown_place(BASE_IN_KURSK, "deployment", *told, fine=True) is BASE_IN_KURSK
    assert shown_place(BASE_IN_KURSK, "deployment", *told) is not BASE_IN_KURSK


def test_distances_are_those_of_the_globe() -> None:
    """A degree of the equator is about 111 km, also across the 180th meridian."""
    west, east = (PlaceRow("x", ("X",), None, 0.0, lon, "sea") for lon in (179.5, -179.5))
    assert apart_km(west, east) == pytest.approx(111.2, abs=0.2)
