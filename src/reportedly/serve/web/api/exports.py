"""/api/v1/exports: files to take along. What is restricted is in none of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import ConfigDict, model_validator

from reportedly.keep.columns import Key
from reportedly.keep.query import ClaimQuery
from reportedly.present.lines import claim_csv, claim_lines
from reportedly.serve.dossiers import Wanted, dossier_of, drawn, flows_between, none_between
from reportedly.serve.options import Times
from reportedly.serve.web.api import answers
from reportedly.serve.web.api.errors import ApiError
from reportedly.serve.web.api.models import PartyNamed
from reportedly.serve.web.api.openapi import errors
from reportedly.serve.web.api.roles import reads
from reportedly.serve.web.asking import bench, may_see
from reportedly.serve.web.downloads import workbook_of
from reportedly.serve.web.naming import unknown_names
from reportedly.serve.web.queries import Filter, query_of
from reportedly.serve.web.workbench import Workbench
from reportedly.terms.claim import Claim
from reportedly.world.watching.screenings import latest_screenings

PART = 1_000
"""Claims at a time, of a file with many."""

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOSSIERS = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Form of a dossier → its media type."""

router = APIRouter(tags=["exports"], dependencies=[reads])


class ExactFilter(Filter):
    """Which claims; a parameter that is not known or is empty is an error, for it would choose nothing."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _nothing_is_empty(cls, given: Any) -> Any:
        empty = [name for name, value in given.items() if value == ""] if isinstance(given, Mapping) else []
        if empty:
            raise ValueError(f"{empty[0]} is empty: leave it out")
        return given


@router.get(
    "/exports/claims.{form}",
    summary="Claims as a file",
    response_class=StreamingResponse,
    responses={
        **errors(),
        200: {"description": "The file", "content": {"text/csv": {}, "application/x-ndjson": {}, WORKBOOK: {}}},
    },
)
def claims(request: Request, form: Literal["csv", "jsonl", "xlsx"], asked: Annotated[ExactFilter, Query()]) -> Response:
    """All claims asked for, as CSV, JSON lines or a workbook (of at most 100,000); restricted ones are left out."""
    stand = bench(request)
    query = query_of(asked, stand, restricted=False)
    if form == "xlsx":
        return Response(workbook_of(stand, query), media_type=WORKBOOK, headers=_named("claims.xlsx"))
    if form == "jsonl":
        return StreamingResponse(lines(stand, query), media_type="application/x-ndjson", headers=_named("claims.jsonl"))
    return StreamingResponse(_csv(stand, query), media_type="text/csv; charset=utf-8", headers=_named("claims.csv"))


@router.get(
    "/exports/dossier.{form}",
    summary="A dossier on two parties",
    response_class=Response,
    responses={
        **errors(403, 404),
        200: {"description": "The file", "content": {media.split(";")[0]: {} for media in DOSSIERS.values()}},
    },
)
def dossier(
    request: Request, form: Literal["html", "md", "pdf", "docx"], supplier: PartyNamed, recipient: PartyNamed
) -> Response:
    """What goes both ways between two parties, with footnotes. Refused where a restricted document would be cited; on a
    name that nobody bears there is none.
    """
    stand, restricted = bench(request), may_see(request)
    unknown = unknown_names(stand, {"supplier": supplier, "recipient": recipient}, restricted)
    if unknown:
        raise ApiError(404, unknown[0].slug, unknown[0].message, f"query.{unknown[0].where}")
    standing, wanted, times = answers.standing(stand, restricted), Wanted(supplier, recipient), Times()
    if restricted:
        cited = (
            claim
            for flow in flows_between(supplier, recipient, wanted, times, stand.tables)
            for claim in answers.answer(stand, flow, restricted).claims
        )
        if any(claim.handling == "restricted" for claim in cited):
            raise ApiError(403, "restricted", "restricted documents would be cited; they are not passed on")
    made = dossier_of(standing, wanted, times, stand.tables, screenings=latest_screenings(stand.ledger))
    if not made.notes:
        raise ApiError(404, "no-claims", f"{none_between(wanted)}; /api/v1/flows tells between whom there are")
    return Response(drawn(made, f".{form}"), media_type=DOSSIERS[form], headers=_named(f"dossier.{form}"))


def lines(stand: Workbench, query: ClaimQuery) -> Iterator[str]:
    """All claims asked for as JSON lines, some at a time. What is read or reviewed meanwhile takes none away."""
    for part in _parts(stand, query):
        yield claim_lines(part)


def _csv(stand: Workbench, query: ClaimQuery) -> Iterator[str]:
    head = claim_csv(())
    yield head
    for part in _parts(stand, query):
        yield claim_csv(part)[len(head) :]


def _parts(stand: Workbench, query: ClaimQuery) -> Iterator[tuple[Claim, ...]]:
    after: Key | None = None
    while True:
        found, after = stand.catalogue.page(query, after, PART)
        if found.claims:
            yield found.claims
        if after is None:
            return


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-cache"}
