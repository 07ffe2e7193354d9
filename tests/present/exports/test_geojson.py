"""GeoJSON, held against the rules of RFC 7946, and the shapes against a library of shapes."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from shapely.geometry import shape

from present.exports.generated import MANY, PLACES, sample_export
from reportedly.present.exports.export import Export
from reportedly.present.exports.geojson import geojson, precision
from reportedly.present.map_places import FINE
from reportedly.terms.claim import Claim, PlaceUse
from reportedly.terms.tables import PlaceRow

POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "prefixItems": [
                {"type": "number", "minimum": -180, "maximum": 180},
                {"type": "number", "minimum": -90, "maximum": 90},
            ],
            "minItems": 2,
            "maxItems": 2,
        },
    },
    "not": {"anyOf": [{"required": [name]} for name in ("geometry", "properties", "features", "crs")]},
}
FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "id": {"type": ["string", "number"]},
        "geometry": {"anyOf": [{"type": "null"}, POINT]},
        "properties": {"type": ["object", "null"]},
    },
    "not": {"anyOf": [{"required": [name]} for name in ("coordinates", "geometries", "features", "crs")]},
}
RFC_7946 = Draft202012Validator(
    {
        "type": "object",
        "required": ["type", "features"],
        "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": FEATURE}},
        "not": {"anyOf": [{"required": [n]} for n in ("coordinates", "geometries", "geometry", "properties", "crs")]},
    }
)
"""Sections 3.1.1, 3.1.2, 3.2, 3.3, 4 and 7.1 for collections of points: order and bounds, members that must and must not
be there, no other reference system.
"""


def written(export: Export) -> Any:
    return json.loads(geojson(export)[""].decode("utf-8"), parse_constant=pytest.fail)


def placed(*names: str, kind: str = "transfer", places: dict[str, PlaceRow] = PLACES) -> list[dict[str, Any]]:
    """The features of a claim of a kind with these places."""
    uses = tuple(PlaceUse(name, name, "at") for name in names)
    claim = replace(sample_export(1).claims[0], kind=kind, places=uses)
    features: list[dict[str, Any]] = written(sample_export(0, claims=(claim,), places=places))["features"]
    return features


@pytest.mark.parametrize("many", MANY)
def test_many_claims_are_valid(many: int) -> None:
    """By the RFC's rules; each geometry is a valid shape on the globe; each id stands once."""
    found = written(sample_export(many))
    RFC_7946.validate(found)
    shapes = [shape(feature["geometry"]) for feature in found["features"] if feature["geometry"]]
    assert len(shapes) > many // 2
    assert all(each.is_valid and abs(each.x) <= 180 and abs(each.y) <= 90 for each in shapes)
    assert len({feature["id"] for feature in found["features"]}) == len(found["features"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"type": "Point", "coordinates": [200, 0]},
        {"type": "Point", "coordinates": [0, 91]},
        {"type": "Point", "coordinates": ["0", "1"]},
        {"type": "Point"},
        {"type": "point", "coordinates": [0, 1]},
    ],
)
def test_what_is_wrong_is_found(wrong: Any) -> None:
    """The rules that the files pass do refuse a point off the globe, words for numbers, and none."""
    feature = {"type": "Feature", "properties": None, "geometry": wrong}
    assert not RFC_7946.is_valid({"type": "FeatureCollection", "features": [feature]})
    assert RFC_7946.is_valid({"type": "FeatureCollection", "features": [{**feature, "geometry": None}]})


def test_nothing_is_left_out() -> None:
    """Each claim has a feature for each of its places, or one for none; each has a point or says why not."""
    export = sample_export(2_000)
    features = written(export)["features"]
    assert Counter(feature["properties"]["claim"] for feature in features) == {
        claim.id: max(1, len(claim.places)) for claim in export.claims
    }
    assert all((feature["geometry"] is None) == ("unplaced" in feature["properties"]) for feature in features)


def test_a_place_that_is_not_known_says_so() -> None:
    """As does a claim without a place."""
    assert placed("no-such-place")[0]["properties"]["unplaced"] == "the place is not in the table of places"
    assert placed()[0]["properties"]["unplaced"] == "the claim names no place"


@pytest.mark.parametrize(
    ("place", "position", "metres"),
    [
        ("rajin", [130.3, 42.25], 10_000),
        ("kursk", [36.19, 51.74], 10_000),
        ("tumangang", [130.6, 42.4], 10_000),
        ("tikhoye", [107.2, 52.5], 10_000),
        ("kursk-oblast", [35.4, 51.7], 100_000),
        ("sea-of-okhotsk", [150, 55], 500_000),
        ("date-line", [180, -90], 500_000),
        ("far-side", [-180, 90], 10_000),
    ],
)
def test_a_point_has_no_more_digits_than_are_known(place: str, position: list[float], metres: int) -> None:
    """And says how exact it is, in metres and in words; longitude comes first."""
    found = placed(place)[0]
    assert found["geometry"]["coordinates"] == position
    assert found["properties"]["precision_m"] == metres
    assert "not the spot" in found["properties"]["precision"]


def test_no_point_is_finer_than_its_kind_allows() -> None:
    """Over all features: digits after the point, at most two."""
    for feature in written(sample_export(2_000))["features"]:
        if feature["geometry"]:
            allowed = precision(feature["properties"]["point_kind"]).digits
            assert all(round(each, allowed) == each for each in feature["geometry"]["coordinates"])


def test_nought_bears_no_minus() -> None:
    """A place just south and west of nought stands at nought."""
    assert '"coordinates": [0.0, 0.0]' in json.dumps(placed("null-island"))


def test_a_deployment_is_no_finer_than_its_region() -> None:
    """People stand in Kursk Oblast, not in Kursk; the goods of a transfer may go to Kursk."""
    deployed, sent = placed("kursk", kind="deployment")[0], placed("kursk")[0]
    assert deployed["properties"]["point"] == "kursk-oblast"
    assert deployed["geometry"]["coordinates"] == [35.4, 51.7]
    assert deployed["properties"]["precision_m"] == 100_000
    assert sent["properties"]["point"] == "kursk"


def test_a_deployment_without_a_region_near_has_no_point() -> None:
    """Rather than a finer one; the feature says why."""
    found = placed("rajin", kind="deployment")[0]
    assert found["geometry"] is None
    assert "no finer than its region" in found["properties"]["unplaced"]


@pytest.mark.parametrize("many", MANY)
def test_no_deployment_of_many_stands_at_a_fine_place(many: int) -> None:
    """Whatever the place, its point is that of a region, a sea or a country, or there is none."""
    features = written(sample_export(many, seed=1))["features"]
    deployed = [feature["properties"] for feature in features if feature["properties"]["kind"] == "deployment"]
    assert {told["point_kind"] for told in deployed if "point_kind" in told} <= {"region", "sea", "country"}
    assert any(told.get("place") in PLACES and PLACES[told["place"]].kind in FINE for told in deployed)


def test_the_values_are_those_of_the_claim() -> None:
    """Words, chain, figures and the part that the place plays."""
    export = sample_export(300)
    by_id: dict[str, Claim] = {claim.id: claim for claim in export.claims}
    for feature in written(export)["features"]:
        told = feature["properties"]
        claim = by_id[told["claim"]]
        assert told["quote"] == claim.evidence.quote
        assert (told["actor"], told["recipient"]) == (list(claim.actor), list(claim.recipient))
        assert told["quantity_low"] == (claim.quantity.low if claim.quantity else None)
        if "role" in told:
            number = int(feature["id"].rpartition("/")[2])
            use = claim.places[number - 1]
            assert (told["words"], told["place"], told["role"]) == (use.name, use.place, use.role)


def test_the_moment_stands_in_the_collection() -> None:
    """What this is, which moment it shows, and how much of it has a point."""
    export = sample_export(30)
    found = written(export)
    points = sum(feature["geometry"] is not None for feature in found["features"])
    assert (found["about"], found["moment"]) == (export.about(), export.moment.words())
    assert found["placed"].startswith(f"{points} points, ")


def test_the_same_export_gives_the_same_bytes() -> None:
    """Nothing of the hour or the machine is in it."""
    assert geojson(sample_export(100)) == geojson(sample_export(100))


def test_the_examples_are_valid(examples: Export) -> None:
    """What the shipped examples give: some of it has a point, and no deployment stands at a city."""
    found = written(examples)
    RFC_7946.validate(found)
    told = [feature["properties"] for feature in found["features"] if feature["geometry"]]
    assert told
    assert not {each["point_kind"] for each in told if each["kind"] == "deployment"} & FINE
