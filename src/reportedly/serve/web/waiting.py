"""How long a connection may keep the server waiting: what the HTTP server itself bounds only between two requests.

Whoever sends the head of a request, its body or takes an answer more slowly than that is hung up on. Where very many are
connected at once, the one that has kept the server waiting longest makes room for the next.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from dataclasses import dataclass
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from reportedly.serve.web.bearing import HEADERS, POLICY


@dataclass(frozen=True, slots=True)
class Patience:
    """In seconds. head: from a connection's or a request's first sign until its headers are there; body, unread: for the
    body and for an answer that nobody takes, and a second more for each `rate` bytes that came or went; look: between two
    looks at a connection. most: connections at once.
    """

    head: float = 20.0
    body: float = 30.0
    unread: float = 30.0
    rate: int = 500
    look: float = 2.0
    most: int = 600


USUAL = Patience()
_OWN = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
_LATE = b"the request did not come in time"


class Waiting(H11Protocol):
    """One connection. A look at it now and then finds whether it keeps the server waiting for too long."""

    patience = USUAL

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.since: float | None = self.loop.time()
        """Since when the request that is coming in is waited for; None while none is."""
        self._came = 0
        self._body = False
        self._resumed = True
        self._mark = (self.loop.time(), 0)
        self._next = self.loop.call_later(self.patience.look, self._look)
        if len(self.connections) > self.patience.most:
            _make_room(self.connections, self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._next.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.since is None and self.conn.their_state is h11.IDLE:
            self.since = self.loop.time()
        super().data_received(data)
        self._came += len(data)
        self._note_state()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._note_state()  # the next request may have come along with the last one

    def resume_writing(self) -> None:
        super().resume_writing()
        self._resumed = True

    def send_400_response(self, msg: str) -> None:
        """A request that is none, told in one line, unless an answer is half out already."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            self._refuse(400, b"Bad Request", b"this is no valid HTTP request")
        else:
            _drop(self.transport)

    def _note_state(self) -> None:
        state = self.conn.their_state
        if state is h11.SEND_BODY and not self._body:
            self._body, self.since, self._came = True, self.loop.time(), 0
        elif state is not h11.SEND_BODY:
            self._body = False
            if state is not h11.IDLE:
                self.since = None

    def _look(self) -> None:
        now = self.loop.time()
        if self._is_unread_at(now):
            _drop(self.transport)
            return
        if self._is_late_at(now) and not self.transport.is_closing():
            if self._body:
                _drop(self.transport)
                return
            self._refuse(408, b"Request Timeout", _LATE)
        self._next = self.loop.call_later(self.patience.look, self._look)

    def _is_late_at(self, now: float) -> bool:
        if self.since is None:
            return False
        if not self._body:
            return now - self.since > self.patience.head
        if self.flow.read_paused:  # it is the server that lets them wait
            self.since, self._came = now, 0
        return now - self.since > self.patience.body + self._came / self.patience.rate

    def _is_unread_at(self, now: float) -> bool:
        """Whether what is to be sent lies there, and too little of it was taken since the mark."""
        lies = self.transport.get_write_buffer_size()
        began, lay = self._mark
        if lies == 0 or self._resumed or lay == 0:
            self._mark, self._resumed = (now, lies), False
            return False
        if now - began <= self.patience.unread:
            return False
        self._mark = (now, lies)
        return lay - lies < self.patience.rate * self.patience.unread

    def _refuse(self, status: int, phrase: bytes, line: bytes) -> None:
        """Answer without the application, and hang up."""
        told = {"Content-Type": "text/plain; charset=utf-8", "Content-Length": str(len(line)), "Connection": "close"}
        head = "".join(f"{name}: {value}\r\n" for name, value in {**told, **HEADERS, **_OWN}.items())
        self.transport.write(b"HTTP/1.1 %d %s\r\n%s\r\n%s" % (status, phrase, head.encode("ascii"), line))
        self.transport.close()


def patient(patience: Patience) -> type[Waiting]:
    """Connections with another patience."""
    return type("Waiting", (Waiting,), {"patience": patience})


def _make_room(connections: set[Any], newest: Waiting) -> None:
    """Hang up on the one that has been waited for longest."""
    waited = [
        each for each in connections if each is not newest and isinstance(each, Waiting) and each.since is not None
    ]
    idle = waited or [each for each in connections if each is not newest and each.timeout_keep_alive_task is not None]
    if idle:
        _drop(min(idle, key=lambda each: each.since or 0.0).transport)
    else:
        _drop(newest.transport)


def _drop(transport: asyncio.Transport) -> None:
    """End a connection with all that lies there for it. Else the system would hold what nobody takes, for many minutes."""
    line = transport.get_extra_info("socket")
    if line is not None:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
