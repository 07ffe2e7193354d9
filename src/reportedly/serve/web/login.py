"""Logging in with a token, and out again."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.templating import Jinja2Templates

from reportedly.serve.web.access import Access, caller_of, session_cookie
from reportedly.serve.web.errors import ApiError
from reportedly.serve.web.forms import prove
from reportedly.serve.web.sessions import LIFE

LOGIN, LOGOUT, HOME = "/login", "/logout", "/"


def login_routes(access: Access, templates: Jinja2Templates) -> APIRouter:
    """GET and POST /login, POST /logout."""
    router = APIRouter(include_in_schema=False)

    def page(request: Request, onward: str, fault: ApiError | None = None) -> Response:
        context: dict[str, Any] = {"onward": onward, "fault": fault.message if fault else None}
        status, headers = (fault.status_code, fault.headers) if fault else (200, None)
        return templates.TemplateResponse(request, "web/login.html", context, status, headers=headers)

    @router.get(LOGIN)
    async def login_page(request: Request) -> Response:
        onward = local_path(request.query_params.get("next"))
        if caller_of(request).identity is not None:
            return RedirectResponse(onward, 303)
        return page(request, onward)

    @router.post(LOGIN)
    async def log_in(request: Request) -> Response:
        await prove(request)
        form = await request.form()
        onward, text = local_path(form.get("next")), form.get("token")
        if not access.needs_login:
            return RedirectResponse(onward, 303)
        try:
            token = access.admit(text if isinstance(text, str) else "", request)
        except ApiError as fault:
            return page(request, onward, fault)
        answer = RedirectResponse(onward, 303)
        life = int(LIFE.total_seconds())
        session = access.sessions.begun(token.id, access.clock())
        answer.headers.append("Set-Cookie", cookie(request, session_cookie(request), session, life))
        return answer

    @router.post(LOGOUT)
    async def log_out(request: Request) -> Response:
        await prove(request)
        if session := caller_of(request).session:
            access.sessions.end(session, access.clock())
        answer = RedirectResponse(LOGIN if access.needs_login else HOME, 303)
        answer.headers.append("Set-Cookie", cookie(request, session_cookie(request), "", 0))
        return answer

    return router


def local_path(given: object) -> str:
    """Where to go on to: a path of this server, else its first page.

    Browsers read a backslash as a slash and leave out tabs and line ends, so `/\\evil.example` and `/\\t/evil.example` would
    lead away like `//evil.example`.
    """
    if not isinstance(given, str) or not given.startswith("/") or given.startswith(("//", LOGIN)):
        return HOME
    return given if all("!" <= letter <= "~" and letter != "\\" for letter in given) else HOME


def cookie(connection: HTTPConnection, name: str, value: str, life: int | None = None) -> str:
    """A cookie that scripts cannot read and that foreign pages do not send along. life: in seconds; else with the browser.

    value: without blanks, commas and semicolons.
    """
    ends = "" if life is None else f"; Max-Age={life}"
    secure = "; Secure" if _came_by_tls(connection) else ""
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict{ends}{secure}"


def _came_by_tls(connection: HTTPConnection) -> bool:
    """Whether the browser speaks TLS, with us or with a proxy that says so. Who says so falsely loses a cookie, no more."""
    told = connection.headers.get("x-forwarded-proto", "").rpartition(",")[2].strip().lower()
    return connection.scope.get("scheme") == "https" or told == "https"
