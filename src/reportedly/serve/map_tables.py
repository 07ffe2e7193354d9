"""Loads what lies under the maps: outlines of land and borders, and each party's point."""

from __future__ import annotations

import csv
import io
import json
from functools import cache
from importlib.resources import files

from reportedly.present.map_base import MapBase, map_base


@cache
def load_map() -> MapBase:
    """The base of every map, read once."""
    folder = files("reportedly") / "data" / "map"
    outlines = json.loads((folder / "outlines.json").read_text(encoding="utf-8"))
    rows = csv.DictReader(io.StringIO((folder / "anchors.csv").read_text(encoding="utf-8")))
    return map_base(outlines, {row["code"]: (float(row["lat"]), float(row["lon"])) for row in rows})
