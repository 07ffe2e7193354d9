"""/api/v1/documents: texts as published: listed, given to be read, changed, withdrawn; claims added to them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import PlainTextResponse
from pydantic import BaseModel, ConfigDict, Field

from reportedly.keep.entry import MetadataChanged
from reportedly.keep.history import History
from reportedly.keep.metadata import json_value
from reportedly.keep.translations import withdrawal
from reportedly.serve.web.api.claims import decided, typed
from reportedly.serve.web.api.cursors import cursor_of, place_of
from reportedly.serve.web.api.errors import ApiError
from reportedly.serve.web.api.jobs import job_record
from reportedly.serve.web.api.models import (
    Addition,
    DocumentChanges,
    DocumentPage,
    DocumentTold,
    Ident,
    JobTold,
    Withdrawal,
    Words,
)
from reportedly.serve.web.api.openapi import KEPT_BEFORE, UNCHANGED, DecidedClaim, errors
from reportedly.serve.web.api.roles import administers, reads, writes
from reportedly.serve.web.api.tags import tagged
from reportedly.serve.web.api.uploading import BODY, uploads_of
from reportedly.serve.web.asking import bench, may_see, reviewer
from reportedly.serve.web.deciding import add
from reportedly.serve.web.naming import unknown_changes, unknown_records

router = APIRouter(tags=["documents"])
Tagged = Depends(tagged)
Json = dict[str, Any]


class DocumentsAsked(BaseModel):
    """Which documents, and which page of them."""

    model_config = ConfigDict(extra="forbid")

    publisher: Words | None = Field(None, description="Its name, exactly.")
    limit: int = Field(50, ge=1, le=500)
    cursor: str | None = Field(None, max_length=400)


@router.get(
    "/documents",
    response_model=DocumentPage,
    summary="Documents, page by page",
    dependencies=[reads, Tagged],
    responses={**errors(), **UNCHANGED},
)
def documents(request: Request, asked: Annotated[DocumentsAsked, Query()]) -> Json:
    """Documents, the latest read first."""
    search, after = {"publisher": asked.publisher}, None
    if asked.cursor is not None:
        number, ident = place_of(asked.cursor, search)
        after = (int(number), str(ident))
    found, total = bench(request).catalogue.listed(
        0, asked.limit + 1, asked.publisher, public_only=not may_see(request), after=after
    )
    page = found[: asked.limit]
    more = cursor_of((page[-1].number, page[-1].id), search) if len(found) > asked.limit else None
    names = ("id", "title", "publisher", "published_on", "handling", "claims", "checked", "withdrawn")
    told = {"documents": [{n: getattr(each, n) for n in names} for each in page], "total": total, "next": more}
    return told | unknown_records(bench(request), search, may_see(request))


@router.post(
    "/documents",
    status_code=202,
    response_model=JobTold,
    summary="Give documents to be read",
    dependencies=[writes],
    responses=errors(400, 413),
    openapi_extra={"requestBody": BODY},
)
async def give(request: Request, response: Response) -> Json:
    """A text as JSON, or files as a form. They are read one after another; the job says how far it is."""
    job = bench(request).jobs.submit(await uploads_of(request), reviewer(request))
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return job_record(job)


@router.get(
    "/documents/{id}",
    response_model=DocumentTold,
    summary="One document",
    dependencies=[reads, Tagged],
    responses={**errors(404), **UNCHANGED},
)
def document(request: Request, id: Ident) -> Json:
    """What is known of it, its text, and the ids of its claims."""
    return _told(request, _history(request, id))


@router.get(
    "/documents/{id}/text",
    summary="The text of a document",
    response_class=PlainTextResponse,
    dependencies=[reads, Tagged],
    responses={**errors(404), **UNCHANGED},
)
def text(request: Request, response: Response, id: Ident) -> Response:
    """The normalised text, whose characters the spans of claims count."""
    kept = {name: response.headers[name] for name in ("etag", "cache-control", "vary")}
    return PlainTextResponse(_history(request, id).document.text, headers=kept)


@router.patch(
    "/documents/{id}",
    response_model=DocumentTold,
    summary="Change what is known of a document",
    dependencies=[writes],
    responses=errors(400, 404, 409),
)
def change(request: Request, id: Ident, given: DocumentChanges) -> Json:
    """What a person sets no copy of the document overrules. Claims are found anew when it is read again."""
    _counting(_history(request, id))
    changes = {name: json_value(getattr(given, name)) for name in given.model_fields_set}
    if changes:
        bench(request).ledger.append([MetadataChanged(id, changes, reviewer(request))])
    return _told(request, _history(request, id))


@router.post(
    "/documents/{id}/withdraw",
    response_model=DocumentTold,
    summary="Withdraw a document",
    dependencies=[administers],
    responses=errors(400, 404, 409),
)
def withdraw(request: Request, id: Ident, given: Withdrawal) -> Json:
    """It counts no more, nor do its claims; reading it again does not bring it back."""
    _counting(_history(request, id))
    ledger = bench(request).ledger
    ledger.append(withdrawal(ledger.standing(), id, given.reason, reviewer(request)))
    return _told(request, _history(request, id))


@router.post(
    "/documents/{id}/claims",
    status_code=201,
    response_model=DecidedClaim,
    summary="Add a claim that no reading found",
    dependencies=[writes],
    responses={**errors(400, 404, 409), **KEPT_BEFORE},
    tags=["claims"],
)
def add_claim(request: Request, response: Response, id: Ident, given: Addition) -> Json:
    """A claim on the words from start to end; the same again is the same claim, and the answer 200. `problems` tells names
    that nobody bears, and that nothing was added.
    """
    history = _history(request, id)
    _counting(history)
    document = history.document
    fields = {**typed(given.changes), "kind": given.kind}
    unknown = unknown_changes(bench(request), fields, may_see(request))
    made = add(bench(request), document, (given.start, given.end), fields, reviewer(request), given.note)
    return decided(response, made, unknown)


def _history(request: Request, ident: str) -> History:
    found = bench(request).catalogue.history(ident)
    if found is None or (found.document.handling == "restricted" and not may_see(request)):
        raise ApiError(404, "unknown-document", f"no document {ident!r} is in the ledger", "path.id")
    return found


def _counting(history: History) -> None:
    if history.withdrawn is not None:
        raise ApiError(409, "withdrawn", f"the document was withdrawn: {history.withdrawn}", "path.id")


def _told(request: Request, history: History) -> Json:
    document = history.document
    names = [name for name in DocumentTold.model_fields if hasattr(document, name)]
    claims = [c.id for c in history.standing.values() if may_see(request) or c.handling == "public"]
    values = {name: getattr(document, name) for name in names}
    return {**values, "withdrawn": history.withdrawn, "sha256": document.text_sha256, "claims": claims}
