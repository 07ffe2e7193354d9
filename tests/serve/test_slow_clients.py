"""Clients that keep the server waiting are let go, and others are served meanwhile. Over a real server, in less time."""

from __future__ import annotations

import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import httpx
import pytest
from starlette.types import Receive, Scope, Send

from reportedly.serve.web.waiting import USUAL, Patience
from serve.web_ledger import sample
from serve.web_server import serving_app, serving_file

HURRIED = Patience(head=1.0, body=1.0, unread=1.0, rate=1_000_000, look=0.1, most=600)
HEAD = b"GET /documents HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = b"POST /api/v1/documents HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: 10000\r\n\r\n"


def port_of(address: str) -> int:
    return int(address.rsplit(":", 1)[1])


def connected(address: str, first: bytes = b"", receives: int | None = None) -> socket.socket:
    line = socket.socket()
    if receives:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
    line.connect(("127.0.0.1", port_of(address)))
    line.sendall(first)
    return line


def ended(line: socket.socket, within: float, dripping: bytes = b"") -> bytes | None:
    """What came until the server hung up; None where it has not within so many seconds. dripping: sent again and again."""
    came, until = b"", monotonic() + within
    while (left := until - monotonic()) > 0:
        ready, _, _ = select.select([line], [], [], min(0.05, left))
        try:
            if ready:
                more = line.recv(65536)
                if not more:
                    return came
                came += more
            elif dripping:
                line.sendall(dripping)
        except OSError:  # hung up on without a word
            return came
    return None


@contextmanager
def dripping(lines: list[socket.socket]) -> Iterator[None]:
    """A byte on each of the lines, as often as one comes round."""
    stop = Event()

    def drip() -> None:
        while not stop.wait(0.2):
            for line in lines:
                with suppress(OSError):
                    line.send(b"x")

    thread = Thread(target=drip)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = sample(tmp_path_factory.mktemp("slow") / "l.db")
    with serving_file(path, patience=HURRIED) as found:
        yield found


def test_a_head_that_comes_byte_by_byte_is_let_go(address: str) -> None:
    """In one line, however steadily it drips."""
    with connected(address, HEAD) as line:
        came = ended(line, 10, b"x")
    assert came is not None
    assert came.startswith(b"HTTP/1.1 408 ")
    assert came.endswith(b"\r\n\r\nthe request did not come in time")


def test_who_connects_and_says_nothing_is_let_go(address: str) -> None:
    """A connection alone is no request."""
    with connected(address) as line:
        came = ended(line, 10)
    assert came is not None
    assert b" 408 " in came


def test_the_second_request_on_a_line_may_not_drip_either(address: str) -> None:
    """The clock begins with its first byte."""
    whole = b"GET /static/web.css HTTP/1.1\r\nHost: localhost:%d\r\n\r\n" % port_of(address)
    with connected(address, whole) as line:
        assert line.recv(65536).startswith(b"HTTP/1.1 ")
        came = ended(line, 10, b"G")
    assert came is not None
    assert b" 408 " in came


def test_a_body_that_comes_byte_by_byte_is_let_go(address: str) -> None:
    """Nothing is read of it, and nothing kept."""
    with connected(address, BODY % b"localhost:%d" % port_of(address)) as line:
        assert ended(line, 10, b" ") is not None
    assert httpx.get(f"{address}/api/v1/jobs").json() == {"jobs": []}


def test_a_body_that_comes_quickly_enough_is_taken(tmp_path: Path) -> None:
    """However long it takes in all."""
    patience = replace(HURRIED, body=0.3, rate=1_000)
    with serving_file(sample(tmp_path / "l.db"), patience=patience) as address:
        host = b"localhost:%d" % port_of(address)
        text = b'{"text": "Nothing was sent.", "publisher": "' + b"x" * 4_000
        text += b" " * (9_998 - len(text)) + b'"}'
        with connected(address, BODY % host) as line:
            for start in range(0, len(text), 500):
                line.sendall(text[start : start + 500])
                select.select([], [], [], 0.05)
            came = line.recv(65536)
    assert came.split()[1] in (b"202", b"422"), came


async def _large(scope: Scope, receive: Receive, send: Send) -> None:
    """An application whose only answer has 64 MB, in parts."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(64):
            await send({"type": "http.response.body", "body": b"x" * 1_000_000, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def test_an_answer_that_nobody_reads_is_let_go() -> None:
    """The line ends, so that what lies there to be sent takes no memory; who reads gets all."""
    with serving_app(_large, HURRIED) as address, ExitStack() as open_lines:
        asked = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
        lines = [open_lines.enter_context(connected(address, asked, 4_096)) for _ in range(50)]
        assert len(httpx.get(address, timeout=60).content) == 64_000_000
        wait = select.poll()
        for line in lines:
            wait.register(line, select.POLLHUP | select.POLLERR)  # without reading
        gone, until = set[int](), monotonic() + 20
        while len(gone) < len(lines) and monotonic() < until:
            for number, _ in wait.poll(200):
                gone.add(number)
                wait.unregister(number)
        assert len(gone) == len(lines)


def test_hundreds_of_slow_clients_hinder_nobody(tmp_path: Path) -> None:
    """Two hundred drip their heads, two hundred their bodies: twenty others are answered within five seconds each."""
    with (
        serving_file(sample(tmp_path / "l.db"), patience=replace(USUAL, look=0.5)) as address,
        ExitStack() as open_lines,
    ):
        host = b"localhost:%d" % port_of(address)
        first = [HEAD] * 200 + [BODY % host] * 200
        lines = [open_lines.enter_context(connected(address, each)) for each in first]
        with dripping(lines):
            for _ in range(20):
                assert httpx.get(f"{address}/documents", timeout=5).status_code == 200


def test_the_longest_waiting_makes_room(tmp_path: Path) -> None:
    """Where more are connected than may be, an honest one is answered, and those who came last stay."""
    patience = replace(USUAL, most=20)
    with serving_file(sample(tmp_path / "l.db"), patience=patience) as address, ExitStack() as open_lines:
        lines = [open_lines.enter_context(connected(address, HEAD)) for _ in range(60)]
        for _ in range(5):
            assert httpx.get(f"{address}/documents", timeout=5).status_code == 200
        assert ended(lines[0], 5) == b""
        assert ended(lines[-1], 0.3, b"x") is None
