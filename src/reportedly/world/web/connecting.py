"""Connections that go only where they may, and end in time.

A host's name is resolved once for each connection, every address found is checked, and the connection goes to a checked
address: a name that points elsewhere a moment later changes nothing. TLS still verifies the name.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import httpcore

from reportedly.world.web.addresses import Allowance, checked
from reportedly.world.web.deadlines import Deadline
from reportedly.world.web.trouble import Trouble

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host, given with a port. It raises OSError where there is none."""

MOST_TRIED = 6
"""How many addresses of one host are tried."""


def system_addresses(host: str, port: int) -> Sequence[str]:
    """What the system says; it knows decimal, octal and hexadecimal forms of IPv4 too. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True)
class Way:
    """How addresses are reached. tls: makes what verifies certificates, asked only for https."""

    allowed: Allowance
    resolve: Resolve
    tls: Callable[[], ssl.SSLContext]


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to checked addresses only. Raises Trouble, and what httpcore raises."""

    def __init__(self, way: Way, deadline: Deadline) -> None:
        self._way = way
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        found = resolved(self._way.resolve, host, port, self._deadline)
        addresses = checked(host, found, self._way.allowed)[:MOST_TRIED]
        for number, address in enumerate(addresses, start=1):
            share = self._deadline.left() / (len(addresses) - number + 1)
            try:
                stream = self._plain.connect_tcp(str(address), port, share, None, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses):
                    raise
            else:
                return TimedStream(stream, self._deadline)
        raise Trouble("no-connection", f"{host} cannot be reached")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        raise Trouble("private-address", "sockets of this machine are not asked")


class TimedStream(httpcore.NetworkStream):
    """A stream each step of which has what is left of the deadline. Raises Trouble, and what httpcore raises."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def resolved(resolve: Resolve, host: str, port: int, deadline: Deadline) -> Sequence[str]:
    """The addresses of a host, within the deadline; the system's own resolver knows none. Raises Trouble."""
    found: list[Sequence[str]] = []
    faults: list[Exception] = []

    def look() -> None:
        try:
            found.append(resolve(host, port))
        except (OSError, UnicodeError) as fault:
            faults.append(fault)

    looking = threading.Thread(target=look, name=f"resolve {host}", daemon=True)
    looking.start()
    looking.join(deadline.left())
    if looking.is_alive():
        raise deadline.passed()
    if not found:
        reason = getattr(faults[0], "strerror", None) if faults else None
        raise Trouble("no-such-host", f"there is no host {host}" + (f" ({reason})" if reason else ""))
    return found[0]
