"""The overview as a value: flows as a table and as a map, what is new, what to watch, what went wrong, what to check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.present.map_base import MapBase
from reportedly.present.map_figure import MapFigure, map_figure
from reportedly.present.map_flows import MapFlow, PlaceMark
from reportedly.present.map_places import named_places
from reportedly.present.names import Names
from reportedly.present.web.drawing import address
from reportedly.present.words import chain_words, counted_noun, day, quantity_words, upper_first
from reportedly.terms.claim import Claim
from reportedly.terms.flow import FlowSummary
from reportedly.terms.quantity import Quantity
from reportedly.terms.tables import PlaceRow

MAPPED = 14
"""Flows that the map draws: the most claimed; more cover each other."""
MARKED = 8
"""Places that the map names."""


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A flow in the table. figure: what one origin says, '' where nothing is counted; seen: days of publication."""

    direction: str
    item: str
    href: str
    claims: int
    documents: int
    independent: int
    unknown: int
    echo: int
    figure: str
    seen: str


@dataclass(frozen=True, slots=True)
class Tripwire:
    """What is said to follow only if something else does."""

    condition: str
    consequence: str
    who: str
    href: str
    published: str


def flow_lines(found: Iterable[FlowSummary], names: Names) -> tuple[FlowLine, ...]:
    """The flows as lines, in their order."""
    return tuple(_line(one, names) for one in found)


def pair_line(supplier: str, recipient: str, claims: int, names: Names) -> FlowLine:
    """A pair of which only the number of claims is known yet."""
    direction = f"{names.party(supplier)} → {names.party(recipient)}"
    return FlowLine(direction, "everything", address(f"/flows/{supplier}/{recipient}"), claims, 0, 0, 0, 0, "", "")


def flow_href(one: FlowSummary) -> str:
    """The page of a flow."""
    return address(f"/flows/{one.supplier}/{one.recipient}/{one.item}")


def overview_map(
    found: Sequence[FlowSummary], base: MapBase, names: Names, marks: Sequence[PlaceMark] = ()
) -> MapFigure | None:
    """The most claimed flows on a map; None of none."""
    flows = [_on_map(one, names) for one in found[:MAPPED]]
    return map_figure(flows, base, names, marks=marks) if flows else None


def place_marks(
    claims: Iterable[Claim],
    places: Sequence[PlaceRow],
    anchors: Mapping[str, tuple[float, float]],
    names: Names,
    *,
    fine: bool,
) -> tuple[PlaceMark, ...]:
    """The places that most claims name, those of troops no finer than the region unless asked for."""
    named = named_places(claims, places, anchors, names, fine=fine)
    return tuple(_mark(row, role) for row, role in named[:MARKED])


def tripwires(claims: Iterable[Claim], names: Names) -> tuple[Tripwire, ...]:
    """The conditional claims that name their condition."""
    return tuple(
        Tripwire(
            claim.condition or "",
            claim.evidence.quote,
            upper_first(chain_words(claim, names)),
            f"{address(f'/documents/{claim.document.id}')}#{claim.id}",
            day(claim.published_on),
        )
        for claim in claims
        if claim.condition
    )


def _mark(row: PlaceRow, role: str) -> PlaceMark:
    return PlaceMark(row.names[0], row.lat, row.lon, role, address("/claims", text=row.names[0]))


def _line(one: FlowSummary, names: Names) -> FlowLine:
    return FlowLine(
        direction=f"{names.party(one.supplier)} → {names.party(one.recipient)}",
        item=names.item(one.item),
        href=flow_href(one),
        claims=one.claims,
        documents=one.documents,
        independent=one.independent,
        unknown=one.unknown,
        echo=one.echo,
        figure=_figure(one, names),
        seen=_span(one.first, one.last),
    )


def _figure(one: FlowSummary, names: Names) -> str:
    if one.best is None:
        return ""
    noun = counted_noun(one.best.unit, one.best.item, names)
    return quantity_words(Quantity(one.best.low, one.best.high, one.best.unit, one.best.approximate), names, noun)


def _span(first: date | None, last: date | None) -> str:
    return day(first) if first == last else f"{day(first)} – {day(last)}"


def _on_map(one: FlowSummary, names: Names) -> MapFlow:
    best = one.best
    return MapFlow(
        supplier=one.supplier,
        recipient=one.recipient,
        label=names.item(one.item),
        low=best.low if best else None,
        high=best.high if best else None,
        unit=best.unit if best else "",
        href=flow_href(one),
        sure=one.asserted,
        approximate=best is not None and best.approximate,
    )
