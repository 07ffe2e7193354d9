"""/api/v1/jobs: readings that go on, asked for or told as they go."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse

from reportedly.serve.web.api.errors import ApiError
from reportedly.serve.web.api.models import Ident, JobList, JobTold
from reportedly.serve.web.api.openapi import UNCHANGED, errors
from reportedly.serve.web.api.roles import reads
from reportedly.serve.web.api.tags import tag_with
from reportedly.serve.web.asking import bench, may_see
from reportedly.serve.web.jobs import Job, Jobs
from reportedly.serve.web.naming import problem_record

LOOK = 0.15
"""Seconds between two looks at a job."""
HEARTBEAT = 10.0
"""Seconds after which a word is sent although nothing has changed."""

router = APIRouter(tags=["jobs"], dependencies=[reads])
Limit = Annotated[int, Query(ge=1, le=200)]


def job_record(job: Job) -> dict[str, Any]:
    """A job as the interface tells it."""
    values = {name: getattr(job, name) for name in JobTold.model_fields}
    problems = [problem_record(problem) for problem in job.problems]
    return {**values, "problems": problems, "document_ids": list(job.document_ids)}


@router.get("/jobs", response_model=JobList, summary="The latest jobs", responses={**errors(), **UNCHANGED})
def recent(request: Request, response: Response, limit: Limit = 20) -> dict[str, Any]:
    """The latest jobs, the last given first. They are remembered until the server ends."""
    found = [job for job in bench(request).jobs.recent(limit) if may_see(request) or not job.restricted]
    tag_with(request, response, found)
    return {"jobs": [job_record(job) for job in found]}


@router.get("/jobs/{id}", response_model=JobTold, summary="One job", responses={**errors(404), **UNCHANGED})
def one(request: Request, response: Response, id: Ident) -> dict[str, Any]:
    """How far a reading is."""
    job = _job(request, id)
    tag_with(request, response, job)
    return job_record(job)


@router.get(
    "/jobs/{id}/events",
    summary="One job, told as it goes",
    response_class=StreamingResponse,
    responses={**errors(404), 200: {"description": "Events", "content": {"text/event-stream": {}}}},
)
async def events(request: Request, id: Ident) -> StreamingResponse:
    """Server-sent events: `progress` whenever something changes, `done` at the end, whatever the end is."""
    job = _job(request, id)
    last = request.headers.get("last-event-id", "")
    first = int(last) + 1 if last.isascii() and last.isdigit() and len(last) < 10 else 1
    told = _events(bench(request).jobs, job.id, first)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(told, media_type="text/event-stream", headers=headers)


async def _events(jobs: Jobs, ident: str, number: int) -> AsyncIterator[str]:
    """The events of a job from a number on. Nothing waits in a thread: a look at a job takes no time."""
    before: Job | None = None
    silent = 0.0
    while (job := jobs.get(ident)) is not None:
        if job.ended:
            yield _event("done", number, job_record(job))
            return
        if job != before:
            yield _event("progress", number, job_record(job) | {"problems": [], "document_ids": []})
            before, number, silent = job, number + 1, 0.0
        elif silent >= HEARTBEAT:
            yield ": still here\n\n"
            silent = 0.0
        await asyncio.sleep(LOOK)
        silent += LOOK


def _event(name: str, number: int, record: dict[str, Any]) -> str:
    return f"event: {name}\nid: {number}\ndata: {json.dumps(record, ensure_ascii=False)}\n\n"


def _job(request: Request, ident: str) -> Job:
    job = bench(request).jobs.get(ident)
    if job is None or (job.restricted and not may_see(request)):
        raise ApiError(404, "unknown-job", f"no job {ident!r} is known here", "path.id")
    return job
