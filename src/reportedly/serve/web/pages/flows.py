"""The page of one flow: supplier → recipient of a class of item, as public on a day."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.pipeline import answer_of, growth_of
from reportedly.present.web.drawing import address
from reportedly.present.web.flow_page import FlowPage, drawn_band, flow_page
from reportedly.serve.asking import item as class_of
from reportedly.serve.asking import party
from reportedly.serve.web.asking import bench, drawn, may_see
from reportedly.serve.web.queries import Day, Text
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.flow import Flow

BUSIEST = 60
"""Pairs whose pages are made ahead."""
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A flow, the unit that its chart shows, and whether restricted claims take part."""

    flow: Flow
    unit: str | None
    restricted: bool


@router.get("/flows/{supplier}/{recipient}")
def pair(
    request: Request,
    supplier: str,
    recipient: str,
    published_by: Annotated[Day, Query()] = None,
    unit: Annotated[Text, Query()] = None,
) -> HTMLResponse:
    """Everything that goes from one party to another."""
    return _page(request, (supplier, recipient, None), published_by, unit)


@router.get("/flows/{supplier}/{recipient}/{item}")
def flow(
    request: Request,
    supplier: str,
    recipient: str,
    item: str,
    published_by: Annotated[Day, Query()] = None,
    unit: Annotated[Text, Query()] = None,
) -> HTMLResponse:
    """One class of item from one party to another."""
    return _page(request, (supplier, recipient, item), published_by, unit)


def _page(
    request: Request, sides: tuple[str, str, str | None], published_by: date | None, unit: str | None
) -> HTMLResponse:
    stand = bench(request)
    supplier, recipient = (party(side, stand.tables) for side in sides[:2])
    item = class_of(sides[2], stand.tables) if sides[2] else None
    asked = _Asked(Flow(supplier, recipient, item, published_by), unit, may_see(request))
    part = stand.assessed.with_age(("page", asked), asked.flow, lambda: _made(stand, asked))
    now = stand.assessed.kept(("days", asked.restricted), Flow(supplier, recipient), lambda: _days(stand, asked))
    return drawn(
        request,
        "flow",
        part=part.value,
        outdated=part.outdated,
        path=flow_address(supplier, recipient, item),
        part_days=now,
        at=max(0, bisect_right(now, published_by) - 1) if published_by else max(0, len(now) - 1),
        asked_by=published_by,
        unit=unit,
        classes=_classes(stand, asked),
        claims_href=address("/claims", actor=supplier, recipient=recipient, item=item, published_by=published_by),
        dossier_href=address("/dossier", supplier=supplier, recipient=recipient, published_by=published_by),
    )


def warm(stand: Workbench) -> None:
    """Have the pages of the busiest pairs made, so that nobody waits for them."""
    for pair in stand.assessed.pairs()[:BUSIEST]:
        asked = _Asked(Flow(pair.supplier, pair.recipient), None, restricted=True)
        stand.assessed.later(("page", asked), asked.flow, lambda asked=asked: _made(stand, asked))  # type: ignore[misc]


def flow_address(supplier: str, recipient: str, item: str | None = None) -> str:
    """The address of a flow's page."""
    return address("/".join(("/flows", supplier, recipient, *([item] if item else []))))


def _made(stand: Workbench, asked: _Asked) -> FlowPage:
    claims, documents = stand.assessed.of_flow(asked.flow, asked.restricted)
    answer = answer_of(claims, documents, asked.flow, stand.tables)
    band = drawn_band(answer, stand.names, asked.unit)
    grown = growth_of(claims, documents, asked.flow, band, stand.tables) if band else ()
    return flow_page(answer, {document.id: document for document in documents}, stand.names, band, grown)


def _days(stand: Workbench, asked: _Asked) -> tuple[date, ...]:
    claims, _ = stand.assessed.of_flow(Flow(asked.flow.supplier, asked.flow.recipient), asked.restricted)
    return tuple(sorted({claim.published_on for claim in claims if claim.published_on}))


def _classes(stand: Workbench, asked: _Asked) -> tuple[tuple[str, str, bool], ...]:
    """Name, address, whether it is the one shown: everything, then the classes of the pair."""
    supplier, recipient = asked.flow.supplier or "", asked.flow.recipient or ""
    pair = Flow(supplier, recipient)
    known = stand.assessed.kept(("classes",), pair, lambda: stand.assessed.classes(supplier, recipient))
    told = (None, *known) if asked.flow.item in (None, *known) else (None, *known, asked.flow.item)
    return tuple(
        (
            stand.names.item(each) if each else "everything",
            address(flow_address(supplier, recipient, each), published_by=asked.flow.published_by),
            each == asked.flow.item,
        )
        for each in told
    )
