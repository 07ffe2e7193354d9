"""Errors of the REST interface: one shape for all of them, {"error": {"slug", "message", "where"}}."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exception_handlers import http_exception_handler, request_validation_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from reportedly.errors import LedgerError, LedgerLocked, ReportedlyError, TooBusy, UnknownClaim
from reportedly.serve.exits import one_line

API = "/api/"
_STATUSES = {
    400: ("not-readable", "the body cannot be read"),
    404: ("not-found", "there is nothing at this address"),
    405: ("wrong-method", "this address does not take this method"),
    413: ("too-large", "the body is too large"),
    415: ("wrong-media-type", "the body is of a media type that this address does not take"),
}


class ErrorTold(BaseModel):
    """What went wrong."""

    slug: str = Field(description="Which fault it is; it does not change between versions.")
    message: str = Field(description="One line for a person.")
    where: str | None = Field(description="The part of the request that is at fault, such as query.limit.")


class ErrorAnswer(BaseModel):
    """The answer to a request that cannot be answered as asked."""

    error: ErrorTold


class ApiError(Exception):
    """A request that cannot be answered as asked."""

    def __init__(self, status: int, slug: str, message: str, where: str | None = None) -> None:
        super().__init__(message)
        self.status, self.slug, self.message, self.where = status, slug, message, where


def told(
    status: int, slug: str, message: str, where: str | None = None, headers: dict[str, str] | None = None
) -> Response:
    """An error as an answer."""
    body = {"error": {"slug": slug, "message": message, "where": where}}
    return JSONResponse(body, status, headers={"Cache-Control": "no-store", **(headers or {})})


def install(app: FastAPI) -> None:
    """Have every error under /api/ told in the one shape; pages keep theirs."""

    @app.exception_handler(ApiError)
    async def _api(_: Request, fault: ApiError) -> Response:
        return told(fault.status, fault.slug, fault.message, fault.where)

    @app.exception_handler(ReportedlyError)
    async def _ours(request: Request, fault: ReportedlyError) -> Response:
        status, slug, headers = _of(fault)
        if request.url.path.startswith(API):
            return told(status, slug, one_line(fault), None, headers)
        return PlainTextResponse(one_line(fault), status, headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, fault: RequestValidationError) -> Response:
        if not request.url.path.startswith(API):
            return await request_validation_exception_handler(request, fault)
        return told(422, *_first(fault.errors()))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, fault: HTTPException) -> Response:
        if not request.url.path.startswith(API):
            return await http_exception_handler(request, fault)
        slug, message = _STATUSES.get(fault.status_code, ("refused", str(fault.detail)))
        return told(fault.status_code, slug, message, headers=dict(fault.headers or {}))

    @app.exception_handler(Exception)
    async def _unforeseen(request: Request, fault: Exception) -> Response:
        logging.getLogger("reportedly").error("%s %s", request.method, request.url.path, exc_info=fault)
        if request.url.path.startswith(API):
            return told(500, "unforeseen", "this went wrong in the server, not in the request; its log says more")
        return PlainTextResponse("This went wrong in the server; its log says more.", 500)


def _of(fault: ReportedlyError) -> tuple[int, str, dict[str, str]]:
    if isinstance(fault, UnknownClaim):
        return 404, "unknown-claim", {}
    if isinstance(fault, LedgerLocked):
        return 503, "ledger-locked", {"Retry-After": "1"}
    if isinstance(fault, TooBusy):
        return 503, "too-busy", {"Retry-After": "10"}
    if isinstance(fault, LedgerError):
        return 503, "ledger-unusable", {}
    return 422, "wrong-use", {}


def _first(faults: Any) -> tuple[str, str, str | None]:
    """The slug, the message and the place of the first of several faults."""
    first = faults[0]
    where = ".".join(str(part) for part in first["loc"]) or None
    if first["type"] == "json_invalid":
        return "not-json", "the body is no JSON", "body"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return "wrong-value", " ".join(f"{first['msg']}{more}".split())[:500], where
