"""The map of a dossier: one arc a flow, with its main band, and the places that most of its claims name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.present.bands import BandRow
from reportedly.present.map_base import MapBase
from reportedly.present.map_figure import MapFigure, map_figure
from reportedly.present.map_flows import MapFlow, PlaceMark
from reportedly.present.map_places import named_places
from reportedly.present.telling import Telling
from reportedly.terms.flow import Total
from reportedly.terms.tables import PlaceRow

MARKED = 8
"""Places that the map names."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What maps are drawn on: land, borders and each party's point; and the rows of places."""

    base: MapBase
    places: Sequence[PlaceRow] = ()


def dossier_map(parts: Iterable[tuple[str, Telling, Sequence[BandRow]]], ground: Ground) -> MapFigure | None:
    """The map of some flows: each with the anchor of its section and its bands, the main one first; None of none."""
    given = list(parts)
    if not given:
        return None
    names = given[0][1].names
    flows = [_on_map(anchor, telling, rows) for anchor, telling, rows in given]
    claims = {claim.id: claim for _, telling, _ in given for claim in telling.own}
    named = named_places(claims.values(), ground.places, ground.base.anchors, names, fine=False)
    marks = [PlaceMark(row.names[0], row.lat, row.lon, role) for row, role in named[:MARKED]]
    return map_figure(flows, ground.base, names, marks=marks)


def _on_map(anchor: str, telling: Telling, rows: Sequence[BandRow]) -> MapFlow:
    flow = telling.answer.flow
    total = _total(telling, rows[0]) if rows else None
    held = telling.claims(total.because if total else telling.answer.counted)
    return MapFlow(
        supplier=flow.supplier or "",
        recipient=flow.recipient or "",
        label=telling.names.item(flow.item) if flow.item else "everything",
        low=total.low if total else None,
        high=total.high if total else None,
        unit=total.unit if total else "",
        href=f"#{anchor}",
        sure=any(claim.modality == "asserted" for claim in held),
        approximate=total is not None and total.approximate,
    )


def _total(telling: Telling, row: BandRow) -> Total | None:
    """The band on one origin that a row prints."""
    like = (t for t in telling.answer.totals if (t.item, t.unit, t.level) == (row.item, row.unit, 1))
    return next((t for t in like if t.counting == "with-unknown"), None)
