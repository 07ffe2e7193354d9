"""Whether who asks meant to send what came, and may: form tokens, and the dependency of every route.

Whatever changes something and came by a session, or without any login, must bear the token of this browser's forms: in the
header X-CSRF-Token or the field `csrf`. A foreign page cannot read it, and the cookie that it is held against stays away
from what that page sends. A bearer token needs none, since no browser sends it by itself.

curl and scripts on this machine need none either. They bear no mark of a browser: no Origin, Referer, Sec-Fetch-Site or
cookie, and a User-Agent of their own, while every browser calls itself Mozilla and no page can alter that on a form. What
they send must be JSON, multipart or nothing: JSON a page may not send without asking leave first (a preflight), which is
never given; the two other kinds that forms send are refused even without a mark, should a browser be so old as to bear none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from hmac import compare_digest

from starlette.requests import HTTPConnection, Request

from reportedly.serve.web.access import Caller, caller_of, identity_of
from reportedly.serve.web.errors import SAFE_METHODS, ApiError, not_logged_in
from reportedly.terms.access import Identity, Role

CSRF_HEADER, CSRF_FIELD = "x-csrf-token", "csrf"
_MARKS_OF_BROWSERS = ("origin", "referer", "cookie", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest")
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_FROM_PROGRAMS = ("application/json", "multipart/form-data")


def proved(connection: HTTPConnection, caller: Caller) -> Caller:
    """The caller, once it is sure that they meant to send this, or as `unproven` where their form will tell. Raises
    ApiError.
    """
    if connection.scope["method"] in SAFE_METHODS or caller.came_by == "token":
        return caller
    given = connection.headers.get(CSRF_HEADER)
    kind = _content_type(connection)
    if given is None and caller.came_by == "local" and not _from_browser(connection):
        if kind in _FROM_PROGRAMS or _is_empty(connection):
            return caller
        told = "send JSON (Content-Type: application/json) or multipart/form-data"
        raise ApiError(415, "wrong-media-type", told, "header.content-type")
    if given is None and kind in _FORMS:
        return replace(caller, unproven=True)
    _compare(given or "", caller)
    return caller


async def prove(request: Request) -> None:
    """Look at the token in a form that came without the header. Raises ApiError."""
    caller = caller_of(request)
    if caller.unproven:
        given = (await request.form()).get(CSRF_FIELD)
        _compare(given if isinstance(given, str) else "", caller)
        request.state.caller = replace(caller, unproven=False)


def require(role: Role) -> Callable[[Request], Awaitable[Identity]]:
    """A dependency: the identity of who asks, if they may what this role may. Raises ApiError."""

    async def allowed(request: Request) -> Identity:
        identity = identity_of(request)
        if identity is None:
            raise not_logged_in()
        if not identity.may(role):
            raise ApiError(403, "not-allowed", f"this needs the role {role}; yours is {identity.role}")
        await prove(request)
        return identity

    return allowed


def _compare(given: str, caller: Caller) -> None:
    if not caller.csrf or not compare_digest(given.encode(), caller.csrf.encode()):
        raise ApiError(403, "no-form-token", "this form is not from a page of yours, or from an old one: load it again")


def _from_browser(connection: HTTPConnection) -> bool:
    headers = connection.headers
    return any(mark in headers for mark in _MARKS_OF_BROWSERS) or "mozilla" in headers.get("user-agent", "").lower()


def _is_empty(connection: HTTPConnection) -> bool:
    return connection.headers.get("content-length", "0") == "0" and "transfer-encoding" not in connection.headers


def _content_type(connection: HTTPConnection) -> str:
    return connection.headers.get("content-type", "").partition(";")[0].strip().lower()
