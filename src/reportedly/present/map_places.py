"""Places as a map may show them: where people are deployed, no finer than the region, unless somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import asin, cos, radians, sin, sqrt

from reportedly.present.names import Names
from reportedly.terms.claim import Claim, Kind
from reportedly.terms.tables import PlaceRow

FINE = frozenset({"city", "port", "base", "crossing"})
"""Kinds of place that say where somebody stands."""
WITHIN_KM = 200.0
NAMESAKE = 3
"""A region named for the place may have its middle so many times as far away as another."""
_EARTH_KM = 6371.0


def shown_place(
    place: PlaceRow,
    kind: Kind,
    places: Sequence[PlaceRow],
    anchors: Mapping[str, tuple[float, float]],
    names: Names,
    *,
    fine: bool = False,
) -> PlaceRow | None:
    """Where a claim's place is drawn: that of a deployment coarsely, unless fine is asked for; any other as it is."""
    return coarse(place, places, anchors, names) if kind == "deployment" and not fine else place


def named_places(
    claims: Iterable[Claim],
    places: Sequence[PlaceRow],
    anchors: Mapping[str, tuple[float, float]],
    names: Names,
    *,
    fine: bool,
) -> list[tuple[PlaceRow, str]]:
    """The places that claims name, as they may be shown, with the role in which each was named first; most named first."""
    rows, counts, roles = {row.place: row for row in places}, dict[str, int](), dict[str, tuple[PlaceRow, str]]()
    for claim in claims:
        for use in claim.places:
            row = rows.get(use.place or "")
            shown = shown_place(row, claim.kind, places, anchors, names, fine=fine) if row else None
            if shown is not None:
                counts[shown.place] = counts.get(shown.place, 0) + 1
                roles.setdefault(shown.place, (shown, use.role))
    return [roles[place] for place in sorted(counts, key=lambda place: (-counts[place], place))]


def coarse(
    place: PlaceRow,
    places: Sequence[PlaceRow],
    anchors: Mapping[str, tuple[float, float]],
    names: Names,
    within_km: float = WITHIN_KM,
) -> PlaceRow | None:
    """The region instead of a city, port, base or crossing: one of its name not far off, else the nearest of its country
    within so many kilometres, else the country at its anchor. None where no country is known. Regions and seas stay.
    """
    if place.kind not in FINE:
        return place
    if place.country is None:
        return None
    regions = [row for row in places if row.kind == "region" and row.country == place.country]
    near = sorted((apart_km(place, row), row.place, row) for row in regions)
    namesake = next((row for km, _, row in near if km <= NAMESAKE * within_km and _bears(row, place)), None)
    if namesake is not None:
        return namesake
    if near and near[0][0] <= within_km:
        return near[0][2]
    at = anchors.get(place.country)
    return PlaceRow(place.country, (names.party(place.country),), place.country, *at, "country") if at else None


def apart_km(one: PlaceRow, other: PlaceRow) -> float:
    """The distance over the globe."""
    up, across = radians(other.lat - one.lat), radians(other.lon - one.lon)
    chord = sin(up / 2) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(across / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, chord)))


def _bears(region: PlaceRow, place: PlaceRow) -> bool:
    """Whether a region is named for a place ("Kursk Oblast" for Kursk)."""
    return any(name == own or name.startswith(f"{own} ") for name in region.names for own in place.names)
