"""Who stands at the door: everything that holds for each request, whatever its route. `protect` puts it in place.

From the outside in: headers on every answer, the last resort for what fails, the bound on bodies, the doorkeeper, HEAD.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import anyio
from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.templating import Jinja2Templates
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.errors import ReportedlyError
from reportedly.serve.web.access import NOBODY, Access, csrf_cookie
from reportedly.serve.web.bearing import HEADERS, POLICY
from reportedly.serve.web.errors import ApiError, ErrorAnswers, is_api, not_logged_in
from reportedly.serve.web.forms import proved
from reportedly.serve.web.heads import Heads
from reportedly.serve.web.login import LOGIN, cookie, login_routes

MAX_BODY = 220_000_000
"""Bytes of a request. A document of 200 MB must come in, for the reader to say itself that it is too large."""
GIVING = ("/read", "/api/v1/documents")
"""Where documents are given."""
MAX_SMALL = 250_000
"""Bytes of any other request, which is parsed while others wait."""
MAX_ADDRESS = 16_384
"""Bytes of an address with what is asked for there."""

MAX_LOGIN = 16_384
LINGER, LINGER_SECONDS = 4_000_000, 2.0
"""How much more of a refused body is read, and for how long, so that the refusal is seen."""
STATIC = "/static/"
"""Where what anybody may have lies: styles and scripts."""


def protect(
    app: FastAPI, access: Access, templates: Jinja2Templates, max_body: int = MAX_BODY, small: int = MAX_SMALL
) -> None:
    """Put everything in place on an app: its errors' answers, the login, the guards. Call it last. small: bytes of a
    request that gives no documents.
    """
    answers = ErrorAnswers(templates)
    answers.install(app)
    app.include_router(login_routes(access, templates))
    at = {LOGIN: MAX_LOGIN, **dict.fromkeys(GIVING, max_body)}
    # The last one added stands outermost.
    app.add_middleware(Heads)
    app.add_middleware(Doorkeeper, access=access, answers=answers)
    app.add_middleware(BodyLimit, answers=answers, most=small, at=at)
    app.add_middleware(LastResort, answers=answers)
    app.add_middleware(SecurityHeaders, needs_login=access.needs_login)


@dataclass(frozen=True, slots=True)
class SecurityHeaders:
    """Tells browsers what no answer of ours needs. A route may bear a policy of its own, for a page that needs another."""

    app: ASGIApp
    needs_login: bool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                for name, value in HEADERS.items():
                    headers[name] = value
                if self.needs_login and not scope["path"].startswith(STATIC):
                    headers["Cache-Control"] = "no-store"
                else:
                    headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


@dataclass(frozen=True, slots=True)
class LastResort:
    """Answers what failed unforeseen, without details, and notes it once. Nothing further out would give it its headers."""

    app: ASGIApp
    answers: ErrorAnswers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False
        Request(scope).state.caller = NOBODY  # what is answered before the doorkeeper knows better

        async def noting(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noting)
        except ClientDisconnect:
            return  # nobody waits for an answer
        except Exception as error:
            if started:
                raise  # half an answer is out: the server notes the error and breaks the connection off
            await self.answers.answer(Request(scope), error)(scope, receive, send)


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Lets in who may come in, and says who they are: `caller_of(request)`. Whatever is not public needs a login, also a
    route that forgot to say so.
    """

    app: ASGIApp
    access: Access
    answers: ErrorAnswers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        else:
            await self._let_in(scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        connection = HTTPConnection(scope)
        try:
            _check_form(connection)
            self.access.check_way(connection)
            caller = self.access.caller(connection)
            connection.state.caller = caller
            if caller.identity is None and not is_public(scope["path"]):
                raise not_logged_in()
            connection.state.caller = proved(connection, caller)
        except ReportedlyError as error:
            await self.answers.answer(Request(scope), error)(scope, receive, send)
            return

        async def send_with_form_token(message: Message) -> None:
            if message["type"] == "http.response.start":
                if connection.state.caller.unproven and message["status"] < 400:
                    raise RuntimeError(f"{scope['path']} took a form whose token nobody looked at: it lacks require()")
                self._tell_form_token(connection, MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_with_form_token)

    def _tell_form_token(self, connection: HTTPConnection, headers: MutableHeaders) -> None:
        token, name = connection.state.caller.csrf, csrf_cookie(connection)
        path = connection.scope["path"]
        if token and connection.cookies.get(name) != token and not is_api(path) and not path.startswith(STATIC):
            headers.append("Set-Cookie", cookie(connection, name, token))


@dataclass(frozen=True, slots=True)
class BodyLimit:
    """Refuses a body that is too large as soon as that is known, and reads no more of it. Whoever is answered before all
    of their body was read is hung up on, or the server would go on reading it. at: paths with another bound.
    """

    app: ASGIApp
    answers: ErrorAnswers
    most: int = MAX_BODY
    at: Mapping[str, int] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = (self.at or {}).get(scope["path"], self.most)
        headers = Headers(scope=scope)
        told = headers.get("content-length", "0")
        read, unread = 0, told != "0" or "transfer-encoding" in headers

        async def receive_bounded() -> Message:
            nonlocal read, unread
            message = await receive()
            read += len(message.get("body", b""))
            unread = message.get("more_body", False)
            if read > most:
                unread = True
                raise too_large(most)
            return message

        async def send_and_hang_up(message: Message) -> None:
            nonlocal unread
            if message["type"] == "http.response.start" and unread:
                # Hung up on while they still send, most clients never see the answer: a little more is read and dropped.
                unread = not await _drained(receive)
                if unread:
                    MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        if told.isdecimal() and int(told) > most:
            await self.answers.answer(Request(scope), too_large(most))(scope, receive, send_and_hang_up)
        else:
            await self.app(scope, receive_bounded, send_and_hang_up)


def _check_form(connection: HTTPConnection) -> None:
    """Refuse an address without end, and a body that servers along the way may cut differently. Raises ApiError."""
    scope = connection.scope
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > MAX_ADDRESS:
        raise ApiError(414, "too-long", f"an address may have {MAX_ADDRESS:,} bytes")
    if "content-length" in connection.headers and "transfer-encoding" in connection.headers:
        told = "a body is sent with its length or in pieces, not both"
        raise ApiError(400, "two-lengths", told, headers={"Connection": "close"})


async def _drained(receive: Receive) -> bool:
    """Whether the rest of a body has come, when at most so much of it and for so long was read and dropped."""
    read = 0
    with anyio.move_on_after(LINGER_SECONDS):
        while read < LINGER:
            message = await receive()
            read += len(message.get("body", b""))
            if not message.get("more_body", False):
                return True
    return False


def too_large(most: int) -> ApiError:
    """More was sent than is taken."""
    bound = f"{most // 1_000_000} MB" if most >= 1_000_000 else f"{most:,} bytes"
    return ApiError(413, "too-large", f"at most {bound} are taken at once")


def is_public(path: str) -> bool:
    """Whether anybody may ask at this path."""
    return path in (LOGIN, "/favicon.ico") or path.startswith(STATIC)
