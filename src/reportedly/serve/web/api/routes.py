"""All routes of the REST interface, and what holds for each of them."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI, Request

from reportedly.serve.web.api import claims, documents, exports, flows, jobs, openapi, sources, status, tags, watch
from reportedly.serve.web.api.errors import ApiError
from reportedly.serve.web.parts import KNOWN_PARTS

PREFIX = "/api/v1"


def plain(request: Request) -> None:
    """Raises ApiError on a NUL in an address, which no database takes."""
    if "\x00" in request.url.path or "%00" in request.url.path or "%00" in request.url.query:
        raise ApiError(422, "nul-character", "the address holds a NUL character", "query")


def install(app: FastAPI) -> None:
    """Put the interface into an application: its routes, its tags, its description."""
    api = APIRouter(prefix=PREFIX, dependencies=[Depends(plain), KNOWN_PARTS])
    for each in (documents, jobs, claims, flows, sources, watch, exports, status):
        api.include_router(each.router)
    app.include_router(api)
    tags.install(app)
    openapi.install(app)
