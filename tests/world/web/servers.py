"""Real servers on this machine, which answer from a table and note who came."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType

RESET = b"reset"
"""Instead of an answer, or of its next piece: the connection is cut off."""

Answer = bytes | Callable[[str], Iterable[bytes]]
"""All that is sent, or what makes its pieces from the request."""


def page(body: bytes = b"", status: str = "200 OK", length: int | None = None, **headers: str) -> bytes:
    """A whole answer; `_` in a header's name is a hyphen."""
    told = {"Content-Length": str(len(body) if length is None else length)}
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in told.items()), "", ""]
    return "\r\n".join(lines).encode() + body


def to(location: str, status: str = "302 Found") -> bytes:
    """A redirect."""
    return page(status=status, Location=location)


def chunked(*pieces: bytes) -> bytes:
    """An answer in chunks, with its end."""
    parts = [b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces]
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"".join(parts) + b"0\r\n\r\n"


class Served:
    """A server while it is entered. pages: path → answer, else 404. connections: how many came; asked: the requests."""

    def __init__(
        self, pages: Mapping[str, Answer], host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
    ) -> None:
        self.pages = dict(pages)
        self.connections = 0
        self.asked: list[str] = []
        self._tls = tls
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family)
        self.port: int = self._socket.getsockname()[1]
        name = f"[{host}]" if ":" in host else host
        self.url = f"{'https' if tls else 'http'}://{name}:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Served:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()

    @property
    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.split(" ")[1] for request in self.asked]

    def header(self, name: str, number: int = -1) -> str | None:
        """A header of a request, the last one unless told."""
        lines = (line.partition(": ") for line in self.asked[number].split("\r\n")[1:])
        return next((value for key, _, value in lines if key.lower() == name.lower()), None)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, plain: socket.socket) -> None:
        try:
            with self._tls.wrap_socket(plain, server_side=True) if self._tls else plain as connection:
                request = _request(connection)
                if not request:
                    return
                self.asked.append(request)
                answer = self.pages.get(request.split(" ")[1], page(status="404 Not Found"))
                for piece in (answer,) if isinstance(answer, bytes) else answer(request):
                    if piece == RESET:
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                        return
                    connection.sendall(piece)
        except OSError:
            pass  # the other side went away


def _request(connection: socket.socket) -> str:
    held = b""
    while b"\r\n\r\n" not in held:
        piece = connection.recv(65536)
        if not piece:
            return ""
        held += piece
    return held.decode("latin-1")
