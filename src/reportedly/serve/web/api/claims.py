"""/api/v1/claims and facets: claims searched page by page, and what people decide of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from reportedly.errors import UsageError
from reportedly.keep.history import Decision
from reportedly.serve.web.api.cursors import cursor_of, key_of
from reportedly.serve.web.api.errors import ApiError
from reportedly.serve.web.api.exports import ExactFilter, lines
from reportedly.serve.web.api.models import ClaimPage, Decisions, Facets, Ident, ReviewGiven, Undone, Value
from reportedly.serve.web.api.openapi import KEPT_BEFORE, UNCHANGED, ClaimRecord, DecidedClaim, errors
from reportedly.serve.web.api.roles import reads, writes
from reportedly.serve.web.api.tags import tagged
from reportedly.serve.web.asking import bench, may_see, reviewer
from reportedly.serve.web.deciding import DECIDED_BEFORE, Kept, correct, decide, undo
from reportedly.serve.web.naming import problem_record, unknown_changes, unknown_records
from reportedly.serve.web.queries import query_of
from reportedly.terms.claim import Claim
from reportedly.terms.problem import Problem
from reportedly.terms.record import claim_record

NDJSON = "application/x-ndjson"
router = APIRouter(tags=["claims"])
Tagged = Depends(tagged)
Json = dict[str, Any]


class Paged(ExactFilter):
    """Which claims, and which page of them."""

    limit: int = Field(50, ge=1, le=500, description="Claims on a page.")
    cursor: str | None = Field(None, max_length=200, description="Where the page begins: `next` of the one before.")


@router.get(
    "/claims",
    response_model=ClaimPage,
    summary="Claims, page by page",
    dependencies=[reads, Tagged],
    responses={
        **errors(),
        **UNCHANGED,
        200: {"description": "A page; or, where asked for by Accept, all as JSON lines", "content": {NDJSON: {}}},
    },
)
def claims(request: Request, response: Response, asked: Annotated[Paged, Query()]) -> Any:
    """The claims asked for, latest published first, then by id. With `Accept: application/x-ndjson` all of them, one a line.

    Whatever is read or reviewed between two pages, no claim that stands throughout is left out or comes twice.
    """
    stand = bench(request)
    search = {name: value for name, value in asked.given().items() if name not in ("limit", "cursor")}
    query = query_of(asked, stand, may_see(request))
    after = key_of(asked.cursor, search)
    if NDJSON in request.headers.get("accept", ""):
        kept = {name: response.headers[name] for name in ("etag", "cache-control", "vary")}
        return StreamingResponse(lines(stand, query), media_type=NDJSON, headers=kept)
    found, last = stand.catalogue.page(query, after, asked.limit)
    return {
        "claims": [claim_record(claim) for claim in found.claims],
        "total": found.total,
        "checked": found.checked,
        "cut": found.cut,
        "next": cursor_of((last.day, last.ident), search) if last else None,
        **unknown_records(stand, asked.names(), may_see(request)),
    }


@router.get(
    "/facets",
    response_model=Facets,
    summary="What a search could be narrowed to",
    dependencies=[reads, Tagged],
    responses={**errors(), **UNCHANGED},
)
def facets(request: Request, asked: Annotated[ExactFilter, Query()]) -> Json:
    """For each part of a search its values among the claims that the other parts leave, most frequent first."""
    stand = bench(request)
    found = stand.catalogue.search(query_of(asked, stand, may_see(request)), 0, 0, facets=True)
    told = [
        {"name": f.name, "values": [{"value": v, "claims": n} for v, n in f.values], "more": f.more}
        for f in found.facets
    ]
    years = {str(year): count for year, count in sorted((found.years or {}).items())}
    unknown = unknown_records(stand, asked.names(), may_see(request))
    return {"total": found.total, "checked": found.checked, "facets": told, "years": years, **unknown}


@router.get(
    "/claims/{id}",
    response_model=ClaimRecord,
    summary="One claim",
    dependencies=[reads, Tagged],
    responses={**errors(404), **UNCHANGED},
)
def claim(request: Request, id: Ident) -> Json:
    """The claim whose id is or begins so, also one that a person rejected."""
    return claim_record(seen(request, id))


@router.get(
    "/claims/{id}/reviews",
    response_model=Decisions,
    summary="What people decided of a claim",
    dependencies=[reads, Tagged],
    responses={**errors(404), **UNCHANGED},
)
def reviews(request: Request, id: Ident) -> Json:
    """Its decisions, the latest first."""
    found = seen(request, id)
    history = bench(request).catalogue.history(found.document.id)
    decision = history.decisions.get(found.id) if history else None
    told = []
    while decision is not None:
        told.append(_decision(decision))
        decision = decision.before
    return {"claim": found.id, "reviews": told}


@router.post(
    "/claims/{id}/reviews",
    status_code=201,
    response_model=DecidedClaim,
    summary="Decide of a claim",
    dependencies=[writes],
    responses={**errors(400, 404), **KEPT_BEFORE},
)
def review(request: Request, response: Response, id: Ident, given: ReviewGiven) -> Json:
    """Accept, reject or correct it; the claim as it is now. `problems` tells the names in a correction that nobody bears.

    The same decision again by the same person adds nothing: the answer is 200 then, and `problems` says so.
    """
    found, stand, by = seen(request, id), bench(request), reviewer(request)
    if given.verdict == "corrected":
        changes = typed(given.changes)
        unknown = unknown_changes(stand, changes, may_see(request))
        return decided(response, correct(stand, found.id, changes, by, given.note), unknown)
    if given.changes:
        raise ApiError(422, "wrong-use", "changes go with the verdict corrected", "body.changes")
    return decided(response, decide(stand, found.id, [given.verdict.removesuffix("ed")], by, given.note))


@router.delete(
    "/claims/{id}/reviews/latest",
    response_model=Undone,
    summary="Take back the latest decision",
    dependencies=[writes],
    responses=errors(404),
)
def take_back(request: Request, id: Ident) -> Json:
    """The decision before it holds again, or none."""
    left = undo(bench(request), seen(request, id).id, reviewer(request))
    shown = left is not None and (may_see(request) or left.handling == "public")
    return {"claim": claim_record(left) if left and shown else None}


def seen(request: Request, ident: str) -> Claim:
    """The claim, where who asks may see it: for who may not, it is as if there were none. Raises UnknownClaim."""
    return bench(request).catalogue.claim(ident, public_only=not may_see(request))


def decided(response: Response, kept: Kept, problems: Iterable[Json] = ()) -> Json:
    """The record of a claim as a person has left it, with what is to be said of it; 200 where nothing was added."""
    told = [*problems]
    if not kept.new:
        response.status_code = 200
        message = f"{DECIDED_BEFORE}: nothing was added"
        told.append(problem_record(Problem("nothing-new", message, "body", "warning")))
    return claim_record(kept.claim) | ({"problems": told} if told else {})


def typed(changes: dict[str, Value]) -> dict[str, str]:
    """Changes as a person types them. Raises UsageError on a number that is none."""
    return {name: _typed(name, value) for name, value in changes.items()}


def _typed(name: str, value: Value) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, int) and abs(value) >= 10**18:
        raise UsageError(f"{name}: it is too large a number")
    return str(value)


def _decision(decision: Decision) -> Json:
    entry, marked = decision.entry, decision.claim.reviewed
    told = {"verdict": entry.verdict, "by": entry.by, "note": entry.note, "changes": dict(entry.changes)}
    return {**told, "at": marked.at if marked else None}
