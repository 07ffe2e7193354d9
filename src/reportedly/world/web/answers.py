"""One request to one address, and its answer: no redirect is followed, no proxy asked, no cookie or password sent."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from dataclasses import dataclass

import httpcore

from reportedly.world.web.bodies import Bound, body_of
from reportedly.world.web.connecting import GuardedBackend, Way
from reportedly.world.web.deadlines import Deadline
from reportedly.world.web.targets import Target
from reportedly.world.web.trouble import Trouble

Headers = tuple[tuple[str, str], ...]
READ = 200
"""The only status whose body is read."""

_TOO_LONG = 431
_FAULTS = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered. status: None where it did not; trouble: why there is no whole answer."""

    status: int | None = None
    headers: Headers = ()
    body: bytes = b""
    trouble: Trouble | None = None

    def header(self, name: str) -> str:
        """The first header of a name in lower case, empty where there is none."""
        return next((value for key, value in self.headers if key == name), "")


def answer_of(target: Target, headers: Headers, bound: Bound, way: Way, deadline: Deadline) -> Answer:
    """Ask an address. Whatever the server does is in the answer."""
    origin = httpcore.Origin(target.scheme.encode(), target.host.encode(), target.port)
    tls = way.tls() if target.scheme == "https" else None
    connection = httpcore.HTTPConnection(origin, tls, http2=False, network_backend=GuardedBackend(way, deadline))
    try:
        response = connection.handle_request(_request(target, headers))
    except Trouble as trouble:
        return Answer(trouble=trouble)
    except _FAULTS as fault:
        return Answer(trouble=_unanswered(fault, target.host, deadline))
    else:
        return _read(response, bound, deadline)
    finally:
        connection.close()


def _request(target: Target, headers: Headers) -> httpcore.Request:
    url = httpcore.URL(
        scheme=target.scheme.encode(), host=target.host.encode(), port=target.port, target=target.path.encode()
    )
    told = [("Host", target.authority), *headers, ("Connection", "close")]
    return httpcore.Request(b"GET", url, headers=[(name.encode(), value.encode()) for name, value in told])


def _read(response: httpcore.Response, bound: Bound, deadline: Deadline) -> Answer:
    headers = _told(response.headers)
    answer = Answer(response.status, headers)
    if response.status != READ:
        return answer
    length = answer.header("content-length")
    if length.isdecimal() and int(length[:20]) > bound.most and not bound.cut:
        return Answer(READ, headers, trouble=bound.excess())
    try:
        body = body_of(response.iter_stream(), answer.header("content-encoding"), bound, deadline.left)
    except Trouble as trouble:
        return Answer(READ, headers, trouble=trouble)
    except _FAULTS as fault:
        return Answer(READ, headers, trouble=_broken(fault, deadline))
    return Answer(READ, headers, body)


def _told(raw: Sequence[tuple[bytes, bytes]]) -> Headers:
    return tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in raw)


def _unanswered(fault: Exception, host: str, deadline: Deadline) -> Trouble:
    """Why no status came."""
    if isinstance(fault, httpcore.TimeoutException):
        return deadline.passed()
    cause = fault.__cause__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Trouble("bad-certificate", f"{host} does not prove who it is ({cause.verify_message})")
    if isinstance(cause, ssl.SSLError):
        return Trouble("no-connection", f"{host} speaks no TLS that is understood ({cause.reason or cause})")
    if isinstance(fault, httpcore.ProtocolError):
        return _misspoken(fault, "no-connection" if "disconnected" in str(fault) else "bad-answer")
    reason = cause.strerror if isinstance(cause, OSError) else None
    return Trouble("no-connection", f"{host} cannot be reached" + (f" ({reason})" if reason else ""))


def _broken(fault: Exception, deadline: Deadline) -> Trouble:
    """Why the body did not come to its end."""
    if isinstance(fault, httpcore.TimeoutException):
        return deadline.passed()
    if isinstance(fault, httpcore.ProtocolError):
        return _misspoken(fault, "broken-body")
    return Trouble("no-connection", "the connection broke off in the middle")


def _misspoken(fault: Exception, slug: str) -> Trouble:
    if getattr(fault.__cause__, "error_status_hint", None) == _TOO_LONG:
        return Trouble("too-large", "what comes before its body is longer than is read")
    words = {
        "no-connection": "the connection was closed without an answer",
        "bad-answer": "what it answers is not HTTP",
        "broken-body": "it breaks off, or its parts are not marked as they should be",
    }
    return Trouble(slug, words[slug])
