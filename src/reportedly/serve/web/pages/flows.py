"""The page of one flow: supplier → recipient of a class of item, as public on a day."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from reportedly.keep.query import ClaimQuery
from reportedly.present.sentences import flow_words
from reportedly.present.web.claim_lines import claim_lines
from reportedly.present.web.drawing import address
from reportedly.present.web.flow_page import flow_address
from reportedly.serve.asking import item as class_of
from reportedly.serve.asking import party
from reportedly.serve.web.asking import bench, drawn, may_see
from reportedly.serve.web.flow_pages import Asked, made_or_later
from reportedly.serve.web.naming import unknown_lines
from reportedly.serve.web.queries import Day, Text
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.flow import Flow

LATEST, AGAIN = 50, 10
"""Claims that stand in for a page that is being made, and the seconds after which a browser asks again."""
router = APIRouter(include_in_schema=False)


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
    asked = Asked(Flow(supplier, recipient, item, published_by), unit, may_see(request))
    kept = made_or_later(stand, asked, stand.catalogue.how_many(supplier, recipient))
    if kept is None:
        return _waiting(request, asked)
    now = kept.value.days
    return drawn(
        request,
        "flow",
        part=kept.value,
        strangers=unknown_lines(stand, {"supplier": sides[0], "recipient": sides[1]}, asked.restricted),
        outdated=kept.outdated,
        path=flow_address(asked.flow),
        part_days=now,
        at=max(0, bisect_right(now, published_by) - 1) if published_by else max(0, len(now) - 1),
        asked_by=published_by,
        unit=unit,
        classes=_classes(stand, asked, kept.value.classes),
        claims_href=address("/claims", actor=supplier, recipient=recipient, item=item, published_by=published_by),
        dossier_href=address("/api/v1/exports/dossier.html", supplier=supplier, recipient=recipient),
    )


def _waiting(request: Request, asked: Asked) -> HTMLResponse:
    """What is shown of a flow of very many claims until its page is made: the latest of them."""
    stand, flow = bench(request), asked.flow
    query = ClaimQuery(
        actor=flow.supplier,
        recipient=flow.recipient,
        item=flow.item,
        published_by=flow.published_by,
        public_only=not asked.restricted,
    )
    found = stand.catalogue.search(query, limit=LATEST)
    given = {"actor": flow.supplier, "recipient": flow.recipient, "item": flow.item, "published_by": flow.published_by}
    return drawn(
        request,
        "flow_waiting",
        heading=flow_words(flow, stand.names),
        total=found.total,
        rows=claim_lines(found.claims, stand.names),
        claims_href=address("/claims", **given),
        again=AGAIN,
    )


def _classes(stand: Workbench, asked: Asked, known: tuple[str, ...]) -> tuple[tuple[str, str, bool], ...]:
    """Name, address, whether it is the one shown: everything, then the classes of the pair."""
    supplier, recipient = asked.flow.supplier or "", asked.flow.recipient or ""
    told = (None, *known) if asked.flow.item in (None, *known) else (None, *known, asked.flow.item)
    return tuple(
        (
            stand.names.item(each) if each else "everything",
            flow_address(Flow(supplier, recipient, each), published_by=asked.flow.published_by),
            each == asked.flow.item,
        )
        for each in told
    )
