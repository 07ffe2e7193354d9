"""The data under the maps."""

from __future__ import annotations

from importlib.resources import files

from reportedly.present.projection import HEIGHT, WIDTH
from reportedly.serve.map_tables import load_map
from shipped import shipped_tables

MAP = files("reportedly") / "data" / "map"


def test_every_state_has_a_point_on_the_map() -> None:
    """Each state code of data/parties has an anchor, and all but Antarctica and Bouvet lie in the world that is drawn."""
    base = load_map()
    codes = {row.code for row in shipped_tables().parties if row.kind == "state"}
    assert codes - base.anchors.keys() == set()
    for code in codes - {"AQ", "BV"}:
        point = base.anchor(code)
        assert point
        assert 0 <= point[0] <= WIDTH, code
        assert 0 <= point[1] <= HEIGHT, code


def test_a_body_stands_at_its_state() -> None:
    """A party without a point of its own is drawn at its state's; a name that nobody knows, nowhere."""
    base = load_map()
    assert base.anchor("KR-NIS") == base.anchor("KR")
    assert base.anchor("Yonhap") is None


def test_the_outlines_are_small_and_whole() -> None:
    """They fit into 250 kB, and no line runs across the world."""
    text = (MAP / "outlines.json").read_text(encoding="utf-8")
    assert len(text) < 250_000
    base = load_map()
    assert base.land.count("z") > 100
    for path in (base.land, base.settled, base.disputed):
        assert path.startswith("M")


def test_crimea_is_drawn_as_disputed() -> None:
    """Sevastopol's coast is among the disputed lines, and the note in the folder says whose it is in the source."""
    import json

    lines = json.loads((MAP / "outlines.json").read_text(encoding="utf-8"))["disputed"]
    assert any(
        min(line[::2]) < 339 < max(line[::2]) and min(line[1::2]) < 446 < max(line[1::2]) and len(line) > 20
        for line in lines
    )
    assert "Crimea" in (MAP / "README.md").read_text(encoding="utf-8")
