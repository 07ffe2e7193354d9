"""One question sent to a server and one reply, ended in time and in size whatever the server does.

What a server may draw out is more than a wait for each read bounds: names, connections, headers, bodies a byte at a time.
So the exchange goes on beside whoever asks, and when its time is up its connections are shut down under it.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import httpx

from reportedly.errors import ModelError
from reportedly.world.models.replies import Reply, late
from reportedly.world.models.where import Where
from reportedly.world.web.authorities import known_authorities

MOST_BYTES = 4_000_000
"""How long a reply may be."""

CONNECT = 10.0
"""The seconds within which there must be a connection."""


@dataclass(slots=True)
class _Exchange:
    """What goes on beside whoever asks. sockets: doubles of those in use, so that they can be shut down from outside."""

    done: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    sockets: list[socket.socket] = field(default_factory=list)
    reply: Reply | None = None
    fault: Exception | None = None

    def noticed(self, event: str, info: Mapping[str, Any]) -> None:
        """Hear of each step of httpx; take a double of each connection."""
        if event.endswith("connect_tcp.complete"):
            self.sockets.append(info["return_value"].get_extra_info("socket").dup())
        if self.over.is_set():
            raise httpx.ReadTimeout("its time is up")

    def end(self) -> None:
        """Shut down what is still open. A socket shut down, not closed, cannot be taken for another one meanwhile."""
        self.over.set()
        for double in self.sockets:
            with suppress(OSError):
                double.shutdown(socket.SHUT_RDWR)

    def clear(self) -> None:
        """Close the doubles, when nobody uses them any more."""
        for double in self.sockets:
            double.close()


def post(where: Where, content: bytes, headers: Mapping[str, str], left: float) -> Reply:
    """What a server replies to a question within the seconds that are left. No redirect is followed. Raises ModelError."""
    exchange = _Exchange()
    sent = (exchange, where, content, headers, left)
    threading.Thread(target=_go, args=sent, name=f"ask {where.at}", daemon=True).start()
    try:
        exchange.done.wait(left)
    finally:
        exchange.end()
    if exchange.reply:
        return exchange.reply
    raise _told(exchange.fault, where) if exchange.fault else late(where)


def _go(exchange: _Exchange, where: Where, content: bytes, headers: Mapping[str, str], left: float) -> None:
    try:
        exchange.reply = _asked(exchange, where, content, headers, left)
    except Exception as fault:  # noqa: BLE001 — whoever asked raises what it means
        exchange.fault = fault
    finally:
        exchange.done.set()
        exchange.clear()


def _asked(exchange: _Exchange, where: Where, content: bytes, headers: Mapping[str, str], left: float) -> Reply:
    address, extensions = f"{where.url}/chat/completions", {"trace": exchange.noticed}
    with (
        _client(where, left) as client,
        client.stream("POST", address, content=content, headers=headers, extensions=extensions) as response,
    ):
        return Reply(response.status_code, _body(response, where), response.headers.get("Retry-After", ""))


def _client(where: Where, left: float) -> httpx.Client:
    waits = httpx.Timeout(left, connect=min(CONNECT, left))
    # A proxy sees all that goes over http, the key too, and for this machine none is needed.
    proxies = where.encrypted and where.reach != "here"
    try:
        return httpx.Client(verify=known_authorities(), timeout=waits, trust_env=proxies, follow_redirects=False)
    except (ImportError, ValueError, httpx.InvalidURL):
        # Without its cause: the address of a proxy may hold a password.
        raise ModelError(f"{where.url} is not reached: the proxy that the environment names cannot be used") from None


def _body(response: httpx.Response, where: Where) -> bytes:
    if response.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
        raise ModelError(f"{where.url} packs its answer, which was not asked for: name another server with --endpoint")
    held = bytearray()
    for piece in response.iter_raw():
        held += piece
        if len(held) > MOST_BYTES:
            raise ModelError(
                f"{where.url} answers with more than {MOST_BYTES:,} bytes: it is no server of language models"
            )
    return bytes(held)


def _told(fault: Exception, where: Where) -> Exception:
    """What a fault of the connection means for whoever asked."""
    if isinstance(fault, httpx.ConnectTimeout):
        return _silent(where, f"no connection within {CONNECT:g} seconds")
    if isinstance(fault, httpx.TimeoutException):
        return late(where)
    if isinstance(fault, httpx.ConnectError):
        return _silent(where, _reason(fault) or "no connection")
    if isinstance(fault, httpx.ProxyError):
        return ModelError(f"{where.url} is not reached: the proxy that the environment names does not let it through")
    if isinstance(fault, httpx.TransportError):
        return ModelError(f"{where.url} broke off before its answer was whole: see whether the server still runs")
    return fault


def _silent(where: Where, reason: str) -> ModelError:
    return ModelError(f"nothing answers at {where.url} ({reason}): start the server, or name another with --endpoint")


def _reason(fault: BaseException) -> str:
    """The system's word for it, from the end of the chain of causes."""
    cause: BaseException | None = fault
    while cause:
        if isinstance(cause, OSError) and (told := getattr(cause, "verify_message", "") or cause.strerror):
            return told[0].lower() + told[1:]
        cause = cause.__cause__ or cause.__context__
    return ""
