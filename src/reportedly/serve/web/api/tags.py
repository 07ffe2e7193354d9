"""Entity tags: whether anything may have changed since a client asked the same, told without working the answer out."""

from __future__ import annotations

import hashlib

from fastapi import FastAPI, Request, Response

from reportedly.serve.settings import VERSION
from reportedly.serve.web.asking import bench, may_see
from reportedly.serve.web.workbench import Workbench
from reportedly.world.ledgers.engine import reading
from reportedly.world.ledgers.readings import last_reading
from reportedly.world.ledgers.rows import last_seal

HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization, Cookie"}


class NotModified(Exception):
    """The client holds the answer already."""

    def __init__(self, tag: str) -> None:
        self.tag = tag


def tagged(request: Request, response: Response) -> None:
    """Bear a tag of what the ledger holds and what is asked. Raises NotModified where the client's is the same."""
    stand = bench(request)
    _compare(request, response, f"{batch_number(stand)}")


def tagged_with_readings(request: Request, response: Response) -> None:
    """The same of an answer that also tells of readings."""
    stand = bench(request)
    jobs = stand.jobs.recent(1)
    _compare(request, response, f"{batch_number(stand)} {last_reading(stand.ledger)} {jobs}")


def tag_with(request: Request, response: Response, state: object) -> None:
    """Bear a tag of a state that is no part of the ledger. Raises NotModified."""
    _compare(request, response, repr(state))


def batch_number(stand: Workbench) -> int:
    """The number of the ledger's last batch; 0 for none."""
    with reading(stand.ledger.engine, stand.ledger.name) as connection:
        seal = last_seal(connection)
    return seal.number if seal else 0


def install(app: FastAPI) -> None:
    """Answer 304 where a client holds the answer."""

    @app.exception_handler(NotModified)
    async def _unchanged(_: Request, same: NotModified) -> Response:
        return Response(status_code=304, headers={**HEADERS, "ETag": same.tag})


def _compare(request: Request, response: Response, state: str) -> None:
    stand = bench(request)
    asked = (request.url.path, request.url.query, request.headers.get("accept", ""), str(may_see(request)))
    told = "\x1f".join((VERSION, stand.tables.version, stand.ledger.name, state, *asked))
    tag = f'W/"{hashlib.sha256(told.encode(errors="replace")).hexdigest()[:24]}"'
    if tag in (given.strip() for given in request.headers.get("if-none-match", "").split(",")):
        raise NotModified(tag)
    response.headers["ETag"] = tag
    for name, value in HEADERS.items():
        response.headers[name] = value
