"""Who asks, and how they came: the rules of the door. `guarding.py` stands at it, `forms.py` asks who meant to send.

On an address of this machine alone nobody logs in; on any other everybody does, with a token. Without a login the
danger is not who sits at the machine but which page is open in their browser, since any page can send to 127.0.0.1. So
what came by a foreign name (`hosts.py`) or from a foreign page is refused, as the headers Origin and Sec-Fetch-Site tell,
which no page can forge; and a form must bear a token, which no foreign page can read.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from starlette.requests import HTTPConnection

from reportedly.errors import UsageError
from reportedly.keep.ledger import Clock
from reportedly.serve.reviewing import login_name
from reportedly.serve.web.errors import SAFE_METHODS, ApiError
from reportedly.serve.web.hosts import KnownHosts, is_loopback
from reportedly.serve.web.sessions import ANYBODY, AT_THE_MACHINE, Session, Sessions
from reportedly.serve.web.throttle import Throttle
from reportedly.terms.access import Identity, local_identity
from reportedly.world.clock import system_clock
from reportedly.world.token_file import Token
from reportedly.world.tokens import TokenStore

_MARKS_OF_PROXIES = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip")

CameBy = Literal["local", "session", "token", "nobody"]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. csrf: what their forms must bear. unproven: a form came whose token has not been looked at yet."""

    identity: Identity | None = None
    came_by: CameBy = "nobody"
    session: Session | None = None
    csrf: str = ""
    unproven: bool = False


NOBODY = Caller()


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one workbench; `Access.of` makes them."""

    needs_login: bool
    hosts: KnownHosts
    sessions: Sessions
    tokens: TokenStore | None = None
    at_the_machine: Identity | None = None
    clock: Clock = system_clock
    throttle: Throttle = field(default_factory=Throttle)

    @classmethod
    def of(
        cls,
        bind: str,
        tokens: TokenStore | None = None,
        key: bytes | None = None,
        *,
        allowed_hosts: Iterable[str] = (),
        always_login: bool = False,
        clock: Clock = system_clock,
    ) -> Access:
        """The rules for an address to be bound. key: signs cookies; a new one by default, so that sessions end with the
        process. always_login: also on an address of this machine, as behind a proxy. Raises UsageError, TokenError.
        """
        needs_login = always_login or not is_loopback(bind)
        if needs_login and not (tokens and tokens.good()):
            # On this machine the login was asked for; elsewhere the address asks for it.
            why = "to ask for a login" if is_loopback(bind) else f"to serve on {bind}"
            raise UsageError(f"{why} there must be a token: reportedly token add NAME --role admin")
        try:
            hosts = KnownHosts.of(not needs_login, allowed_hosts)
        except ValueError as fault:
            raise UsageError(str(fault)) from fault
        at_the_machine = None if needs_login else local_identity(_login_name())
        return cls(needs_login, hosts, Sessions(key or secrets.token_bytes(32)), tokens, at_the_machine, clock)

    def check_way(self, connection: HTTPConnection) -> None:
        """Refuse what came by a foreign name or from a foreign page. Raises ApiError."""
        headers, server = connection.headers, connection.scope.get("server")
        named = headers.getlist("host")
        if len(named) > 1 or not self.hosts.serve(headers.get("host"), server[1] if server else None):
            raise ApiError(421, "unknown-host", "this workbench is not known by that name; allow it at the start")
        if not self.needs_login:
            self._check_nearness(connection)
        if _is_foreign(connection, self.hosts):
            raise ApiError(403, "foreign-page", "this came from a page of another site")

    def _check_nearness(self, connection: HTTPConnection) -> None:
        client = connection.client
        far = client is not None and not is_loopback(client.host)
        if far or any(mark in connection.headers for mark in _MARKS_OF_PROXIES):
            raise ApiError(403, "not-local", "who comes from elsewhere must log in: serve with tokens")

    def caller(self, connection: HTTPConnection) -> Caller:
        """Who asks, with the token for their forms. Raises ApiError for a wrong token, TokenError."""
        text = _bearer(connection)
        if text is not None and self.tokens is not None:
            return Caller(self.admit(text, connection).identity, "token")
        here = self.at_the_machine
        known = Caller(here, "local") if here else self._by_session(connection)
        return replace(known, csrf=self._form_token(connection, known))

    def admit(self, text: str, connection: HTTPConnection) -> Token:
        """The token that a text is. Raises ApiError: 401 where it is none, 429 after too many of those."""
        address = connection.client.host if connection.client else ""
        # Asked first, so that who guesses does not learn whether the last guess was right.
        if wait := self.throttle.wait(address):
            told = f"too many wrong tokens: try again in {wait} seconds"
            raise ApiError(429, "too-many-tries", told, headers={"Retry-After": str(wait)})
        token = self.tokens.verified(text) if self.tokens else None
        if token is None:
            self.throttle.wrong(address)
            challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
            raise ApiError(401, "wrong-token", "this token lets nobody in", headers=challenge)
        return token

    def _by_session(self, connection: HTTPConnection) -> Caller:
        text = connection.cookies.get(session_cookie(connection), "")
        session = self.sessions.opened(text, self.clock()) if text else None
        token = self.tokens.good_token(session.token_id) if session and self.tokens else None
        return Caller(token.identity, "session", session) if token else NOBODY

    def _form_token(self, connection: HTTPConnection, caller: Caller) -> str:
        subject = subject_of(caller)
        held = connection.cookies.get(csrf_cookie(connection), "")
        return held if self.sessions.is_form_token(held, subject) else self.sessions.form_token(subject)


def session_cookie(connection: HTTPConnection) -> str:
    """The name of the cookie that holds the session."""
    return f"reportedly_session{_port(connection)}"


def csrf_cookie(connection: HTTPConnection) -> str:
    """The name of the cookie that holds the form token."""
    return f"reportedly_csrf{_port(connection)}"


def subject_of(caller: Caller) -> str:
    """Whom a form token is for."""
    if caller.session:
        return caller.session.id
    return AT_THE_MACHINE if caller.came_by == "local" else ANYBODY


def caller_of(connection: HTTPConnection) -> Caller:
    """Who asks, as the door found it."""
    caller = getattr(connection.state, "caller", NOBODY)
    return caller if isinstance(caller, Caller) else NOBODY


def identity_of(connection: HTTPConnection) -> Identity | None:
    """Who asks, None where nobody is known."""
    return caller_of(connection).identity


def _is_foreign(connection: HTTPConnection, hosts: KnownHosts) -> bool:
    headers, safe = connection.headers, connection.scope["method"] in SAFE_METHODS
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    # A neighbouring port of 127.0.0.1 counts as the same site, and is another program's page all the same.
    if site in ("cross-site", "same-site"):
        followed_a_link = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return not (safe and followed_a_link)
    if safe or origin is None or hosts.are_own(origin, headers.get("host")):
        return False
    # Our own forms bear "null", since our pages send no referrer; where the browser does not say more, the form token tells.
    return not (origin == "null" and site in (None, "same-origin"))


def _bearer(connection: HTTPConnection) -> str | None:
    scheme, _, text = connection.headers.get("authorization", "").partition(" ")
    return text.strip() if scheme.lower() == "bearer" else None


def _port(connection: HTTPConnection) -> str:
    # Browsers give the cookies of one port to all others: two workbenches on one machine would take each other's.
    server = connection.scope.get("server")
    return f"_{server[1]}" if server and server[1] else ""


def _login_name() -> str:
    try:
        return login_name()
    except UsageError:
        return "local user"  # a container's user may have no name
