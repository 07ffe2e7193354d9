"""/api/v1/flows, totals and ranks: what stands between parties, as the command line tells it."""

from __future__ import annotations

from datetime import UTC, date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from reportedly.errors import UsageError
from reportedly.keep.query import ClaimQuery
from reportedly.serve.asking import instant, item, party
from reportedly.serve.web.api import answers
from reportedly.serve.web.api.flow_models import Flows, FlowTold, Ranks, TotalsTold
from reportedly.serve.web.api.models import Ident, PartyNamed
from reportedly.serve.web.api.openapi import UNCHANGED, errors
from reportedly.serve.web.api.roles import reads
from reportedly.serve.web.api.tags import tagged
from reportedly.serve.web.asking import bench, may_see
from reportedly.serve.web.naming import unknown_records
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.flow import Flow
from reportedly.terms.flow_record import changes_record, flow_record, ranked_record, summary_record, total_record

router = APIRouter(tags=["flows"], dependencies=[reads, Depends(tagged)], responses={**errors(), **UNCHANGED})
Json = dict[str, Any]


class Days(BaseModel):
    """The questions of time."""

    model_config = ConfigDict(extra="forbid")

    published_by: date | None = Field(None, description="Only what was public by this day.")
    known_at: str | None = Field(None, max_length=64, description="As the ledger knew it then: an instant, or a day.")
    until: date | None = Field(None, description="Project paces to this day; else a year on.")


class CourseDays(Days):
    """The same, and since when changes are told."""

    since: date | None = Field(None, description="Also what changed since that day.")


class RankAsked(BaseModel):
    """Of which class, and by when."""

    model_config = ConfigDict(extra="forbid")

    item: str | None = Field(None, max_length=64, description="A class of item; all where none is given.")
    published_by: date | None = None


@router.get("/flows", response_model=Flows, summary="The overview of all flows")
def flows(request: Request) -> Json:
    """One line for each flow: supplier, recipient, class of item, and how much."""
    found = answers.overview(bench(request), may_see(request))
    return {"flows": [summary_record(summary) for summary in found]}


@router.get(
    "/flows/{supplier}/{recipient}", response_model=FlowTold, response_model_exclude_unset=True, summary="One flow"
)
def flow(request: Request, supplier: PartyNamed, recipient: PartyNamed, days: Annotated[CourseDays, Query()]) -> Json:
    """All that stands on a flow of everything."""
    return _told(request, _flow(bench(request), supplier, recipient, None, days), days.since, supplier, recipient)


@router.get(
    "/flows/{supplier}/{recipient}/{item}",
    response_model=FlowTold,
    response_model_exclude_unset=True,
    summary="One flow of a class of item",
)
def flow_of_item(
    request: Request, supplier: PartyNamed, recipient: PartyNamed, item: Ident, days: Annotated[CourseDays, Query()]
) -> Json:
    """All that stands on a flow of a class of item and what is below it."""
    return _told(request, _flow(bench(request), supplier, recipient, item, days), days.since, supplier, recipient)


@router.get("/totals/{supplier}/{recipient}/{item}", response_model=TotalsTold, summary="How much, as bands")
def totals(
    request: Request, supplier: PartyNamed, recipient: PartyNamed, item: Ident, days: Annotated[Days, Query()]
) -> Json:
    """The bands of a flow alone."""
    stand = bench(request)
    found = answers.answer(stand, _flow(stand, supplier, recipient, item, days), may_see(request))
    asked = flow_record(found)["flow"]
    return {
        "flow": asked,
        "totals": [total_record(total) for total in found.totals],
        "apart": [total_record(total) for total in found.apart],
        **_problems(request, supplier=supplier, recipient=recipient),
    }


@router.get("/ranks/{recipient}", response_model=Ranks, summary="The suppliers of a recipient")
def ranks(request: Request, recipient: PartyNamed, asked: Annotated[RankAsked, Query()]) -> Json:
    """Each supplier's rank as an interval, by class and unit."""
    stand = bench(request)
    goods = item(asked.item, stand.tables) if asked.item else None
    query = ClaimQuery(item=goods, published_by=asked.published_by)
    found = answers.ranked(stand, party(recipient, stand.tables), query, may_see(request))
    return {"ranks": [ranked_record(one) for one in found], **_problems(request, recipient=recipient)}


def _problems(request: Request, **given: str) -> Json:
    """Which of the parties asked for nobody is called."""
    return unknown_records(bench(request), given, may_see(request), "path")


def _told(request: Request, asked: Flow, since: date | None, supplier: str, recipient: str) -> Json:
    stand, restricted = bench(request), may_see(request)
    record = flow_record(answers.answer(stand, asked, restricted))
    if since:
        record["changes"] = changes_record(answers.changed(stand, asked, since, restricted))
    told = _problems(request, supplier=supplier, recipient=recipient)
    return record | (told if told["problems"] else {})


def _flow(stand: Workbench, supplier: str, recipient: str, goods: str | None, days: Days) -> Flow:
    """The flow asked for, with codes for names. Raises UsageError."""
    tables = stand.tables
    try:
        known_at = instant(days.known_at)
        known_at = known_at.astimezone(UTC) if known_at and known_at.utcoffset() else known_at
    except OverflowError as fault:
        raise UsageError(f"{days.known_at!r} lies beyond all calendars") from fault
    return Flow(
        party(supplier, tables),
        party(recipient, tables),
        item(goods, tables) if goods else None,
        days.published_by,
        known_at,
        days.until,
    )
