"""Adding documents: paste a text or choose files, then see how far the reading is and what it brought."""

from __future__ import annotations

from datetime import date
from typing import Annotated, cast

from fastapi import APIRouter, File, Form, HTTPException, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reportedly.errors import UsageError
from reportedly.present.web.problem_lines import problem_lines
from reportedly.read.bounds import MAX_BYTES
from reportedly.read.options import ReadOptions
from reportedly.serve.asking import day
from reportedly.serve.web.asking import bench, drawn, may_see, reviewer
from reportedly.serve.web.jobs import Jobs, Upload

EMPTY = {"text": "", "publisher": "", "published_on": "", "url": "", "title": "", "restricted": ""}
router = APIRouter(include_in_schema=False)


@router.get("/read")
def form(request: Request) -> HTMLResponse:
    """The form."""
    return drawn(request, "read", given=EMPTY, error="")


@router.post("/read")
def read(
    request: Request,
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str, Form()] = "",
    publisher: Annotated[str, Form(max_length=500)] = "",
    published_on: Annotated[str, Form(max_length=40)] = "",
    url: Annotated[str, Form(max_length=2000)] = "",
    title: Annotated[str, Form(max_length=1000)] = "",
    restricted: Annotated[str, Form()] = "",
) -> Response:
    """Hand in what was pasted or chosen, and go where the reading is told of."""
    told = {"publisher": publisher, "published_on": published_on, "url": url, "title": title}
    closed = restricted == "yes"
    try:
        options = _options(told, bench(request).clock().date())
    except UsageError as error:
        return drawn(
            request, "read", 422, given=EMPTY | told | {"text": text, "restricted": restricted}, error=str(error)
        )
    uploads = [
        Upload(each.filename, each.file.read(MAX_BYTES + 1), options, closed) for each in files or () if each.filename
    ]
    if text.strip():
        uploads.append(Upload("pasted.txt", text.encode(), options, closed))
    if not uploads:
        refused = "there is nothing to read: paste a text, or choose a file"
        return drawn(request, "read", 422, given=EMPTY | told | {"restricted": restricted}, error=refused)
    try:
        job = _jobs(request).submit(uploads, reviewer(request))
    except UsageError as error:
        return drawn(
            request, "read", 422, given=EMPTY | told | {"text": text, "restricted": restricted}, error=str(error)
        )
    return RedirectResponse(f"/read/{job.id}", 303)


@router.get("/read/{ident}")
def job(request: Request, ident: str) -> HTMLResponse:
    """How far a reading is; at its end what it brought and what was wrong."""
    found = _jobs(request).get(ident)
    if found is None or (found.restricted and not may_see(request)):
        raise HTTPException(404, "there is no such reading: it has been forgotten, or never was")
    documents = bench(request).catalogue.documents(found.document_ids)
    return drawn(
        request,
        "job",
        job=found,
        ended=found.state in ("done", "failed"),
        problems=problem_lines(found.problems),
        documents=[
            documents[each]
            for each in found.document_ids
            if each in documents and (may_see(request) or documents[each].handling == "public")
        ],
    )


def _options(told: dict[str, str], today: date) -> ReadOptions:
    given = {name: value.strip() or None for name, value in told.items()}
    return ReadOptions(
        publisher=given["publisher"],
        published_on=day(given["published_on"]),
        url=given["url"],
        title=given["title"],
        today=today,
    )


def _jobs(request: Request) -> Jobs:
    return cast(Jobs, getattr(bench(request), "jobs"))  # noqa: B009
