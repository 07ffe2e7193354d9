"""How long and for how much a language model is waited for: slow, huge, broken off, busy.."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime

import pytest

from reportedly.errors import ModelError
from reportedly.world.models.endpoint import Endpoint
from world.models.endpoints import Time, fault, slowly
from world.models.servers import QUESTION, TEXT, ModelServer, Sent, error, llama_cpp, said

LATE = "URL gave no whole answer in the time that one may take: ask a faster model, or allow more"


@pytest.mark.parametrize("body", [slowly(b" "), slowly(b"", 10), slowly(b"x", 10)], ids=["dribbles", "silent", "stops"])
def test_a_slow_body(body: Callable[[], Iterable[bytes]]) -> None:
    """The time holds for the whole answer, though each piece of it comes soon."""
    began = time.monotonic()
    assert fault(Sent(200, body), limit=0.5) == LATE
    assert time.monotonic() - began < 2


def test_slow_headers() -> None:
    """The time holds for what comes before the body too, and nothing goes on behind it."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ended = threading.Event()

        def dribble() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65536)
                try:
                    for piece in [b"HTTP/1.1 200 OK\r\nA: ", *[b"a"] * 200]:
                        connection.sendall(piece)
                        time.sleep(0.05)
                except OSError:
                    ended.set()

        threading.Thread(target=dribble, daemon=True).start()
        began = time.monotonic()
        with pytest.raises(ModelError, match="gave no whole answer in the time"):
            Endpoint(f"http://127.0.0.1:{listening.getsockname()[1]}/v1", "small", limit=0.4).answer(QUESTION)
        assert time.monotonic() - began < 1.5
        assert ended.wait(2)


def test_nothing_is_left_behind() -> None:
    """After questions that came to nothing, no thread of theirs goes on."""
    fault(Sent(200, slowly(b" ")), limit=0.2)
    until = time.monotonic() + 3
    while any(each.name.startswith("ask ") for each in threading.enumerate()) and time.monotonic() < until:
        time.sleep(0.02)
    assert [each.name for each in threading.enumerate() if each.name.startswith("ask ")] == []


def test_a_huge_body() -> None:
    """A body without end is not read to its end."""

    def endless() -> Iterator[bytes]:
        while True:
            yield b"x" * 100_000

    assert fault(Sent(200, endless)).startswith("URL answers with more than 4,000,000 bytes")
    assert fault(Sent(500, endless)).startswith("URL answers with more than 4,000,000 bytes")


def test_a_packed_body() -> None:
    """A body that is packed, though that was not asked for, is not unpacked."""
    packed = Sent(200, gzip.compress(b"x" * 10_000_000), {"Content-Encoding": "gzip"})
    assert fault(packed).startswith("URL packs its answer, which was not asked for")


def test_a_server_that_breaks_off() -> None:
    """A server that ends in the middle of its answer is a fault that says so."""
    body = Sent(200, lambda: [b'{"choices"'], {"Content-Length": "500"})
    assert fault(body) == "URL broke off before its answer was whole: see whether the server still runs"


def rested(*replies: Sent, limit: float = 100.0) -> tuple[list[float], int, str]:
    """How long was waited, how often asked, and what came of it; the server's hour is noon."""
    now = Time()
    with ModelServer(*replies) as server:
        noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
        endpoint = Endpoint(server.url, "small", None, limit, now, now.sleep, lambda: noon)
        try:
            told = endpoint.answer(QUESTION).text
        except ModelError as fault:
            told = str(fault).replace(server.url, "URL")
    return now.slept, len(server.asked), told


def busy(after: str, status: int = 429) -> Sent:
    return said(error("slow down", status), status, Retry_After=after)


def test_a_busy_server() -> None:
    """A server that says when to ask again is asked again then."""
    assert rested(busy("2"), busy("0", 503), said(llama_cpp())) == ([2.0, 0.0], 3, TEXT)
    assert rested(busy("Thu, 01 Jan 2026 12:00:30 GMT"), said(llama_cpp())) == ([30.0], 2, TEXT)


def test_a_server_that_stays_busy() -> None:
    """It is asked again three times and no more, nor longer than an answer may take, nor where it names no time."""
    slept, asked, told = rested(busy("1"))
    assert (slept, asked) == ([1.0, 1.0, 1.0], 4)
    assert told == "URL is busy (429): “slow down”; try again later, or ask another server"
    assert rested(busy("40")) == ([40.0, 40.0], 3, "URL is busy and asks to wait 40 seconds: try again later")
    assert rested(busy("3600")) == ([], 1, "URL is busy and asks to wait 3,600 seconds: try again later")
    assert rested(busy("soon"))[:2] == ([], 1)


def test_rest_and_forms_share_the_time() -> None:
    """Rests, and the forms that are tried, all count into the time of one answer."""
    refused = said(error("no such form"), 400)
    assert rested(busy("50"), refused, busy("60"))[2] == "URL is busy and asks to wait 60 seconds: try again later"
