"""What goes wrong, told in one shape: to programs as JSON, to people as a page.

{"error": {"slug": "not-allowed", "message": "one clear line", "where": null}}
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from json import JSONDecodeError
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.templating import Jinja2Templates

from reportedly.errors import (
    LedgerError,
    LedgerLocked,
    ReportedlyError,
    TokenError,
    TooBusy,
    UnknownClaim,
    UsageError,
)
from reportedly.serve.exits import slug_of

log = logging.getLogger("reportedly.web")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_FILES = "/api/v1/exports/"
_SHELVED = "the server cannot use its ledger or its tokens; its log says why"
_SLUGS = {400: "bad-request", 404: "not-found", 405: "wrong-method", 413: "too-large", 422: "bad-request"}
_TOLD = {404: "there is nothing at this address", 405: "this address does not take this method"}


class ApiError(HTTPException, ReportedlyError):
    """A request that gets no answer. slug: stable, kebab-case; where: the field at fault, if one is.

    It is an HTTPException too, because FastAPI lets only those pass while it reads a body.
    """

    def __init__(
        self,
        status: int,
        slug: str,
        message: str,
        where: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, message, dict(headers or {}))
        self.slug, self.message, self.where = slug, message, where

    @property
    def record(self) -> dict[str, dict[str, str | None]]:
        """As JSON values."""
        return {"error": {"slug": self.slug, "message": self.message, "where": self.where}}


def not_logged_in() -> ApiError:
    """Nobody is known to ask."""
    return ApiError(401, "not-logged-in", "log in first, or send a token", headers={"WWW-Authenticate": "Bearer"})


def not_json(fault: Exception) -> ApiError:
    """A body that should be JSON and is none, with the place and what is wrong there, as far as they are known."""
    told = ""
    if isinstance(fault, JSONDecodeError):
        told = f": line {fault.lineno}, column {fault.colno}: {fault.msg[:1].lower()}{fault.msg[1:]}"
    return ApiError(422, "not-json", f"the body is no JSON{told}", "body")


def api_error(error: Exception, local: bool) -> ApiError:
    """Any error as one to answer with. local: who asks sits at the machine, and may know where its files lie."""
    match error:
        case ApiError():
            return error
        case RequestValidationError(body=bytes()):  # it did not say that it is JSON, and was not read as such
            told = "send JSON, with the header Content-Type: application/json"
            return ApiError(415, "wrong-media-type", told, "header.content-type")
        case RequestValidationError():
            return _of_fields(error)
        case HTTPException():
            status = error.status_code
            told = _TOLD.get(status) or str(error.detail)
            return ApiError(status, _SLUGS.get(status) or _phrase(status), told, headers=error.headers)
        case UnknownClaim():
            return ApiError(404, "unknown-claim", _line(error))
        case UsageError():
            return ApiError(422, "wrong-use", _line(error))
        case TooBusy():
            return ApiError(503, "too-busy", _line(error), headers={"Retry-After": "10"})
        case LedgerLocked():
            told = _line(error) if local else "another process is writing to the ledger; try again"
            return ApiError(503, "ledger-locked", told, headers={"Retry-After": "2"})
        case LedgerError():
            return ApiError(500, slug_of(error) or "ledger-unusable", _line(error) if local else _SHELVED)
        case TokenError():
            return ApiError(500, "tokens-unusable", _line(error) if local else _SHELVED)
    return ApiError(500, "internal", "the server failed at this; its log says why")


@dataclass(frozen=True, slots=True)
class ErrorAnswers:
    """How errors are answered: as JSON below /api/, else as the page `web/problem.html`. A browser that opens a file gets
    the page, too.
    """

    templates: Jinja2Templates

    def install(self, app: FastAPI) -> None:
        """Answer what the app's routes raise on purpose; what else they raise is caught outside (`LastResort`)."""
        for kind in (HTTPException, RequestValidationError, ReportedlyError):
            app.add_exception_handler(kind, self._handle)

    async def _handle(self, request: Request, error: Exception) -> Response:
        return self.answer(request, error)

    def answer(self, request: Request, error: Exception) -> Response:
        """The answer to an error. One that is the server's own is noted in the log, once."""
        found = api_error(error, local=_is_local(request))
        if found.status_code >= 500:
            expected = isinstance(error, ReportedlyError | HTTPException)
            where = f"{request.method} {request.url.path!r}"
            log.error("%s: %s", where, _line(error) if expected else "failed", exc_info=None if expected else error)
        if is_api(request.url.path) and not _is_browsed(request):
            return JSONResponse(found.record, found.status_code, headers=found.headers)
        if found.status_code == 401:
            return RedirectResponse(_login(request), 303)
        return self._page(request, found)

    def _page(self, request: Request, error: ApiError) -> Response:
        context = {"status": error.status_code, **error.record["error"]}
        try:
            return self.templates.TemplateResponse(
                request, "web/problem.html", context, error.status_code, headers=error.headers
            )
        except Exception:
            log.exception("the page of an error cannot be drawn")
            return PlainTextResponse(error.message, error.status_code, headers=error.headers)


def is_api(path: str) -> bool:
    """Whether programs ask at this path."""
    return path == "/api" or path.startswith("/api/")


def _is_browsed(request: Request) -> bool:
    """Whether a person follows a link to a file: a browser wants HTML before all else."""
    accepted = request.headers.get("accept", "").lstrip().lower()
    return request.method == "GET" and request.url.path.startswith(_FILES) and accepted.startswith("text/html")


def _is_local(request: Request) -> bool:
    caller = getattr(request.state, "caller", None)
    return bool(caller and caller.came_by == "local")


def _login(request: Request) -> str:
    if request.method not in ("GET", "HEAD"):
        return "/login"
    query = f"?{request.url.query}" if request.url.query else ""
    return f"/login?next={quote(quote(request.scope['path'], safe='/') + query, safe='/')}"


def _of_fields(error: RequestValidationError) -> ApiError:
    first, *more = error.errors() or [{"loc": (), "msg": "it cannot be understood"}]
    where = ".".join(str(part) for part in first["loc"][1:] if not isinstance(part, int)) or None
    others = f" ({len(more)} more)" if more else ""
    if first.get("type") == "json_invalid":
        return not_json(JSONDecodeError(first["ctx"]["error"], error.body, first["loc"][-1]))
    return ApiError(422, "wrong-value", _line(f"{where or 'the request'}: {_told(first)}{others}")[:500], where)


def _told(fault: Mapping[str, Any]) -> str:
    """What pydantic found, in words for who asked and not for who wrote the model."""
    if fault.get("type") == "extra_forbidden":
        return "no such part of the request is known; /api/v1/openapi.json names those that are"
    return str(fault["msg"]).removeprefix("Value error, ")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase.lower().replace(" ", "-").replace("'", "")
    except ValueError:
        return "failed"


def _line(told: object) -> str:
    text = told.message if isinstance(told, ApiError) else str(told)
    return " ".join(text.split())
