"""/api/v1/watch: sources that are polled, indicators, alerts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import AfterValidator

from reportedly.serve.web.api.errors import ApiError
from reportedly.serve.web.api.models import AlertList, AlertTold, IndicatorList, NoteGiven, WatchedList, writable
from reportedly.serve.web.api.openapi import errors
from reportedly.serve.web.api.roles import reads, writes
from reportedly.serve.web.asking import bench, may_see, reviewer
from reportedly.serve.web.watched import visible, visible_alerts
from reportedly.terms.alert_record import alert_record, evaluation_record
from reportedly.world.watching import marks
from reportedly.world.watching.overview import health

router = APIRouter(tags=["watch"])
Ident = Annotated[str, AfterValidator(writable), Path(min_length=1, max_length=64)]


@router.get(
    "/watch/sources",
    response_model=WatchedList,
    summary="Sources that are polled",
    dependencies=[reads],
    responses=errors(),
)
def sources(request: Request) -> dict[str, Any]:
    """Each source that was ever polled, and how it fares."""
    return {"sources": health(bench(request).ledger)}


@router.get(
    "/watch/indicators",
    response_model=IndicatorList,
    summary="Indicators",
    dependencies=[reads],
    responses=errors(),
)
def indicators(request: Request) -> dict[str, Any]:
    """Each indicator as it was last evaluated: where it stands, and why it fired or not. Those that rest on restricted
    claims are only for who may see them.
    """
    found = visible(bench(request), may_see(request))
    return {"indicators": [{"at": mark.at, "evaluation": evaluation_record(mark.evaluation)} for mark in found]}


@router.get("/watch/alerts", response_model=AlertList, summary="Alerts", dependencies=[reads], responses=errors())
def alerts(
    request: Request,
    open: Annotated[bool, Query(description="Only those that nobody has seen.")] = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> dict[str, Any]:
    """The alerts, the latest first. Those on restricted claims are only for who may see them."""
    told = marks.told(bench(request).ledger, limit, open)
    return {"alerts": [_told(each) for each in visible_alerts(bench(request), told, may_see(request))]}


@router.post(
    "/watch/alerts/{ident}/seen",
    response_model=AlertTold,
    summary="Note that you have seen an alert",
    dependencies=[writes],
    responses=errors(400, 404),
)
def seen(request: Request, ident: Ident, given: NoteGiven) -> dict[str, Any]:
    """Who notes it first stays."""
    stand = bench(request)
    known = marks.alert(stand.ledger, ident)
    if known is None or not visible_alerts(stand, [known], may_see(request)):
        raise ApiError(404, "unknown-alert", f"no alert is called {ident!r}", "path.ident")
    return _told(marks.acknowledge(stand.ledger, ident, reviewer(request), stand.clock(), given.note))


def _told(each: marks.Told) -> dict[str, Any]:
    who = {"acknowledged_by": each.acknowledged_by, "acknowledged_at": each.acknowledged_at, "note": each.note}
    return {"alert": alert_record(each.alert), **who}
