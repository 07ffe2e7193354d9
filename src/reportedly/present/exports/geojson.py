"""GeoJSON (RFC 7946): a feature for each place that a claim names, as coarse as what is known and may be shown of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportedly.present.exports.export import Export, Files
from reportedly.present.map_places import shown_place
from reportedly.present.names import Names
from reportedly.present.words import chain_words, many
from reportedly.terms.claim import Claim, Kind, PlaceUse
from reportedly.terms.record import Json
from reportedly.terms.tables import PlaceRow

LOST = (
    "A point is the middle of the place that the words name, never a spot: coordinates have no more digits than that.",
    "A deployment stands at the middle of its region, never of a city, port, base or crossing.",
    "What has no point is a feature without geometry, which says why; many maps do not draw it.",
    "Of the claim there are its main values, its words and its chain; the whole record is in jsonl.",
    "Rejected claims, decisions that a later one replaced, and the documents' texts stay in the ledger.",
)


@dataclass(frozen=True, slots=True)
class Precision:
    """How exact a point is. digits: decimals of a degree that are written; metres: how far off what is meant may lie."""

    digits: int
    metres: int
    words: str


_PRECISIONS = {
    "city": Precision(2, 10_000, "the middle of a city, not the spot"),
    "port": Precision(2, 10_000, "the middle of a port, not the spot"),
    "base": Precision(1, 10_000, "near a base, not the spot"),
    "crossing": Precision(1, 10_000, "near a crossing, not the spot"),
    "region": Precision(1, 100_000, "the middle of a region, not the spot"),
    "sea": Precision(0, 500_000, "somewhere in a sea, not the spot"),
}
_COARSEST = Precision(0, 500_000, "the middle of a country, not the spot")

_NO_PLACE = "the claim names no place"
_UNKNOWN = "the place is not in the table of places"
_TOO_FINE = "a deployment is shown no finer than its region, and none is known near this place"


def precision(kind: str) -> Precision:
    """How exact the points of a kind of place are; of a kind that is not known, as exact as those of a country."""
    return _PRECISIONS.get(kind, _COARSEST)


def geojson(export: Export) -> Files:
    """A FeatureCollection in the order of the claims; what this is and the moment are foreign members."""
    features = list(_features(export))
    unplaced = sum(feature["geometry"] is None for feature in features)
    collection = {
        "type": "FeatureCollection",
        "about": export.about(),
        "moment": export.moment.words(),
        "version": export.version,
        "placed": f"{many(len(features) - unplaced, 'point')}, {many(unplaced, 'feature')} without one.",
        "features": features,
    }
    return {"": (json.dumps(collection, ensure_ascii=False) + "\n").encode()}


def _features(export: Export) -> Iterator[Json]:
    shown = _shower(export)
    for claim in export.claims:
        told = _told(claim, export.names)
        if not claim.places:
            yield _feature(claim.id, None, {**told, "unplaced": _NO_PLACE})
        for number, use in enumerate(claim.places, start=1):
            point = shown(use.place or "", claim.kind)
            where = {"role": use.role, "words": use.name, "place": use.place}
            yield _feature(f"{claim.id}/{number}", point, {**told, **where, **_exactness(use, point, export)})


def _shower(export: Export) -> Callable[[str, Kind], PlaceRow | None]:
    """Where a place may be shown for a kind of claim; worked out once for each place."""
    rows, known = tuple(export.places.values()), dict[tuple[str, bool], PlaceRow | None]()

    def shown(place: str, kind: Kind) -> PlaceRow | None:
        row, key = export.places.get(place), (place, kind == "deployment")
        if row is not None and key not in known:
            known[key] = shown_place(row, kind, rows, {}, export.names)
        return known.get(key)

    return shown


def _feature(id_: str, point: PlaceRow | None, properties: Json) -> Json:
    geometry = {"type": "Point", "coordinates": _position(point)} if point else None
    return {"type": "Feature", "id": id_, "geometry": geometry, "properties": properties}


def _position(point: PlaceRow) -> list[float]:
    """Longitude and latitude, with no more digits than are known; never a minus before nought."""
    digits = precision(point.kind).digits
    return [round(point.lon, digits) + 0.0, round(point.lat, digits) + 0.0]


def _exactness(use: PlaceUse, point: PlaceRow | None, export: Export) -> Json:
    """How exact the point is and whose it is, or why there is none."""
    if point is None:
        return {"unplaced": _TOO_FINE if use.place in export.places else _UNKNOWN}
    exact = precision(point.kind)
    whose = {"point": point.place, "point_kind": point.kind, "point_name": point.names[0]}
    return {**whose, "precision": exact.words, "precision_m": exact.metres}


def _told(claim: Claim, names: Names) -> Json:
    """What stands in every feature of a claim."""
    quantity = claim.quantity
    return {
        "claim": claim.id,
        "kind": claim.kind,
        "actor": list(claim.actor),
        "recipient": list(claim.recipient),
        "item_classes": list(claim.item_classes),
        "quantity_low": quantity.low if quantity else None,
        "quantity_high": quantity.high if quantity else None,
        "quantity_unit": quantity.unit if quantity else None,
        "modality": claim.modality,
        "origins": list(claim.origins),
        "chain": chain_words(claim, names),
        "quote": claim.evidence.quote,
        "url": claim.document.url,
        "document": claim.document.id,
        "published_on": claim.published_on.isoformat() if claim.published_on else None,
        "checked": claim.reviewed is not None,
    }
